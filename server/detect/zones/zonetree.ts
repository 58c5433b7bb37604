/**
 * Areas in a tree of boxes, each a quarter of the one above: a leaf knows the areas that have the whole of it, and those
 * that may have a part. Leaves are divided where something is asked for, when it is asked: what nobody visits costs
 * nothing. A box is a number; a way down reads one number a level.
 */
import type { Shape } from '../../../proto/domain/operations/area.ts';
import type { Box } from '../../../proto/domain/shapes/path.ts';
import { prepare } from '../../../proto/domain/shapes/prepared.ts';
import type { PreparedShape, Share } from '../../../proto/domain/shapes/preparedshape.ts';

/** Deepest boxes: 360° / 2^17, 300 m at the equator; smaller ones are left too soon to be worth their making. */
const MAX_DEPTH = 17;
/** Cells in a row of the deepest boxes; the plane is a square from −180° to 180° both ways. */
const CELLS = 2 ** MAX_DEPTH;
const CELLS_A_DEGREE = CELLS / 360;
/** Boxes of one tree; beyond, leaves are divided no more, and answers are as right and slower. */
const MAX_NODES = 400_000;

/** An area, or what of it is beside the tree's longitudes: one over the antimeridian is in the tree on both sides. */
export interface Entry {
  readonly id: string;
  readonly area: PreparedShape;
  readonly shiftDeg: number;
}

/** Nothing is in a line. */
export function entriesOf(id: string, shape: Shape): readonly Entry[] {
  if (shape.kind === 'line') return [];
  const area = prepare(shape);
  const entry = { id, area, shiftDeg: 0 };
  return area.box.east > 180 ? [entry, { ...entry, shiftDeg: 360 }] : [entry];
}

/** The column and row of a place among the deepest boxes. Longitude −180…180. */
export const columnOf = (lon: number): number => cellOf(lon >= 180 ? lon - 180 : lon + 180);
export const rowOf = (lat: number): number => cellOf(lat + 180);
/** Just below 180° the product may round up to a cell that is not there. */
const cellOf = (deg: number): number => Math.min(CELLS - 1, (deg * CELLS_A_DEGREE) | 0);

export class ZoneTree {
  /** The first of a node's four children, south-west, south-east, north-west, north-east; 0: it is a leaf. */
  #children = new Int32Array(1024);
  /** Areas that have all of a node. */
  readonly #all: (readonly string[])[] = [[]];
  /** Areas that may have a part of it. */
  readonly #some: (readonly Entry[])[];
  /** Of the leaf that was found last: how far its columns and rows are to be shifted right. */
  #shift = MAX_DEPTH;

  constructor(entries: readonly Entry[]) {
    this.#some = [entries];
  }

  /** Divided so far that it should be begun anew with the next change. */
  get full(): boolean {
    return this.#all.length + 4 > MAX_NODES;
  }

  /** Places of one leaf have the same column and row, shifted right by this: of the leaf found last. */
  get shift(): number {
    return this.#shift;
  }

  /** The leaf that has a cell; divides it where that tells more. */
  leaf(column: number, row: number): number {
    let node = 0;
    let shift = MAX_DEPTH;
    for (;;) {
      let first = this.#children[node]!;
      if (first === 0) {
        first = this.#divide(node, column >> shift, row >> shift, shift);
        if (first === 0) break;
      }
      shift -= 1;
      node = first + ((column >> shift) & 1) + 2 * ((row >> shift) & 1);
    }
    this.#shift = shift;
    return node;
  }

  /** The areas of a leaf that have a place of it: the leaf's own list where none has only a part. */
  zones(leaf: number, lat: number, lon: number): readonly string[] {
    const all = this.#all[leaf]!;
    let zones: string[] | undefined;
    for (const { id, area } of this.#some[leaf]!)
      if (area.contains(lat, lon)) {
        zones ??= [...all];
        zones.push(id);
      }
    return zones ?? all;
  }

  /** The areas that have only a part of a leaf, or may. */
  partly(leaf: number): readonly Entry[] {
    return this.#some[leaf]!;
  }

  /** Whether all of a leaf has one answer. */
  isWhole(leaf: number): boolean {
    return this.#some[leaf]!.length === 0;
  }

  /** Takes areas out and puts others in, in the boxes that they touch. */
  replace(gone: readonly Entry[], come: readonly Entry[]): void {
    this.#replace(0, 0, 0, MAX_DEPTH, gone, come, []);
  }

  #divide(node: number, column: number, row: number, shift: number): number {
    const some = this.#some[node]!;
    if (some.length === 0 || shift === 0 || this.full) return 0;
    const first = this.#all.length;
    for (let i = 0; i < 4; i += 1) {
      const share = shared(some, boxOf(2 * column + (i & 1), 2 * row + (i >> 1), shift - 1));
      const all = this.#all[node]!;
      this.#all.push(share.all.length === 0 ? all : [...all, ...share.all]);
      this.#some.push(share.some);
    }
    if (first + 4 > this.#children.length) {
      const children = new Int32Array(2 * this.#children.length);
      children.set(this.#children);
      this.#children = children;
    }
    this.#children[node] = first;
    return first;
  }

  /** A node that was divided stays so: its parts answer as it would. */
  #replace(
    node: number,
    column: number,
    row: number,
    shift: number,
    gone: readonly Entry[],
    come: readonly Entry[],
    whole: readonly string[],
  ): void {
    const box = boxOf(column, row, shift);
    const leaving = gone.filter((entry) => shareOf(entry, box) !== 'none');
    const { all, some } = shared(come, box);
    if (leaving.length === 0 && all.length + some.length + whole.length === 0) return;
    const stays = (id: string): boolean => !leaving.some((entry) => entry.id === id);
    const arriving = [...whole, ...all];
    this.#all[node] = [...this.#all[node]!.filter(stays), ...arriving];
    this.#some[node] = [...this.#some[node]!.filter(({ id }) => stays(id)), ...some];
    const first = this.#children[node]!;
    if (first === 0) return;
    for (let i = 0; i < 4; i += 1)
      this.#replace(first + i, 2 * column + (i & 1), 2 * row + (i >> 1), shift - 1, leaving, some, arriving);
  }
}

function boxOf(column: number, row: number, shift: number): Box {
  const size = 2 ** shift / CELLS_A_DEGREE;
  const west = column * size - 180;
  const south = row * size - 180;
  return { west, south, east: west + size, north: south + size };
}

/** What of areas have all of a box, and a part. */
function shared(entries: readonly Entry[], box: Readonly<Box>): { all: string[]; some: readonly Entry[] } {
  const all: string[] = [];
  const some: Entry[] = [];
  for (const entry of entries) {
    const share = shareOf(entry, box);
    if (share === 'all') all.push(entry.id);
    else if (share === 'some') some.push(entry);
  }
  return { all, some: some.length === 0 ? NONE : some };
}
const NONE: readonly Entry[] = [];

function shareOf({ area, shiftDeg }: Entry, box: Readonly<Box>): Share {
  const { west, south, east, north } = box;
  const { box: bounds } = area;
  if (west + shiftDeg > bounds.east || east + shiftDeg < bounds.west) return 'none';
  if (south > bounds.north || north < bounds.south) return 'none';
  return area.share(shiftDeg === 0 ? box : { west: west + shiftDeg, south, east: east + shiftDeg, north });
}
