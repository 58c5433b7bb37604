/** What is watched for in a zone: which rule says what, and which shape takes it. */
import { z } from 'zod';
import { ZONE_RULE_KINDS, type ZoneRule, type ZoneRuleKind } from '../../../proto/domain/alert/rules.ts';
import { THING_CLASSES } from '../../../proto/domain/alert/thingclass.ts';
import type { Shape } from '../../../proto/domain/operations/area.ts';
import type { OperationFault } from '../outcome.ts';
import { schedule, unique, words } from './fields.ts';
import { invalid } from './references.ts';

export const MAX_RULES = 20;
const MAX_EXCEPT = 2_000;
/** Nine digits, and nothing of a country: no list names a nationality. */
export const mmsiDigits = z.string().regex(/^\d{9}$/, 'expected nine digits');

type Measure = 'afterMin' | 'maxKn' | 'minKn' | 'minCount';

/** What each kind says, beside whom it is for and when. */
const MEASURES: Readonly<Record<ZoneRuleKind, { needs: readonly Measure[]; takes: readonly Measure[] }>> = {
  entry: { needs: [], takes: [] },
  exit: { needs: [], takes: [] },
  presence: { needs: ['afterMin'], takes: [] },
  approach: { needs: [], takes: ['afterMin'] },
  speed: { needs: [], takes: ['maxKn', 'minKn'] },
  anchoring: { needs: [], takes: [] },
  loitering: { needs: [], takes: ['afterMin'] },
  crossing: { needs: [], takes: [] },
  notListed: { needs: [], takes: [] },
  uncooperative: { needs: [], takes: ['afterMin'] },
  group: { needs: ['minCount'], takes: [] },
  collision: { needs: [], takes: [] },
};
const ALL: readonly Measure[] = ['afterMin', 'maxKn', 'minKn', 'minCount'];

const rule: z.ZodType<ZoneRule> = z
  .strictObject({
    kind: z.enum(ZONE_RULE_KINDS),
    priority: z.enum(['alarm', 'warning', 'caution']).exactOptional(),
    classes: unique(z.array(z.enum(THING_CLASSES)).min(1).max(THING_CLASSES.length)).exactOptional(),
    exceptMmsis: unique(z.array(mmsiDigits).max(MAX_EXCEPT)).exactOptional(),
    schedule: schedule.exactOptional(),
    afterMin: z.number().min(0).max(1440).exactOptional(),
    maxKn: z.number().min(0).max(100).exactOptional(),
    minKn: z.number().min(0).max(100).exactOptional(),
    minCount: z.int().min(1).max(1000).exactOptional(),
    note: words(500, true).exactOptional(),
  })
  .superRefine((value, context) => {
    const { needs, takes } = MEASURES[value.kind];
    const say = (member: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [member], message });
    for (const one of ALL) {
      if (needs.includes(one) && value[one] === undefined) say(one, `a rule "${value.kind}" has to say it`);
      if (!needs.includes(one) && !takes.includes(one) && value[one] !== undefined)
        say(one, `a rule "${value.kind}" has no such member`);
    }
    const { maxKn, minKn } = value;
    if (value.kind === 'speed' && maxKn === undefined && minKn === undefined)
      say('maxKn', 'expected the most or the least speed');
    if (maxKn !== undefined && minKn !== undefined && minKn >= maxKn)
      say('minKn', 'expected less than maxKn');
    if (value.kind === 'notListed' && value.exceptMmsis === undefined)
      say('exceptMmsis', 'expected the list of those who may be there');
  });

export const zoneRuleList: z.ZodType<readonly ZoneRule[]> = z.array(rule).max(MAX_RULES);

/** A line is crossed, and nothing else happens on it; an area is never crossed as a line is. */
export function rulesFault(shape: Shape, rules: readonly ZoneRule[] | undefined): OperationFault | undefined {
  const isLine = shape.kind === 'line';
  for (const [i, { kind }] of (rules ?? []).entries())
    if (isLine !== (kind === 'crossing'))
      return invalid(
        isLine ? `a line has no rule "${kind}"` : 'only a line is crossed',
        `rules.${i}.kind`,
        isLine ? 'ask for its crossing, or draw an area' : 'ask for entry or exit, or draw a line',
      );
  return undefined;
}
