/** Any number of vessels anywhere, for loads: they go straight, turn now and then, and keep to their area. Land is no hindrance. */
import { type Bounds, wrapDirection, wrapLongitude } from '../../../proto/domain/geo.ts';
import { between, gaussian, pick, type Random } from '../../../proto/domain/random.ts';
import {
  degrees,
  knotsToMetresPerSecond,
  metresPerSecondToKnots,
  toDegrees,
  toRadians,
} from '../../../proto/domain/units.ts';
import { NavStatus } from '../activity.ts';
import type { Motion } from '../motion.ts';
import { owedMs } from '../owed.ts';
import { moved } from '../path.ts';
import { Sensors } from '../sensors.ts';
import type { Transponder } from '../ships.table.ts';

interface Sort {
  /** Of a hundred. */
  readonly share: number;
  readonly transponder: Transponder & ('A' | 'B-CS');
  readonly navStatus: number;
  readonly kn: readonly [number, number];
  readonly shipType: number;
  readonly lengthM: readonly [number, number];
}

/** About what a busy coast has. */
const SORTS: readonly Sort[] = [
  {
    share: 30,
    transponder: 'A',
    navStatus: NavStatus.underWay,
    kn: [8, 14],
    shipType: 70,
    lengthM: [80, 250],
  },
  {
    share: 12,
    transponder: 'A',
    navStatus: NavStatus.underWay,
    kn: [14, 23],
    shipType: 60,
    lengthM: [60, 300],
  },
  { share: 18, transponder: 'A', navStatus: NavStatus.moored, kn: [0, 0], shipType: 80, lengthM: [60, 200] },
  { share: 12, transponder: 'A', navStatus: NavStatus.fishing, kn: [2, 6], shipType: 30, lengthM: [12, 40] },
  {
    share: 16,
    transponder: 'B-CS',
    navStatus: NavStatus.underWay,
    kn: [3, 9],
    shipType: 36,
    lengthM: [8, 20],
  },
  { share: 12, transponder: 'B-CS', navStatus: NavStatus.moored, kn: [0, 0], shipType: 37, lengthM: [6, 15] },
];
/** Country digits that the ITU has allocated to nobody: ten, a million numbers each. */
const FIRST_MID = 280;
const MIDS = 10;
export const MOST_VESSELS = 1_000_000;
/** A course is changed this often on average, seconds, by this much. */
const TURN_EVERY_S = 600;
const TURN_SIGMA_DEG = 25;

export interface LoadVessel {
  readonly mmsi: number;
  readonly name: string;
  readonly callSign: string;
  readonly sort: Sort;
  readonly lengthM: number;
  readonly motion: Motion;
  readonly sensors: Sensors;
  /** Between two reports by the standard, ms. */
  readonly owedMs: number;
  /** To when its motion has been carried on. */
  atMs: number;
  sent: number;
}

/** @param count 1…{@link MOST_VESSELS} */
export function loadFleet(count: number, area: Bounds, random: Random, startMs: number): LoadVessel[] {
  const drawn = SORTS.flatMap((sort) => Array.from({ length: sort.share }, () => sort));
  return Array.from({ length: count }, (_, i): LoadVessel => {
    const sort = pick(random, drawn);
    const kn = between(random, ...sort.kn);
    const courseDeg = between(random, 0, 360);
    const motion: Motion = {
      lat: between(random, area.south, area.north),
      lon: wrapLongitude(area.west + widthDeg(area) * random()),
      ...{ headingDeg: courseDeg, turnDegPerS: 0, speedMps: knotsToMetresPerSecond(kn) },
      ...{ northMps: 0, eastMps: 0 },
    };
    steer(motion, courseDeg);
    return {
      mmsi: (FIRST_MID + (i % MIDS)) * 1_000_000 + 100_000 + Math.floor(i / MIDS),
      name: `LOAD ${String(i + 1).padStart(6, '0')}`,
      callSign: `1L${(i + 1).toString(36).toUpperCase()}`,
      ...{ sort, motion, atMs: startMs, sent: 0 },
      lengthM: Math.round(between(random, ...sort.lengthM)),
      sensors: new Sensors(random),
      owedMs: owedMs(sort.transponder, sort.navStatus, kn, false),
    };
  });
}

/** On to a time: what leaves the area is turned back. */
export function sail(vessel: LoadVessel, area: Bounds, random: Random, atMs: number): void {
  const { motion } = vessel;
  const seconds = (atMs - vessel.atMs) / 1000;
  vessel.atMs = atMs;
  if (motion.speedMps === 0 || seconds <= 0) return;
  if (random() < seconds / TURN_EVERY_S) steer(motion, motion.headingDeg + TURN_SIGMA_DEG * gaussian(random));
  const to = moved(motion.lat, motion.lon, motion.northMps * seconds, motion.eastMps * seconds);
  const eastOfWestDeg = (((to.lon - area.west) % 360) + 360) % 360;
  const isOut = to.lat < area.south || to.lat > area.north || eastOfWestDeg > widthDeg(area);
  if (isOut) {
    // Towards the middle, from where it is.
    const north = (area.south + area.north) / 2 - motion.lat;
    const east = wrapLongitude(area.west + widthDeg(area) / 2 - motion.lon) * Math.cos(toRadians(motion.lat));
    steer(motion, toDegrees(Math.atan2(east, north)));
    return;
  }
  motion.lat = to.lat;
  motion.lon = wrapLongitude(to.lon);
}

/** Degrees eastwards from the western to the eastern edge; an area may cross 180°. */
export const widthDeg = ({ west, east }: Bounds): number => (east > west ? east - west : east - west + 360);

function steer(motion: Motion, courseDeg: number): void {
  motion.headingDeg = wrapDirection(courseDeg);
  const course = toRadians(degrees(motion.headingDeg));
  motion.northMps = motion.speedMps * Math.cos(course);
  motion.eastMps = motion.speedMps * Math.sin(course);
}

/** What it really does, without its instruments' errors. */
export const loadTruth = ({ mmsi, name, sort, lengthM, motion }: LoadVessel) => ({
  ...{ mmsi, name, kind: 'load', transponder: sort.transponder, lengthM },
  ...{ lat: motion.lat, lon: motion.lon },
  sogKn: metresPerSecondToKnots(motion.speedMps),
  cogDeg: motion.headingDeg,
  navStatus: sort.navStatus,
});
