import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains } from '../../../proto/domain/geo.ts';
import {
  ALWAYS_TILE,
  CHOSEN_TILE,
  isTile,
  levelForZoom,
  levelOfTile,
  packTile,
  type TileLevel,
  tileAt,
  tileBounds,
  tilesCovering,
  xOfTile,
  yOfTile,
} from '../../../proto/domain/tiles.ts';

const level = fc.constantFrom<TileLevel>(0, 1, 2);
const lat = fc.double({ min: -90, max: 90, noNaN: true });
const lon = fc.double({ min: -180, max: 180, noNaN: true });

describe('tiles', () => {
  it('are those of the web: Bari lies in 7/69/47', () => {
    // 128 columns: (16.87 + 180) / 360 x 128 = 69.998; 128 rows: (1 - asinh(tan 41.12) / pi) / 2 x 128 = 47.93.
    const tile = tileAt(1, 41.12, 16.87);
    expect([levelOfTile(tile), xOfTile(tile), yOfTile(tile)]).toEqual([1, 69, 47]);
    expect(tile).toBe((1 << 20) | (69 << 10) | 47);
  });

  it('hold every position of the world, poles and antimeridian too', () => {
    fc.assert(
      fc.property(level, lat, lon, (one, at, on) => {
        const tile = tileAt(one, at, on);
        expect(isTile(tile)).toBe(true);
        const { west, south, east, north } = tileBounds(tile);
        const slack = 1e-9;
        expect(
          contains(
            { west: west - slack, south: south - slack, east: east + slack, north: north + slack },
            at,
            on,
          ),
        ).toBe(true);
      }),
    );
    expect(tileBounds(packTile(0, 0, 0)).north).toBe(90);
    expect(tileBounds(packTile(0, 0, 15)).south).toBe(-90);
    expect(tileBounds(ALWAYS_TILE)).toEqual({ west: -180, south: -90, east: 180, north: 90 });
  });

  it('have edges where web mercator has them', () => {
    // EPSG:3857: the first row of z1 ends at the equator, z2's at atan(sinh(pi/2)) = 66.51326044 degrees.
    expect(tileBounds(packTile(0, 8, 4)).north).toBeCloseTo(66.51326044, 7);
    expect(tileBounds(packTile(0, 8, 8)).north).toBeCloseTo(0, 12);
    expect(tileBounds(packTile(0, 8, 8)).west).toBe(0);
  });

  it('are known from numbers that are none', () => {
    expect([0, CHOSEN_TILE, ALWAYS_TILE, packTile(2, 1023, 1023)].every(isTile)).toBe(true);
    expect(
      [-1, 0.5, Number.NaN, packTile(0, 16, 0), packTile(1, 0, 128), (3 << 20) | 2, 4 << 20, 2 ** 32].some(
        isTile,
      ),
    ).toBe(false);
  });
});

describe('the tiles of a view', () => {
  it('hold every position in it', () => {
    const size = fc.double({ min: 0.01, max: 3, noNaN: true });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(level, lat, lon, size, share, share, (one, at, on, degrees, up, right) => {
        const view = {
          west: on,
          east: on + degrees > 180 ? on + degrees - 360 : on + degrees,
          south: Math.max(-90, at - degrees),
          north: at,
        };
        const inside = { lat: view.south + up * (view.north - view.south), lon: on + right * degrees };
        const wrapped = inside.lon > 180 ? inside.lon - 360 : inside.lon;
        expect(tilesCovering(view, one, 1000)).toContain(tileAt(one, inside.lat, wrapped));
      }),
    );
  });

  it('are listed once, from the middle, and never more than asked for', () => {
    const tiles = tilesCovering({ west: -180, south: -90, east: 180, north: 90 }, 0, 512);
    expect(new Set(tiles).size).toBe(256);
    expect(tiles).toHaveLength(256);
    const some = tilesCovering({ west: -180, south: -85, east: 180, north: 85 }, 2, 100);
    expect(some).toHaveLength(100);
    expect(Math.max(...some.map((tile) => Math.abs(xOfTile(tile) - 511.5)))).toBeLessThan(10);
    expect(tilesCovering({ west: 170, south: 0, east: -170, north: 1 }, 0, 99).map(xOfTile).sort()).toEqual([
      0, 0, 15, 15,
    ]);
    expect(tilesCovering({ west: Number.NaN, south: 0, east: 1, north: 1 }, 0, 9)).toEqual([]);
  });

  it('are of the level that fits the zoom', () => {
    expect([0, 3.99, 4, 6.99, 7, 9.99, 10, 22].map(levelForZoom)).toEqual([
      undefined,
      undefined,
      0,
      0,
      1,
      1,
      2,
      2,
    ]);
  });
});
