import { describe, expect, it } from 'vitest';
import { cableDrag } from '../../../../server/detect/approach/cabledrag.ts';
import { T0 } from '../../tracks/observations.ts';
import { sailed, type Voyage } from '../voyages.ts';
import { clue, Watched } from '../watched.ts';
import { WatchedTestRecords } from '../zones/worlds.ts';

/** A cable along 40.05° north, drawn as a line; 'area': as the square 40 to 40.1° north, 19 to 19.1° east. */
const LINE = {
  kind: 'line',
  line: [
    { lat: 40.05, lon: 18.9 },
    { lat: 40.05, lon: 19.2 },
  ],
  crossing: 'both',
} as const;
const line = () => new WatchedTestRecords().zone('c', [], { name: 'Adria 1', purpose: 'cable', shape: LINE });
const area = () => new WatchedTestRecords().zone('c', [], { name: 'Adria 1', purpose: 'cable' });
/** Comes at 12 kn from 3.7 km west, and drags along the cable at 2.5 kn for 25 min. */
const SHIP: Voyage = {
  ...{ mmsi: 247_000_001, shipType: 70, lat: 40.051, lon: 19 },
  legs: [
    { kn: 12, deg: 90, s: 600 },
    { kn: 2.5, deg: 90, s: 1500 },
    { kn: 12, deg: 90, s: 300 },
  ],
};
const slowAt = (kn: number): Voyage => ({
  ...SHIP,
  legs: [SHIP.legs[0]!, { kn, deg: 90, s: 1500 }, SHIP.legs[2]!],
});
const watched = (voyage: Voyage, records = line()) =>
  new Watched([cableDrag], { records }).say(...sailed(voyage));
const kinds = (watch: Watched) => watch.all.map(({ lead }) => [lead.kind, lead.rule]);

describe('over a cable', () => {
  it('at the speed of a dragging anchor is told after ten minutes, and over when it goes on', () => {
    const watch = watched(SHIP);
    expect(kinds(watch)).toEqual([['cableDrag', 'cableDrag.dragS']]);
    const [told] = watch.all;
    expect((told!.raisedMs - T0) / 1000).toBeGreaterThanOrEqual(1200);
    expect((told!.raisedMs - T0) / 1000).toBeLessThan(1260);
    expect((told!.endedMs! - T0) / 1000).toBeLessThan(2200);
    expect(told!.lead.about).toEqual({ zoneId: 'c' });
    expect(clue(told!.lead, 'overCable')!.text).toBe('Adria 1');
    expect(clue(told!.lead, 'meanSpeed')!.measure!.value).toBeCloseTo(2.5, 1);
    expect(clue(told!.lead, 'wasUnderWay')!.measure!.value).toBeCloseTo(12, 0);
  });

  it('is told where it is drawn as an area too', () => expect(kinds(watched(SHIP, area()))).toHaveLength(1));

  it('lying is told too', () => {
    expect(kinds(watched(slowAt(0.1)))).toEqual([['cableDrag', 'cableDrag.lieS']]);
  });

  it.each([
    ['who passes', slowAt(12)],
    ['who is farther off', { ...SHIP, lat: 40.06 }],
    ['a dredger at its work', { ...SHIP, shipType: 33 }],
    ['who has lain there all along', { ...SHIP, legs: [{ kn: 0.1, deg: 90, s: 3600 }] }],
    [
      'who stops and goes',
      {
        ...SHIP,
        legs: [
          SHIP.legs[0]!,
          ...Array.from({ length: 12 }, (_, i) => ({ kn: i % 2 ? 3.8 : 1, deg: 90, s: 100 })),
        ],
      },
    ],
  ] as const)('%s is none', (_, voyage) => expect(kinds(watched(voyage))).toEqual([]));

  it('is nothing where the zone is no longer active', () => {
    const records = line().zone('c', [], { purpose: 'cable', shape: LINE, life: 'expired' });
    expect(kinds(watched(SHIP, records))).toEqual([]);
  });
});
