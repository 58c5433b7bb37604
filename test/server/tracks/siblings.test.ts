import { describe, expect, it } from 'vitest';
import { TrackKind } from '../../../proto/domain/observation.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import { TrackLife } from '../../../proto/domain/track.ts';
import { Picture } from '../../../server/tracks/picture.ts';
import { detailsOf, FAR, fed, identity, NORTH_10_S, position, slotsOf, timeAt } from './observations.ts';

describe('two ships under one number', () => {
  const alternating = (times: number): Observation[] =>
    Array.from({ length: times }, (_, n) => [
      position({ at: n * 10, lat: 40 + n * NORTH_10_S }),
      position({ at: n * 10 + 5, lat: FAR + n * NORTH_10_S }),
    ]).flat();

  it('stay two tracks, both in conflict, and neither jumps', () => {
    const picture = fed(...alternating(20));
    expect(detailsOf(picture).map((detail) => [detail.id, detail.conflict, detail.conflictsWith])).toEqual([
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
    expect(detailsOf(picture).map((detail) => detail.conflict)).toEqual([false, false]);
    expect(picture.columns.changedTick[0]).toBe(tick);
  });

  it('are not made of one outlier: it moves nothing and is soon gone', () => {
    const picture = fed(position(), position({ at: 10, lat: FAR }), position({ at: 20, lat: 40.0011 }));
    picture.tick(timeAt(20));
    expect(detailsOf(picture).map((detail) => detail.conflict)).toEqual([false, false]);
    expect(picture.columns.lat[0]).toBe(40.0011);
    for (let at = 30; at <= 50; at += 10) picture.apply(position({ at, lat: 40.0011 + at * 5e-5 }));
    picture.tick(timeAt(50));
    expect(slotsOf(picture)).toEqual([0]);
  });

  it('are not made of a ship that is heard somewhere else from then on', () => {
    const picture = fed(position(), position({ at: 10, lat: 40.0005 }));
    for (let at = 20; at < 60; at += 10) picture.apply(position({ at, lat: FAR + at * 5e-5 }));
    expect(detailsOf(picture).map((detail) => detail.conflict)).toEqual([false, false]);
  });

  it('share what is said without a position, as ambiguous', () => {
    const picture = fed(...alternating(3), identity({ name: 'ALFA' }, { at: 30 }));
    for (const { identity: claims } of detailsOf(picture)) {
      expect(claims.name).toMatchObject({ value: 'ALFA', ambiguous: true, feedId: 'coast' });
    }
  });

  it('keep what was certain, and its repetition is the same ship again', () => {
    const picture = fed(position(), identity({ name: 'ALFA' }), ...alternating(3));
    picture.apply(identity({ name: 'BRAVO', destination: 'BAR' }, { at: 40 }));
    picture.apply(identity({ name: 'ALFA', destination: 'VLORE' }, { at: 41 }));
    const [first, second] = detailsOf(picture);
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

  it('never exceed it in distress either: the newest stay', () => {
    const picture = new Picture({ epoch: 1 });
    const jumping = { mmsi: 970_010_001, kind: TrackKind.locatingDevice, status: 14 };
    for (let n = 0; n < 200; n++) picture.apply(position({ ...jumping, at: n, lat: -60 + n * 0.5 }));
    const lats = detailsOf(picture).map(({ lat }) => lat);
    expect(lats.sort((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, n) => 8 + n * 0.5));
  });

  it('give up the calm before one in distress', () => {
    const picture = fed(position({ mmsi: 970_010_001, kind: TrackKind.locatingDevice, lat: -70 }));
    const test = { mmsi: 970_010_001, kind: TrackKind.locatingDeviceTest };
    for (let n = 0; n < 100; n++) picture.apply(position({ ...test, at: n, lat: -60 + n }));
    expect(picture.size).toBe(64);
    expect(detailsOf(picture).filter(({ distress }) => distress)).toHaveLength(1);
  });
});
