/** Patrols by unit and by sector, so that a plan is compared with those that could meet it and no others. */
import type { Patrol, PatrolState } from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import type { RecordsView } from '../kind.ts';
import type { Span } from './spans.ts';

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
  readonly #everIn = new Map<string, Set<string>>();
  readonly all: readonly Planned[];

  constructor(patrols: readonly Version<'patrol'>[]) {
    for (const { value } of patrols)
      for (const sectorId of value.sectorIds) {
        const units = this.#everIn.get(sectorId) ?? new Set<string>();
        this.#everIn.set(sectorId, units);
        for (const unitId of value.unitIds) units.add(unitId);
      }
    this.all = patrols
      .filter(({ value }) => COUNTS.has(value.state))
      .map(({ id, value }) => ({ id, patrol: value }));
    for (const planned of this.all) {
      for (const unitId of planned.patrol.unitIds) push(this.#byUnit, unitId, planned);
      for (const sectorId of planned.patrol.sectorIds) push(this.#bySector, sectorId, planned);
    }
  }

  ofUnit(unitId: string): readonly Planned[] {
    return this.#byUnit.get(unitId) ?? [];
  }

  ofSector(sectorId: string): readonly Planned[] {
    return this.#bySector.get(sectorId) ?? [];
  }

  /** Units that were ever planned there, in drafts and in what has ended too. */
  everIn(sectorId: string): Iterable<string> {
    return this.#everIn.get(sectorId) ?? [];
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
