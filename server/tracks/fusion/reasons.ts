/** Why each track is as it is: a short history a track, and everything that happened since it was last asked for. */
import type { FusionEvent, Reason } from './contract.ts';

/** Reasons kept of one track: the first (its birth) and the newest. */
const REASONS_PER_TRACK = 32;
/** Events that wait to be drained; beyond, the oldest are dropped. */
const WAITING_EVENTS = 65_536;

export class Reasons {
  readonly #histories = new Map<number, Reason[]>();
  #events: FusionEvent[] = [];
  /** Events that nobody drained in time. */
  dropped = 0;

  /** `quiet`: kept in the history, not told as an event (what happens to tentative tracks). */
  tell(trackId: number, reason: Reason, quiet = false): void {
    let history = this.#histories.get(trackId);
    if (history === undefined) {
      history = [];
      this.#histories.set(trackId, history);
    }
    if (history.length >= REASONS_PER_TRACK) history.splice(1, 1);
    history.push(reason);
    if (quiet) return;
    if (this.#events.length >= WAITING_EVENTS) {
      this.#events = this.#events.slice(WAITING_EVENTS / 2);
      this.dropped += WAITING_EVENTS / 2;
    }
    this.#events.push({ trackId, ...reason });
  }

  of(trackId: number): readonly Reason[] {
    return this.#histories.get(trackId) ?? [];
  }

  forget(trackId: number): void {
    this.#histories.delete(trackId);
  }

  drain(): readonly FusionEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }
}
