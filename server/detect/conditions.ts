/** The conditions that hold: raised once by their key, brought up to date, over by themselves, cleared or retracted. */
import type { Condition, Ending } from '../../proto/domain/alert/alert.ts';
import type { TrackId } from '../../proto/domain/ids.ts';

/** At once; beyond it the one that was said longest ago is cleared, emergencies last. */
const MAX_CONDITIONS = 50_000;
/** A value that goes on changing is told anew no more often than this: what matters is that it holds. Of an emergency everything counts. */
const RETELL_MS = 30_000;

interface Held {
  condition: Condition;
  /** When it is over by itself; Infinity: by `clear` alone. */
  untilMs: number;
  /** When it was last told of. */
  toldMs: number;
  readonly outlasts: boolean;
}

export interface ConditionListener {
  raised(condition: Condition): void;
  updated(condition: Condition): void;
  ended(condition: Condition, ending: Ending, why?: string): void;
}

export class Conditions {
  /** Conditions that made room for others. */
  dropped = 0;
  readonly #held = new Map<string, Held>();
  readonly #ofTrack = new Map<TrackId, Set<string>>();
  readonly #listener: ConditionListener;

  constructor(listener: ConditionListener) {
    this.#listener = listener;
  }

  get size(): number {
    return this.#held.size;
  }

  has(key: string): boolean {
    return this.#held.has(key);
  }

  /** The onset and the time of proof stay those of the first time. */
  raise(condition: Condition, holdsMs: number | undefined, outlasts: boolean, nowMs: number): void {
    const untilMs = holdsMs === undefined ? Number.POSITIVE_INFINITY : nowMs + holdsMs;
    const known = this.#held.get(condition.key);
    if (known) {
      const before = known.condition;
      this.#unlink(before);
      known.condition = { ...condition, onsetMs: before.onsetMs, provedMs: before.provedMs };
      known.untilMs = untilMs;
      this.#link(known.condition);
      const isNews =
        condition.priority === 'emergency' ||
        before.priority !== condition.priority ||
        before.grewMs !== condition.grewMs ||
        before.parties.length !== condition.parties.length ||
        Math.abs(nowMs - known.toldMs) >= RETELL_MS;
      if (!isNews) return;
      known.toldMs = nowMs;
      this.#listener.updated(known.condition);
      return;
    }
    if (this.#held.size >= MAX_CONDITIONS) this.#makeRoom();
    this.#held.set(condition.key, { condition, untilMs, toldMs: nowMs, outlasts });
    this.#link(condition);
    this.#listener.raised(condition);
  }

  end(key: string, ending: Ending, why?: string): void {
    const held = this.#held.get(key);
    if (!held) return;
    this.#held.delete(key);
    this.#unlink(held.condition);
    this.#listener.ended(held.condition, ending, why);
  }

  /** Those that hold for a time and were not said again. */
  tick(nowMs: number): void {
    for (const [key, { untilMs }] of this.#held) if (nowMs >= untilMs) this.end(key, 'cleared');
  }

  /** The clock was set back: what holds for a time holds no longer than that from now on. */
  stepBack(byMs: number): void {
    for (const held of this.#held.values()) held.untilMs -= byMs;
  }

  /** A track left: what is about it alone is over, unless it outlasts it. */
  gone(track: TrackId, isThere: (track: TrackId) => boolean): void {
    for (const key of this.#ofTrack.get(track) ?? []) {
      const held = this.#held.get(key)!;
      if (
        held.outlasts ||
        held.condition.parties.some(({ trackId }) => trackId !== track && isThere(trackId))
      )
        continue;
      this.end(key, 'cleared');
    }
  }

  #makeRoom(): void {
    this.dropped++;
    for (const [key, { condition }] of this.#held) {
      if (condition.priority === 'emergency') continue;
      this.end(key, 'cleared');
      return;
    }
    this.end(this.#held.keys().next().value!, 'cleared');
  }

  #link({ key, parties }: Condition): void {
    for (const { trackId } of parties) {
      const keys = this.#ofTrack.get(trackId);
      if (keys) keys.add(key);
      else this.#ofTrack.set(trackId, new Set([key]));
    }
  }

  #unlink({ key, parties }: Condition): void {
    for (const { trackId } of parties) {
      const keys = this.#ofTrack.get(trackId);
      keys?.delete(key);
      if (keys?.size === 0) this.#ofTrack.delete(trackId);
    }
  }
}
