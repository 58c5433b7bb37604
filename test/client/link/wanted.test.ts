import { describe, expect, it } from 'vitest';
import { asksTheSame, wantedFor } from '../../../client/link/wanted.ts';
import type { Viewport } from '../../../client/store/view.ts';
import type { TrackId } from '../../../proto/domain/ids.ts';
import { levelOfTile, tileAt } from '../../../proto/domain/tiles.ts';
import { WATCH_LIMITS } from '../../../proto/wire.ts';

const view = (over: Partial<Viewport>, plots = false) => ({
  viewport: { west: 18, south: 40, east: 20, north: 41, zoom: 8, ...over },
  selected: undefined,
  pinned: [],
  layers: { plots },
});

describe('what is wanted of the server', () => {
  it('is the tiles of the view and a margin, of the level that fits its zoom', () => {
    const { tiles, aggregate } = wantedFor(view({}));
    expect(aggregate).toBe(false);
    expect(new Set(tiles.map(levelOfTile))).toEqual(new Set([1]));
    // The view is two degrees wide: the margin is 0.8 degrees.
    expect(tiles).toContain(tileAt(1, 40.5, 17.25));
    expect(tiles).not.toContain(tileAt(1, 40.5, 14));
  });

  it('is counts where symbols would be a smear, and never more than the limit', () => {
    expect(wantedFor(view({ zoom: 3.9 }))).toEqual({ tiles: [], aggregate: true, chosen: [], plots: false });
    expect(wantedFor(view({ west: -180, east: 180, south: -85, north: 85, zoom: 12 })).tiles).toHaveLength(
      WATCH_LIMITS.tiles,
    );
  });

  it('reaches over the antimeridian', () => {
    const { tiles } = wantedFor(view({ west: 179, east: 181, south: 0, north: 1 }));
    expect(tiles).toContain(tileAt(1, 0.5, -179.5));
    expect(tiles).toContain(tileAt(1, 0.5, 179.5));
  });

  it('is the selected and pinned tracks, whatever the view', () => {
    const [one, two] = ['1-1', '1-2'] as TrackId[];
    expect(
      wantedFor({ ...view({}), viewport: undefined, selected: two, pinned: [one!, two!] }).chosen,
    ).toEqual([two, one]);
  });

  it('is the same while a small movement asks for the same tiles', () => {
    const before = wantedFor(view({}));
    expect(asksTheSame(before, wantedFor(view({ west: 18.01, east: 20.01 })))).toBe(true);
    expect(asksTheSame(before, wantedFor(view({ west: 38, east: 40 })))).toBe(false);
    expect(asksTheSame(before, wantedFor(view({}, true)))).toBe(false);
    expect(asksTheSame(before, wantedFor({ ...view({}), selected: '1-1' as TrackId }))).toBe(false);
  });
});
