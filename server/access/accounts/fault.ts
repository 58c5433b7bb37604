/** Why somebody was not let in. */
import { notDone, type OperationFault, type Outcome } from '../../operations/outcome.ts';

export interface SignInFault extends OperationFault {
  /** When to come again, where it was too often. */
  readonly retryAfterMs?: number;
}

export type SignInOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: SignInFault };

/** The same whether the login, the password or both were wrong, and for those who no longer sign in. */
export const wrong = (): Outcome<never> =>
  notDone('refused', 'the name or the password is wrong', 'session', 'try again, or ask an administrator');

export function tooOften(waitMs: number): SignInOutcome<never> {
  const seconds = Math.ceil(waitMs / 1000);
  const fault = {
    kind: 'busy' as const,
    what: 'too many attempts failed',
    where: 'session',
    remedy: `try again in ${seconds} s`,
    retryAfterMs: waitMs,
  };
  return { ok: false, fault };
}
