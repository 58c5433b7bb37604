/** Vessels under way in recorded traffic: where something can be made to happen to them. */
import type { Position } from '../../../proto/domain/geo.ts';
import { bearingDeg, distanceM } from '../../../proto/domain/geo.ts';
import { degrees, metresPerSecondToKnots } from '../../../proto/domain/units.ts';
import type { ClassAPosition, ClassBPosition } from '../../../server/decode/ais/message.ts';
import type { Said } from '../corpora/traffic.ts';

/** A position report of a vessel, with where it is. */
export interface Report {
  readonly said: Said;
  readonly atMs: number;
  readonly at: Position;
  readonly message: ClassAPosition | ClassBPosition;
}

/** Everything that one MMSI said. */
export interface Vessel {
  readonly mmsi: number;
  readonly all: readonly Said[];
  readonly reports: readonly Report[];
  readonly shipType: number | undefined;
}

/** Reports of a vessel that goes on without a longer pause, made good between each. */
export interface Leg {
  readonly vessel: Vessel;
  readonly reports: readonly Report[];
  readonly fromMs: number;
  readonly untilMs: number;
  /** Median of what was made good between reports. */
  readonly kn: number;
  /** Median time between reports. */
  readonly everyMs: number;
}

const FEWEST = 6;
const LONGEST_PAUSE_MS = 4 * 60_000;
/** Between reports so near in time the steps of the coordinates say more than the vessel. */
const SHORTEST_STEP_MS = 20_000;
/** The speed at a moment is made good over so long. */
const SPEED_MS = 180_000;
/** Nobody reports oftener: it is one report that several stations heard. */
export const SAME_MS = 1500;

export function vesselsOf(traffic: readonly Said[]): Vessel[] {
  const byMmsi = new Map<number, Said[]>();
  for (const said of traffic) {
    const known = byMmsi.get(said.message.mmsi);
    if (known) known.push(said);
    else byMmsi.set(said.message.mmsi, [said]);
  }
  return [...byMmsi].map(([mmsi, all]) => {
    const types = all.map(({ message }) => ('shipType' in message ? message.shipType : undefined));
    return { mmsi, all, reports: all.flatMap(reportOf), shipType: types.find((one) => one !== undefined) };
  });
}

export function reportOf(said: Said): Report[] {
  const { atMs, message } = said;
  if (message.type !== 1 && message.type !== 2 && message.type !== 3 && message.type !== 18) return [];
  const { lat, lon } = message;
  if (lat === undefined || lon === undefined) return [];
  return [{ said, atMs, at: { lat: degrees(lat), lon: degrees(lon) }, message }];
}

/** @param leastKn between any two reports; @param leastMs how long a leg lasts */
export function legsOf(vessel: Vessel, leastKn: number, leastMs: number): Leg[] {
  const legs: Leg[] = [];
  let reports: Report[] = [];
  let speeds: number[] = [];
  const close = (): void => {
    const [first, last] = [reports[0], reports.at(-1)];
    if (first && last && reports.length >= FEWEST && last.atMs - first.atMs >= leastMs)
      legs.push({
        ...{ vessel, reports, fromMs: first.atMs, untilMs: last.atMs, kn: middle(speeds) },
        everyMs: middle(
          reports.slice(1).flatMap(({ atMs }, i) => {
            const pauseMs = atMs - reports[i]!.atMs;
            return pauseMs < SAME_MS ? [] : [pauseMs];
          }),
        ),
      });
    reports = [];
    speeds = [];
  };
  let since: Report | undefined;
  for (const report of vessel.reports) {
    if (reports.length === 0 || since === undefined) {
      reports = [report];
      since = report;
      continue;
    }
    const pauseMs = report.atMs - reports.at(-1)!.atMs;
    const stepMs = report.atMs - since.atMs;
    if (pauseMs > LONGEST_PAUSE_MS) {
      close();
      reports = [report];
      since = report;
      continue;
    }
    if (pauseMs <= 0) continue;
    if (stepMs < SHORTEST_STEP_MS) {
      reports.push(report);
      continue;
    }
    const kn = metresPerSecondToKnots(distanceM(since.at, report.at) / (stepMs / 1000));
    since = report;
    if (kn < leastKn || kn > 60) {
      close();
      reports = [report];
      continue;
    }
    speeds.push(kn);
    reports.push(report);
  }
  close();
  return legs;
}

/** The leg's course between two of its reports about two minutes apart; undefined at its ends. */
export function courseAt(leg: Leg, i: number): number | undefined {
  const here = leg.reports[i]!;
  const before = leg.reports.findLast(({ atMs }) => here.atMs - atMs >= 60_000);
  return before && bearingDeg(before.at, here.at);
}

/** What the leg made good over about the last three minutes before a report, knots; undefined at its beginning. */
export function speedAt(leg: Leg, i: number): number | undefined {
  const here = leg.reports[i]!;
  const before = leg.reports.findLast(({ atMs }) => here.atMs - atMs >= SPEED_MS);
  return before && metresPerSecondToKnots(distanceM(before.at, here.at) / ((here.atMs - before.atMs) / 1000));
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
