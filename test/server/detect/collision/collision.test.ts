import { describe, expect, it } from 'vitest';
import type { ZoneRule } from '../../../../proto/domain/alert/rules.ts';
import { collision } from '../../../../server/detect/collision/collision.ts';
import { T0 } from '../../tracks/observations.ts';
import { type Leg, sailed, type Voyage } from '../voyages.ts';
import { clue, Watched } from '../watched.ts';
import { WatchedTestRecords } from '../zones/worlds.ts';

const A = 247_000_001;
const B = 247_000_002;
/** The zone: 40 to 40.1° north, 19 to 19.1° east. */
const site = (...rules: readonly ZoneRule[]) => new WatchedTestRecords().zone('z', rules, { name: 'Strait' });
const ON: ZoneRule = { kind: 'collision' };
/** Two cargo ships at 12 kn on crossing courses: both 0.05° of latitude (5560 m, 900 s) from 40.05° N 19.065° E. */
const NORTH: Voyage = {
  mmsi: A,
  shipType: 70,
  lat: 40,
  lon: 19.065,
  everyS: 10,
  legs: [{ kn: 12, deg: 0, s: 1200 }],
};
const WEST: Voyage = {
  ...{
    mmsi: B,
    shipType: 70,
    lat: 40.05,
    lon: 19.065 + 0.05 / Math.cos((40.05 * Math.PI) / 180),
    everyS: 10,
  },
  legs: [{ kn: 12, deg: 270, s: 1200 }],
};
const told = (one: Voyage, other: Voyage, records = site(ON)) =>
  new Watched([collision], { records }).say(...sailed(one, other)).all;
const sails = (voyage: Voyage, ...legs: readonly Leg[]): Voyage => ({ ...voyage, legs });

describe('two who will meet', () => {
  it('are told some minutes before, with how near and when, and it is over when they are past', () => {
    const [alert, ...more] = told(NORTH, WEST);
    expect(more).toEqual([]);
    // They meet 900 s on; within 480 s of it from 420 s on.
    expect((alert!.raisedMs - T0) / 1000).toBeGreaterThanOrEqual(450);
    expect((alert!.raisedMs - T0) / 1000).toBeLessThan(480);
    expect((alert!.endedMs! - T0) / 1000).toBeLessThan(940);
    expect(alert!.lead).toMatchObject({
      ...{ kind: 'collision', priority: 'warning', rule: 'zone/z/1', about: { zoneId: 'z' } },
      threshold: { value: 400, unit: 'm' },
    });
    expect(alert!.lead.measured.value).toBeLessThan(60);
    const closestIn = clue(alert!.lead, 'closestIn')!;
    expect((closestIn.atMs! - T0) / 1000).toBeGreaterThan(880);
    expect((closestIn.atMs! - T0) / 1000).toBeLessThan(920);
  });

  it('have the priority that the rule gives', () => {
    expect(told(NORTH, WEST, site({ ...ON, priority: 'alarm' }))[0]!.priority).toBe('alarm');
  });

  it('are nobody’s business where no rule asks for it, or outside the zone', () => {
    expect(told(NORTH, WEST, site())).toEqual([]);
    expect(told({ ...NORTH, lat: 41 }, { ...WEST, lat: 41.05 })).toEqual([]);
  });
});

describe('no collision', () => {
  it.each([
    ['with a pilot', NORTH, { ...WEST, shipType: 50 }],
    ['with a tug', NORTH, { ...WEST, shipType: 52 }],
    ['with one at anchor', NORTH, { ...sails(WEST, { kn: 0.2, deg: 270, s: 1200 }), lon: 19.065, status: 1 }],
    ['with one at rest', NORTH, { ...sails(WEST, { kn: 0.2, deg: 270, s: 1200 }), lon: 19.065 }],
    [
      'of two that berth slowly',
      sails(NORTH, { kn: 3, deg: 0, s: 3000 }),
      sails({ ...WEST, lon: 19.085 }, { kn: 3, deg: 270, s: 3000 }),
    ],
    ['with room', NORTH, { ...WEST, lat: 40.06 }],
    [
      'when one turned away in time',
      NORTH,
      sails(WEST, { kn: 12, deg: 270, s: 400 }, { kn: 12, deg: 0, s: 900 }),
    ],
    [
      'in overtaking with room',
      sails(NORTH, { kn: 10, deg: 0, s: 1200 }),
      { ...sails(WEST, { kn: 16, deg: 0, s: 1200 }), lat: 39.98, lon: 19.067 },
    ],
    ['under one MMSI', NORTH, { ...WEST, mmsi: A }],
  ] as const)('%s', (_, one, other) => expect(told(one, other)).toEqual([]));
});
