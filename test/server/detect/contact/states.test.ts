import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../../proto/domain/alert/alert.ts';
import type { ZoneRule } from '../../../../proto/domain/alert/rules.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { dark } from '../../../../server/detect/contact/dark.ts';
import { uncooperative } from '../../../../server/detect/contact/uncooperative.ts';
import { unverified } from '../../../../server/detect/contact/unverified.ts';
import { Detection } from '../../../../server/detect/detection.ts';
import type { OpenDetector } from '../../../../server/detect/detector.ts';
import { openLearned } from '../../../../server/detect/learned/maps.ts';
import { coast, type Vessel, whereAt } from '../../tracks/coast.ts';
import { T0 } from '../../tracks/observations.ts';
import { clue, OPEN_SEA } from '../watched.ts';
import { WatchedTestRecords } from '../zones/worlds.ts';

const AT = { fromM: 9000, azimuthDeg: 270 };
/** Others that send, so that it is known that who sends is heard. */
const OTHERS: readonly Vessel[] = [0, 1, 2, 3].map((i) => ({
  fromM: 7000 + i * 1500,
  azimuthDeg: 250 + i * 12,
  sogKn: 8,
  cogDeg: 0,
  ais: { mmsi: 247_500_001 + i },
}));

/** A coast with a radar under detectors, the picture's ticks theirs too. */
function watched(
  vessels: readonly Vessel[],
  detectors: readonly OpenDetector[],
  rules: readonly ZoneRule[] = [],
) {
  const { picture, run } = coast([...OTHERS, ...vessels]);
  const records = new WatchedTestRecords();
  const { lat, lon } = whereAt({ ...AT, sogKn: 0, cogDeg: 0 }, 0);
  if (rules.length > 0)
    records.zone('z1', rules, { shape: { kind: 'circle', centre: { lat, lon }, radiusM: 2000 } });
  const detection = new Detection({ picture, detectors, shore: OPEN_SEA, learned: openLearned(), records });
  const told = new Map<string, Happening>();
  return {
    until(s: number) {
      run(s, (at) => {
        detection.tick(picture.tick(epochMs(T0 + at * 1000)));
        for (const one of detection.drain()) told.set(one.id, one);
        return [];
      });
      return [...told.values()];
    },
  };
}

describe('a contact that sends nothing', () => {
  const quiet: Vessel = { ...AT, sogKn: 0.5, cogDeg: 0 };

  it('is told of where a zone’s rule asks for it, after half a minute', () => {
    const told = watched([quiet], [uncooperative], [{ kind: 'uncooperative', note: 'night' }]).until(400);
    expect(told).toHaveLength(1);
    const [{ lead }] = told as [Happening];
    expect(lead).toMatchObject({ kind: 'uncooperativeContact', rule: 'zone/z1/1', about: { zoneId: 'z1' } });
    expect(lead.measured.value).toBeGreaterThanOrEqual(30);
    expect(clue(lead, 'seenBy')).toMatchObject({ text: 'cape' });
    expect(clue(lead, 'why.uncooperative')).toBeDefined();
  });

  it('is none without a rule, elsewhere, or where the rule is for others', () => {
    expect(watched([quiet], [uncooperative]).until(400)).toEqual([]);
    const away = { ...quiet, fromM: 15_000 };
    expect(watched([away], [uncooperative], [{ kind: 'uncooperative' }]).until(400)).toEqual([]);
    const rule: ZoneRule = { kind: 'uncooperative', classes: ['fishing'] };
    expect(watched([quiet], [uncooperative], [rule]).until(400)).toEqual([]);
  });
});

describe('a ship of class A that sensors go on seeing', () => {
  it('is dark five minutes and a half after its AIS stopped', () => {
    const ship = { ...AT, sogKn: 8, cogDeg: 0, ais: { mmsi: 247_000_042, untilS: 300 } };
    const told = watched([ship], [dark]).until(900);
    expect(told.map(({ lead }) => lead.key)).toEqual(['darkContact|mmsi/247000042']);
    const { lead } = told[0]!;
    expect((lead.provedMs - T0) / 1000).toBeGreaterThanOrEqual(630);
    expect((lead.provedMs - T0) / 1000).toBeLessThan(660);
    expect(clue(lead, 'lastHeard')).toMatchObject({ atMs: T0 + 300_000 });
    // How long its AIS is silent, against what the picture calls dark: not how long it was looked at.
    expect(lead).toMatchObject({ rule: 'picture/switchedOff', threshold: { value: 300, unit: 's' } });
    expect(lead.measured.value).toBeCloseTo((lead.provedMs - T0) / 1000 - 300, -1);
    expect(lead.evidence.filter(({ what }) => what === 'seenBy').map(({ text }) => text)).toEqual(['cape']);
  });

  it('is none while it sends', () => {
    const ship = { ...AT, sogKn: 8, cogDeg: 0, ais: { mmsi: 247_000_042 } };
    expect(watched([ship], [dark, unverified]).until(900)).toEqual([]);
  });
});

describe('AIS that no sensor supports', () => {
  it('is told of after three minutes of it', () => {
    const ghost = { ...AT, sogKn: 8, cogDeg: 0, ais: { mmsi: 247_000_043 }, unseen: true };
    const told = watched([ghost], [unverified]).until(900);
    expect(told.map(({ lead }) => lead.key)).toEqual(['unverified|mmsi/247000043']);
    expect(told[0]!.lead.measured.value).toBeGreaterThanOrEqual(180);
    expect(clue(told[0]!.lead, 'why.unverified')).toMatchObject({ measure: { unit: 'count' } });
    expect(clue(told[0]!.lead, 'why.unverified')?.text).toBeUndefined();
  });
});
