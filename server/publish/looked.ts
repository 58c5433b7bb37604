/** What people look at that the log must know of: it is in the log before they are shown it. */
import type { Request, Response } from 'express';
import type { Clock } from '../../proto/domain/clock.ts';
import type { AuditEntry } from '../operations/audit/entry.ts';
import type { AuditLog } from '../operations/audit/log.ts';
import type { Asking } from './asking.ts';
import { refuseOperation } from './changes.ts';

/** The same look of the same person is told once in this time, machine ms. */
const ONCE_MS = 60_000;
/** Looks remembered; beyond it the oldest is told again. */
const MAX_REMEMBERED = 20_000;

type Look = Pick<AuditEntry, 'action' | 'object' | 'reason' | 'details'>;

export class Looked {
  readonly #asking: Asking;
  readonly #audit: AuditLog | undefined;
  readonly #clock: Clock;
  /** When each look was last told, the oldest first. */
  readonly #told = new Map<string, number>();

  /** @param audit absent where nothing is logged: measurements and tests of other things */
  constructor(asking: Asking, audit: AuditLog | undefined, clock: Clock) {
    this.#asking = asking;
    this.#audit = audit;
    this.#clock = clock;
  }

  /** False when it could not be logged: then it is not shown either, and the caller has been told so. */
  async at(request: Request, response: Response, look: Look): Promise<boolean> {
    if (this.#audit === undefined) return true;
    const by = this.#asking.actor(request);
    const name = JSON.stringify([by.id, by.how, look]);
    const nowMs = this.#clock.monotonicMs();
    const lastMs = this.#told.get(name);
    if (lastMs !== undefined && nowMs - lastMs < ONCE_MS) return true;
    const outcome = await this.#audit.record({ ...look, by, outcome: 'yes' });
    if (!outcome.ok) {
      refuseOperation(response, outcome.fault);
      return false;
    }
    this.#told.delete(name);
    this.#told.set(name, nowMs);
    if (this.#told.size > MAX_REMEMBERED) {
      const [oldest] = this.#told.keys();
      this.#told.delete(oldest!);
    }
    return true;
  }
}
