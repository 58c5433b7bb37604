/** A patrol whose time has come and that is not under way, one that nobody ended, and units that are not heard of. */
import { PATROL_NOT_STARTED, UNIT_OVERDUE } from '../../../proto/domain/alert/thresholds/operations.table.ts';
import type { PatrolState } from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { OpenDetector, Watch } from '../detector.ts';

const EVERY_MS = 10_000;
/** Agreed, and not begun. */
const SETTLED: ReadonlySet<PatrolState> = new Set(['accepted', 'briefed']);
/** What nobody began or ended for so long is a matter of the records, and not of the watch. */
const FORGOTTEN_MS = 24 * 3_600_000;

export const patrols: OpenDetector = (watch) => {
  /** What was raised of each kind, by its name; as many as there are patrols and their units. */
  let told = new Set<string>();
  /** When the unit of a name was last seen, the data's time. */
  const seenMs = new Map<string, number>();
  let dueMs = Number.NEGATIVE_INFINITY;
  return {
    name: 'patrols',
    tick(nowMs) {
      if (nowMs < dueMs) return;
      dueMs = nowMs + EVERY_MS;
      const now = new Set<string>();
      const under = new Set<string>();
      for (const patrol of watch.records.list('patrol')) {
        if (SETTLED.has(patrol.value.state) && isLate(watch, patrol, nowMs)) now.add(`late/${patrol.id}`);
        if (patrol.value.state !== 'underWay') continue;
        if (isOverdue(watch, patrol, nowMs)) now.add(`over/${patrol.id}`);
        for (const unitId of patrol.value.unitIds) {
          under.add(unitId);
          if (isUnheard(watch, patrol, unitId, nowMs, seenMs)) now.add(`unit/${unitId}`);
        }
      }
      for (const name of seenMs.keys()) if (!under.has(name)) seenMs.delete(name);
      for (const name of told) {
        if (now.has(name)) continue;
        const [what, id] = name.split('/', 2) as ['late' | 'over' | 'unit', string];
        if (what === 'late') watch.clear('patrolNotStarted', id);
        else watch.clear('unitOverdue', name);
      }
      told = now;
    },
    stepBack(nowMs) {
      dueMs = Number.NEGATIVE_INFINITY;
      for (const [unit, atMs] of seenMs) if (atMs > nowMs) seenMs.set(unit, nowMs);
    },
  };
};

function isLate(watch: Watch, { id, value }: Version<'patrol'>, nowMs: number): boolean {
  const { graceS } = watch.values(PATROL_NOT_STARTED);
  const lateS = (nowMs - value.fromMs) / 1000;
  if (lateS < graceS || lateS * 1000 > FORGOTTEN_MS) return false;
  watch.raise({
    name: id,
    kind: 'patrolNotStarted',
    things: [],
    about: { patrolId: id },
    onsetMs: value.fromMs,
    rule: 'patrolNotStarted.graceS',
    measured: { value: lateS, unit: 's' },
    threshold: { value: graceS, unit: 's' },
    evidence: [
      { what: 'plannedFrom', atMs: value.fromMs },
      { what: 'units', measure: { value: value.unitIds.length, unit: 'count' } },
    ],
  });
  return true;
}

function isOverdue(watch: Watch, { id, value }: Version<'patrol'>, nowMs: number): boolean {
  const { graceS } = watch.values(UNIT_OVERDUE);
  const overS = (nowMs - value.untilMs) / 1000;
  if (overS < graceS || overS * 1000 > FORGOTTEN_MS) return false;
  watch.raise({
    name: `over/${id}`,
    kind: 'unitOverdue',
    things: [],
    about: { patrolId: id, ...(value.unitIds[0] !== undefined && { unitId: value.unitIds[0] }) },
    onsetMs: value.untilMs,
    rule: 'unitOverdue.graceS',
    measured: { value: overS, unit: 's' },
    threshold: { value: graceS, unit: 's' },
    evidence: [{ what: 'plannedUntil', atMs: value.untilMs }],
  });
  return true;
}

/** Only of units that can be heard: those whose track is known. */
function isUnheard(
  watch: Watch,
  { id, value, atMs }: Version<'patrol'>,
  unitId: string,
  nowMs: number,
  seenMs: Map<string, number>,
): boolean {
  if (watch.records.get('unit', unitId)?.value.bound === undefined) return false;
  const thing = watch.unit(unitId);
  const lastMs = Math.max(
    seenMs.get(unitId) ?? Math.max(value.fromMs, Math.min(atMs, nowMs)),
    thing?.ms ?? 0,
  );
  seenMs.set(unitId, lastMs);
  const { silentS } = watch.values(UNIT_OVERDUE);
  const unheardS = (nowMs - lastMs) / 1000;
  if (unheardS < silentS) return false;
  watch.raise({
    name: `unit/${unitId}`,
    kind: 'unitOverdue',
    things: thing ? [thing] : [],
    about: { unitId, patrolId: id },
    onsetMs: lastMs,
    rule: 'unitOverdue.silentS',
    measured: { value: unheardS, unit: 's' },
    threshold: { value: silentS, unit: 's' },
    evidence: [{ what: 'lastHeard', atMs: epochMs(lastMs) }],
    outlasts: true,
  });
  return true;
}
