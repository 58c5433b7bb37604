/** Positions that cannot be: jumps, circles, two transmitters under one number, and many vessels at once. */
import { destination, distanceM, type Position } from '../../../proto/domain/geo.ts';
import { between } from '../../../proto/domain/random.ts';
import { metresPerSecondToKnots } from '../../../proto/domain/units.ts';
import type { AisMessage } from '../../../server/decode/ais/message.ts';
import type { Said } from '../corpora/traffic.ts';
import {
  type Changed,
  changed,
  changedReports,
  GRACE_MS,
  type Inject,
  MINUTE_MS,
  momentOf,
  moved,
  Path,
  restated,
  type Site,
  timesOf,
  wrap,
} from './injection.ts';
import { courseAt, type Leg, reportOf } from './legs.ts';

/** For three to ten reports everything is said from so far away, then again from where it is. */
export const teleport =
  (km: number): Inject =>
  (leg, { random }) => {
    const i = momentOf(leg, 5 * MINUTE_MS, 2 * MINUTE_MS, random);
    // A jump is one between reports that follow each other.
    if (i === undefined || leg.everyMs > 3 * MINUTE_MS) return undefined;
    if (leg.reports[i]!.atMs - leg.reports[i - 1]!.atMs > 3 * MINUTE_MS) return undefined;
    const bearing = between(random, 0, 360);
    const reports = Math.floor(between(random, 3, 11));
    const far = new Set(leg.reports.slice(i, i + reports).map(({ said }) => said));
    const fromMs = leg.reports[i]!.atMs;
    const lastMs = leg.reports[Math.min(leg.reports.length - 1, i + reports)]!.atMs;
    return changed(
      { injection: `teleport ${km} km`, mmsis: [leg.vessel.mmsi], fromMs, untilMs: lastMs + GRACE_MS },
      changedReports(leg, (report) =>
        far.has(report.said) ? moved(report, destination(report.at, bearing, km * 1000)) : report.said,
      ),
    );
  };

/** Round and round through its own place, at a speed, with a course that does not belong to it and one heading. */
export const circle: Inject = (leg, { random }) => {
  const i = momentOf(leg, 5 * MINUTE_MS, 0, random);
  if (i === undefined || leg.reports[i]!.message.cogDeg === undefined) return undefined;
  const seconds = 20 * 60;
  const from = leg.reports[i]!;
  const radiusM = between(random, 300, 1500);
  const toCentre = between(random, 0, 360);
  const centre = destination(from.at, toCentre, radiusM);
  // A quarter of the circle between two reports at most: less often, and nobody sees that it is one.
  const mostMps = ((Math.PI / 2) * radiusM) / (leg.everyMs / 1000);
  const kn = Math.min(between(random, 8, 25), metresPerSecondToKnots(mostMps));
  const turnDegPerS = ((kn * 0.514444) / radiusM) * (180 / Math.PI);
  const [said, heading] = [between(random, 90, 270), between(random, 0, 360)];
  const onCircle = (s: number): Position =>
    destination(centre, wrap(toCentre + 180 + turnDegPerS * s), radiusM);
  const times = timesOf(leg, i, from.atMs + seconds * 1000, random);
  const reports = times.map((atMs) => {
    const s = (atMs - from.atMs) / 1000;
    const tangent = wrap(toCentre + 270 + turnDegPerS * s);
    return restated(from, { at: onCircle(s), kn, deg: wrap(tangent + said) }, atMs, random, heading);
  });
  const before = leg.vessel.all.filter(({ atMs }) => atMs <= from.atMs);
  return changed(
    {
      ...{ injection: 'circle spoof', mmsis: [leg.vessel.mmsi], fromMs: from.atMs },
      untilMs: from.atMs + seconds * 1000 + GRACE_MS,
    },
    [...before, ...reports],
  );
};

/** A leg of another vessel at the same time, so far away and more. */
function partnerOf(leg: Leg, atMs: number, forMs: number, leastM: number, { others }: Site): Leg | undefined {
  const here = leg.reports.findLast((one) => one.atMs <= atMs);
  return others.find((other) => {
    if (other.fromMs > atMs || other.untilMs < atMs + forMs || other.vessel === leg.vessel) return false;
    const there = other.reports.findLast((one) => one.atMs <= atMs);
    return here && there && distanceM(here.at, there.at) >= leastM;
  });
}

const renumbered = ({ atMs, message }: Said, mmsi: number): Said => ({
  atMs,
  message: { ...message, mmsi } as AisMessage,
});

/** Another vessel, five kilometres away and more, sends under this one's number for as long as both go on, at most 20 min. */
export const duplicate: Inject = (leg, site) => {
  const i = momentOf(leg, 5 * MINUTE_MS, 8 * MINUTE_MS, site.random);
  if (i === undefined) return undefined;
  const fromMs = leg.reports[i]!.atMs;
  const other = partnerOf(leg, fromMs, 8 * MINUTE_MS, 5000, site);
  if (other === undefined) return undefined;
  const untilMs = Math.min(leg.untilMs, other.untilMs, fromMs + 20 * MINUTE_MS);
  const isIn = ({ atMs }: Said): boolean => atMs > fromMs && atMs <= untilMs;
  const taken = other.vessel.all.filter((said) => isIn(said) && reportOf(said).length > 0);
  const { mmsi } = leg.vessel;
  return {
    truth: { injection: 'duplicate MMSI', mmsis: [mmsi], fromMs, untilMs: untilMs + GRACE_MS },
    said: new Map([
      [mmsi, [...leg.vessel.all, ...taken.map((said) => renumbered(said, mmsi))]],
      [other.vessel.mmsi, other.vessel.all.filter(({ atMs }) => atMs <= fromMs)],
    ]),
  };
};

/** Two vessels, three kilometres apart and more, take each other's numbers and go on. */
export const swap: Inject = (leg, site) => {
  const i = momentOf(leg, 5 * MINUTE_MS, 5 * MINUTE_MS, site.random);
  if (i === undefined) return undefined;
  const fromMs = leg.reports[i]!.atMs;
  const other = partnerOf(leg, fromMs, 5 * MINUTE_MS, 3000, site);
  if (other === undefined) return undefined;
  const [a, b] = [leg.vessel, other.vessel];
  const swapped = (said: Said, mmsi: number): Said =>
    said.atMs > fromMs && reportOf(said).length > 0 ? renumbered(said, mmsi) : said;
  const all = [...a.all.map((said) => swapped(said, b.mmsi)), ...b.all.map((said) => swapped(said, a.mmsi))];
  const of = (mmsi: number): Said[] => all.filter(({ message }) => message.mmsi === mmsi);
  const untilMs = fromMs + 10 * MINUTE_MS;
  return {
    truth: { injection: 'identity swap', mmsis: [a.mmsi, b.mmsi], fromMs, untilMs },
    said: new Map([
      [a.mmsi, of(a.mmsi)],
      [b.mmsi, of(b.mmsi)],
    ]),
  };
};

/** 50 to 80 knots, said and made, for eight minutes. */
export const overspeed: Inject = (leg, { random, shore }) => {
  const i = momentOf(leg, 5 * MINUTE_MS, 0, random);
  const course = i === undefined ? undefined : courseAt(leg, i);
  if (i === undefined || course === undefined) return undefined;
  const from = leg.reports[i]!;
  const most = between(random, 50, 80);
  const seconds = 8 * 60;
  const path = new Path(from.at, seconds, (s) => ({
    kn: Math.min(most, leg.kn + s),
    deg: course,
  }));
  if (path.shoreM(shore) < 200) return undefined;
  const times = timesOf(leg, i, from.atMs + seconds * 1000, random);
  const before = leg.vessel.all.filter(({ atMs }) => atMs <= from.atMs);
  const reports = times.map((atMs) => restated(from, path.at((atMs - from.atMs) / 1000), atMs, random));
  return changed(
    {
      ...{ injection: 'overspeed', mmsis: [leg.vessel.mmsi], fromMs: from.atMs },
      untilMs: from.atMs + seconds * 1000 + GRACE_MS,
    },
    [...before, ...reports],
  );
};

const JAM_RANGE_M = 30_000;
const JAM_LEAST = 6;
const JAM_MOST = 12;

/** Six to twelve vessels within 30 km, for ten minutes, say that they are elsewhere: each somewhere, or all in one place. */
export const jam: Inject = (leg, site) => {
  const { random, others } = site;
  const i = momentOf(leg, 3 * MINUTE_MS, 10 * MINUTE_MS, random);
  if (i === undefined) return undefined;
  const fromMs = leg.reports[i]!.atMs;
  const untilMs = fromMs + 10 * MINUTE_MS;
  const near = others.filter((other) => {
    if (other.fromMs > fromMs || other.untilMs < untilMs || other.vessel === leg.vessel) return false;
    const there = other.reports.findLast((one) => one.atMs <= fromMs);
    return there && distanceM(leg.reports[i]!.at, there.at) <= JAM_RANGE_M;
  });
  if (near.length < JAM_LEAST - 1) return undefined;
  const hit = [leg, ...near.slice(0, JAM_MOST - 1)];
  const place = destination(leg.reports[i]!.at, between(random, 0, 360), between(random, 10_000, 40_000));
  const together = random() < 0.5;
  const said = new Map<number, readonly Said[]>();
  for (const one of hit) {
    const [bearing, range] = [between(random, 0, 360), between(random, 5000, 30_000)];
    const far = (at: Position): Position =>
      together
        ? destination(place, between(random, 0, 360), between(random, 0, 50))
        : destination(at, bearing, range * between(random, 0.8, 1.2));
    said.set(
      one.vessel.mmsi,
      changedReports(one, (report) =>
        report.atMs > fromMs && report.atMs <= untilMs ? moved(report, far(report.at)) : report.said,
      ),
    );
  }
  const mmsis = hit.map(({ vessel }) => vessel.mmsi);
  return { truth: { injection: 'jam', mmsis, fromMs, untilMs: untilMs + GRACE_MS }, said } satisfies Changed;
};
