import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import { TrackLife, TrackStateBits } from '../../../proto/domain/track.ts';
import { Picture } from '../../../server/tracks/picture.ts';
import {
  detailsOf,
  fed,
  hasBit,
  identity,
  NORTH_10_S,
  position,
  SHIP,
  slotsOf,
  timeAt,
} from './observations.ts';

describe('one transmitter', () => {
  it('is one track that moves with its reports', () => {
    const picture = fed(position(), position({ at: 10, lat: 40 + NORTH_10_S, sog: 12.1 }));
    expect(picture.size).toBe(1);
    expect(picture.detail(0)).toMatchObject({
      id: '7-1',
      mmsi: '247000001',
      flag: 'IT',
      lat: 40 + NORTH_10_S,
      sogKn: 12.1,
      life: TrackLife.live,
      conflict: false,
      firstMs: timeAt(0),
      observedMs: timeAt(10),
      owedIntervalMs: 10_000,
    });
    expect(picture.slotOf('7-1')).toBe(0);
    expect(picture.slotOf('8-1')).toBeUndefined();
    for (const other of ['7-1-1', '7-0x1', '7-1.0', '7-01', '7- 1', '1', '']) {
      expect(picture.slotOf(other)).toBeUndefined();
    }
  });

  it('has no speed once a report says none', () => {
    const picture = fed(position(), position({ at: 10, sog: undefined }));
    expect(picture.detail(0)).not.toHaveProperty('sogKn');
    expect(picture.columns.sogKn[0]).toBeNaN();
  });

  it('heard by two receivers is moved once and counts both', () => {
    const picture = fed(
      position({ at: 0 }),
      position({ at: 10, lat: 40 + NORTH_10_S }),
      position({ at: 10, lat: 40 + NORTH_10_S, feed: 'island', received: 12 }),
      position({ at: 0, feed: 'island', received: 13 }),
    );
    expect(picture.size).toBe(1);
    expect(picture.detail(0)).toMatchObject({ lat: 40 + NORTH_10_S, observedMs: timeAt(10) });
    expect(picture.detail(0).contributions).toEqual([
      { feedId: 'coast', positions: 2, lastMs: timeAt(10) },
      { feedId: 'island', positions: 2, lastMs: timeAt(10) },
    ]);
    expect(picture.counts()).toMatchObject({ duplicates: 1, older: 1 });
  });

  it('is not moved by the same position under a slightly later clock', () => {
    const picture = fed(position({ at: 0 }), position({ at: 4, feed: 'island' }));
    expect(picture.detail(0).observedMs).toBe(timeAt(0));
    expect(picture.counts().duplicates).toBe(1);
  });

  it('from the future is taken as of its reception, beyond a tolerance of 5 s', () => {
    expect(fed(position({ at: 3600, received: 1 })).detail(0).observedMs).toBe(timeAt(1));
    expect(fed(position({ at: 5, received: 0 })).detail(0).observedMs).toBe(timeAt(5));
  });

  it('keeps a late position in its trail, in its place in time', () => {
    const picture = fed(
      position({ at: 0 }),
      position({ at: 60, lat: 40 + 6 * NORTH_10_S }),
      position({ at: 30, lat: 40 + 3 * NORTH_10_S, received: 61 }),
    );
    expect(picture.trail(0).timesMs).toEqual([timeAt(0), timeAt(30), timeAt(60)]);
    expect(picture.detail(0).lat).toBe(40 + 6 * NORTH_10_S);
  });

  it('keeps its precise position against a fresh report of long range, not against a later one', () => {
    const picture = fed(position(), position({ at: 30, lat: 40.002, longRange: true }));
    expect(picture.detail(0).lat).toBe(40);
    picture.apply(position({ at: 200, lat: 40.011, longRange: true }));
    expect(picture.detail(0)).toMatchObject({ lat: 40.011, owedIntervalMs: 180_000 });
  });

  it('changes its kind as it is known better, latest first', () => {
    const picture = fed(position({ kind: TrackKind.unknown }), position({ at: 10 }));
    expect(picture.detail(0).kind).toBe(TrackKind.classA);
    picture.apply(position({ at: 20, kind: TrackKind.unknown }));
    expect(picture.detail(0).kind).toBe(TrackKind.classA);
    picture.apply(position({ at: 30, kind: TrackKind.classB }));
    expect(picture.detail(0).kind).toBe(TrackKind.classB);
    expect(picture.size).toBe(1);
  });

  it('is never fused with a simulated one of the same number', () => {
    const picture = fed(position(), position({ at: 10, nature: Nature.synthetic }));
    expect(detailsOf(picture).map((detail) => detail.nature)).toEqual([Nature.real, Nature.synthetic]);
  });

  it('is at rest when moored, and not for want of a speed', () => {
    const rest = TrackStateBits.atRest;
    expect(hasBit(fed(position({ status: 5, sog: 0.9 })), 0, rest)).toBe(true);
    expect(hasBit(fed(position({ status: 5, sog: 1.2 })), 0, rest)).toBe(false);
    expect(hasBit(fed(position({ sog: 0.4 })), 0, rest)).toBe(true);
    expect(hasBit(fed(position({ sog: undefined })), 0, rest)).toBe(false);
    expect(hasBit(fed(position({ kind: TrackKind.atonVirtual, sog: undefined })), 0, rest)).toBe(true);
  });
});

describe('what a reader polls', () => {
  it('are the slots changed and removed since its last tick', () => {
    const picture = fed(position(), position({ mmsi: 2 }));
    const first = picture.tick(timeAt(1));
    picture.apply(position({ at: 10, mmsi: 2, lat: 40.0005 }));
    const second = picture.tick(timeAt(11));
    expect(slotsOf(picture).filter((slot) => picture.columns.changedTick[slot]! > first)).toEqual([1]);
    picture.tick(timeAt(1080));
    expect(picture.removedSince(second)).toMatchObject([{ slot: 0, generation: 1 }]);
    expect(picture.removedSince(second + 1)).toEqual([]);
  });

  it('is never a slot with a new owner within a minute of the removal, and then with a new generation', () => {
    const picture = fed(position());
    picture.tick(timeAt(1080));
    picture.apply(position({ mmsi: 2, at: 1139 }));
    expect(slotsOf(picture)).toEqual([1]);
    picture.apply(position({ mmsi: 3, at: 1140 }));
    expect(slotsOf(picture)).toEqual([0, 1]);
    expect(picture.columns.generation[0]).toBe(2);
    expect(picture.trail(0).timesMs).toEqual([timeAt(1140)]);
    expect(picture.slotOf('7-1')).toBeUndefined();
    expect(picture.removalsCompleteSince).toBeGreaterThan(0);
  });
});

const anyObservation: fc.Arbitrary<Observation> = fc
  .record({
    at: fc.integer({ min: 0, max: 4000 }),
    late: fc.integer({ min: -20, max: 600 }),
    mmsi: fc.constantFrom(SHIP, 970_000_001, 992_470_001, 111_247_001),
    kind: fc.constantFrom(...Object.values(TrackKind)),
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    lon: fc.double({ min: -180, max: 179.99, noNaN: true }),
    sog: fc.option(fc.double({ min: 0, max: 102.2, noNaN: true }), { nil: undefined }),
    status: fc.integer({ min: 0, max: 15 }),
    name: fc.option(fc.constantFrom('ALFA', 'BRAVO'), { nil: undefined }),
  })
  .map(({ name, late, ...said }) => {
    const when = { ...said, received: said.at + late };
    return name === undefined ? position(when) : identity({ name }, when);
  });

describe('any observations', () => {
  it('in the same order make the same picture, within its bounds', () => {
    fc.assert(
      fc.property(fc.array(anyObservation, { maxLength: 150 }), (observations) => {
        const run = () => {
          const picture = new Picture({ epoch: 3, capacity: 20 });
          const seen: unknown[] = [];
          for (const [n, observation] of observations.entries()) {
            picture.apply(observation);
            if (n % 20 === 0) seen.push(picture.tick(observation.receivedMs), picture.removedSince(0));
          }
          expect(picture.size).toBeLessThanOrEqual(20);
          seen.push(
            detailsOf(picture),
            slotsOf(picture).map((slot) => picture.trail(slot)),
            picture.counts(),
          );
          return JSON.stringify(seen);
        };
        expect(run()).toBe(run());
      }),
      { numRuns: 60 },
    );
  });
});
