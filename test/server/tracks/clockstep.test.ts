import { describe, expect, it } from 'vitest';
import { TrackLife } from '../../../proto/domain/track.ts';
import { Picture } from '../../../server/tracks/picture.ts';
import { detailsOf, fed, identity, NORTH_10_S, position, slotsOf, timeAt } from './observations.ts';

const HOUR_S = 3600;
const underWay = (n: number, at = n * 10) => position({ at, lat: 40 + n * NORTH_10_S });

describe('a clock that is set back by an hour', () => {
  it('leaves no track where it was: what is heard now is news', () => {
    const picture = new Picture({ epoch: 7 });
    for (let n = 0; n < 5; n++) picture.apply(underWay(n, HOUR_S + n * 10));
    picture.apply(identity({ name: 'ALFA' }, { at: HOUR_S + 40 }));
    picture.tick(timeAt(HOUR_S + 40));
    const tick = picture.tick(timeAt(50));
    expect(picture.columns.changedTick[0]).toBe(tick);
    for (let n = 6; n < 10; n++) picture.apply(underWay(n));
    picture.apply(identity({ name: 'BRAVO' }, { at: 90 }));
    const [ship] = detailsOf(picture);
    expect(ship).toMatchObject({ lat: 40 + 9 * NORTH_10_S, observedMs: timeAt(90), firstMs: timeAt(50) });
    expect(ship!.identity.name).toMatchObject({ value: 'BRAVO', observedMs: timeAt(90) });
    expect(ship!.contributions).toMatchObject([{ lastMs: timeAt(90) }]);
    expect(picture.trail(0).timesMs).toEqual([60, 70, 80, 90].map(timeAt));
    expect(picture.counts().older).toBe(0);
  });

  it('lets silence count from then on', () => {
    const picture = fed(underWay(0, HOUR_S));
    picture.tick(timeAt(0));
    picture.tick(timeAt(29));
    expect(picture.columns.lifeOf(0)).toBe(TrackLife.live);
    picture.tick(timeAt(30));
    expect(picture.columns.lifeOf(0)).toBe(TrackLife.stale);
  });

  it('finds the ships again that a clock ahead had taken for gone', () => {
    const picture = fed(underWay(0));
    picture.tick(timeAt(HOUR_S));
    expect(slotsOf(picture)).toEqual([]);
    picture.tick(timeAt(10));
    picture.apply(underWay(1));
    expect(slotsOf(picture)).toEqual([1]);
    for (let n = 2; n <= 8; n++) picture.apply(underWay(n));
    picture.tick(timeAt(80));
    picture.apply(position({ at: 80, mmsi: 247_000_002 }));
    expect(slotsOf(picture)).toEqual([0, 1]);
  });

  it('is told from one that lags a little', () => {
    const picture = fed(underWay(0), underWay(1));
    picture.tick(timeAt(6));
    expect(picture.nowMs).toBe(timeAt(10));
  });

  it('keeps the names that wait for a position', () => {
    const picture = fed(identity({ name: 'ALFA' }, { at: HOUR_S }));
    picture.tick(timeAt(0));
    picture.apply(identity({ name: 'BRAVO' }, { at: 1 }));
    picture.apply(underWay(1));
    expect(detailsOf(picture)[0]!.identity.name?.value).toBe('BRAVO');
  });
});
