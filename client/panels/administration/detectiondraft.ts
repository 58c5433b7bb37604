/** The site's settings of the detectors as they are being written: what differs from the defaults alone. Pure. */
import { ALERT_KINDS, type AlertKind } from '../../../proto/domain/alert/kinds.table.ts';
import type { DetectionSettings } from '../../../proto/domain/alert/rules.ts';
import { THRESHOLD_TABLES, thresholdAt } from '../../../proto/domain/alert/thresholds/alltables.ts';
import type { AgencyId } from '../../../proto/domain/operations/agency.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';

export type SetPriority = NonNullable<DetectionSettings['priorities'][AlertKind]>;
export const SET_PRIORITIES: readonly SetPriority[] = ['alarm', 'warning', 'caution'];

export interface DetectionDraft {
  readonly upon?: Version<'detection'>;
  readonly off: ReadonlySet<AlertKind>;
  readonly priorities: Readonly<Partial<Record<AlertKind, SetPriority>>>;
  /** By path, as typed; empty: the default. */
  readonly thresholds: Readonly<Record<string, string>>;
}

/** A distress is always an emergency: nothing of it is set. */
export const isFixed = (kind: AlertKind): boolean => kind === 'distress';

export const detectionDraftOf = (upon: Version<'detection'> | undefined): DetectionDraft => ({
  ...(upon !== undefined && { upon }),
  off: new Set(upon?.value.off),
  priorities: upon?.value.priorities ?? {},
  thresholds: Object.fromEntries(
    Object.entries(upon?.value.thresholds ?? {}).map(([path, value]) => [path, String(value)]),
  ),
});

/** What was typed for a threshold: a number within its bounds, nothing, or neither. */
export function typedThreshold(path: string, text: string): number | 'usual' | 'wrong' {
  const row = thresholdAt(path);
  const trimmed = text.trim().replace(',', '.').replace('−', '-');
  if (trimmed === '' || row === undefined) return 'usual';
  const value = Number(trimmed);
  return /^-?\d+(\.\d+)?$/.test(trimmed) && value >= row.from && value <= row.to ? value : 'wrong';
}

export type CheckedDetection =
  | { readonly ok: true; readonly value: DetectionSettings }
  | { readonly ok: false; readonly wrong: ReadonlySet<string> };

/** What is the default is not said; what belongs to a class or a zone alone stays as it was. */
export function checkDetection(draft: DetectionDraft, owner: AgencyId): CheckedDetection {
  const wrong = new Set<string>();
  const thresholds: Record<string, number> = {};
  for (const [path, text] of Object.entries(draft.thresholds)) {
    const value = typedThreshold(path, text);
    if (value === 'wrong') wrong.add(path);
    else if (value !== 'usual' && value !== thresholdAt(path)?.value) thresholds[path] = value;
  }
  if (wrong.size > 0) return { ok: false, wrong };
  const before = draft.upon?.value;
  return {
    ok: true,
    value: {
      off: ALERT_KINDS.filter((kind) => draft.off.has(kind) && !isFixed(kind)),
      priorities: draft.priorities,
      thresholds,
      ofClass: before?.ofClass ?? {},
      inZone: before?.inZone ?? {},
      marking: before?.marking ?? { owner, purpose: 'borderSurveillance', retention: 'decisions' },
    },
  };
}

/** Tables of thresholds that a kind has under its own name, and those that several share. */
export const tablesOf = (kind: AlertKind | undefined): readonly string[] =>
  [...THRESHOLD_TABLES.keys()].filter((name) =>
    kind === undefined ? !(ALERT_KINDS as readonly string[]).includes(name) : name === kind,
  );
