import { describe, expect, it } from 'vitest';
import { tileAt } from '../../../proto/domain/tiles.ts';
import { at, room, START_MS, viewer } from './room.ts';
import { track } from './testpicture.ts';

describe('what dead reckoning explains', () => {
  it('is not said again, until the ship turns or a minute is over', () => {
    const { picture, publisher, tick } = room();
    // 12 kn north: 6.1733 m a second, 5.5518e-5 degrees of latitude.
    const step = (12 * 1852) / 3600 / 6_371_008.8 / (Math.PI / 180);
    picture.appear(0, track({ sogKn: 12, cogDeg: 0, headingDeg: 0, observedMs: START_MS }));
    tick();
    const client = viewer(publisher, { ...at(41, 18.9), tiles: [tileAt(2, 41, 18.9)] });
    const told: number[] = [];
    for (let i = 1; i <= 70; i += 1) {
      picture.move(0, { lat: 41 + step * i, observedMs: START_MS + i * 1000 });
      tick();
      const [tile] = client.seen.at(-1)!.tiles;
      if ((tile?.columns?.count ?? 0) > 0) told.push(i);
      // Its age is said each time all the same.
      else expect(tile?.heard?.count).toBe(1);
    }
    expect(told).toEqual([60]);
    picture.move(0, { cogDeg: 4 });
    tick();
    expect(client.seen.at(-1)!.tiles).toHaveLength(1);
    expect(publisher.counts.suppressed).toBeGreaterThan(0);
  });

  it.each([
    ['a change of life', { state: 1 }],
    ['a heading', { headingDeg: 20 }],
    ['a lost heading', { headingDeg: Number.NaN }],
    ['a speed', { sogKn: 14 }],
    ['a jump', { lat: 41.002 }],
  ])('never hides %s', (_, change) => {
    const { picture, publisher, tick } = room();
    picture.appear(0, track({ observedMs: START_MS }));
    tick();
    const client = viewer(publisher, at(41, 18.9));
    picture.move(0, { observedMs: START_MS });
    tick();
    expect(client.seen.at(-1)!.tiles).toHaveLength(0);
    picture.move(0, change);
    tick();
    expect(client.seen.at(-1)!.tiles).toHaveLength(1);
  });
});
