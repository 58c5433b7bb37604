/** Cases by hand: what people ask to be alerted of, and who may know. */
import { expect, it } from 'vitest';
import type { DetectionSettings, WatchList } from '../../../proto/domain/alert/rules.ts';
import { decide } from '../../../server/access/decide.ts';
import { shownRecord } from '../../../server/access/shown.ts';
import {
  asker,
  at,
  COAST,
  marking,
  NEIGHBOUR,
  POLICE,
  record,
  recordsWithAgencies,
  released,
  worldOf,
  zone,
} from './worlds.ts';

const list: WatchList = {
  name: 'Fuel at sea',
  reason: 'Three transfers in March',
  untilMs: at(86_400_000),
  vessels: [{ mmsi: '280000001' }],
  areas: [],
  patterns: [{ kind: 'rendezvous' }],
  marking: marking(COAST),
};
const settings: DetectionSettings = {
  off: [],
  priorities: {},
  thresholds: {},
  ofClass: {},
  inZone: {},
  marking: marking(COAST),
};

it('a watch list is its owner’s, and can be released as a plan, never marked red', () => {
  const see = (records: ReturnType<typeof released>, agency: typeof COAST, value = list) =>
    decide(worldOf(records), asker(agency, ['operator']), 'see', record('watchList', 'w1', value));
  const kept = recordsWithAgencies();
  expect(see(kept, COAST)).toMatchObject({ verdict: 'yes', rule: 'ownRecord' });
  expect(see(kept, POLICE).verdict).toBe('no');
  const what = { kind: 'record', record: 'watchList', id: 'w1' } as const;
  const given = released({ what }, { release: ['plans'] });
  expect(see(given, NEIGHBOUR)).toMatchObject({ verdict: 'yes', rule: 'releasedRecord' });
  expect(see(released({ what }, { release: ['vessels'] }), NEIGHBOUR).verdict).toBe('no');
  expect(see(given, NEIGHBOUR, { ...list, marking: marking(COAST, { tlp: 'red' }) }).verdict).toBe('no');
  const nameless = see(
    released({ what, reduction: { withoutIdentity: true } }, { release: ['plans'] }),
    NEIGHBOUR,
  );
  expect(shownRecord('watchList', list, nameless)).toMatchObject({
    name: list.name,
    reason: '',
    vessels: [],
  });
});

it('settings of the detectors are released to nobody', () => {
  const what = { kind: 'record', record: 'detection', id: 'd1' } as const;
  const records = released({ what }, { release: ['plans'] });
  const see = (agency: typeof COAST) =>
    decide(worldOf(records), asker(agency, ['operator']), 'see', record('detection', 'd1', settings)).verdict;
  expect([see(COAST), see(NEIGHBOUR)]).toEqual(['yes', 'no']);
});

it('a published layer is seen by everyone, what its owner watches for there is not', () => {
  const layer = zone(COAST, {
    source: 'Marine Regions',
    rules: [{ kind: 'entry', exceptMmsis: ['280000001'] }],
  });
  const shown = (agency: typeof COAST) =>
    shownRecord(
      'zone',
      layer,
      decide(worldOf(recordsWithAgencies()), asker(agency, ['operator']), 'see', record('zone', 'z1', layer)),
    );
  expect(shown(COAST)).toEqual(layer);
  expect(shown(NEIGHBOUR)).toMatchObject({ name: layer.name, shape: layer.shape });
  expect(shown(NEIGHBOUR)).not.toHaveProperty('rules');
});
