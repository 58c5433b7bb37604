import { describe, expect, it } from 'vitest';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { Picture } from '../../../server/tracks/picture.ts';
import { position, slotsOf, timeAt } from './observations.ts';

describe('a full picture', () => {
  it('gives up the lost first, then the stale, then the longest silent, and never a distress', () => {
    const picture = new Picture({ epoch: 1, capacity: 4 });
    picture.apply(position({ mmsi: 970_000_001, kind: TrackKind.locatingDevice, status: 14 }));
    picture.apply(position({ mmsi: 11, at: 0 }));
    picture.apply(position({ mmsi: 12, at: 150 }));
    picture.apply(position({ mmsi: 13, at: 190 }));
    picture.tick(timeAt(200)); // 11 is lost, 12 stale, 13 live
    const left = () => slotsOf(picture).map((slot) => picture.columns.mmsi[slot]);
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
