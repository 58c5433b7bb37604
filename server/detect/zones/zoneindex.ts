/** Which areas a place is in, and what moving things enter and leave. */
import type { Shape } from '../../../proto/domain/operations/area.ts';
import { columnOf, type Entry, entriesOf, rowOf, ZoneTree } from './zonetree.ts';

/** More zones changed at once, and the tree is begun anew. */
const MAX_CHANGED = 200;
/** Things remembered; beyond, the one that came first is forgotten. */
const MAX_MOVING = 200_000;

export interface IndexedZone {
  readonly id: string;
  /** Without fault. Nothing is in a line. */
  readonly shape: Shape;
}

export interface ZoneChange {
  readonly entered: readonly string[];
  readonly left: readonly string[];
}

const UNKNOWN = -1;

const NOWHERE: readonly string[] = [];

export class ZoneIndex {
  /**
   * Of what {@link moved} was told of last: the areas whose borders go through the box of the tree that it has stayed in;
   * undefined: it came into another.
   */
  besides: readonly Entry[] | undefined;
  /** The zones that it is in. */
  here: readonly string[] = NOWHERE;
  #tree = new ZoneTree([]);
  #zones: ReadonlyMap<string, Shape> = new Map();
  readonly #moving = new Moving();

  /**
   * Replaces all zones; ids are there once. A shape that is the same object has not changed. What is moving is told of
   * the difference when it is next heard of.
   */
  set(zones: readonly IndexedZone[]): void {
    const before = this.#zones;
    const now = new Map(zones.map(({ id, shape }) => [id, shape]));
    this.#zones = now;
    const gone = [...before].filter(([id, shape]) => now.get(id) !== shape);
    const come = [...now].filter(([id, shape]) => before.get(id) !== shape);
    const entries = (list: Iterable<readonly [string, Shape]>) =>
      [...list].flatMap(([id, shape]) => entriesOf(id, shape));
    if (gone.length + come.length > MAX_CHANGED || this.#tree.full) this.#tree = new ZoneTree(entries(now));
    else this.#tree.replace(entries(gone), entries(come));
    this.#moving.leaves.fill(UNKNOWN);
  }

  /** Ids of the areas that have a place, in no order. Latitude −90…90, longitude −180…180. */
  at(lat: number, lon: number): readonly string[] {
    return this.#tree.zones(this.#tree.leaf(columnOf(lon), rowOf(lat)), lat, lon);
  }

  /** Where something is now; undefined where that changes nothing. The first time it enters wherever it is. */
  moved(key: string, lat: number, lon: number): ZoneChange | undefined {
    const moving = this.#moving;
    const tree = this.#tree;
    const slot = moving.slotOf(key);
    const column = columnOf(lon);
    const row = rowOf(lat);
    let leaf = moving.leaves[slot]!;
    const shift = moving.shifts[slot]!;
    if (
      leaf !== UNKNOWN &&
      column >> shift === moving.columns[slot]! >> shift &&
      row >> shift === moving.rows[slot]! >> shift
    ) {
      // All of the leaf has one answer, and it was given.
      this.besides = tree.partly(leaf);
      if (moving.whole[slot] === 1) {
        this.here = moving.zones[slot]!;
        return undefined;
      }
    } else {
      this.besides = undefined;
      leaf = tree.leaf(column, row);
      moving.leaves[slot] = leaf;
      moving.columns[slot] = column;
      moving.rows[slot] = row;
      moving.shifts[slot] = tree.shift;
      moving.whole[slot] = tree.isWhole(leaf) ? 1 : 0;
    }
    const before = moving.zones[slot]!;
    const now = tree.zones(leaf, lat, lon);
    this.here = now;
    if (same(before, now)) return undefined;
    moving.zones[slot] = now;
    return {
      entered: now.filter((id) => !before.includes(id)),
      left: before.filter((id) => !now.includes(id)),
    };
  }

  /** The zones that something was in when it was last heard of. */
  zonesOf(key: string): readonly string[] {
    return this.#moving.zonesOf(key);
  }

  /** It is no more; nothing is told of what it was in. */
  forget(key: string): void {
    this.#moving.forget(key);
  }
}

/** What moves, in columns: an object each would be a walk through memory a second. */
class Moving {
  readonly #slots = new Map<string, number>();
  readonly #free: number[] = [];
  /** The leaf that it was last in, or UNKNOWN; the cell of it, and what that is shifted by. */
  leaves = new Int32Array(0);
  columns = new Int32Array(0);
  rows = new Int32Array(0);
  shifts = new Uint8Array(0);
  whole = new Uint8Array(0);
  readonly zones: (readonly string[])[] = [];

  slotOf(key: string): number {
    const known = this.#slots.get(key);
    if (known !== undefined) return known;
    if (this.#slots.size >= MAX_MOVING) this.forget(this.#slots.keys().next().value!);
    const slot = this.#free.pop() ?? this.#slots.size;
    if (slot >= this.leaves.length) this.#grow(Math.max(1024, 2 * slot));
    this.leaves[slot] = UNKNOWN;
    this.zones[slot] = NOWHERE;
    this.#slots.set(key, slot);
    return slot;
  }

  zonesOf(key: string): readonly string[] {
    const slot = this.#slots.get(key);
    return slot === undefined ? NOWHERE : this.zones[slot]!;
  }

  forget(key: string): void {
    const slot = this.#slots.get(key);
    if (slot === undefined) return;
    this.#slots.delete(key);
    this.#free.push(slot);
    this.zones[slot] = NOWHERE;
  }

  #grow(to: number): void {
    const wider = <T extends Int32Array | Uint8Array>(made: T, from: T): T => {
      made.set(from);
      return made;
    };
    this.leaves = wider(new Int32Array(to), this.leaves);
    this.columns = wider(new Int32Array(to), this.columns);
    this.rows = wider(new Int32Array(to), this.rows);
    this.shifts = wider(new Uint8Array(to), this.shifts);
    this.whole = wider(new Uint8Array(to), this.whole);
  }
}

/** Ids are there once each: as many, and each of the one in the other. */
function same(a: readonly string[], b: readonly string[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (const id of a) if (!b.includes(id)) return false;
  return true;
}
