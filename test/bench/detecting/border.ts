/** People who cross a land border away from its crossing point, among traffic, farmers, flocks and patrols. */
import type { Shore } from '../../../proto/domain/detecting.ts';
import { distanceM, type Position } from '../../../proto/domain/geo.ts';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import { between, type Random, seeded } from '../../../proto/domain/random.ts';
import { degrees, type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import { GivenRecords } from '../../../server/offline/records.ts';
import type { Scenario } from '../../../server/simulate/scenario.ts';
import type { ActorPlan } from '../../../server/simulate/scenarioland.ts';
import { calmScenario } from '../corpora/demonstration.ts';
import type { Truth } from '../injections/injection.ts';
import type { Scores } from './score.ts';
import { configFor, simulate } from './simulated.ts';
import { type Named, type Told, watchArrivals } from './watching.ts';

const MINUTES = 150;
const CROSSERS = 20;
const START_MS = Date.UTC(2026, 5, 15, 22);
/** Of the demonstration: north to south. */
const LINE: readonly (readonly [number, number])[] = [
  [42.0645, 19.3545],
  [42.055, 19.353],
  [42.04, 19.352],
  [42.025, 19.353],
  [42.0116, 19.3551],
];
const CROSSING_POINT = { lat: 42.0116, lon: 19.3551 };
/** A crossing that an alert names is the one that was nearest in time, if it was so near in place and time. */
const ITS_M = 600;
const EARLY_MS = 60_000;
const LATE_MS = 5 * 60_000;
const KINDS: ReadonlySet<string> = new Set(['borderCrossed', 'lineCrossed']);

export interface BorderCount {
  falseAlerts: number;
  alerts: number;
  hours: number;
}

export function runBorder(seed: number, shore: Shore, scores: Scores, count: BorderCount): void {
  const random = seeded(seed);
  const calm = calmScenario();
  const { border, units: _units, air: _air, ...rest } = calm;
  if (border === undefined) throw new Error('the scenario has no border');
  const crossers = Array.from({ length: CROSSERS }, (_, n) => crosser(n, random));
  const nobody = { merchants: [], ferries: [], fishing: [], pleasure: [], services: [] };
  const scenario: Scenario = {
    ...{ ...rest, ...nobody, radars: [], neighbours: [] },
    border: { ...border, actors: [...border.actors, ...crossers] },
  };
  const startMs = START_MS + seed * 86_400_000;
  const { arrivals, actors } = simulate(scenario, seed, epochMs(startMs), MINUTES);
  const { told, named } = watchArrivals(
    arrivals.filter(({ feed }) => feed === border.feed),
    { shore, ...configFor(scenario, borderRecords()) },
  );
  const crossings = crossers.flatMap(({ id }) => {
    const way = actors.filter((one) => one.id === id);
    const at = way.findIndex((one) => isWest(one));
    return at <= 0 ? [] : [{ atMs: epochMs(way[at]!.atMs), place: way[at]! as Position }];
  });
  // Each that an alert names counts for one crossing alone: another's alert tells nobody of it.
  const tellings = new Map<Crossing, Told>();
  const used = new Set<string>();
  for (const one of named) {
    if (!KINDS.has(one.condition.kind)) continue;
    const said = crossingSaid(one);
    const its = said && nearestCrossing(crossings, said);
    if (!its) continue;
    used.add(one.alertId);
    if (!tellings.has(its)) tellings.set(its, one);
  }
  for (const crossing of crossings) {
    const { atMs } = crossing;
    const truth: Truth = { injection: 'border crossing', mmsis: [], fromMs: atMs, untilMs: atMs + LATE_MS };
    scores.add(truth, tellings.get(crossing));
  }
  const alerts = told.filter(({ condition }) => KINDS.has(condition.kind));
  count.alerts += alerts.length;
  count.falseAlerts += alerts.filter(({ alertId }) => !used.has(alertId)).length;
  count.hours += MINUTES / 60;
}

interface Crossing {
  readonly atMs: EpochMs;
  readonly place: Position;
}

/** When and where the alert says that this track crossed; undefined: it does not. */
function crossingSaid({ trackId, condition }: Named): Crossing | undefined {
  const { evidence, parties, place, onsetMs } = condition;
  const said =
    parties[0]?.trackId === trackId
      ? { place, atMs: onsetMs }
      : evidence.find((clue) => clue.what === 'crossedLater' && clue.trackId === trackId);
  if (said?.place === undefined || said.atMs === undefined) return undefined;
  return { atMs: said.atMs, place: { lat: degrees(said.place.lat), lon: degrees(said.place.lon) } };
}

function nearestCrossing(crossings: readonly Crossing[], said: Crossing): Crossing | undefined {
  const offMs = ({ atMs }: Crossing): number => Math.abs(said.atMs - atMs);
  return crossings
    .filter(({ atMs, place }) => {
      const lateMs = said.atMs - atMs;
      return lateMs >= -EARLY_MS && lateMs <= LATE_MS && distanceM(said.place, place) <= ITS_M;
    })
    .reduce<Crossing | undefined>((best, one) => (best && offMs(best) <= offMs(one) ? best : one), undefined);
}

/** From the Albanian side to the other, four minutes after the one before; where they meet the line is by chance. */
function crosser(n: number, random: Random): ActorPlan {
  const lat = between(random, 42.021, 42.06);
  const count = Math.floor(between(random, 1, 9));
  return {
    ...{ id: `crosser-${n}`, kind: count === 1 ? 'person' : 'group', story: 'crossing', count },
    ...{ mps: between(random, 0.9, 1.5), altM: 0, manner: 'once', pauseS: 0, times: [] },
    openingS: 60 + n * 240,
    route: [
      [lat + between(random, -0.004, 0.004), 19.371],
      [lat, 19.353],
      [lat + between(random, -0.004, 0.004), 19.336],
    ],
  };
}

function isWest({ lat, lon }: Position): boolean {
  for (let i = 1; i < LINE.length; i++) {
    const [north, south] = [LINE[i - 1]!, LINE[i]!];
    if (lat > north[0] || lat < south[0]) continue;
    const part = (lat - south[0]) / (north[0] - south[0]);
    return lon < south[1] + part * (north[1] - south[1]);
  }
  return false;
}

function borderRecords(): GivenRecords {
  const records = new GivenRecords(agencyId('bench'));
  const line = LINE.map(([lat, lon]) => ({ lat, lon }));
  const faults = [
    ...records.add(
      'zone',
      {
        ...{ id: 'line', name: 'Border line', purpose: 'borderLine' },
        shape: { kind: 'line', line, crossing: 'both' },
      },
      'zone',
    ),
    ...records.add(
      'crossingPoint',
      {
        ...{ id: 'bcp', name: 'Crossing point', kind: 'land', place: CROSSING_POINT, country: 'XA' },
        ...{ neighbourCountry: 'XC', status: 'open', timeZone: 'Europe/Tirane', lanes: [], contacts: [] },
        ...{ joint: false, reportEveryMin: 10_080 },
      },
      'crossingPoint',
    ),
  ];
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  return records;
}
