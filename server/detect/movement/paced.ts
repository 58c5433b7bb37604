/** Who is to be looked at now: a thing that reports every other second is not looked at every other second. */
import { isVesselClass } from '../../../proto/domain/alert/thingclass.ts';
import type { Thing } from '../thing.ts';

export class Paced {
  readonly #everyMs: number;
  readonly #due = new Map<Thing, number>();

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  /** True of a vessel that was not looked at for so long. */
  isDue(thing: Thing): boolean {
    const dueMs = this.#due.get(thing);
    if (dueMs !== undefined && thing.ms < dueMs) return false;
    if (dueMs === undefined && !isVesselClass(thing.class)) return false;
    this.#due.set(thing, thing.ms + this.#everyMs);
    return true;
  }

  gone(thing: Thing): void {
    this.#due.delete(thing);
  }

  /** The clock was set back: everybody's time has come. */
  stepBack(): void {
    this.#due.clear();
  }
}
