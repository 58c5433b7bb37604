/** The sectors that need a unit at this hour and have none. */
import { inHours } from '../../../proto/domain/operations/hours.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { contains } from '../../../proto/domain/shapes/prepared.ts';
import type { Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';

const EVERY_MS = 10_000;
/** Hours are looked at so often. */
const HOURS_EVERY_MS = 60_000;

export class SectorsNeeded {
  /** In the order of the records. */
  uncovered: readonly Version<'sector'>[] = [];
  readonly #watch: Watch;
  /** Own units in the picture: as many as there are. */
  readonly #units = new Set<Thing>();
  #needed: readonly Version<'sector'>[] = [];
  #revision = -1;
  #dueMs = Number.NEGATIVE_INFINITY;
  #hoursDueMs = Number.NEGATIVE_INFINITY;

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  /** Of every thing: units are remembered. */
  moved(thing: Thing): void {
    if (thing.class === 'unit') this.#units.add(thing);
  }

  gone(thing: Thing): void {
    this.#units.delete(thing);
  }

  stepBack(): void {
    this.#dueMs = Number.NEGATIVE_INFINITY;
    this.#hoursDueMs = Number.NEGATIVE_INFINITY;
  }

  /** True where {@link uncovered} was looked at anew. */
  refresh(nowMs: number): boolean {
    const { records } = this.#watch;
    if (nowMs < this.#dueMs && records.revision === this.#revision) return false;
    this.#dueMs = nowMs + EVERY_MS;
    if (nowMs >= this.#hoursDueMs || records.revision !== this.#revision) {
      this.#hoursDueMs = nowMs + HOURS_EVERY_MS;
      this.#revision = records.revision;
      this.#needed = records
        .list('sector')
        .filter(
          ({ value: { needed } }) => needed !== undefined && inHours(needed.hours, needed.timeZone, nowMs),
        );
    }
    this.uncovered = this.#needed.filter(({ value }) => {
      for (const { lat, lon } of this.#units) if (contains(value.area, lat, lon)) return false;
      return true;
    });
    return true;
  }
}
