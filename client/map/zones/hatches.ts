/** The hatching that tells a zone's purpose without its colour, and the arrows of a line's crossing: pixels. Pure. */
import type { Crossing } from '../../../proto/domain/operations/area.ts';
import type { ZonePurpose } from '../../../proto/domain/operations/zone.ts';
import type { Rgba } from '../colours.ts';

/** What MapLibre takes as an image. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Device pixels a CSS pixel that the images are made for. */
export const HATCH_RATIO = 2;
/** Side of a tile of hatching and of an arrow, CSS pixels at a desk. */
const TILE_PX = 16;
const ARROW_PX = 20;
const STROKE_PX = 1.1;

/** How far a point of the tile, CSS pixels, is from the nearest stroke. */
type Strokes = (x: number, y: number) => number;

/** Distance to the nearest of parallel lines that are `period` apart. */
const lines = (along: number, period: number): number => {
  const rest = ((along % period) + period) % period;
  return Math.min(rest, period - rest);
};
const slope = Math.SQRT1_2;
const rising: Strokes = (x, y) => lines(x + y, TILE_PX) * slope;
const falling: Strokes = (x, y) => lines(x - y, TILE_PX) * slope;

/** Purposes that are not here have no hatching: their edge and name say enough. */
export const HATCHES: { readonly [P in ZonePurpose]?: Strokes } = {
  critical: (x, y) => lines(x + y, TILE_PX / 2) * slope,
  vigilance: rising,
  exclusion: (x, y) => Math.min(rising(x, y), falling(x, y)),
  // Short waves, every other row shifted.
  fishing: (x, y) => {
    const row = Math.floor(y / 8);
    const within = (x + row * 8) % TILE_PX;
    return within > 8 ? 9 : Math.abs((y % 8) - 4 - 1.6 * Math.sin((within / 8) * 2 * Math.PI));
  },
  anchorage: (x, y) => {
    const row = Math.floor(y / 8);
    return Math.max(0, Math.hypot(((x + row * 8) % TILE_PX) - 4, (y % 8) - 4) - 0.9);
  },
  port: (x) => lines(x, TILE_PX / 2),
  cable: (x, y) => Math.abs((y % TILE_PX) - 8 - 3 * Math.abs(lines(x, TILE_PX / 2) - 2) + 3) * slope,
};

function drawn(sidePx: number, scale: number, [r, g, b, a]: Rgba, distance: Strokes): Pixels {
  const side = Math.round(sidePx * scale * HATCH_RATIO);
  const data = new Uint8Array(side * side * 4);
  const perPx = side / sidePx;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const away = distance((column + 0.5) / perPx, (row + 0.5) / perPx);
      const share = Math.max(0, Math.min(1, (STROKE_PX / 2 - away) * perPx + 0.5));
      if (share > 0) data.set([r, g, b, a * share], (row * side + column) * 4);
    }
  }
  return { width: side, height: side, data };
}

export function hatch(purpose: ZonePurpose, colour: Rgba, scale: number): Pixels | undefined {
  const strokes = HATCHES[purpose];
  return strokes === undefined ? undefined : drawn(TILE_PX, scale, colour, strokes);
}

/** An arrow across a line that goes from left to right: down is to the right of it. */
export function crossingArrow(crossing: Crossing, colour: Rgba, scale: number): Pixels {
  const middle = ARROW_PX / 2;
  const tip = 2;
  const head = (x: number, y: number): number =>
    y < tip || y > tip + 5 ? 9 : Math.max(0, Math.abs(x - middle) - (y - tip) * 0.7);
  const stem = (x: number, y: number): number =>
    y < tip + 2 || y > ARROW_PX - tip - 2 ? 9 : Math.max(0, Math.abs(x - middle) - 0.6);
  return drawn(ARROW_PX, scale, colour, (x, y) => {
    const up = crossing === 'leftToRight' ? 9 : head(x, y);
    const down = crossing === 'rightToLeft' ? 9 : head(x, ARROW_PX - y);
    return Math.min(up, down, stem(x, y));
  });
}
