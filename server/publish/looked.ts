/** What people look at that the log must know of: it is in the log before they are shown it, distress alone excepted. */
import type { Request, Response } from 'express';
import type { Clock } from '../../proto/domain/clock.ts';
import type { EpochMs } from '../../proto/domain/units.ts';
import { SYSTEM } from '../operations/actor.ts';
import type { AuditEntry } from '../operations/audit/entry.ts';
import type { AuditLog } from '../operations/audit/log.ts';
import type { OperationFault } from '../operations/outcome.ts';
import type { Asking } from './asking.ts';
import { refuseOperation } from './changes.ts';

/** The same look of the same person is told once in this time, machine ms. */
const ONCE_MS = 60_000;
/** Looks remembered; beyond it the oldest is told again. */
const MAX_REMEMBERED = 20_000;
/** Looks that the log could not take and is told of later; beyond it only how many. */
export const MAX_OWED = 1000;
/** How long to wait before the log is tried again. */
const AGAIN_MS = 5000;

type Look = Pick<AuditEntry, 'action' | 'object' | 'reason' | 'details'>;

export class Looked {
  readonly #asking: Asking;
  readonly #audit: AuditLog | undefined;
  readonly #clock: Clock;
  /** When each look was last told, the oldest first. */
  readonly #told = new Map<string, number>();
  #owed: { readonly entry: AuditEntry; readonly seenMs: EpochMs }[] = [];
  #uncounted = 0;
  #paying: Promise<void> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;

  /** @param audit absent where nothing is logged: measurements and tests of other things */
  constructor(asking: Asking, audit: AuditLog | undefined, clock: Clock) {
    this.#asking = asking;
    this.#audit = audit;
    this.#clock = clock;
  }

  /** False when it could not be logged: then it is not shown either, and the caller has been told so. */
  async at(request: Request, response: Response, look: Look): Promise<boolean> {
    const fault = await this.#tell(request, look);
    if (fault) refuseOperation(response, fault);
    return fault === undefined;
  }

  /**
   * Of what a life may hang on: it is shown whether or not the log can take it. What it could not take it is told
   * later, with when it was seen; of more than {@link MAX_OWED} such looks, how many there were.
   */
  async atDistress(request: Request, look: Look): Promise<void> {
    const fault = await this.#tell(request, look);
    if (fault === undefined) return;
    const entry: AuditEntry = { ...look, by: this.#asking.actor(request), outcome: 'yes' };
    if (this.#owed.length < MAX_OWED) this.#owed.push({ entry, seenMs: this.#clock.nowMs() });
    else this.#uncounted += 1;
    this.#remember(nameOf(entry, look));
    this.#payLater();
  }

  async #tell(request: Request, look: Look): Promise<OperationFault | undefined> {
    if (this.#audit === undefined) return undefined;
    const entry: AuditEntry = { ...look, by: this.#asking.actor(request), outcome: 'yes' };
    const name = nameOf(entry, look);
    const lastMs = this.#told.get(name);
    if (lastMs !== undefined && this.#clock.monotonicMs() - lastMs < ONCE_MS) return undefined;
    await this.#pay();
    const outcome = await this.#audit.record(entry);
    if (!outcome.ok) return outcome.fault;
    this.#remember(name);
    return undefined;
  }

  #remember(name: string): void {
    this.#told.delete(name);
    this.#told.set(name, this.#clock.monotonicMs());
    if (this.#told.size <= MAX_REMEMBERED) return;
    const [oldest] = this.#told.keys();
    this.#told.delete(oldest!);
  }

  #payLater(): void {
    this.#again ??= setTimeout(() => {
      this.#again = undefined;
      void this.#pay();
    }, AGAIN_MS);
    this.#again.unref();
  }

  /** Tells the log what is owed to it, in its order, as far as it can take it. */
  #pay(): Promise<void> {
    this.#paying ??= this.#payAll().finally(() => {
      this.#paying = undefined;
      if (this.#owed.length + this.#uncounted > 0) this.#payLater();
    });
    return this.#paying;
  }

  async #payAll(): Promise<void> {
    for (let first = this.#owed[0]; first !== undefined; first = this.#owed[0]) {
      const { entry, seenMs } = first;
      const outcome = await this.#audit?.record({ ...entry, details: { ...entry.details, seenMs } });
      if (!outcome?.ok) return;
      this.#owed = this.#owed.slice(1);
    }
    const looks = this.#uncounted;
    if (looks === 0) return;
    const gap: AuditEntry = { by: SYSTEM, action: 'looksNotLogged', outcome: 'yes', details: { looks } };
    if ((await this.#audit?.record(gap))?.ok) this.#uncounted -= looks;
  }
}

const nameOf = ({ by }: AuditEntry, look: Look): string => JSON.stringify([by.id, by.how, look]);
