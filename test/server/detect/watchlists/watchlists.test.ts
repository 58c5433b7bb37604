import { describe, expect, test } from 'vitest';
import type { WatchList } from '../../../../proto/domain/alert/rules.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { normalName } from '../../../../server/detect/watchlists/claims.ts';
import { watchLists } from '../../../../server/detect/watchlists/watchlists.ts';
import { zones } from '../../../../server/detect/zones/zones.ts';
import { COAST, marking } from '../../access/worlds.ts';
import { identity, position, SHIP, T0 } from '../../tracks/observations.ts';
import { clue, Watched } from '../watched.ts';
import { SQUARE, sailing, WatchedTestRecords } from '../zones/worlds.ts';

const list = (more: Partial<WatchList>): WatchList => ({
  name: 'Fuel run',
  reason: 'Seen at three transfers of fuel in March',
  untilMs: epochMs(T0 + 3_600_000),
  vessels: [],
  areas: [],
  patterns: [],
  marking: marking(COAST),
  ...more,
});
const watched = (records: WatchedTestRecords) => new Watched([zones, watchLists], { records });
const withList = (more: Partial<WatchList>) => new WatchedTestRecords().set('watchList', 'w1', list(more));
const area = SQUARE as WatchList['areas'][number]['area'];

describe('vessels', () => {
  test('by each of what they claim, with owner, reason and what matched', () => {
    for (const [vessel, what, text] of [
      [{ mmsi: String(SHIP) }, 'matchedMmsi', String(SHIP)],
      [{ imo: 9_074_729 }, 'matchedImo', '9074729'],
      [{ callSign: '1a-bc 2' }, 'matchedCallSign', '1ABC2'],
      [{ name: 'Šv. Nikola' }, 'matchedName', 'SV NIKOLA'],
    ] as const) {
      const at = watched(withList({ vessels: [vessel], priority: 'alarm' }));
      at.say(position({ at: 0 }), position({ at: 10 }));
      at.say(identity({ imo: 9_074_729 as never, callSign: '1ABC2', name: 'SV NIKOLA' }, { at: 11 }));
      at.say(position({ at: 20 })).until(22);
      expect(at.all).toHaveLength(1);
      const { lead } = at.all[0]!;
      expect(lead).toMatchObject({
        kind: 'watchListVessel',
        priority: 'alarm',
        about: { watchListId: 'w1' },
        rule: 'watchList/w1',
        key: `watchListVessel|mmsi/${SHIP}|w1`,
      });
      expect(clue(lead, what)!.text).toBe(text);
      expect(clue(lead, 'listedBy')!.text).toBe(COAST);
      expect(clue(lead, 'reason')!.text).toContain('March');
    }
  });

  test('others are not on it, and a name of signs alone fits nobody', () => {
    const at = watched(withList({ vessels: [{ mmsi: '247000002', name: '...' }, { name: 'NIKOLAS' }] }));
    at.say(position({ at: 0 }), identity({ name: 'NIKOLA', callSign: '' }, { at: 1 }), position({ at: 10 }));
    expect(at.until(12).all).toEqual([]);
  });

  test('the list expires by the time of the data; a vessel taken off it is no longer on it', () => {
    const records = withList({ vessels: [{ mmsi: String(SHIP) }], untilMs: epochMs(T0 + 100_000) });
    const at = watched(records);
    at.say(position({ at: 0 })).until(50);
    expect(at.open('watchListVessel')).toHaveLength(1);
    expect(at.until(102).open('watchListVessel')).toEqual([]);
    records.set('watchList', 'w1', list({ vessels: [{ mmsi: String(SHIP) }] }));
    at.say(position({ at: 110 })).until(112);
    expect(at.open('watchListVessel')).toHaveLength(1);
    records.set('watchList', 'w1', list({ vessels: [{ name: 'X' }] }));
    at.say(position({ at: 120 })).until(122);
    expect(at.open('watchListVessel')).toEqual([]);
  });

  test('names as they are heard', () => {
    expect(['M/V  Élan@@', 'MV-ELAN', 'm v elan'].map(normalName)).toEqual([
      'M V ELAN',
      'MV ELAN',
      'M V ELAN',
    ]);
  });
});

test('areas: what is in them, of the classes that were named, until it is out for certain', () => {
  const at = watched(withList({ areas: [{ area, classes: ['fishing'] }] }));
  const boat = { lat: 40.05, sog: 12, cog: 90 } as const;
  at.say(identity({ shipType: 30 }, { at: 0 }), ...sailing({ ...boat, lon: 18.995, fromS: 1, untilS: 100 }));
  at.say(...sailing({ ...boat, mmsi: SHIP + 1, lon: 18.995, fromS: 101, untilS: 200 }));
  expect(at.all.map(({ lead }) => [lead.kind, lead.parties[0]!.mmsi])).toEqual([
    ['watchListArea', String(SHIP)],
  ]);
  at.say(position({ at: 210, lat: 40.05, lon: 18.9999, sog: 5 })).until(212);
  expect(at.open('watchListArea')).toHaveLength(1);
  at.say(position({ at: 280, lat: 40.05, lon: 18.998, sog: 5 })).until(282);
  expect(at.open('watchListArea')).toEqual([]);
});

test('patterns: what another detector raises of these classes, as long as it holds', () => {
  const records = withList({ patterns: [{ kind: 'zoneEntry', classes: ['tanker'] }] });
  records.zone('z1', [{ kind: 'entry' }]);
  const at = watched(records);
  const ship = { lat: 40.05, sog: 12, cog: 90 } as const;
  at.say(identity({ shipType: 70 }, { at: 0, mmsi: SHIP + 1 }));
  at.say(...sailing({ ...ship, mmsi: SHIP + 1, lon: 18.995, fromS: 1, untilS: 100 }));
  expect(at.of('watchListPattern')).toEqual([]);
  at.say(
    identity({ shipType: 82 }, { at: 100 }),
    ...sailing({ ...ship, lon: 18.995, fromS: 101, untilS: 200 }),
  );
  expect(at.open('watchListPattern')).toHaveLength(1);
  const { lead } = at.of('watchListPattern')[0]!;
  expect(lead.parties[0]!.mmsi).toBe(String(SHIP));
  expect(clue(lead, 'behaviour')!.text).toBe('zoneEntry');
  expect(clue(lead, 'watchList')!.text).toBe('Fuel run');
  // Whoever may not see the zone may not see this either.
  expect(lead.about).toMatchObject({ zoneId: 'z1', watchListId: expect.any(String) });
  at.say(position({ at: 260, lat: 40.05, lon: 18.98, sog: 12, cog: 270 })).until(270);
  expect(at.open('watchListPattern')).toEqual([]);
});
