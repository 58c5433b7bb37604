/** A zone as it is being written, its shape apart: that is drawn (`client/store/drawing.ts`). Pure. */
import type { AgencyId, Purpose, Tlp } from '../../../proto/domain/operations/agency.ts';
import type { Shape } from '../../../proto/domain/operations/area.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import type { Schedule } from '../../../proto/domain/operations/schedule.ts';
import type { Zone, ZonePurpose } from '../../../proto/domain/operations/zone.ts';
import type { MessageKey } from '../../messages/words.ts';
import { checkRule, type RuleDraft, ruleDraftOf } from './ruledraft.ts';
import { checkSchedule, type ScheduleDraft, scheduleDraftOf } from './scheduledraft.ts';

export interface ZoneDraft {
  /** The version that is changed; absent: a new zone. */
  readonly upon?: Version<'zone'>;
  readonly name: string;
  readonly purpose: ZonePurpose;
  readonly floorM: string;
  readonly ceilingM: string;
  /** Absent: always. */
  readonly schedule?: ScheduleDraft;
  readonly critical: readonly ScheduleDraft[];
  readonly rules: readonly RuleDraft[];
  readonly note: string;
  readonly service: Purpose;
  readonly tlp: Tlp | '';
}

export const EMPTY_ZONE: ZoneDraft = {
  name: '',
  purpose: 'vigilance',
  floorM: '',
  ceilingM: '',
  critical: [],
  rules: [],
  note: '',
  service: 'borderSurveillance',
  tlp: '',
};

export const MOST_NAME = 80;
export const MOST_NOTE = 2000;
/** Critical periods of one zone. */
export const MOST_PERIODS = 10;
const LOWEST_M = -12_000;
const HIGHEST_M = 30_000;

export function zoneDraftOf(upon: Version<'zone'>): ZoneDraft {
  const {
    name,
    purpose,
    floorM,
    ceilingM,
    schedule,
    critical = [],
    rules = [],
    note = '',
    marking,
  } = upon.value;
  return {
    upon,
    name,
    purpose,
    floorM: floorM === undefined ? '' : String(floorM),
    ceilingM: ceilingM === undefined ? '' : String(ceilingM),
    ...(schedule !== undefined && { schedule: scheduleDraftOf(schedule) }),
    critical: critical.map(scheduleDraftOf),
    rules: rules.map(ruleDraftOf),
    note,
    service: marking.purpose,
    tlp: marking.tlp ?? '',
  };
}

export type ZoneField = 'name' | 'shape' | 'floorM' | 'ceilingM' | 'schedule' | 'critical' | 'rules';
export type ZoneFaults = { readonly [F in ZoneField]?: MessageKey };

export type CheckedZone =
  | { readonly ok: true; readonly value: Zone }
  | { readonly ok: false; readonly faults: ZoneFaults };

function metresIn(text: string): number | undefined {
  const trimmed = text.trim().replace(',', '.').replace('−', '-');
  if (!/^-?\d+(\.\d+)?$/.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return value >= LOWEST_M && value <= HIGHEST_M ? value : undefined;
}

/** What counts must not move under those who watch it: only its name, note, critical periods, rules and marking can be changed. */
export const isLocked = (life: Zone['life'] | undefined): boolean => life === 'active' || life === 'expired';

/** @param shape what was drawn; undefined while there is too little of it or it has a fault */
export function checkZone(
  draft: ZoneDraft,
  shape: Shape | undefined,
  owner: AgencyId,
  nowMs: number,
): CheckedZone {
  const faults: { -readonly [F in ZoneField]?: MessageKey } = {};
  const { upon } = draft;
  const name = draft.name.trim();
  if (name === '') faults.name = 'zone.wrong.name';
  if (shape === undefined) faults.shape = 'zone.wrong.shape';
  const height = (field: 'floorM' | 'ceilingM'): number | undefined => {
    if (draft[field].trim() === '') return undefined;
    const value = metresIn(draft[field]);
    if (value === undefined) faults[field] = 'zone.wrong.height';
    return value;
  };
  const floorM = height('floorM');
  const ceilingM = height('ceilingM');
  if (floorM !== undefined && ceilingM !== undefined && ceilingM <= floorM)
    faults.ceilingM = 'zone.wrong.ceiling';
  const schedule = draft.schedule === undefined ? undefined : checkSchedule(draft.schedule, nowMs);
  if (schedule?.ok === false) faults.schedule = schedule.fault;
  const critical: Schedule[] = [];
  for (const period of draft.critical) {
    const checked = checkSchedule(period, nowMs);
    if (checked.ok) critical.push(checked.value);
    else faults.critical = checked.fault;
  }
  const rules = draft.rules.map((rule) => checkRule(rule, shape?.kind));
  const wrong = rules.find((rule) => !rule.ok);
  if (wrong?.ok === false) faults.rules = wrong.fault;
  if (shape === undefined || Object.keys(faults).length > 0) return { ok: false, faults };
  const note = draft.note.trim();
  const before = upon?.value;
  const value: Zone = {
    name,
    shape,
    purpose: draft.purpose,
    life: before?.life ?? 'draft',
    ...(floorM !== undefined && { floorM }),
    ...(ceilingM !== undefined && { ceilingM }),
    ...(schedule?.ok === true && { schedule: schedule.value }),
    ...(critical.length > 0 && { critical }),
    ...(rules.length > 0 && { rules: rules.flatMap((rule) => (rule.ok ? [rule.value] : [])) }),
    ...(note !== '' && { note }),
    ...(before?.source !== undefined && { source: before.source }),
    marking: {
      owner: before?.marking.owner ?? owner,
      purpose: draft.service,
      retention: before?.marking.retention ?? 'decisions',
      ...(draft.tlp !== '' && { tlp: draft.tlp }),
    },
  };
  return { ok: true, value };
}
