/** What was injected against what was told: which kinds of alert count for which injection is a table. */
import type { AlertKind } from '../../../proto/domain/alert/kinds.table.ts';
import { poissonUpper, wilson } from '../../../server/offline/bounds.ts';
import { median } from '../harness.ts';
import type { Truth } from '../injections/injection.ts';
import type { Told, Watched } from './watching.ts';

/** Stated, not fitted: what an operator would take for the injection's alert. */
export const COUNTS: Readonly<Record<string, readonly AlertKind[]>> = {
  gap: ['silence'],
  'teleport 2 km': ['teleport', 'duplicateMmsi'],
  'teleport 5 km': ['teleport', 'duplicateMmsi'],
  'teleport 20 km': ['teleport', 'duplicateMmsi'],
  'teleport 100 km': ['teleport', 'duplicateMmsi'],
  'identity swap': ['teleport', 'duplicateMmsi', 'identityChanged', 'identityTwice'],
  'duplicate MMSI': ['duplicateMmsi', 'teleport'],
  rendezvous: ['rendezvous', 'encounter'],
  loiter: ['loitering'],
  '45° deviation': ['suddenTurn', 'leftLane', 'unusualCourse'],
  'U-turn': ['uTurn', 'suddenTurn'],
  'slow-down': ['suddenSpeed', 'unusualSpeed'],
  overspeed: ['overspeed', 'goFast', 'unusualSpeed'],
  drift: ['drifting', 'possibleDistress'],
  'zone entry': ['zoneEntry'],
  'time to entry': ['zoneApproach'],
  'circle spoof': ['circleSpoofing', 'teleport'],
  jam: ['jamming'],
  'static change': ['identityChanged', 'identityTwice'],
  'dark contact': ['darkContact', 'uncooperativeContact'],
  'border crossing': ['borderCrossed'],
  distress: ['distress'],
  'distress test': ['distress', 'possibleDistress'],
};

export interface Score {
  readonly tries: number;
  readonly hits: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** From the first sign to its telling, of those found; NaN where none was. */
  readonly medianDelayS: number;
  readonly maxDelayS: number;
  readonly byKind: Readonly<Record<string, number>>;
}

interface Found {
  readonly truth: Truth;
  readonly told: Told | undefined;
}

const nineDigits = (mmsi: number): string => String(mmsi).padStart(9, '0');

/** The first alert of a counted kind about one of the vessels within the time. */
export function find(truth: Truth, told: readonly Told[]): Told | undefined {
  const kinds = COUNTS[truth.injection] ?? [];
  const mmsis = new Set(truth.mmsis.map(nineDigits));
  return told.find(
    ({ condition }) =>
      kinds.includes(condition.kind) &&
      condition.provedMs >= truth.fromMs - 1000 &&
      condition.provedMs <= truth.untilMs &&
      (truth.zoneId === undefined || condition.about.zoneId === truth.zoneId) &&
      condition.parties.some(({ mmsi }) => mmsi !== undefined && mmsis.has(mmsi)),
  );
}

/** Adds up over runs. */
export class Scores {
  readonly #found = new Map<string, Found[]>();

  take(truths: readonly Truth[], { told }: Watched): void {
    for (const truth of truths) this.add(truth, find(truth, told));
  }

  add(truth: Truth, told: Told | undefined): void {
    const all = this.#found.get(truth.injection) ?? [];
    this.#found.set(truth.injection, all);
    all.push({ truth, told });
  }

  tries(injection: string): number {
    return this.#found.get(injection)?.length ?? 0;
  }

  of(injection: string): Score {
    const all = this.#found.get(injection) ?? [];
    const hits = all.flatMap(({ truth, told }) => (told ? [{ truth, told }] : []));
    const interval = wilson(hits.length, all.length);
    const byKind: Record<string, number> = {};
    for (const { told } of hits) byKind[told.condition.kind] = (byKind[told.condition.kind] ?? 0) + 1;
    const delays = hits.map(({ truth, told }) => (told.toldMs - truth.fromMs) / 1000);
    return {
      ...{ tries: all.length, hits: hits.length, share: hits.length / all.length },
      ...{ low: interval?.low ?? Number.NaN, high: interval?.high ?? Number.NaN },
      medianDelayS: median(delays),
      maxDelayS: Math.max(...delays),
      byKind,
    };
  }

  missed(injection: string): readonly Truth[] {
    return (this.#found.get(injection) ?? []).filter(({ told }) => !told).map(({ truth }) => truth);
  }
}

/** Alerts on traffic to which nothing was done: all of them are taken for false. */
export interface FalseAlerts {
  readonly file: string;
  readonly vesselDays: number;
  readonly vesselDaysSpanned: number;
  readonly urgent: number;
  readonly cautions: number;
  readonly urgentUpperADay: number;
  readonly cautionsUpperADay: number;
  readonly byKind: Readonly<Record<string, number>>;
}

export function falseAlerts(file: string, watched: Watched): FalseAlerts {
  const { happenings, vesselDays, vesselDaysSpanned } = watched;
  const byKind: Record<string, number> = {};
  let urgent = 0;
  for (const { priority, lead } of happenings) {
    if (priority !== 'caution') urgent++;
    const name = `${lead.kind} (${priority})`;
    byKind[name] = (byKind[name] ?? 0) + 1;
  }
  const cautions = happenings.length - urgent;
  return {
    ...{ file, vesselDays, vesselDaysSpanned, urgent, cautions, byKind },
    urgentUpperADay: poissonUpper(urgent) / vesselDays,
    cautionsUpperADay: poissonUpper(cautions) / vesselDays,
  };
}

/** Share told within two seconds of the data that prove them. */
export function promptShare(all: readonly Watched[]): { readonly alerts: number; readonly share: number } {
  const told = all.flatMap((one) => one.told);
  const prompt = told.filter(({ condition, toldMs }) => toldMs - condition.provedMs <= 2000);
  return { alerts: told.length, share: told.length === 0 ? Number.NaN : prompt.length / told.length };
}
