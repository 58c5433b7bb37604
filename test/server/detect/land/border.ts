/** A land border that runs north and south, a ground radar beside it, and people who walk there. */
import { geodesicDirect } from '../../../../proto/domain/geodesic.ts';
import { feedId, sensorId } from '../../../../proto/domain/ids.ts';
import { Nature } from '../../../../proto/domain/observation.ts';
import type { CrossingPoint, Zone } from '../../../../proto/domain/operations/zone.ts';
import type { ContactClass, PlotObservation } from '../../../../proto/domain/sensing.ts';
import { SensorKind } from '../../../../proto/domain/sensor.ts';
import { degrees, epochMs, metres } from '../../../../proto/domain/units.ts';
import type { OpenDetector } from '../../../../server/detect/detector.ts';
import type { Learned } from '../../../../server/detect/learned/learned.ts';
import { crossing, POLICE } from '../../access/worlds.ts';
import { T0 } from '../../tracks/observations.ts';
import { Watched } from '../watched.ts';
import { WatchedTestRecords } from '../zones/worlds.ts';

const NODE = sensorId('border/radar');
export const HILL = { lat: degrees(42.2), lon: degrees(19.5) };
/** T0 is midnight UTC, in winter: dark. Noon of that day. */
export const NOON_S = 12 * 3600;

/** A place so many metres east and north of where the line passes the hill. */
export const at = (eastM: number, northM: number) =>
  geodesicDirect(geodesicDirect({ lat: HILL.lat, lon: degrees(19.51) }, 90, eastM), 0, northM);

/** Northwards: from its west to its east is from left to right. */
export const LINE: Zone['shape'] = { kind: 'line', line: [at(0, -3000), at(0, 3000)], crossing: 'both' };

/** The line, and a crossing point on it two kilometres south. */
export const borderRecords = (point: Partial<CrossingPoint> = {}): WatchedTestRecords =>
  new WatchedTestRecords()
    .zone('line', [], { name: 'Green line', purpose: 'borderLine', shape: LINE })
    .set('crossingPoint', 'bcp', { ...crossing(POLICE, false), kind: 'land', place: at(0, -2000), ...point });

export function borderWatch(
  detectors: readonly OpenDetector[],
  records: WatchedTestRecords,
  learned?: Learned,
): Watched {
  const watched = new Watched(detectors, { records, ...(learned && { learned }) });
  watched.run.picture.sensors.configure(NODE, feedId('border'), {
    kind: SensorKind.groundRadar,
    ...HILL,
    coverage: { rangeM: metres(5000), detectionProbability: 0.95 },
    periodMs: 1000,
  });
  return watched;
}

export interface Walk {
  readonly number: string;
  readonly seen: ContactClass;
  readonly count?: number;
  /** Metres east and north of the line at the hill. */
  readonly from: readonly [eastM: number, northM: number];
  readonly to: readonly [eastM: number, northM: number];
  readonly fromS: number;
  readonly mps?: number;
  /** Longer or shorter than the way takes. */
  readonly untilS?: number;
}

const durationS = ({ from, to, mps = 1.3 }: Walk): number =>
  Math.hypot(to[0] - from[0], to[1] - from[1]) / mps;

function plotOf(walk: Walk, s: number): PlotObservation {
  const part = Math.max(0, Math.min(1, (s - walk.fromS) / durationS(walk)));
  const { lat, lon } = at(
    walk.from[0] + part * (walk.to[0] - walk.from[0]),
    walk.from[1] + part * (walk.to[1] - walk.from[1]),
  );
  return {
    type: 'plot',
    feedId: feedId('border'),
    nature: Nature.real,
    observedMs: epochMs(T0 + s * 1000),
    receivedMs: epochMs(T0 + s * 1000),
    sensorId: NODE,
    sensorTrack: walk.number,
    place: { kind: 'position', lat, lon, sigmaM: metres(3) },
    contactClass: walk.seen,
    confidence: 0.8,
    ...(walk.count !== undefined && { count: walk.count }),
  };
}

/** All of them, a plot a second each, until the last has come. */
export function walk(watched: Watched, ...walks: readonly Walk[]): void {
  const from = Math.min(...walks.map(({ fromS }) => fromS));
  const until = Math.max(...walks.map((one) => one.untilS ?? one.fromS + durationS(one)));
  for (let s = from; s <= until; s++)
    watched.say(
      ...walks
        .filter((one) => s >= one.fromS && s <= (one.untilS ?? one.fromS + durationS(one)))
        .map((one) => plotOf(one, s)),
    );
  watched.until(until + 2);
}
