/** What stricter or laxer thresholds would bring: the main ones of each detector times a factor, found and false beside. */

import { thresholdAt } from '../../../proto/domain/alert/thresholds/alltables.ts';
import type { Shore } from '../../../proto/domain/detecting.ts';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import { noConfig } from '../../../server/offline/config.ts';
import { GivenRecords } from '../../../server/offline/records.ts';
import { INJECTIONS, planRun } from '../injections/plan.ts';
import { percent } from './floors.ts';
import type { Grounds } from './grounds.ts';
import { Scores } from './score.ts';
import { watchTraffic } from './watching.ts';

/** A larger value is stricter; those with −1 are stricter when smaller. */
const MAIN: Readonly<Record<string, 1 | -1>> = {
  'teleport.minM': 1,
  'overspeed.maxKn': 1,
  'circleSpoofing.sweepDeg': 1,
  'jamming.vessels': 1,
  'rendezvous.afterS': 1,
  'rendezvous.slowKn': -1,
  'encounter.afterS': 1,
  'loitering.minS': 1,
  'loitering.radiusM': -1,
  'drifting.minS': 1,
  'drifting.angleDeg': 1,
  'suddenSpeed.ratio': -1,
  'suddenSpeed.slowS': 1,
  'uTurn.afterS': 1,
  'suddenTurn.angleDeg': 1,
  'suddenTurn.afterS': 1,
  'silence.afterS': 1,
  'silence.intervals': 1,
};
const FACTORS = [0.6, 1, 1.6];

/** Values beyond what a site may set stay at its bounds. */
function settingsOf(factor: number): GivenRecords {
  const records = new GivenRecords(agencyId('bench'));
  const thresholds = Object.fromEntries(
    Object.entries(MAIN).flatMap(([path, way]) => {
      const row = thresholdAt(path);
      if (row === undefined) return [];
      const value = way === 1 ? row.value * factor : row.value / factor;
      return [[path, Math.min(row.to, Math.max(row.from, value))]];
    }),
  );
  const faults = records.add('detection', { id: 'site', thresholds }, 'detection');
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  return records;
}

export function tradeOff(grounds: Grounds, shore: Shore, seed: number): Record<string, string | number>[] {
  const wanted = new Map(INJECTIONS.map((name) => [name, 14]));
  const all = [grounds.virginia, grounds.denmark];
  const runs = all.map((ground, n) => planRun(ground, seed + 1000 + n, shore, wanted, 14));
  return FACTORS.map((factor) => {
    const config = { ...noConfig(), records: settingsOf(factor) };
    const scores = new Scores();
    for (const { traffic, truths } of runs) scores.take(truths, watchTraffic(traffic, { shore, config }));
    let [urgent, cautions, days] = [0, 0, 0];
    for (const { traffic } of [grounds.virginia, grounds.harbour]) {
      const { happenings, vesselDays } = watchTraffic(traffic, { shore, config });
      days += vesselDays;
      for (const { priority } of happenings) priority === 'caution' ? cautions++ : urgent++;
    }
    const of = (injection: string): string => percent(scores.of(injection).share);
    return {
      ...{ factor, 'urgent a vessel-day': urgent / days, 'cautions a vessel-day': cautions / days },
      ...{ 'teleport 2 km': of('teleport 2 km'), 'teleport 5 km': of('teleport 5 km') },
      ...{ overspeed: of('overspeed'), circle: of('circle spoof'), rendezvous: of('rendezvous') },
      ...{ loiter: of('loiter'), 'U-turn': of('U-turn'), 'slow-down': of('slow-down') },
      ...{ deviation: of('45° deviation'), drift: of('drift'), gap: of('gap') },
    };
  });
}
