import { describe, expect, it } from 'vitest';
import { TrackLife } from '../../../proto/domain/track.ts';
import { fed, position, timeAt } from './observations.ts';

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
