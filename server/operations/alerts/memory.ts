/** The alerts in memory: those that are open, and those that closed within a day. What changed is found by its revision. */
import type { Alert, Happening, Shelf } from '../../../proto/domain/alert/alert.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import { conditionsOf, staysShelved } from './changed.ts';

/** Closed ones stay so long; beyond the number the first that closed goes. All stay in the file. */
export const CLOSED_KEPT_MS = 24 * 3_600_000;
export const MAX_CLOSED = 20_000;
/** Changes that are remembered for {@link AlertMemory.changedSince}. */
const MAX_CHANGES = 100_000;
/** Behaviours that are put aside at once; beyond it the first is forgotten, and what it would do is told. */
const MAX_SHELVES = 20_000;

interface Change {
  readonly revision: number;
  readonly id: string;
}

export class AlertMemory {
  readonly #open = new Map<string, Alert>();
  readonly #closed = new Map<string, { readonly alert: Alert; readonly closedMs: EpochMs }>();
  /** By key of a condition. */
  readonly #shelves = new Map<string, Shelf>();
  /** Ids of what is grouped, by that under which it is. */
  readonly #parts = new Map<string, Set<string>>();
  #changes: Change[] = [];
  #forgottenTo: number;
  #left: string[] = [];

  /** @param revision the last that was given before: nothing is known of how it came about */
  constructor(revision: number) {
    this.#forgottenTo = revision;
  }

  get openCount(): number {
    return this.#open.size;
  }

  /** The first that was raised first; one that came back is the last again. */
  open(): Iterable<Alert> {
    return this.#open.values();
  }

  *all(): Generator<Alert> {
    yield* this.#open.values();
    for (const { alert } of this.#closed.values()) yield alert;
  }

  get(id: string): Alert | undefined {
    return this.#open.get(id) ?? this.#closed.get(id)?.alert;
  }

  closedMs(id: string): EpochMs | undefined {
    return this.#closed.get(id)?.closedMs;
  }

  /** Takes an alert as it is now. @param closedMs absent: it is open */
  put(alert: Alert, closedMs: EpochMs | undefined): void {
    const { id, revision } = alert;
    const before = this.get(id);
    if (closedMs === undefined) {
      this.#closed.delete(id);
      this.#open.set(id, alert);
    } else {
      this.#open.delete(id);
      this.#closed.set(id, { alert, closedMs });
      if (this.#closed.size > MAX_CLOSED) this.#forget(this.#closed.keys().next().value!);
    }
    if (before?.shelf !== alert.shelf) this.#reshelve(before, alert);
    if (before?.partOf !== alert.partOf) this.#regroup(before, alert);
    this.touch(id, revision);
  }

  /** Nothing of it changed, and it is to be looked at anew. */
  touch(id: string, revision: number): void {
    this.#changes.push({ revision, id });
    if (this.#changes.length <= 2 * MAX_CHANGES) return;
    this.#changes = this.#changes.slice(-MAX_CHANGES);
    this.#forgottenTo = this.#changes[0]!.revision;
  }

  /** Ids of what changed after a revision, each once; undefined: too long ago. */
  changedSince(revision: number): readonly string[] | undefined {
    if (revision < this.#forgottenTo) return undefined;
    const ids = new Set<string>();
    for (let i = this.#changes.length - 1; i >= 0 && this.#changes[i]!.revision > revision; i -= 1)
      ids.add(this.#changes[i]!.id);
    return [...ids].reverse();
  }

  /** Those that are grouped under an alert. */
  partsOf(id: string): readonly Alert[] {
    return [...(this.#parts.get(id) ?? [])].flatMap((part) => this.#open.get(part) ?? []);
  }

  /** By which a happening that begins is put aside already: all of it was, and by its time still is. */
  shelfOf(happening: Happening): Shelf | undefined {
    let found: Shelf | undefined;
    for (const { key } of conditionsOf(happening)) {
      const shelf = this.#shelves.get(key);
      if (shelf === undefined || !staysShelved(shelf, happening, false)) return undefined;
      found ??= shelf;
    }
    return found;
  }

  /** Lets go of what closed a day ago. */
  forgetOld(nowMs: EpochMs): void {
    for (const [id, { closedMs }] of this.#closed) {
      if (closedMs > nowMs - CLOSED_KEPT_MS) return;
      this.#forget(id);
    }
  }

  /** Ids of those that left since the last time: whoever reads on is to be told that they are gone. */
  left(): readonly string[] {
    const left = this.#left;
    this.#left = [];
    return left;
  }

  #forget(id: string): void {
    this.#regroup(this.get(id), undefined);
    this.#closed.delete(id);
    this.#left.push(id);
  }

  #regroup(before: Alert | undefined, after: Alert | undefined): void {
    if (before?.partOf !== undefined) {
      const left = this.#parts.get(before.partOf);
      left?.delete(before.id);
      if (left?.size === 0) this.#parts.delete(before.partOf);
    }
    if (after?.partOf === undefined) return;
    const parts = this.#parts.get(after.partOf);
    if (parts) parts.add(after.id);
    else this.#parts.set(after.partOf, new Set([after.id]));
  }

  #reshelve(before: Alert | undefined, { shelf, ...alert }: Alert): void {
    if (before?.shelf)
      for (const { key } of conditionsOf(before))
        if (this.#shelves.get(key) === before.shelf) this.#shelves.delete(key);
    if (shelf?.untilMs === undefined) return;
    for (const { key } of conditionsOf(alert)) this.#shelves.set(key, shelf);
    while (this.#shelves.size > MAX_SHELVES) this.#shelves.delete(this.#shelves.keys().next().value!);
  }
}
