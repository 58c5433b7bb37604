/**
 * Simple rules that others use, run beside ours on the same sentences: one rule each, one threshold each, no context.
 * Alerts of one rule about one vessel within half an hour are one.
 */
import { bearingDeg, distanceM, turnBetween } from '../../../proto/domain/geo.ts';
import { metresPerSecondToKnots } from '../../../proto/domain/units.ts';
import type { Said } from '../corpora/traffic.ts';
import type { Truth } from '../injections/injection.ts';
import { type Report, reportOf } from '../injections/legs.ts';

interface Rule {
  readonly name: string;
  readonly text: string;
  /** For which injections it is an answer. */
  readonly of: readonly string[];
  /** @param before the vessel's reports until now, the newest last; true: told. */
  tells(now: Report, before: readonly Report[]): boolean;
}

const SAME_MS = 1500;
const AGAIN_MS = 30 * 60_000;
/** Reports of a vessel that a rule may look back upon. */
const KEPT = 90;

const hoursBetween = (a: Report, b: Report): number => (b.atMs - a.atMs) / 3_600_000;
const knBetween = (a: Report, b: Report): number =>
  metresPerSecondToKnots(distanceM(a.at, b.at) / ((b.atMs - a.atMs) / 1000));
const TELEPORTS = [
  'teleport 2 km',
  'teleport 5 km',
  'teleport 20 km',
  'teleport 100 km',
  'identity swap',
  'duplicate MMSI',
];
const since = (before: readonly Report[], now: Report, ms: number): Report | undefined =>
  before.findLast(({ atMs }) => now.atMs - atMs >= ms);

export const RULES: readonly Rule[] = [
  {
    name: 'segmenter',
    text: 'farther from the last place than 25 kn over the time and a quarter of an hour together (root of squares) allow: the published constants of Global Fishing Watch’s segmenter, without dead reckoning',
    of: TELEPORTS,
    tells: (now, before) => {
      const last = before.at(-1);
      return (
        last !== undefined &&
        distanceM(last.at, now.at) / 1852 > 25 * Math.hypot(hoursBetween(last, now), 0.25)
      );
    },
  },
  {
    name: 'fixed speed',
    text: 'more than 50 kn between two reports',
    of: [...TELEPORTS, 'overspeed', 'jam'],
    tells: (now, before) => before.length > 0 && knBetween(before.at(-1)!, now) > 50,
  },
  {
    name: 'fixed turn',
    text: 'more than 30° between the last two minutes and those before, above 3 kn',
    of: ['45° deviation', 'U-turn'],
    tells: (now, before) => {
      const middle = since(before, now, 120_000);
      const first = middle && since(before, middle, 120_000);
      if (!first || !middle || knBetween(middle, now) < 3 || knBetween(first, middle) < 3) return false;
      return Math.abs(turnBetween(bearingDeg(first.at, middle.at), bearingDeg(middle.at, now.at))) > 30;
    },
  },
  {
    name: 'fixed slowing',
    text: 'less than half of what was made good five minutes ago, which was 5 kn and more',
    of: ['slow-down'],
    tells: (now, before) => {
      const middle = since(before, now, 120_000);
      const then = since(before, now, 300_000);
      const first = then && since(before, then, 120_000);
      if (!first || !middle || !then) return false;
      const was = knBetween(first, then);
      return was >= 5 && knBetween(middle, now) < was / 2;
    },
  },
  {
    name: 'fixed stay',
    text: 'within 1.5 km of where it was for an hour, under way all the time (0.5 kn and more)',
    of: ['loiter'],
    tells: (now, before) => {
      const first = before.findIndex(({ atMs }) => now.atMs - atMs <= 3_600_000);
      const hour = before.slice(first);
      const oldest = hour[0];
      if (!oldest || now.atMs - oldest.atMs < 3_400_000) return false;
      let way = 0;
      for (let i = 1; i < hour.length; i++) way += distanceM(hour[i - 1]!.at, hour[i]!.at);
      return hour.every(({ at }) => distanceM(at, now.at) <= 1500) && way > 0.5 * 1852;
    },
  },
  {
    name: 'fixed silence',
    text: 'nothing for a quarter of an hour, told when it is heard again',
    of: ['gap'],
    tells: (now, before) => before.length > 0 && now.atMs - before.at(-1)!.atMs > 15 * 60_000,
  },
];

export interface RuleAlert {
  readonly rule: string;
  readonly mmsi: number;
  readonly atMs: number;
}

export function runRules(traffic: readonly Said[]): RuleAlert[] {
  const alerts: RuleAlert[] = [];
  const ways = new Map<number, Report[]>();
  const told = new Map<string, number>();
  for (const said of traffic) {
    const [now] = reportOf(said);
    if (now === undefined) continue;
    const { mmsi } = said.message;
    const way = ways.get(mmsi) ?? [];
    ways.set(mmsi, way);
    const last = way.at(-1);
    if (last && now.atMs - last.atMs < SAME_MS) continue;
    for (const rule of RULES) {
      if (!rule.tells(now, way)) continue;
      const key = `${rule.name}|${mmsi}`;
      const lastMs = told.get(key) ?? Number.NEGATIVE_INFINITY;
      told.set(key, now.atMs);
      if (now.atMs - lastMs > AGAIN_MS) alerts.push({ rule: rule.name, mmsi, atMs: now.atMs });
    }
    way.push(now);
    if (way.length > KEPT) way.shift();
  }
  return alerts;
}

export interface RuleScore {
  readonly rule: string;
  readonly falseADay: number;
  readonly falseAlerts: number;
  readonly found: Readonly<Record<string, string>>;
}

/** Adds up over runs, for each rule and the injections that it may answer. */
export class RuleScores {
  readonly #tries = new Map<string, { tries: number; hits: number }>();

  take(truths: readonly Truth[], alerts: readonly RuleAlert[]): void {
    for (const { name, of } of RULES)
      for (const truth of truths) {
        if (!of.includes(truth.injection)) continue;
        const key = `${name}|${truth.injection}`;
        const one = this.#tries.get(key) ?? { tries: 0, hits: 0 };
        this.#tries.set(key, one);
        one.tries++;
        const isFound = alerts.some(
          ({ rule, mmsi, atMs }) =>
            rule === name &&
            truth.mmsis.includes(mmsi) &&
            atMs >= truth.fromMs - 1000 &&
            atMs <= truth.untilMs,
        );
        if (isFound) one.hits++;
      }
  }

  /** @param clean alerts on traffic to which nothing was done, and its vessel-days */
  of(clean: readonly RuleAlert[], vesselDays: number): RuleScore[] {
    return RULES.map(({ name, of }) => {
      const falseAlerts = clean.filter(({ rule }) => rule === name).length;
      const found = of.flatMap((injection) => {
        const one = this.#tries.get(`${name}|${injection}`);
        return one ? [[injection, `${((100 * one.hits) / one.tries).toFixed(0)} %`] as const] : [];
      });
      return {
        rule: name,
        falseAlerts,
        falseADay: falseAlerts / vesselDays,
        found: Object.fromEntries(found),
      };
    });
  }
}
