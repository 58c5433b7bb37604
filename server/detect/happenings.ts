/**
 * One alert for one happening: conditions of one family about the same thing, near in time, belong together, and what
 * comes back soon is the same happening again. A distress never waits for, joins or hides in anything else.
 */
import { type Condition, type Ending, type Happening, rankOf } from '../../proto/domain/alert/alert.ts';
import { kindRow } from '../../proto/domain/alert/kinds.table.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';

/** What begins so soon after the last sign of a happening belongs to it. */
const TOGETHER_MS = 15 * 60_000;
/** Over for so long, and it is another when it comes again. */
export const AGAIN_MS = 30 * 60_000;
const MAX_PARTS = 16;
/** Ended happenings remembered for coming again. */
const MAX_ENDED = 20_000;

interface Open {
  happening: Happening;
  /** Keys of its conditions that hold now. */
  readonly holding: Set<string>;
  lastMs: number;
}

export class Happenings {
  readonly #epoch: number;
  #counter = 0;
  readonly #byKey = new Map<string, Open>();
  /** By family and thing: the newest happening. */
  readonly #byThing = new Map<string, Open>();
  readonly #changed = new Set<Open>();
  #nowMs: EpochMs = epochMs(0);

  constructor(epoch: number) {
    this.#epoch = epoch;
  }

  set nowMs(nowMs: number) {
    this.#nowMs = epochMs(nowMs);
  }

  raised(condition: Condition): void {
    const open = this.#homeOf(condition) ?? this.#begin(condition);
    open.holding.add(condition.key);
    open.lastMs = this.#nowMs;
    this.#byKey.set(condition.key, open);
    for (const name of thingsOf(condition)) this.#byThing.set(name, open);
    this.#take(open, condition);
  }

  updated(condition: Condition): void {
    const open = this.#byKey.get(condition.key);
    if (!open) return;
    open.lastMs = this.#nowMs;
    this.#take(open, condition);
  }

  ended(condition: Condition, ending: Ending, why?: string): void {
    const open = this.#byKey.get(condition.key);
    if (!open) return;
    open.holding.delete(condition.key);
    open.lastMs = this.#nowMs;
    if (open.holding.size > 0) return;
    open.happening = {
      ...open.happening,
      endedMs: this.#nowMs,
      ending,
      ...(why !== undefined && { why }),
    };
    this.#changed.add(open);
  }

  /** Forgets what ended long ago. */
  tick(): void {
    if (this.#byKey.size <= MAX_ENDED && this.#byThing.size <= MAX_ENDED) return;
    for (const index of [this.#byKey, this.#byThing])
      for (const [key, open] of index)
        if (open.holding.size === 0 && this.#nowMs - open.lastMs > AGAIN_MS) index.delete(key);
  }

  /** Those that changed since the last time, in the order in which they did. */
  drain(): readonly Happening[] {
    const changed = [...this.#changed].map(({ happening }) => happening);
    this.#changed.clear();
    return changed;
  }

  #homeOf(condition: Condition): Open | undefined {
    const same = this.#byKey.get(condition.key);
    if (same && this.#nowMs - same.lastMs <= AGAIN_MS) return same;
    for (const name of thingsOf(condition)) {
      const open = this.#byThing.get(name);
      if (!open || open.happening.parts.length >= MAX_PARTS) continue;
      if ((open.happening.lead.priority === 'emergency') !== (condition.priority === 'emergency')) continue;
      if (this.#nowMs - open.lastMs <= TOGETHER_MS || open.holding.size > 0) return open;
    }
    return undefined;
  }

  #begin(condition: Condition): Open {
    const happening: Happening = {
      id: `${this.#epoch}-a${++this.#counter}`,
      lead: condition,
      parts: [],
      priority: condition.priority,
      onsetMs: condition.onsetMs,
      raisedMs: this.#nowMs,
    };
    return { happening, holding: new Set(), lastMs: this.#nowMs };
  }

  /** The most urgent leads, and of equals the first to come. */
  #take(open: Open, condition: Condition): void {
    const { endedMs: _ended, ending: _ending, why: _why, ...happening } = open.happening;
    const others = [happening.lead, ...happening.parts].filter(({ key }) => key !== condition.key);
    const at =
      happening.lead.key === condition.key
        ? 0
        : 1 + happening.parts.findIndex(({ key }) => key === condition.key);
    const all = [...others];
    all.splice(
      at === 0 && happening.lead.key !== condition.key ? all.length : Math.min(at, all.length),
      0,
      condition,
    );
    const lead = all.reduce((best, one) => (rankOf(one.priority) < rankOf(best.priority) ? one : best));
    open.happening = {
      ...happening,
      lead,
      parts: all.filter((one) => one !== lead).slice(0, MAX_PARTS),
      priority: lead.priority,
      onsetMs: epochMs(Math.min(happening.onsetMs, condition.onsetMs)),
    };
    this.#changed.add(open);
  }
}

/** The names by which other conditions may be of the same happening: its first party, or where nothing is, what it is about. */
function thingsOf({ kind, key, priority, parties, about }: Condition): readonly string[] {
  const { family } = kindRow(kind);
  const [first] = parties;
  // Two zones are two happenings, and what people planned is never one with another.
  if (family === 'zone') return [`zone|${about.zoneId ?? ''}|${first?.mmsi ?? first?.trackId ?? key}`];
  if (family === 'operations' || family === 'system' || family === 'watchList') return [`${family}|${key}`];
  const apart = priority === 'emergency' ? '!' : '';
  return parties.map((party) => `${family}${apart}|${party.mmsi ?? party.trackId}`);
}
