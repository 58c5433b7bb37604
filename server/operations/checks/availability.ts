/** Whether a unit is free, in service and on duty for a patrol, and not over its hours. */
import type { Unit } from '../../../proto/domain/operations/patrol.ts';
import type { Finding } from '../../../proto/domain/operations/record.ts';
import { participants } from '../kinds/references.ts';
import {
  type Context,
  finding,
  othersOf,
  type Plan,
  severityOf,
  shorten,
  startAt,
  takeUnit,
} from './context.ts';
import { DAY_MS } from './finding.table.ts';
import { spansOf } from './hoursspans.ts';
import { overlaps } from './planindex.ts';
import { common, fullestWindow, lengthMs, merged, type Span, without } from './spans.ts';

/** Hours are told to the minute. */
const inHours = (ms: number): number => Math.round(ms / 36_000) / 100;
const inMinutes = (ms: number): number => Math.round(ms / 60_000);

/** When a unit is in service and on duty within a time. */
export function readySpans({ duty, unavailable }: Unit, span: Span): readonly Span[] {
  const onDuty = duty ? spansOf(duty, span) : [span];
  if (unavailable === undefined) return onDuty;
  const { untilMs } = unavailable;
  return untilMs === undefined ? [] : common(onDuty, [{ fromMs: untilMs, untilMs: span.untilMs }]);
}

/** @param other the best unit in its place */
export function availability(
  unitId: string,
  unit: Unit,
  plan: Plan,
  context: Context,
  other: () => string | undefined,
): Finding[] {
  return [
    ...engaged(unitId, plan, context, other),
    ...outOfService(unitId, unit, plan, other),
    ...offDuty(unitId, unit, plan, other),
    ...overHours(unitId, unit, plan, context, other),
  ];
}

function* engaged(
  unitId: string,
  plan: Plan,
  context: Context,
  other: () => string | undefined,
): Generator<Finding> {
  const { patrol } = plan;
  const elsewhere = othersOf(context, unitId, plan.id);
  const free = () => merged(elsewhere.map((one) => one.patrol)).find((span) => span.untilMs > patrol.fromMs);
  for (const { id, patrol: its } of elsewhere) {
    if (!overlaps(its, patrol)) continue;
    const isSameCentre = its.marking.owner === patrol.marking.owner;
    const isSamePlace = its.sectorIds.some((sector) => patrol.sectorIds.includes(sector));
    const remedy =
      isSamePlace && !isSameCentre && !participants(its).has(patrol.marking.owner)
        ? ({ code: 'joinPatrol', id } as const)
        : (takeUnit(other()) ?? startAt(free()?.untilMs ?? its.untilMs, plan));
    const fromMs = Math.max(its.fromMs, patrol.fromMs);
    const untilMs = Math.min(its.untilMs, patrol.untilMs);
    const severity = severityOf('unitEngaged', patrol, { isSameAgency: isSameCentre });
    yield finding('unitEngaged', severity, { unit: unitId, patrol: id }, remedy, { fromMs, untilMs });
  }
}

function* outOfService(
  unitId: string,
  { unavailable }: Unit,
  plan: Plan,
  other: () => string | undefined,
): Generator<Finding> {
  if (unavailable === undefined) return;
  const { untilMs } = unavailable;
  if (untilMs !== undefined && untilMs <= plan.patrol.fromMs) return;
  const remedy = takeUnit(other()) ?? (untilMs === undefined ? undefined : startAt(untilMs, plan));
  const values = untilMs === undefined ? undefined : { fromMs: plan.patrol.fromMs, untilMs };
  yield finding('unitUnavailable', 'warning', { unit: unitId }, remedy, values);
}

function* offDuty(
  unitId: string,
  { duty }: Unit,
  plan: Plan,
  other: () => string | undefined,
): Generator<Finding> {
  if (duty === undefined) return;
  const { patrol } = plan;
  const off = without([patrol], spansOf(duty, patrol));
  const [first] = off;
  if (first === undefined) return;
  const remedy =
    takeUnit(other()) ??
    (first.fromMs === patrol.fromMs ? startAt(first.untilMs, plan) : shorten(first.fromMs, plan));
  yield finding('unitOffDuty', 'warning', { unit: unitId }, remedy, {
    offMin: inMinutes(lengthMs(off)),
    fromMs: first.fromMs,
    untilMs: first.untilMs,
  });
}

function* overHours(
  unitId: string,
  { maxHoursADay }: Unit,
  plan: Plan,
  context: Context,
  other: () => string | undefined,
): Generator<Finding> {
  if (maxHoursADay === undefined) return;
  const { patrol } = plan;
  const maxMs = maxHoursADay * 3_600_000;
  const near = { fromMs: patrol.fromMs - DAY_MS, untilMs: patrol.untilMs + DAY_MS };
  const others = othersOf(context, unitId, plan.id).map((one) => one.patrol);
  const working = common(merged([patrol, ...others]), [near]);
  const { lengthMs: most, fromMs } = fullestWindow(working, DAY_MS);
  if (most <= maxMs) return;
  // What the others take of that day is taken; what is left of it may be this patrol's.
  const window = { fromMs, untilMs: fromMs + DAY_MS };
  const taken = lengthMs(common(without(merged(others), [patrol]), [window]));
  const end = Math.max(patrol.fromMs, fromMs) + maxMs - taken;
  const remedy = takeUnit(other()) ?? (end < patrol.untilMs ? shorten(end, plan) : undefined);
  yield finding('unitOverHours', 'warning', { unit: unitId }, remedy, {
    hours: inHours(most),
    maxHours: maxHoursADay,
  });
}
