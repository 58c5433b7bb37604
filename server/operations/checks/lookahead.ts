/** What the checks find ahead, worked out once for everybody who asks the same, and never for long at a time. */
import type { Clock } from '../../../proto/domain/clock.ts';
import type { Finding } from '../../../proto/domain/operations/record.ts';
import type { RecordsView } from '../kind.ts';
import type { WhereIs } from '../whereis.ts';
import { clashesInSteps, type Steps, voidsInSteps } from './ahead.ts';

/** Others go first after so long, machine ms, give or take a step. */
const SLICE_MS = 10;
const MINUTE_MS = 60_000;
/** Answers kept; the one that was worked out first goes. */
const MAX_KEPT = 16;

interface Parts {
  readonly records: RecordsView & { readonly revision: number };
  readonly clock: Clock;
  readonly whereIs: WhereIs;
}

export class Lookahead {
  readonly #parts: Parts;
  /** By the revision, the minute and the minutes that were asked for. */
  readonly #kept = new Map<string, Promise<readonly Finding[]>>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Of whole minutes; as things stand now, or at most a minute ago where nobody decided anything since. */
  findings(fromMs: number, untilMs: number): Promise<readonly Finding[]> {
    const { records, clock } = this.#parts;
    const nowMs = clock.nowMs();
    const from = Math.floor(fromMs / MINUTE_MS);
    const until = Math.ceil(untilMs / MINUTE_MS);
    const key = [records.revision, Math.floor(nowMs / MINUTE_MS), from, until].join('/');
    const known = this.#kept.get(key);
    if (known) return known;
    const found = this.#look(from * MINUTE_MS, until * MINUTE_MS, nowMs);
    this.#kept.set(key, found);
    found.catch(() => this.#kept.delete(key));
    if (this.#kept.size > MAX_KEPT) {
      const [first] = this.#kept.keys();
      this.#kept.delete(first!);
    }
    return found;
  }

  async #look(fromMs: number, untilMs: number, nowMs: number): Promise<readonly Finding[]> {
    const { records, whereIs } = this.#parts;
    return [
      ...(await this.#inSlices(voidsInSteps(records, fromMs, untilMs, nowMs, whereIs))),
      ...(await this.#inSlices(clashesInSteps(records, fromMs, untilMs, nowMs))),
    ];
  }

  async #inSlices(steps: Steps): Promise<readonly Finding[]> {
    const { clock } = this.#parts;
    let sinceMs = clock.monotonicMs();
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (clock.monotonicMs() - sinceMs < SLICE_MS) continue;
      await new Promise((resolve) => setImmediate(resolve));
      sinceMs = clock.monotonicMs();
    }
  }
}
