/** What the policy stands on now, and a number that grows with each change of it. */
import type { Clock } from '../../proto/domain/clock.ts';
import type { RecordKind } from '../../proto/domain/operations/record.ts';
import { recordName, type World, type WorldParts, worldAt } from './world.ts';

/** Changes of these change what somebody may see or do. */
const DECIDING: ReadonlySet<RecordKind> = new Set(['agency', 'person', 'agreement', 'release']);
/** Changes of these may: who patrols with whom, whose people are in a unit. */
const SHARING: ReadonlySet<RecordKind> = new Set(['unit', 'sector', 'patrol']);

export class Standing {
  readonly #parts: WorldParts;
  readonly #clock: Clock;
  #world: World;
  #sharing: string;
  #revision = 1;
  /** What has to be looked at anew before the next answer. */
  #stale: 'no' | 'perhaps' | 'yes' = 'no';

  constructor(parts: WorldParts, clock: Clock) {
    this.#parts = parts;
    this.#clock = clock;
    this.#world = worldAt(parts, clock.nowMs());
    this.#sharing = this.#sharingNow();
  }

  get revision(): number {
    this.#settle();
    return this.#revision;
  }

  get world(): World {
    this.#settle();
    return this.#world;
  }

  /** A record changed. */
  changed(kind: RecordKind): void {
    if (DECIDING.has(kind)) this.#stale = 'yes';
    else if (SHARING.has(kind) && this.#stale === 'no') this.#stale = 'perhaps';
  }

  /** Somebody may see or do something else, for another reason than records: a session ended. */
  touch(): void {
    this.#stale = 'yes';
  }

  #settle(): void {
    const nowMs = this.#clock.nowMs();
    const { nextMs } = this.#world;
    // A clock that was set back may have put something into force again.
    const isTime = (nextMs !== undefined && nowMs >= nextMs) || nowMs < this.#world.nowMs;
    if (this.#stale === 'no' && !isTime) return;
    this.#world = worldAt(this.#parts, nowMs);
    const sharing = this.#sharingNow();
    if (isTime || this.#stale === 'yes' || sharing !== this.#sharing) this.#revision += 1;
    this.#sharing = sharing;
    this.#stale = 'no';
  }

  /** Equal texts: the same units and sectors are shared with the same agencies. */
  #sharingNow(): string {
    const { records } = this.#parts;
    const lines: string[] = [];
    for (const { id, value } of records.list('unit')) {
      const crew = value.crew.map(({ agency }) => agency);
      const shared = [this.#world.partners('unit', id), this.#world.leaders(id)].map((set) =>
        [...set].sort(),
      );
      lines.push([recordName('unit', id), value.marking.owner, ...crew, ...shared].join(' '));
    }
    for (const { id } of records.list('sector')) {
      const partners = [...this.#world.partners('sector', id)].sort();
      if (partners.length > 0) lines.push([recordName('sector', id), ...partners].join(' '));
    }
    return lines.join('\n');
  }
}
