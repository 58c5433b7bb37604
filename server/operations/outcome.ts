/** What became of something a person asked for: done, or why not and what to do about it. */
import type { AnyVersion, Finding } from '../../proto/domain/operations/record.ts';

export interface OperationFault {
  /**
   * `unknown`: no such thing; `refused`: it may not be done now; `invalid`: what was said cannot be;
   * `storage`: it could not be kept, so it was not done; `busy`: too much at once; `conflict`: somebody else changed
   * it meanwhile, see `current`.
   */
  readonly kind: 'unknown' | 'refused' | 'invalid' | 'storage' | 'busy' | 'conflict';
  readonly what: string;
  readonly where: string;
  readonly remedy: string;
  /** Of a conflict: what stands now. */
  readonly current?: AnyVersion;
  /** What a plan's checks forbid. */
  readonly findings?: readonly Finding[];
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: OperationFault };

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value });

export const notDone = (
  kind: OperationFault['kind'],
  what: string,
  where: string,
  remedy: string,
): Outcome<never> => ({ ok: false, fault: { kind, what, where, remedy } });

/** Of what is either a value or why there is none; no record has a remedy. */
export const isFault = (one: object): one is OperationFault => 'remedy' in one && 'where' in one;
