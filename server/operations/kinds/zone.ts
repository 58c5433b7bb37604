/** A zone: an area or line that matters, from its first drawing to its end. */
import { z } from 'zod';
import type { Shape } from '../../../proto/domain/operations/area.ts';
import type { RecordValues } from '../../../proto/domain/operations/record.ts';
import { ZONE_LIVES, ZONE_PURPOSES } from '../../../proto/domain/operations/zone.ts';
import type { EventGiven, KindRules } from '../kind.ts';
import type { OperationFault } from '../outcome.ts';
import { AREAS, line, marking, schedule, words } from './fields.ts';
import { ownerFault, refused } from './references.ts';
import { shapeFault } from './shapefault.ts';
import { zoneStates } from './zone.table.ts';
import { rulesFault, zoneRuleList } from './zonerules.ts';

type Zone = RecordValues['zone'];
export const MAX_CRITICAL = 10;
/** Metres: from the deepest sea to where aircraft no longer are. */
export const heightM = z.number().min(-12_000).max(30_000);

const shape: z.ZodType<Shape> = z.discriminatedUnion('kind', [
  ...AREAS,
  z.strictObject({
    kind: z.literal('line'),
    line,
    crossing: z.enum(['both', 'leftToRight', 'rightToLeft']),
  }),
]);

const schema: z.ZodType<Zone> = z
  .strictObject({
    name: words(80),
    shape,
    purpose: z.enum(ZONE_PURPOSES),
    life: z.enum(ZONE_LIVES),
    floorM: heightM.exactOptional(),
    ceilingM: heightM.exactOptional(),
    schedule: schedule.exactOptional(),
    critical: z.array(schedule).max(MAX_CRITICAL).exactOptional(),
    rules: zoneRuleList.exactOptional(),
    note: words(2000, true).exactOptional(),
    source: words(200).exactOptional(),
    marking,
  })
  .refine(({ floorM, ceilingM }) => floorM === undefined || ceilingM === undefined || floorM < ceilingM, {
    message: 'expected a ceiling above the floor',
    path: ['ceilingM'],
  });

/** What somebody validated: another of these is another zone. What is watched for there is not among them. */
const VALIDATED = [
  'shape',
  'purpose',
  'floorM',
  'ceilingM',
  'schedule',
] as const satisfies readonly (keyof Zone)[];
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Validated or activated for a time that is over, or activated before its time. */
function timeFault({ schedule: time }: Zone, { event, atMs }: EventGiven): OperationFault | undefined {
  if (event !== 'validate' && event !== 'activate') return undefined;
  if (time?.untilMs !== undefined && time.untilMs <= atMs)
    return refused('its time is over', 'schedule.untilMs', 'change its time first');
  if (event === 'activate' && time?.fromMs !== undefined && time.fromMs > atMs)
    return refused('its time has not come', 'schedule.fromMs', 'it becomes active by itself then');
  return undefined;
}

export const zoneRules: KindRules<'zone'> = {
  kind: 'zone',
  schema,
  states: zoneStates,
  settle(value, before) {
    if (before === undefined) return value;
    const changed = VALIDATED.find((member) => !same(value[member], before.value[member]));
    if (changed === undefined) return value;
    if (before.value.life === 'validated') return { ...value, life: 'draft' };
    if (before.value.life === 'active')
      return refused(
        'an active zone stays as it was validated',
        changed,
        'take it back to draft first, or draw another that takes its place',
      );
    if (before.value.life === 'expired')
      return refused('it has expired', changed, 'take it back to draft first');
    return value;
  },
  check: (value, others, _nowMs, before) =>
    ownerFault(value.marking, before?.value.marking, others) ??
    shapeFault(value.shape, 'shape', before?.value.shape) ??
    rulesFault(value.shape, value.rules),
  after: (value, given) => timeFault(value, given) ?? value,
  due({ value: { life, schedule: time } }, nowMs) {
    if (life !== 'validated' && life !== 'active') return undefined;
    if (time?.untilMs !== undefined && time.untilMs <= nowMs) return 'lapse';
    return life === 'validated' && time?.fromMs !== undefined && time.fromMs <= nowMs ? 'begin' : undefined;
  },
};
