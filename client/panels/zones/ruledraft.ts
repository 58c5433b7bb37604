/** A zone's rule as it is being written, checked as the server's table has it. Pure. */
import { ZONE_RULE_KINDS, type ZoneRule, type ZoneRuleKind } from '../../../proto/domain/alert/rules.ts';
import type { ThingClass } from '../../../proto/domain/alert/thingclass.ts';
import type { Shape } from '../../../proto/domain/operations/area.ts';
import type { Schedule } from '../../../proto/domain/operations/schedule.ts';
import type { MessageKey } from '../../messages/words.ts';

export type RulePriority = NonNullable<ZoneRule['priority']>;
export const RULE_PRIORITIES: readonly RulePriority[] = ['alarm', 'warning', 'caution'];

/** Everything as it was typed. */
export interface RuleDraft {
  readonly kind: ZoneRuleKind;
  /** Empty: that of the kind of alert. */
  readonly priority: RulePriority | '';
  /** Empty: all but own units. */
  readonly classes: ReadonlySet<ThingClass>;
  readonly exceptMmsis: string;
  readonly afterMin: string;
  readonly maxKn: string;
  readonly minKn: string;
  readonly minCount: string;
  readonly note: string;
  /** As it was entered elsewhere: kept. */
  readonly schedule?: Schedule;
}

export const MOST_RULES = 20;
const MOST_EXCEPT = 2000;

export type RuleMeasure = 'afterMin' | 'maxKn' | 'minKn' | 'minCount';

/** Which numbers each kind says. */
export const MEASURES_OF: Readonly<Record<ZoneRuleKind, readonly RuleMeasure[]>> = {
  entry: [],
  exit: [],
  presence: ['afterMin'],
  approach: ['afterMin'],
  speed: ['maxKn', 'minKn'],
  anchoring: [],
  loitering: ['afterMin'],
  crossing: [],
  notListed: [],
  uncooperative: ['afterMin'],
  group: ['minCount'],
  collision: [],
};

/** A line is crossed, and nothing else happens on it. */
export const kindsFor = (shape: Shape['kind'] | undefined): readonly ZoneRuleKind[] =>
  ZONE_RULE_KINDS.filter((kind) => (kind === 'crossing') === (shape === 'line'));

export const newRule = (kind: ZoneRuleKind): RuleDraft => ({
  kind,
  priority: '',
  classes: new Set(),
  exceptMmsis: '',
  afterMin: '',
  maxKn: '',
  minKn: '',
  minCount: '',
  note: '',
});

const typed = (value: number | undefined): string => (value === undefined ? '' : String(value));

export const ruleDraftOf = (rule: ZoneRule): RuleDraft => ({
  kind: rule.kind,
  priority: rule.priority ?? '',
  classes: new Set(rule.classes),
  exceptMmsis: (rule.exceptMmsis ?? []).join(' '),
  afterMin: typed(rule.afterMin),
  maxKn: typed(rule.maxKn),
  minKn: typed(rule.minKn),
  minCount: typed(rule.minCount),
  note: rule.note ?? '',
  ...(rule.schedule !== undefined && { schedule: rule.schedule }),
});

export type CheckedRule =
  | { readonly ok: true; readonly value: ZoneRule }
  | { readonly ok: false; readonly fault: MessageKey };

const BOUNDS: Readonly<Record<RuleMeasure, readonly [least: number, most: number]>> = {
  afterMin: [0, 1440],
  maxKn: [0, 100],
  minKn: [0, 100],
  minCount: [1, 1000],
};

export function checkRule(draft: RuleDraft, shape: Shape['kind'] | undefined): CheckedRule {
  const wrong = (fault: MessageKey): CheckedRule => ({ ok: false, fault });
  const { kind, priority, classes } = draft;
  if (shape !== undefined && !kindsFor(shape).includes(kind)) return wrong('rule.wrong.shape');
  const numbers: { [M in RuleMeasure]?: number } = {};
  for (const measure of MEASURES_OF[kind]) {
    const text = draft[measure].trim().replace(',', '.');
    if (text === '') continue;
    const [least, most] = BOUNDS[measure];
    const value = Number(text);
    const whole = measure !== 'minCount' || Number.isInteger(value);
    if (!/^\d+(\.\d+)?$/.test(text) || !whole || value < least || value > most)
      return wrong('rule.wrong.number');
    numbers[measure] = value;
  }
  if (kind === 'presence' && numbers.afterMin === undefined) return wrong('rule.wrong.after');
  if (kind === 'group' && numbers.minCount === undefined) return wrong('rule.wrong.count');
  const { maxKn, minKn } = numbers;
  if (kind === 'speed' && ((maxKn === undefined && minKn === undefined) || (minKn ?? -1) >= (maxKn ?? 101)))
    return wrong('rule.wrong.speed');
  const except = [...new Set(draft.exceptMmsis.split(/[\s,;]+/).filter((part) => part !== ''))];
  if (except.length > MOST_EXCEPT || except.some((mmsi) => !/^\d{9}$/.test(mmsi)))
    return wrong('rule.wrong.mmsi');
  const note = draft.note.trim();
  return {
    ok: true,
    value: {
      kind,
      ...(priority !== '' && { priority }),
      ...(classes.size > 0 && { classes: [...classes] }),
      ...((except.length > 0 || kind === 'notListed') && { exceptMmsis: except }),
      ...(draft.schedule !== undefined && { schedule: draft.schedule }),
      ...numbers,
      ...(note !== '' && { note }),
    },
  };
}
