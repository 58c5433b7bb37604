/** Patrols by unit, by sector and by day, so that a plan is compared with those that could meet it and no others. */
import type { Patrol, PatrolState } from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import type { RecordsView } from '../kind.ts';
import type { Span } from './spans.ts';

const DAY_MS = 86_400_000;
/** No patrol is longer (the schema says so): a month, and the days that it begins and ends in. */
const MOST_DAYS = 33;

/** Drafts are thoughts, what was declined or has ended engages nobody. */
const COUNTS: ReadonlySet<PatrolState> = new Set(['proposed', 'accepted', 'briefed', 'underWay']);
/** Everybody has said yes: it can be relied upon. */
const SETTLED: ReadonlySet<PatrolState> = new Set(['accepted', 'briefed', 'underWay']);
export const isSettled = ({ state }: Patrol): boolean => SETTLED.has(state);

/** A patrol that engages its units. */
export interface Planned {
  readonly id: string;
  readonly patrol: Patrol;
}

export const overlaps = (a: Span, b: Span): boolean => a.fromMs < b.untilMs && b.fromMs < a.untilMs;

export class PlanIndex {
  readonly #byUnit = new Map<string, Planned[]>();
  readonly #bySector = new Map<string, Planned[]>();
  readonly #byDay = new Map<number, Planned[]>();

  constructor(patrols: readonly Version<'patrol'>[]) {
    for (const { id, value } of patrols) if (COUNTS.has(value.state)) this.#add({ id, patrol: value });
  }

  #add(planned: Planned): void {
    const { unitIds, sectorIds, fromMs, untilMs } = planned.patrol;
    for (const unitId of unitIds) push(this.#byUnit, unitId, planned);
    for (const sectorId of sectorIds) push(this.#bySector, sectorId, planned);
    const first = Math.floor(fromMs / DAY_MS);
    const last = Math.min(Math.floor((untilMs - 1) / DAY_MS), first + MOST_DAYS);
    for (let day = first; day <= last; day += 1) push(this.#byDay, day, planned);
  }

  ofUnit(unitId: string): readonly Planned[] {
    return this.#byUnit.get(unitId) ?? [];
  }

  ofSector(sectorId: string): readonly Planned[] {
    return this.#bySector.get(sectorId) ?? [];
  }

  /** Those that overlap a time of at most a month. */
  during(span: Span): ReadonlySet<Planned> {
    const found = new Set<Planned>();
    const first = Math.floor(span.fromMs / DAY_MS);
    const last = Math.min(Math.floor((span.untilMs - 1) / DAY_MS), first + MOST_DAYS);
    for (let day = first; day <= last; day += 1)
      for (const planned of this.#byDay.get(day) ?? [])
        if (overlaps(planned.patrol, span)) found.add(planned);
    return found;
  }
}

function push<K>(map: Map<K, Planned[]>, key: K, planned: Planned): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [planned]);
  else list.push(planned);
}

/** By the list that it was made of: `Records` hands out another one after each change. */
const indices = new WeakMap<readonly Version<'patrol'>[], PlanIndex>();

export function planIndex(others: RecordsView): PlanIndex {
  const patrols = others.list('patrol');
  const known = indices.get(patrols) ?? new PlanIndex(patrols);
  indices.set(patrols, known);
  return known;
}
