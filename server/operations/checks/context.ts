/** What a plan is looked at with: the other records, the time, where units are, and what replaces what stands. */
import type { Patrol, Sector, Unit } from '../../../proto/domain/operations/patrol.ts';
import type { Finding, FindingCode } from '../../../proto/domain/operations/record.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { RecordsView } from '../kind.ts';
import type { WhereIs } from '../whereis.ts';
import { FINDINGS } from './finding.table.ts';
import { type PlanIndex, type Planned, planIndex } from './planindex.ts';

export interface Context {
  readonly others: RecordsView;
  readonly nowMs: number;
  readonly index: PlanIndex;
  readonly whereIs: WhereIs;
  unit(id: string): Unit | undefined;
  sector(id: string): Sector | undefined;
}

/** `unit`, `sector`: as they would be, in place of what stands. */
export function contextOf(
  others: RecordsView,
  nowMs: number,
  whereIs: WhereIs = () => undefined,
  instead: {
    readonly unit?: readonly [id: string, unit: Unit];
    readonly sector?: readonly [id: string, sector: Sector];
  } = {},
): Context {
  return {
    others,
    nowMs,
    index: planIndex(others),
    whereIs,
    unit: (id) => (instead.unit?.[0] === id ? instead.unit[1] : others.get('unit', id)?.value),
    sector: (id) => (instead.sector?.[0] === id ? instead.sector[1] : others.get('sector', id)?.value),
  };
}

/** A patrol under check. `id` is absent before it is kept for the first time. */
export interface Plan {
  readonly id: string | undefined;
  readonly patrol: Patrol;
}

const FORBIDS = new Map(FINDINGS.map(({ code, forbids }) => [code, forbids]));

/** From its proposal on what the table forbids is an error; a draft, and what was declined, binds nobody. */
export function severityOf(
  code: FindingCode,
  { state }: Patrol,
  it: { readonly isJoint?: boolean; readonly isSameAgency?: boolean },
): Finding['severity'] {
  if (state === 'draft' || state === 'declined') return 'warning';
  const forbids = FORBIDS.get(code);
  const isError =
    (forbids === 'joint' && it.isJoint === true) || (forbids === 'sameAgency' && it.isSameAgency === true);
  return isError ? 'error' : 'warning';
}

/** The others that engage a unit. */
export const othersOf = ({ index }: Context, unitId: string, id: string | undefined): readonly Planned[] =>
  index.ofUnit(unitId).filter((planned) => planned.id !== id);

type Remedy = NonNullable<Finding['remedy']>;

export const takeUnit = (id: string | undefined): Remedy | undefined =>
  id === undefined ? undefined : { code: 'useUnit', id };
export const startAt = (ms: number, { patrol }: Plan): Remedy | undefined =>
  ms < patrol.untilMs ? { code: 'startAt', atMs: epochMs(ms) } : undefined;
export const shorten = (ms: number, { patrol }: Plan): Remedy | undefined =>
  ms > patrol.fromMs ? { code: 'shorten', atMs: epochMs(ms) } : undefined;

export const finding = (
  code: FindingCode,
  severity: Finding['severity'],
  about: Readonly<Record<string, string | undefined>>,
  remedy?: Remedy,
  values?: Readonly<Record<string, number>>,
): Finding => ({
  severity,
  code,
  about: Object.fromEntries(
    Object.entries(about).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ),
  ...(values && { values }),
  ...(remedy && { remedy }),
});
