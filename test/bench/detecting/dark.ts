/** Vessels that a simulated radar sees and whose AIS is kept back: found how often, and what else is told of. */
import type { Shore } from '../../../proto/domain/detecting.ts';
import { bearingDeg, distanceM, type Position } from '../../../proto/domain/geo.ts';
import { seeded } from '../../../proto/domain/random.ts';
import { degrees, epochMs } from '../../../proto/domain/units.ts';
import type { Scenario } from '../../../server/simulate/scenario.ts';
import type { RadarSite } from '../../../server/simulate/scenariosensing.ts';
import { calmScenario } from '../corpora/demonstration.ts';
import type { Truth } from '../injections/injection.ts';
import { COUNTS, type Scores } from './score.ts';
import { configFor, keptBack, nearest, type SeenVessel, seaRecords, simulate } from './simulated.ts';
import { type Told, watchArrivals } from './watching.ts';

const MINUTES = 16;
/** Half of them say nothing from the start, half stop then. */
const STOPS_MS = 7 * 60_000;
const LEAST_M = 20;
const LEAST_KN = 4;
const MOST = 60;
/** The radars see farther than the stations hear: who was not heard for so long sends nothing as far as anybody knows. */
const UNHEARD_MS = 60_000;
/** An alert is of a vessel that was so near. */
const ITS_M = 2000;
/** In the middle of a radar's range its picture is safe. */
const RANGE_SHARE = 0.7;
const START_MS = Date.UTC(2026, 5, 15, 8);

/** Where traffic is dense, and nothing stands before them. */
const SITES = [
  { feed: 'radar-otranto', lat: 40.3, lon: 18.7 },
  { feed: 'radar-bari', lat: 41.3, lon: 17.3 },
  { feed: 'radar-durres', lat: 41.35, lon: 18.9 },
] as const;

/** The demonstration's long-range radar, all round, at other places. */
const radarsAt = (like: RadarSite): RadarSite[] =>
  SITES.map((site, n) => {
    const { sectors: _sectors, ...radar } = like;
    return { ...radar, ...site, name: site.feed, blindSectors: [], sic: 61 + n };
  });

export interface DarkCount {
  falseAlerts: number;
  hours: number;
}

export function runDark(seed: number, shore: Shore, scores: Scores, count: DarkCount): void {
  const { border: _border, units: _units, air: _air, ...sea } = calmScenario();
  const scenario: Scenario = { ...sea, neighbours: [], radars: radarsAt(sea.radars[0]!) };
  const { arrivals, vessels } = simulate(scenario, seed, epochMs(START_MS + seed * 7_200_000), MINUTES);
  const startMs = vessels[0]![0]!.atMs;
  const ways = waysOf(vessels);
  const random = seeded(seed);
  const offMs = new Map<number, number>();
  for (const [mmsi, way] of ways) {
    if (offMs.size >= MOST) break;
    if (random() < 0.1 || !isSeen(way, scenario, vessels.length)) continue;
    offMs.set(mmsi, offMs.size % 2 === 0 ? 0 : startMs + STOPS_MS);
  }
  const stations = new Set(scenario.stations.map(({ feed }) => feed));
  const { kept, heardMs } = keptBack(arrivals, (feed) => stations.has(feed), offMs);
  const { told } = watchArrivals(kept, { shore, ...configFor(scenario, seaRecords(scenario)) });
  const contacts = told.filter(({ condition }) => COUNTS['dark contact']!.includes(condition.kind));
  for (const [mmsi, sinceMs] of offMs) {
    const fromMs = Math.max(startMs, sinceMs);
    const untilMs = startMs + MINUTES * 60_000;
    const truth: Truth = { injection: 'dark contact', mmsis: [mmsi], fromMs, untilMs };
    const found = contacts.find(
      (one) => one.condition.provedMs >= fromMs && isNear(one, [placeAt(ways.get(mmsi)!, one)]),
    );
    scores.add(truth, found);
  }
  count.hours += MINUTES / 60;
  for (const one of contacts) {
    const { provedMs } = one.condition;
    const there = vessels[Math.max(0, Math.floor((provedMs - startMs) / 10_000))] ?? [];
    const isUnheard = ({ mmsi }: SeenVessel): boolean =>
      mmsi === undefined ||
      !(heardMs.get(mmsi) ?? []).some((atMs) => atMs <= provedMs && provedMs - atMs <= UNHEARD_MS);
    if (!isNear(one, there.filter(isUnheard))) count.falseAlerts++;
  }
}

function waysOf(vessels: readonly (readonly SeenVessel[])[]): Map<number, SeenVessel[]> {
  const ways = new Map<number, SeenVessel[]>();
  for (const vessel of vessels.flat()) {
    if (vessel.mmsi === undefined) continue;
    const way = ways.get(vessel.mmsi);
    if (way) way.push(vessel);
    else ways.set(vessel.mmsi, [vessel]);
  }
  return ways;
}

/** Large, under way, and well within the same radar's sectors all the time. */
const isSeen = (way: readonly SeenVessel[], scenario: Scenario, steps: number): boolean =>
  way.length === steps &&
  way.every(({ lengthM, sogKn }) => lengthM >= LEAST_M && sogKn >= LEAST_KN) &&
  scenario.radars.some(({ lat, lon, rangeM, minRangeM, sectors, blindSectors }) => {
    const site = { lat: degrees(lat), lon: degrees(lon) };
    return way.every((at) => {
      const range = distanceM(site, at);
      const bearing = bearingDeg(site, at);
      const isIn = ({ fromDeg, toDeg }: { fromDeg: number; toDeg: number }): boolean =>
        (bearing - fromDeg + 360) % 360 <= (toDeg - fromDeg + 360) % 360;
      return (
        range >= 2 * minRangeM &&
        range <= RANGE_SHARE * rangeM &&
        (sectors?.some(isIn) ?? true) &&
        !blindSectors.some(isIn)
      );
    });
  });

const placeAt = (way: readonly SeenVessel[], { condition }: Told): Position =>
  way.findLast(({ atMs }) => atMs <= condition.provedMs + 5000) ?? way[0]!;

const isNear = ({ condition: { place } }: Told, others: readonly Position[]): boolean =>
  place !== undefined && nearest({ lat: degrees(place.lat), lon: degrees(place.lon) }, others) <= ITS_M;
