/**
 * What the detectors say, taken into the alerts. What begins, worsens, comes back or ends is taken at once; evidence that
 * was only brought up to date waits a little, so that thousands of open alerts stay cheap. After a restart what is found
 * again goes on as the alert that it was.
 */
import type { Alert, Happening } from '../../../proto/domain/alert/alert.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import { begun, conditionsOf, goneOn, hasGrown, staysShelved } from './changed.ts';
import type { Draft } from './draft.ts';
import type { AlertMemory } from './memory.ts';

/** Evidence alone: so long after it changed, and so many in a tick, the one that waits longest first. */
export const EVIDENCE_WAITS_MS = 5_000;
export const EVIDENCE_A_TICK = 200;
/** What was open before a restart, and is not found again within so long of the data's time, is over. */
export const FOUND_AGAIN_WITHIN_MS = 10 * 60_000;
/** What is over by that comes back as itself for so long; later it is another happening, as in one run. */
export const COMES_BACK_WITHIN_MS = 30 * 60_000;

interface Waiting {
  happening: Happening;
  readonly sinceMs: EpochMs;
}

interface Times {
  readonly nowMs: EpochMs;
  readonly dataNowMs: EpochMs;
}

export class Incoming {
  readonly #memory: AlertMemory;
  readonly #waiting = new Map<string, Waiting>();
  /** Alerts of before the start, by the keys of their conditions. */
  readonly #before = new Map<string, string>();
  /** Of a happening of this run: the alert of before that it goes on as. */
  readonly #goesOnAs = new Map<string, string>();
  /** Those of before that have not been found again; undefined: it is decided about all. */
  #missing: Set<string> | undefined;
  #startedMs: EpochMs | undefined;
  readonly #wasAway: boolean;

  /**
   * @param awayMs for how long nobody watched before the start: after more than {@link COMES_BACK_WITHIN_MS} nothing goes
   * on as it was, and what is found again asks for attention anew, acknowledged or put aside before or not
   */
  constructor(memory: AlertMemory, awayMs: number) {
    this.#memory = memory;
    this.#wasAway = awayMs > COMES_BACK_WITHIN_MS;
    this.#missing = new Set();
    for (const alert of memory.open()) {
      for (const { key } of conditionsOf(alert)) this.#before.set(key, alert.id);
      if (alert.endedMs === undefined) this.#missing.add(alert.id);
    }
  }

  take(happenings: readonly Happening[], draft: Draft, { nowMs, dataNowMs }: Times): void {
    if (this.#startedMs === undefined && this.#wasAway) this.#giveUp(draft, nowMs, dataNowMs);
    this.#startedMs ??= dataNowMs;
    for (const happening of happenings) this.#takeOne(happening, draft, nowMs);
    this.#refresh(draft, nowMs);
    // A clock that was set back begins anew: nothing is over by that.
    if (dataNowMs < this.#startedMs) this.#startedMs = dataNowMs;
    if (this.#missing && dataNowMs - this.#startedMs >= FOUND_AGAIN_WITHIN_MS)
      this.#giveUp(draft, nowMs, dataNowMs);
    if (dataNowMs - this.#startedMs >= FOUND_AGAIN_WITHIN_MS + COMES_BACK_WITHIN_MS) this.#before.clear();
  }

  #takeOne(said: Happening, draft: Draft, nowMs: EpochMs): void {
    const id = this.#alertOf(said);
    const happening = id === said.id ? said : { ...said, id };
    const before = draft.get(id);
    if (before === undefined) {
      draft.put(begun(happening, nowMs, this.#memory.shelfOf(happening)));
      return;
    }
    if (isEvidenceAlone(before, happening)) {
      const waiting = this.#waiting.get(id);
      if (waiting) waiting.happening = happening;
      else this.#waiting.set(id, { happening, sinceMs: nowMs });
      return;
    }
    const next = goneOn(before, happening, nowMs);
    if (next === before) return;
    this.#waiting.delete(id);
    draft.put(next);
  }

  #refresh(draft: Draft, nowMs: EpochMs): void {
    let left = EVIDENCE_A_TICK;
    for (const [id, { happening, sinceMs }] of this.#waiting) {
      // A clock that was set back makes nothing wait for it.
      if (left === 0 || Math.abs(nowMs - sinceMs) < EVIDENCE_WAITS_MS) return;
      this.#waiting.delete(id);
      const before = draft.get(id);
      if (before === undefined) continue;
      left -= 1;
      draft.put(goneOn(before, happening, nowMs));
    }
  }

  /** The alert that a happening is: its own, or the one of before the start that speaks of the same. */
  #alertOf(happening: Happening): string {
    const known = this.#goesOnAs.get(happening.id);
    if (known !== undefined) return known;
    if (this.#before.size === 0 || this.#memory.get(happening.id)) return happening.id;
    for (const { key } of conditionsOf(happening)) {
      const id = this.#before.get(key);
      const alert = id === undefined ? undefined : this.#memory.get(id);
      if (id === undefined || alert === undefined || alert.state === 'closed') continue;
      for (const condition of conditionsOf(alert)) this.#before.delete(condition.key);
      this.#missing?.delete(id);
      this.#goesOnAs.set(happening.id, id);
      return id;
    }
    return happening.id;
  }

  #giveUp(draft: Draft, nowMs: EpochMs, dataNowMs: EpochMs): void {
    for (const id of this.#missing ?? []) {
      const alert = draft.get(id);
      if (alert === undefined || alert.endedMs !== undefined || alert.state === 'closed') continue;
      const over: Happening = { ...alert, endedMs: dataNowMs, ending: 'cleared', why: 'notFoundAgain' };
      draft.put(goneOn(alert, over, nowMs));
    }
    this.#missing = undefined;
  }
}

/** It goes on as it was: nobody has to be told at once. */
const isEvidenceAlone = (before: Alert, said: Happening): boolean =>
  before.endedMs === undefined &&
  said.endedMs === undefined &&
  before.state !== 'closed' &&
  said.priority === before.priority &&
  said.lead.key === before.lead.key &&
  said.parts.length === before.parts.length &&
  !hasGrown(said, before) &&
  (before.shelf === undefined || staysShelved(before.shelf, said, true));
