/** A token as it is being made. Pure. */
import type { Role } from '../../../proto/domain/operations/agency.ts';
import type { MessageKey } from '../../messages/words.ts';
import { typedMs } from './time.ts';

export interface TokenDraft {
  readonly title: string;
  readonly roles: readonly Role[];
  readonly until: string;
}

export interface TokenWish {
  readonly title: string;
  readonly roles: readonly Role[];
  readonly untilMs: number;
}

type TokenFaults = { readonly [F in keyof TokenDraft]?: MessageKey };
export type CheckedToken =
  | { readonly ok: true; readonly value: TokenWish }
  | { readonly ok: false; readonly faults: TokenFaults };

const LONGEST_MS = 366 * 86_400_000;

export function checkToken({ title, roles, until }: TokenDraft, nowMs: number): CheckedToken {
  const untilMs = typedMs(until, nowMs);
  const sound = untilMs !== undefined && untilMs > nowMs && untilMs - nowMs <= LONGEST_MS;
  const faults: TokenFaults = {
    ...(title.trim() === '' && { title: 'own.token.wrong.title' as const }),
    ...(roles.length === 0 && { roles: 'own.token.wrong.roles' as const }),
    ...(!sound && { until: 'own.token.wrong.until' as const }),
  };
  return untilMs === undefined || Object.keys(faults).length > 0
    ? { ok: false, faults }
    : { ok: true, value: { title: title.trim(), roles, untilMs } };
}
