/** An alert as it was kept, which another version of the program may have written: it must not end this one. */
import type { Alert, Condition } from '../../proto/domain/alert/alert.ts';

/** Undefined: it is none that can be shown. */
export function keptAlert(json: string): Alert | undefined {
  try {
    const alert = JSON.parse(json) as Partial<Alert> | null;
    const { id, raisedMs, lead, parts, history } = alert ?? {};
    const isWhole =
      typeof id === 'string' &&
      Number.isFinite(raisedMs) &&
      Array.isArray(history) &&
      Array.isArray(parts) &&
      [lead, ...parts].every(isCondition);
    return isWhole ? (alert as Alert) : undefined;
  } catch {
    return undefined;
  }
}

const isCondition = (condition: Condition | undefined): boolean =>
  typeof condition?.kind === 'string' &&
  typeof condition.rule === 'string' &&
  typeof condition.about === 'object' &&
  Array.isArray(condition.evidence) &&
  Array.isArray(condition.parties) &&
  condition.parties.every((party) => Array.isArray(party?.feeds));
