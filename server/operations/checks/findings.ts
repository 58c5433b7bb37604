/**
 * It thinks along: what stands against a plan, each with whom it speaks of and what would help most. `about` names
 * records by role: `unit`, `sector`, `crossingPoint`, `agency`, `agreement`; `patrol` is another patrol, `plan` the one
 * that a unit's or sector's change is about, `power`, `form` and `type` are words of those lists.
 */
import type { Patrol, Sector, Unit } from '../../../proto/domain/operations/patrol.ts';
import type { Finding, RecordKind, RecordValues } from '../../../proto/domain/operations/record.ts';
import type { CrossingPoint } from '../../../proto/domain/operations/zone.ts';
import type { RecordsView } from '../kind.ts';
import { isOpen, participants } from '../kinds/references.ts';
import type { WhereIs } from '../whereis.ts';
import { agreed } from './agreed.ts';
import { MOST_REMEDIES } from './ahead.ts';
import { availability } from './availability.ts';
import { bestUnit, sameMedium } from './candidates.ts';
import { type Context, contextOf, finding, type Plan, takeUnit } from './context.ts';
import { MOST_FINDINGS, VOIDS_AHEAD_MS } from './finding.table.ts';
import { middleOf } from './ground.ts';
import { overlaps } from './planindex.ts';
import { darkMin, outOfRange, tooSlow } from './reach.ts';
import type { Span } from './spans.ts';
import { plannedTwice } from './twice.ts';
import { crossingGaps, type Gap, sectorGaps, voidFinding } from './voids.ts';

export interface FindingsOptions {
  /** Of the one that is changed. */
  readonly id?: string | undefined;
  readonly whereIs?: WhereIs | undefined;
}

/** What the checks find of a thing as it would be. Kinds without checks, drafts of nothing and what has ended: nothing. */
export function findings<K extends RecordKind>(
  kind: K,
  value: RecordValues[K],
  others: RecordsView,
  nowMs: number,
  { id, whereIs }: FindingsOptions = {},
): readonly Finding[] {
  const ahead = { fromMs: nowMs, untilMs: nowMs + VOIDS_AHEAD_MS };
  switch (kind) {
    case 'patrol':
      return ofPatrol({ id, patrol: value as Patrol }, contextOf(others, nowMs, whereIs));
    case 'unit':
      return id === undefined ? [] : ofUnit(id, value as Unit, others, nowMs, whereIs);
    case 'sector': {
      const sector = value as Sector;
      const own = id ?? '';
      const context = contextOf(others, nowMs, whereIs, { sector: [own, sector] });
      return told(sectorGaps(own, sector, ahead, context), context);
    }
    case 'crossingPoint': {
      const context = contextOf(others, nowMs, whereIs);
      return told(crossingGaps(id ?? '', value as CrossingPoint, ahead, context), context);
    }
    default:
      return [];
  }
}

const told = (gaps: readonly Gap[], context: Context): readonly Finding[] =>
  gaps.slice(0, MOST_FINDINGS).map((gap, i) => voidFinding(gap, context, i < MOST_REMEDIES));

function ofPatrol(plan: Plan, context: Context): readonly Finding[] {
  const { patrol } = plan;
  if (!isOpen(patrol)) return [];
  const dark = darkMin(plan, context);
  const all = [
    ...patrol.unitIds.flatMap((unitId) => ofUnitIn(unitId, plan, dark, context)),
    ...agreed(plan, context, (power) =>
      best(plan, context, ({ crew }) => crew.some(({ powers }) => powers.includes(power))),
    ),
    ...plannedTwice(plan, context),
    ...voidsOf(plan, context),
  ];
  return all.slice(0, MOST_FINDINGS);
}

/** What stands against one unit of a plan. */
function ofUnitIn(unitId: string, plan: Plan, dark: number, context: Context): Finding[] {
  const unit = context.unit(unitId);
  if (unit === undefined) return [];
  const { night } = unit.capabilities;
  const fits = (one: Unit): boolean =>
    sameMedium(one.kind, unit.kind) && (dark === 0 || one.capabilities.night);
  let found: { readonly id: string | undefined } | undefined;
  const other = (): string | undefined => {
    found ??= { id: best(plan, context, fits) };
    return found.id;
  };
  return [
    ...availability(unitId, unit, plan, context, other),
    ...tooSlow(unitId, unit, plan, context, other),
    ...outOfRange(unitId, unit, plan, context, other),
    ...(dark > 0 && !night
      ? [finding('noNightSight', 'warning', { unit: unitId }, takeUnit(other()), { darkMin: dark })]
      : []),
  ];
}

/** The best unit of those who take part, the lead's or another's, for a plan's first sector and whole time. */
function best(plan: Plan, context: Context, fits: (unit: Unit) => boolean): string | undefined {
  const { id, patrol } = plan;
  const sector = patrol.sectorIds.map((one) => context.sector(one)).find((one) => one !== undefined);
  if (sector === undefined) return undefined;
  const { unitIds } = patrol;
  const agencies = participants(patrol);
  return bestUnit({ goal: middleOf(sector.area), span: patrol, unitIds, agencies, id, fits }, context);
}

/** Voids in a plan's sectors, and in those that it leaves, with it in place of what stands. */
function voidsOf(plan: Plan, context: Context): Finding[] {
  const { id, patrol } = plan;
  const was = id === undefined ? undefined : context.others.get('patrol', id)?.value;
  const left = was && isOpen(was) && was.state !== 'draft' ? was : patrol;
  const gaps: Gap[] = [];
  for (const sectorId of new Set([...patrol.sectorIds, ...left.sectorIds])) {
    const sector = context.sector(sectorId);
    const spans: Span[] = overlaps(patrol, left)
      ? [{ fromMs: Math.min(patrol.fromMs, left.fromMs), untilMs: Math.max(patrol.untilMs, left.untilMs) }]
      : [left, patrol];
    if (sector) for (const span of spans) gaps.push(...sectorGaps(sectorId, sector, span, context, plan));
  }
  return gaps.map((gap) => voidFinding(gap, context));
}

/** What a unit's change does to the patrols that it goes with. */
function ofUnit(
  unitId: string,
  unit: Unit,
  others: RecordsView,
  nowMs: number,
  whereIs: WhereIs | undefined,
): readonly Finding[] {
  const context = contextOf(others, nowMs, whereIs, { unit: [unitId, unit] });
  const all = context.index
    .ofUnit(unitId)
    .filter(({ patrol }) => patrol.untilMs > nowMs)
    .flatMap((plan) =>
      [...ofUnitIn(unitId, plan, darkMin(plan, context), context), ...voidsOf(plan, context)].map((one) => ({
        ...one,
        // The patrol was allowed: its unit's change is a person's to decide.
        severity: 'warning' as const,
        about: { ...one.about, plan: plan.id },
      })),
    );
  return all.slice(0, MOST_FINDINGS);
}
