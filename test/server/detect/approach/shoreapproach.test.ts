import { describe, expect, it } from 'vitest';
import { shoreApproach } from '../../../../server/detect/approach/shoreapproach.ts';
import { openLearned } from '../../../../server/detect/learned/maps.ts';
import { T0 } from '../../tracks/observations.ts';
import { sailed, seenByRadar, type Voyage } from '../voyages.ts';
import { clue, Watched } from '../watched.ts';

const M_A_DEGREE = 111_195;
/** A coast along 40.1° north; the sea is south of it. */
const shore = {
  distanceM: (lat: number) => (40.1 - lat) * M_A_DEGREE,
  portM: () => undefined as number | undefined,
};
const NOON_S = 12 * 3600;
/** From 11 km out, north to the coast, at night. */
const BOAT: Voyage = { lat: 40, lon: 19, legs: [{ kn: 15, deg: 0, s: 1300 }] };

const told = (voyage: Voyage, options: ConstructorParameters<typeof Watched>[1] = {}) => {
  const watch = new Watched([shoreApproach], { shore, ...options });
  seenByRadar(watch, voyage);
  return watch;
};

describe('who comes to the shore at night', () => {
  it('without AIS is told with where and when it arrives', () => {
    const watch = told(BOAT);
    expect(watch.all.map(({ lead }) => [lead.kind, lead.priority])).toEqual([['shoreApproach', 'warning']]);
    const [{ lead, raisedMs }] = watch.all as [(typeof watch.all)[0]];
    // 7.72 m/s: 1440 s to the coast, so within 1200 s from 240 s on; the radar's track is to be followed for 300 s.
    expect((raisedMs - T0) / 1000).toBeGreaterThanOrEqual(300);
    expect((raisedMs - T0) / 1000).toBeLessThan(480);
    const arrives = clue(lead, 'arrivesAt')!;
    expect(arrives.place!.lat).toBeCloseTo(40.1, 1);
    expect(arrives.place!.lon).toBeCloseTo(19, 1);
    expect(((arrives.atMs! - T0) / 1000 - 1440) / 1440).toBeLessThan(0.1);
    expect(lead).toMatchObject({ rule: 'shoreApproach.arrivesS', threshold: { value: 1200, unit: 's' } });
  });

  it('is over when it is no longer so', () => {
    const watch = told({
      ...BOAT,
      legs: [
        { kn: 15, deg: 0, s: 600 },
        { kn: 15, deg: 180, s: 600 },
      ],
    });
    expect(watch.all[0]).toMatchObject({ ending: 'cleared' });
  });

  it.each([
    ['by day', { ...BOAT, fromS: NOON_S }],
    ['drifting', { ...BOAT, legs: [{ kn: 2, deg: 0, s: 5400 }] }],
    ['along it', { ...BOAT, legs: [{ kn: 15, deg: 90, s: 1200 }] }],
    ['from a little way out', { ...BOAT, lat: 40.072 }],
  ])('%s is none', (_, voyage) => expect(told(voyage).all).toEqual([]));

  it('to a port is coming home, and so it is to where somebody stayed before', () => {
    expect(told(BOAT, { shore: { ...shore, portM: () => 2000 } }).all).toEqual([]);
    const learned = openLearned();
    learned.stops.stayed(247_000_009, 40.1, 19, T0);
    expect(told(BOAT, { learned }).all).toEqual([]);
  });

  it('with AIS is seen by everybody', () => {
    const watch = new Watched([shoreApproach], { shore });
    watch.say(...sailed({ ...BOAT, mmsi: 247_000_001, shipType: 30 }));
    expect(watch.all).toEqual([]);
  });
});
