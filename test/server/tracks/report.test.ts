import { describe, expect, it } from 'vitest';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { TrackLife, TrackStateBits } from '../../../proto/domain/track.ts';
import { fed, hasBit, position, SHIP, timeAt } from './observations.ts';

describe('distress', () => {
  const sart = { mmsi: 970_247_001, sog: 0, status: 14 };

  it('is an active locating device, and no device under test', () => {
    const distress = (said: object) =>
      hasBit(fed(position({ ...sart, ...said })), 0, TrackStateBits.distress);
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
