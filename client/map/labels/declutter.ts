/** Finds places for labels so that none covers another or a symbol: greedy, best first, steady over time. */

/** Which side of its symbol a label stands on, in the order they are tried. */
export const Side = { right: 0, left: 1, above: 2, below: 3 } as const;
export type Side = (typeof Side)[keyof typeof Side];
const SIDES: readonly Side[] = [Side.right, Side.left, Side.above, Side.below];

/** A box in CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Candidate {
  /** What the label belongs to; the same from one time to the next. */
  readonly key: string;
  /** The middle of the symbol and half its size, CSS pixels. */
  readonly x: number;
  readonly y: number;
  readonly reach: number;
  readonly width: number;
  readonly height: number;
  /** It is placed even where it covers others. */
  readonly always: boolean;
}

export interface Placed<C extends Candidate = Candidate> {
  readonly candidate: C;
  readonly side: Side;
}

/** Free space between a label and its symbol, and between two labels, CSS pixels. */
const GAP_PX = 3;
const MARGIN_X_PX = 5;
const MARGIN_Y_PX = 2;

/** The label's box on a side of its symbol. */
export function labelBox(candidate: Candidate, side: Side): Box {
  const { x, y, reach, width, height } = candidate;
  const [left, top] =
    side === Side.right
      ? [x + reach + GAP_PX, y - height / 2]
      : side === Side.left
        ? [x - reach - GAP_PX - width, y - height / 2]
        : side === Side.above
          ? [x - width / 2, y - reach - GAP_PX - height]
          : [x - width / 2, y + reach + GAP_PX];
  return { left, top, right: left + width, bottom: top + height };
}

/** What a label must not cover, and what it would rather not: it does where no other side is free. */
export interface Obstacles {
  readonly never: readonly Box[];
  readonly rather: readonly Box[];
}

/**
 * Places at most `limit` of the candidates, which come best first. A label keeps the side it had (`before`) while
 * that is free; its own symbol is no obstacle to it, all others are. Linear in what is placed and in the way.
 */
export function declutter<C extends Candidate>(
  candidates: readonly C[],
  obstacles: Obstacles,
  before: ReadonlyMap<string, Side>,
  limit: number,
): Placed<C>[] {
  const inTheWay = new BoxGrid(obstacles.never);
  const spared = new BoxGrid(obstacles.rather);
  const taken = new BoxGrid([]);
  const free = (box: Box): boolean => !inTheWay.hits(box) && !taken.hits(withMargin(box));
  const placed: Placed<C>[] = [];
  for (const candidate of candidates) {
    if (placed.length >= limit) break;
    const last = before.get(candidate.key);
    const sides = last === undefined ? SIDES : [last, ...SIDES.filter((side) => side !== last)];
    const open = sides.filter((tried) => free(labelBox(candidate, tried)));
    const side =
      open.find((tried) => !spared.hits(labelBox(candidate, tried))) ??
      open[0] ??
      (candidate.always ? sides[0] : undefined);
    if (side === undefined) continue;
    taken.add(labelBox(candidate, side));
    placed.push({ candidate, side });
  }
  return placed;
}

const withMargin = (box: Box): Box => ({
  left: box.left - MARGIN_X_PX,
  top: box.top - MARGIN_Y_PX,
  right: box.right + MARGIN_X_PX,
  bottom: box.bottom + MARGIN_Y_PX,
});

const CELL_PX = 64;
/** Keys of the grid's cells: columns may be negative, so they are shifted. */
const CELLS_ACROSS = 4096;

/** Boxes by the cells they touch. */
class BoxGrid {
  readonly #cells = new Map<number, Box[]>();

  constructor(boxes: readonly Box[]) {
    for (const box of boxes) this.add(box);
  }

  add(box: Box): void {
    this.#each(box, (key) => {
      const cell = this.#cells.get(key);
      if (cell === undefined) this.#cells.set(key, [box]);
      else cell.push(box);
      return false;
    });
  }

  hits(box: Box): boolean {
    return this.#each(box, (key) => {
      for (const other of this.#cells.get(key) ?? []) {
        if (
          box.left < other.right &&
          other.left < box.right &&
          box.top < other.bottom &&
          other.top < box.bottom
        )
          return true;
      }
      return false;
    });
  }

  /** Calls for each cell a box touches until one answers true; says whether one did. */
  #each(box: Box, found: (key: number) => boolean): boolean {
    const right = Math.floor(box.right / CELL_PX);
    const bottom = Math.floor(box.bottom / CELL_PX);
    for (let row = Math.floor(box.top / CELL_PX); row <= bottom; row++) {
      for (let column = Math.floor(box.left / CELL_PX); column <= right; column++) {
        if (found((row + CELLS_ACROSS / 2) * CELLS_ACROSS + column + CELLS_ACROSS / 2)) return true;
      }
    }
    return false;
  }
}
