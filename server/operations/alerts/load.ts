/**
 * How much is asked of those who watch, of the alerts that one may see: rates by ten minutes (EEMUA 191 and IEC 62682
 * count annunciations, so what came back or worsened counts again), standing and chattering alerts, people's verdicts.
 * Emergencies are counted and are no part of any budget. Times are the machine's: when it was told.
 */
import { type Alert, PRIORITIES, type Priority } from '../../../proto/domain/alert/alert.ts';
import { ALERT_KINDS, type AlertKind } from '../../../proto/domain/alert/kinds.table.ts';
import {
  type AlertLoad,
  type ByPriority,
  CHATTERING,
  FLOOD,
  STANDING_MS,
} from '../../../proto/domain/alert/load.ts';
import type { Area, LatLon } from '../../../proto/domain/operations/area.ts';
import { contains } from '../../../proto/domain/shapes/prepared.ts';
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const INTERVALS = DAY_MS / FLOOD.windowMs;

export interface LoadSector {
  readonly id: string;
  readonly area: Area;
}

/** One time at which it asked for attention. */
interface Told {
  readonly atMs: number;
  readonly priority: Priority;
  readonly place: LatLon | undefined;
}

export function loadOf(alerts: Iterable<Alert>, sectors: readonly LoadSector[], atMs: EpochMs): AlertLoad {
  const all = [...alerts];
  const told = all.flatMap((alert) => toldTimes(alert, atMs)).sort((a, b) => a.atMs - b.atMs);
  return {
    atMs,
    positions: [
      positionOf(told, atMs),
      ...sectors.map(({ id, area }) => {
        const within = told.filter(({ place }) => place && contains(area, place.lat, place.lon));
        return { sectorId: id, ...positionOf(within, atMs) };
      }),
    ],
    hours: Array.from({ length: 24 }, (_, i) => {
      const fromMs = epochMs(atMs - DAY_MS + i * HOUR_MS);
      return { fromMs, raised: counted(between(told, fromMs, fromMs + HOUR_MS)) };
    }),
    standing: all
      .filter(({ state, endedMs }) => state !== 'closed' && endedMs === undefined)
      .flatMap(({ id, lead, history, toldMs }) => {
        const sinceMs = history[0]?.what === 'raised' ? history[0].atMs : toldMs;
        return atMs - sinceMs >= STANDING_MS ? [{ id, kind: lead.kind, sinceMs }] : [];
      }),
    chattering: all.flatMap(({ id, lead, history }) => {
      const times = history.filter(
        (line) => line.what === 'returned' && line.atMs > atMs - CHATTERING.windowMs,
      ).length;
      return times >= CHATTERING.times ? [{ id, kind: lead.kind, times }] : [];
    }),
    kinds: kindsOf(all),
  };
}

/** On the shelf it asks for nobody's attention. */
function toldTimes({ history, priority, lead, shelf }: Alert, atMs: number): readonly Told[] {
  return history
    .filter(({ what }) => what === 'raised' || what === 'returned' || what === 'worsened')
    .filter((line) => line.atMs > atMs - DAY_MS && line.atMs <= atMs)
    .filter((line) => shelf === undefined || line.atMs < shelf.atMs)
    .map((line) => ({ atMs: line.atMs, priority, place: lead.place }));
}

/** From just after `fromMs` up to `untilMs`. */
const between = (told: readonly Told[], fromMs: number, untilMs: number): readonly Told[] =>
  told.filter(({ atMs }) => atMs > fromMs && atMs <= untilMs);

function counted(told: readonly Told[]): ByPriority {
  const counts = Object.fromEntries(PRIORITIES.map((priority) => [priority, 0])) as Record<Priority, number>;
  for (const { priority } of told) counts[priority] += 1;
  return counts;
}

const isBudgeted = ({ priority }: Told): boolean => priority === 'alarm' || priority === 'warning';

function positionOf(told: readonly Told[], atMs: number) {
  const times = told.filter(isBudgeted).map((one) => one.atMs);
  const intervals = Array.from<number>({ length: INTERVALS }).fill(0);
  for (const time of times) {
    const at = Math.min(INTERVALS - 1, Math.floor((time - (atMs - DAY_MS)) / FLOOD.windowMs));
    intervals[at]! += 1;
  }
  return {
    lastTenMin: counted(between(told, atMs - FLOOD.windowMs, atMs)),
    flood: isFlood(times, atMs),
    floodShare: intervals.filter((count) => count >= FLOOD.begins).length / INTERVALS,
    meanPerTenMin: times.length / INTERVALS,
    peakPerTenMin: Math.max(...intervals),
  };
}

/** Begins with ten in ten minutes and lasts until there are fewer than five. @param times ascending */
export function isFlood(times: readonly number[], atMs: number): boolean {
  let flood = false;
  let first = 0;
  // The window is fullest when something is told and emptiest just before the next: both are looked at.
  const lookAt = (nowMs: number, upTo: number): void => {
    while (first < upTo && times[first]! <= nowMs - FLOOD.windowMs) first += 1;
    const count = upTo - first;
    flood = flood ? count >= FLOOD.ends : count >= FLOOD.begins;
  };
  for (let i = 0; i < times.length; i += 1) {
    lookAt(times[i]!, i);
    lookAt(times[i]!, i + 1);
  }
  lookAt(atMs, times.length);
  return flood;
}

function kindsOf(alerts: readonly Alert[]): AlertLoad['kinds'] {
  const byKind = new Map<AlertKind, Alert[]>();
  for (const alert of alerts) {
    const of = byKind.get(alert.lead.kind);
    if (of) of.push(alert);
    else byKind.set(alert.lead.kind, [alert]);
  }
  return ALERT_KINDS.flatMap((kind) => {
    const of = byKind.get(kind);
    if (of === undefined) return [];
    const judged = (is: string): number => of.filter(({ verdict }) => verdict?.is === is).length;
    const answeredS = of
      .flatMap(({ acknowledged, toldMs }) =>
        acknowledged ? [Math.max(0, acknowledged.atMs - toldMs) / 1000] : [],
      )
      .sort((a, b) => a - b);
    const median = answeredS[Math.floor((answeredS.length - 1) / 2)];
    return [
      {
        kind,
        raised: of.length,
        open: of.filter(({ state }) => state !== 'closed').length,
        verdicts: { true: judged('true'), false: judged('false'), notUseful: judged('notUseful') },
        ...(median !== undefined && { medianAcknowledgeS: median }),
      },
    ];
  });
}
