import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Nature, type Observation, TrackKind } from '../../../proto/domain/observation.ts';
import { TrackLife, TrackStateBits } from '../../../proto/domain/track.ts';
import { Picture } from '../../../server/tracks/picture.ts';
import { identity, position, SHIP, timeAt } from './observations.ts';

const fed = (...observations: Observation[]): Picture => {
  const picture = new Picture({ epoch: 7 });
  for (const observation of observations) picture.apply(observation);
  return picture;
};
const slots = (picture: Picture): number[] => {
  const all: number[] = [];
  picture.forEachSlot((slot) => all.push(slot));
  return all;
};
const details = (picture: Picture) => slots(picture).map((slot) => picture.detail(slot));
const has = (picture: Picture, slot: number, bit: number) => (picture.columns.state[slot]! & bit) !== 0;

/** 12 kn north for 10 s is 61.7 m: 0.000555 degrees. */
const NORTH_10_S = 0.000555;
/** 20 nautical miles north. */
const FAR = 40 + 20 / 60;

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
    expect(picture.slotOf('7-1-1')).toBeUndefined();
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
    expect(details(picture).map((detail) => detail.nature)).toEqual([Nature.real, Nature.synthetic]);
  });

  it('is at rest when moored, and not for want of a speed', () => {
    const rest = TrackStateBits.atRest;
    expect(has(fed(position({ status: 5, sog: 0.9 })), 0, rest)).toBe(true);
    expect(has(fed(position({ status: 5, sog: 1.2 })), 0, rest)).toBe(false);
    expect(has(fed(position({ sog: 0.4 })), 0, rest)).toBe(true);
    expect(has(fed(position({ sog: undefined })), 0, rest)).toBe(false);
    expect(has(fed(position({ kind: TrackKind.atonVirtual, sog: undefined })), 0, rest)).toBe(true);
  });
});

describe('two ships under one number', () => {
  const alternating = (times: number): Observation[] =>
    Array.from({ length: times }, (_, n) => [
      position({ at: n * 10, lat: 40 + n * NORTH_10_S }),
      position({ at: n * 10 + 5, lat: FAR + n * NORTH_10_S }),
    ]).flat();

  it('stay two tracks, both in conflict, and neither jumps', () => {
    const picture = fed(...alternating(20));
    expect(details(picture).map((detail) => [detail.id, detail.conflict, detail.conflictsWith])).toEqual([
      ['7-1', true, ['7-2']],
      ['7-2', true, ['7-1']],
    ]);
    expect(picture.columns.lat[0]).toBeCloseTo(40 + 19 * NORTH_10_S, 9);
    expect(picture.columns.lat[1]).toBeCloseTo(FAR + 19 * NORTH_10_S, 9);
  });

  it('are no conflict any more when one is lost', () => {
    const picture = fed(...alternating(3));
    for (let at = 30; at <= 300; at += 10) picture.apply(position({ at, lat: 40 + (at / 10) * NORTH_10_S }));
    const tick = picture.tick(timeAt(300));
    expect(picture.columns.lifeOf(1)).toBe(TrackLife.lost);
    expect(details(picture).map((detail) => detail.conflict)).toEqual([false, false]);
    expect(picture.columns.changedTick[0]).toBe(tick);
  });

  it('are not made of one outlier: it moves nothing and is soon gone', () => {
    const picture = fed(position(), position({ at: 10, lat: FAR }), position({ at: 20, lat: 40.0011 }));
    picture.tick(timeAt(20));
    expect(details(picture).map((detail) => detail.conflict)).toEqual([false, false]);
    expect(picture.columns.lat[0]).toBe(40.0011);
    for (let at = 30; at <= 50; at += 10) picture.apply(position({ at, lat: 40.0011 + at * 5e-5 }));
    picture.tick(timeAt(50));
    expect(slots(picture)).toEqual([0]);
  });

  it('are not made of a ship that is heard somewhere else from then on', () => {
    const picture = fed(position(), position({ at: 10, lat: 40.0005 }));
    for (let at = 20; at < 60; at += 10) picture.apply(position({ at, lat: FAR + at * 5e-5 }));
    expect(details(picture).map((detail) => detail.conflict)).toEqual([false, false]);
  });

  it('share what is said without a position, as ambiguous', () => {
    const picture = fed(...alternating(3), identity({ name: 'ALFA' }, { at: 30 }));
    for (const { identity: claims } of details(picture)) {
      expect(claims.name).toMatchObject({ value: 'ALFA', ambiguous: true, feedId: 'coast' });
    }
  });

  it('keep what was certain, and its repetition is the same ship again', () => {
    const picture = fed(position(), identity({ name: 'ALFA' }), ...alternating(3));
    picture.apply(identity({ name: 'BRAVO', destination: 'BAR' }, { at: 40 }));
    picture.apply(identity({ name: 'ALFA', destination: 'VLORE' }, { at: 41 }));
    const [first, second] = details(picture);
    expect(first!.identity.name).toMatchObject({ value: 'ALFA', observedMs: timeAt(41) });
    expect(first!.identity.name).not.toHaveProperty('ambiguous');
    expect(first!.identity.destination).toEqual({
      value: 'VLORE',
      feedId: 'coast',
      observedMs: timeAt(41),
    });
    expect(second!.identity.name).toMatchObject({ value: 'BRAVO', ambiguous: true });
    expect(second!.identity.destination).toMatchObject({ value: 'BAR', ambiguous: true });
  });

  it('may be a ship and a base station in one place', () => {
    const picture = fed(position(), position({ at: 1, kind: TrackKind.baseStation }));
    expect(picture.size).toBe(2);
  });

  it('never exceed 64 tracks a number', () => {
    const picture = new Picture({ epoch: 1 });
    for (let n = 0; n < 200; n++) picture.apply(position({ at: 0, lat: -60 + n * 0.5 }));
    expect(picture.size).toBe(64);
  });
});

describe('identity', () => {
  it('is joined from both parts of message 24, whichever comes first, before the position too', () => {
    const b = { kind: TrackKind.classB };
    const picture = fed(
      identity({ callSign: 'IABC', shipType: 37 }, b),
      identity({ name: 'LUNA' }, { ...b, at: 1 }),
      position({ ...b, at: 2 }),
    );
    expect(picture.static(0)).toMatchObject({ name: 'LUNA', callSign: 'IABC', shipType: 37 });
    expect(picture.counts().waiting).toBe(0);
  });

  it('keeps the mothership of an auxiliary craft', () => {
    const fields = { mothershipMmsi: SHIP as never };
    const picture = fed(position({ mmsi: 982_470_001 }), identity(fields, { mmsi: 982_470_001 }));
    expect(picture.detail(0).identity.mothershipMmsi?.value).toBe(SHIP);
    expect(picture.detail(0).flag).toBe('IT');
  });

  it('is not replaced by an older statement, and tells of news only', () => {
    const picture = fed(position({ at: 10 }), identity({ name: 'NEW' }, { at: 10 }));
    const version = picture.staticVersion(0);
    picture.apply(identity({ name: 'OLD' }, { at: 5 }));
    picture.apply(identity({ name: 'NEW' }, { at: 15 }));
    expect(picture.staticVersion(0)).toBe(version);
    expect(picture.detail(0).identity.name).toMatchObject({ value: 'NEW', observedMs: timeAt(15) });
    picture.apply(identity({ name: 'NEWER' }, { at: 16 }));
    expect(picture.staticVersion(0)).toBeGreaterThan(version);
  });

  it('tells of navigation status and of a real turn, not of its noise', () => {
    const picture = fed(position({ status: 0, turn: 0 }));
    const version = () => picture.staticVersion(0);
    const start = version();
    picture.apply(position({ at: 10, lat: 40.0005, status: 0, turn: 2 }));
    expect(version()).toBe(start);
    picture.apply(position({ at: 20, lat: 40.001, status: 0, turn: 12 }));
    expect(version()).toBe(start + 1);
    expect(picture.static(0).turnDegPerMin).toBe(12);
    picture.apply(position({ at: 30, lat: 40.0015, status: 7, turn: 12 }));
    expect(version()).toBe(start + 2);
    expect(picture.static(0).navStatus).toBe(7);
  });

  it('lets at most 20,000 transmitters wait for a position', () => {
    const picture = new Picture({ epoch: 1 });
    for (let n = 0; n < 20_050; n++) picture.apply(identity({ name: 'X' }, { mmsi: 200_000_000 + n }));
    expect(picture.counts().waiting).toBe(20_000);
  });
});

describe('distress', () => {
  const sart = { mmsi: 970_247_001, sog: 0, status: 14 };

  it('is an active locating device, and no device under test', () => {
    const distress = (said: object) => has(fed(position({ ...sart, ...said })), 0, TrackStateBits.distress);
    expect(distress({ kind: TrackKind.locatingDevice })).toBe(true);
    expect(distress({ kind: TrackKind.unknown, mmsi: 972_247_001 })).toBe(true);
    expect(distress({ kind: TrackKind.locatingDeviceTest, status: 15 })).toBe(false);
    expect(distress({ kind: TrackKind.classA, mmsi: SHIP })).toBe(false);
  });

  it('ends when the device says that it is a test', () => {
    const picture = fed(position({ ...sart, kind: TrackKind.locatingDevice }));
    picture.apply(position({ ...sart, at: 60, kind: TrackKind.locatingDeviceTest, status: 15 }));
    expect(picture.counts()).toMatchObject({ tracks: 1, distress: 0 });
  });

  it('stays an hour after it is lost', () => {
    const picture = fed(position({ ...sart, kind: TrackKind.locatingDevice }));
    picture.tick(timeAt(360));
    expect(picture.columns.lifeOf(0)).toBe(TrackLife.lost);
    picture.tick(timeAt(360 + 3599));
    expect(picture.size).toBe(1);
    picture.tick(timeAt(360 + 3600));
    expect(picture.size).toBe(0);
  });
});

describe('life', () => {
  it('goes from live over stale to lost and ends, by what a ship at 12 kn owes', () => {
    const picture = fed(position());
    const lifeAt = (seconds: number) => {
      picture.tick(timeAt(seconds));
      return picture.alive(0) ? picture.columns.lifeOf(0) : undefined;
    };
    expect([29, 30, 179, 180, 1079, 1080].map(lifeAt)).toEqual([
      TrackLife.live,
      TrackLife.stale,
      TrackLife.stale,
      TrackLife.lost,
      TrackLife.lost,
      undefined,
    ]);
  });

  it('waits nine minutes for a ship at anchor', () => {
    const picture = fed(position({ status: 1, sog: 0.1 }));
    picture.tick(timeAt(539));
    expect(picture.columns.lifeOf(0)).toBe(TrackLife.live);
    picture.tick(timeAt(540));
    expect(picture.columns.lifeOf(0)).toBe(TrackLife.stale);
  });

  it('comes back to the same track', () => {
    const picture = fed(position());
    picture.tick(timeAt(200));
    picture.apply(position({ at: 201, lat: 40.011 }));
    expect(picture.detail(0)).toMatchObject({ id: '7-1', life: TrackLife.live });
  });

  it('does not begin with a report so old that it would be over', () => {
    const picture = fed(position({ mmsi: 1, at: 2000 }), position({ at: 0, received: 2000 }));
    expect(picture.counts()).toMatchObject({ tracks: 1, tooOld: 1 });
  });
});

describe('what a reader polls', () => {
  it('are the slots changed and removed since its last tick', () => {
    const picture = fed(position(), position({ mmsi: 2 }));
    const first = picture.tick(timeAt(1));
    picture.apply(position({ at: 10, mmsi: 2, lat: 40.0005 }));
    const second = picture.tick(timeAt(11));
    expect(slots(picture).filter((slot) => picture.columns.changedTick[slot]! > first)).toEqual([1]);
    picture.tick(timeAt(1080));
    expect(picture.removedSince(second)).toMatchObject([{ slot: 0, generation: 1 }]);
    expect(picture.removedSince(second + 1)).toEqual([]);
  });

  it('is never a slot with a new owner within a minute of the removal, and then with a new generation', () => {
    const picture = fed(position());
    picture.tick(timeAt(1080));
    picture.apply(position({ mmsi: 2, at: 1139 }));
    expect(slots(picture)).toEqual([1]);
    picture.apply(position({ mmsi: 3, at: 1140 }));
    expect(slots(picture)).toEqual([0, 1]);
    expect(picture.columns.generation[0]).toBe(2);
    expect(picture.trail(0).timesMs).toEqual([timeAt(1140)]);
    expect(picture.slotOf('7-1')).toBeUndefined();
    expect(picture.removalsCompleteSince).toBeGreaterThan(0);
  });
});

describe('a full picture', () => {
  it('gives up the lost first, then the stale, then the longest silent, and never a distress', () => {
    const picture = new Picture({ epoch: 1, capacity: 4 });
    picture.apply(position({ mmsi: 970_000_001, kind: TrackKind.locatingDevice, status: 14 }));
    picture.apply(position({ mmsi: 11, at: 0 }));
    picture.apply(position({ mmsi: 12, at: 150 }));
    picture.apply(position({ mmsi: 13, at: 190 }));
    picture.tick(timeAt(200)); // 11 is lost, 12 stale, 13 live
    const left = () => slots(picture).map((slot) => picture.columns.mmsi[slot]);
    picture.apply(position({ mmsi: 14, at: 195 }));
    expect(left()).toEqual([970_000_001, 12, 13, 14]);
    picture.apply(position({ mmsi: 15, at: 196 }));
    expect(left()).toEqual([970_000_001, 13, 14, 15]);
    picture.apply(position({ mmsi: 16, at: 197 }));
    expect(left()).toEqual([970_000_001, 14, 15, 16]);
    expect(picture.counts()).toMatchObject({ tracks: 4, evicted: 3, refused: 0 });
  });

  it('refuses a flood of newcomers rather than reuse a slot too early, but no distress', () => {
    const picture = new Picture({ epoch: 1, capacity: 8 });
    for (let n = 0; n < 100; n++) picture.apply(position({ mmsi: 100 + n, at: 1 }));
    expect(picture.counts().refused).toBeGreaterThan(0);
    expect(picture.size).toBe(8);
    picture.apply(position({ mmsi: 970_000_001, kind: TrackKind.locatingDevice, at: 2 }));
    expect(picture.counts().distress).toBe(1);
    picture.apply(position({ mmsi: 500, at: 62 }));
    expect(picture.search('500', 5)).toHaveLength(1);
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
            details(picture),
            slots(picture).map((slot) => picture.trail(slot)),
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
