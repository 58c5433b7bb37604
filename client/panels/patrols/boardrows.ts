/** The board's rows: a unit or a sector each, with the patrols that are its own, its tasks, clashes and voids. Pure. */
import type { Patrol, PatrolState, Sector, Task, Unit } from '../../../proto/domain/operations/patrol.ts';
import type { Finding, Version } from '../../../proto/domain/operations/record.ts';
import { foldText } from '../../store/text.ts';
import { inLanes, overlapsOf, type Placed } from './bars.ts';
import type { Interval } from './night.ts';

export interface Bar extends Interval {
  /** A patrol's id; of one that is not entered yet, {@link NEW_PATROL}. */
  readonly id: string;
  readonly patrol: Patrol;
  /** Changed here and not saved yet. */
  readonly edited: boolean;
}

export const NEW_PATROL = 'new';

export interface TaskTick {
  readonly id: string;
  readonly task: Task;
  readonly atMs: number;
}

export interface Row {
  /** A unit's or a sector's id; {@link NO_ROW} gathers patrols that have none yet. */
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly unit?: Unit;
  readonly sector?: Sector;
  readonly bars: readonly Placed<Bar>[];
  readonly lanes: number;
  readonly ticks: readonly TaskTick[];
  readonly clashes: readonly Interval[];
  /** Hours in which a sector needs a unit and has none. */
  readonly voids: readonly Interval[];
}

export const NO_ROW = 'none';

/** States in which a unit is bound: two of them at once are a clash. */
const BINDING: ReadonlySet<PatrolState> = new Set(['draft', 'proposed', 'accepted', 'briefed', 'underWay']);

export interface BoardSources {
  readonly units: Iterable<Version<'unit'>>;
  readonly sectors: Iterable<Version<'sector'>>;
  readonly patrols: Iterable<Version<'patrol'>>;
  readonly tasks: Iterable<Version<'task'>>;
  readonly findings: readonly Finding[];
  /** The plan that is being changed: in place of the saved one. */
  readonly edited: { readonly id: string | undefined; readonly value: Patrol } | undefined;
  /** Only rows that have all these words in their names; empty: all. */
  readonly filter: string;
  /** Only rows with something in them. */
  readonly busyOnly: boolean;
  /** Orders units before their call signs do: smaller comes first. */
  unitRank(unit: Unit): number;
  /** What stands below a unit's call sign, and below a sector's name. */
  unitWords(unit: Unit): string;
  sectorWords(sector: Sector): string;
}

/** All bars, the edited plan in place of what was saved. */
export function barsOf({ patrols, edited }: Pick<BoardSources, 'patrols' | 'edited'>): readonly Bar[] {
  const bars: Bar[] = [];
  for (const { id, value } of patrols) {
    if (edited?.id === id) continue;
    bars.push({ id, patrol: value, fromMs: value.fromMs, untilMs: value.untilMs, edited: false });
  }
  if (edited !== undefined) {
    const { value, id = NEW_PATROL } = edited;
    bars.push({ id, patrol: value, fromMs: value.fromMs, untilMs: value.untilMs, edited: true });
  }
  return bars;
}

/** A finding's own time: `fromMs` and `untilMs` among its values. */
export function timeOf({ values }: Finding): Interval | undefined {
  const { fromMs, untilMs } = values ?? {};
  return fromMs === undefined || untilMs === undefined ? undefined : { fromMs, untilMs };
}

function grouped(bars: readonly Bar[], of: (patrol: Patrol) => readonly string[]): Map<string, Bar[]> {
  const groups = new Map<string, Bar[]>();
  for (const bar of bars) {
    const ids = of(bar.patrol);
    for (const id of ids.length === 0 ? [NO_ROW] : ids) {
      const group = groups.get(id);
      if (group === undefined) groups.set(id, [bar]);
      else group.push(bar);
    }
  }
  return groups;
}

const collator = new Intl.Collator('en', { numeric: true });

const byName = (a: Row, b: Row): number =>
  a.subtitle === b.subtitle ? collator.compare(a.title, b.title) : collator.compare(a.subtitle, b.subtitle);

const byRank =
  (rank: (unit: Unit) => number) =>
  (a: Row, b: Row): number =>
    rank(a.unit!) - rank(b.unit!) || byName(a, b);

/** A row a unit, in the order of {@link BoardSources.unitRank}, then by call sign. */
export function unitRows(sources: BoardSources, noneTitle: string): readonly Row[] {
  const bars = grouped(barsOf(sources), (patrol) => patrol.unitIds);
  const ticks = new Map<string, TaskTick[]>();
  for (const { id, value, atMs } of sources.tasks) {
    const known = ticks.get(value.unitId);
    if (known === undefined) ticks.set(value.unitId, [{ id, task: value, atMs }]);
    else known.push({ id, task: value, atMs });
  }
  const rows: Row[] = [];
  for (const { id, value } of sources.units) {
    const title = value.name === undefined ? value.callSign : `${value.callSign} · ${value.name}`;
    const own = bars.get(id) ?? [];
    const binding = own.filter(({ patrol }) => BINDING.has(patrol.state));
    rows.push({
      ...laidOut(id, title, sources.unitWords(value), own),
      unit: value,
      ticks: ticks.get(id) ?? [],
      clashes: overlapsOf(binding),
    });
  }
  return finished(rows.toSorted(byRank(sources.unitRank)), bars.get(NO_ROW), noneTitle, sources);
}

/** A row a sector. */
export function sectorRows(sources: BoardSources, noneTitle: string): readonly Row[] {
  const bars = grouped(barsOf(sources), (patrol) => patrol.sectorIds);
  const voids = new Map<string, Interval[]>();
  for (const finding of sources.findings) {
    const { sector } = finding.about;
    const time = timeOf(finding);
    if (finding.code !== 'sectorVoid' || sector === undefined || time === undefined) continue;
    voids.set(sector, [...(voids.get(sector) ?? []), time]);
  }
  const rows: Row[] = [];
  for (const { id, value } of sources.sectors) {
    rows.push({
      ...laidOut(id, value.name, sources.sectorWords(value), bars.get(id) ?? []),
      sector: value,
      voids: voids.get(id) ?? [],
    });
  }
  return finished(rows.toSorted(byName), bars.get(NO_ROW), noneTitle, sources);
}

function laidOut(id: string, title: string, subtitle: string, bars: readonly Bar[]): Row {
  const { placed, lanes } = inLanes(bars);
  return { id, title, subtitle, bars: placed, lanes, ticks: [], clashes: [], voids: [] };
}

function finished(
  rows: readonly Row[],
  without: readonly Bar[] | undefined,
  noneTitle: string,
  { filter, busyOnly }: Pick<BoardSources, 'filter' | 'busyOnly'>,
): readonly Row[] {
  const words = foldText(filter)
    .split(' ')
    .filter((word) => word !== '');
  const wanted = rows.filter((row) => {
    if (busyOnly && row.bars.length + row.ticks.length + row.voids.length === 0) return false;
    if (words.length === 0) return true;
    const text = foldText(`${row.title} ${row.subtitle}`);
    return words.every((word) => text.includes(word));
  });
  return without === undefined ? wanted : [laidOut(NO_ROW, noneTitle, '', without), ...wanted];
}

/** The new rows, with the objects of before where nothing of them changed, so that only what changed is drawn. */
export function keptRows(before: readonly Row[], now: readonly Row[]): readonly Row[] {
  const known = new Map(before.map((row) => [row.id, row]));
  return now.map((row) => {
    const was = known.get(row.id);
    return was !== undefined && sameRow(was, row) ? was : row;
  });
}

const sameRow = (a: Row, b: Row): boolean =>
  a.title === b.title &&
  a.subtitle === b.subtitle &&
  a.unit === b.unit &&
  a.sector === b.sector &&
  a.lanes === b.lanes &&
  a.bars.length === b.bars.length &&
  a.bars.every(({ bar, lane }, i) => {
    const other = b.bars[i]!;
    return (
      lane === other.lane &&
      bar.id === other.bar.id &&
      bar.patrol === other.bar.patrol &&
      bar.edited === other.bar.edited
    );
  }) &&
  a.ticks.length === b.ticks.length &&
  a.ticks.every(({ task }, i) => task === b.ticks[i]?.task) &&
  sameTimes(a.clashes, b.clashes) &&
  sameTimes(a.voids, b.voids);

const sameTimes = (a: readonly Interval[], b: readonly Interval[]): boolean =>
  a.length === b.length &&
  a.every(({ fromMs, untilMs }, i) => fromMs === b[i]?.fromMs && untilMs === b[i]?.untilMs);

/** Where each row begins, in lanes from the top, and at the end where the last one ends. */
export function topsOf(rows: readonly Row[]): Float64Array {
  const tops = new Float64Array(rows.length + 1);
  for (const [i, { lanes }] of rows.entries()) tops[i + 1] = tops[i]! + lanes;
  return tops;
}

/** The row at a height, in lanes; -1 above the first and below the last. */
export function rowAt(tops: Float64Array, at: number): number {
  const last = tops.length - 1;
  if (last < 1 || at < 0 || at >= tops[last]!) return -1;
  let low = 0;
  let high = last - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tops[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
