/** A sensor and its plots in the terms of a region's plane. */
import { type Position, wrapDirection } from '../../../proto/domain/geo.ts';
import { geodesicDirect } from '../../../proto/domain/geodesic.ts';
import type { PlotObservation } from '../../../proto/domain/sensing.ts';
import { SensorKind } from '../../../proto/domain/sensor.ts';
import { knotsToMetresPerSecond, toDegrees, toRadians } from '../../../proto/domain/units.ts';
import type { FusionSensor, Plot } from '../fusion/contract.ts';
import type { Sensor } from '../sensors/sensor.ts';
import type { LocalPlane } from './plane.ts';

/** What two things must be apart to be two plots, where a site says nothing: usual of coastal and of ground radars. */
const RESOLUTION = {
  [SensorKind.radar]: { resolutionRangeM: 50, resolutionAzimuthDeg: 1 },
  [SensorKind.groundRadar]: { resolutionRangeM: 5, resolutionAzimuthDeg: 1 },
} as const;

/** A sensor in the ground says that something is near it, not where: one standard deviation. */
const NEAR_M = 50;
/** Motion that a sensor's own tracker gives, one standard deviation a component. */
const OWN_TRACKER_MPS = 2;

/** The sensor as the fusion knows it; undefined where nobody says where it stands and its plots need that. */
export function fusionSensor(
  sensor: Sensor,
  plane: LocalPlane,
  origin: Position | undefined,
  firstPlot: PlotObservation | undefined,
  applyBias: boolean,
): FusionSensor | undefined {
  const measures = KINDS[firstPlot?.place.kind ?? 'polar'];
  if (!origin && measures !== 'points') return undefined;
  const { coverage, settings, kind, periodMs } = sensor;
  const { x, y } = origin ? plane.toPlane(origin) : { x: 0, y: 0 };
  const turn = origin ? plane.convergenceDeg(origin) : 0;
  const sector = ({ fromDeg, toDeg }: { fromDeg: number; toDeg: number }) => ({
    fromDeg: wrapDirection(fromDeg - turn),
    toDeg: wrapDirection(toDeg - turn),
  });
  const resolution = kind === SensorKind.radar || kind === SensorKind.groundRadar ? RESOLUTION[kind] : {};
  const ownTrackNumbers = firstPlot?.sensorTrack !== undefined;
  return {
    id: sensor.id,
    kind: measures,
    xM: x,
    yM: y,
    ...(coverage && origin && { maxRangeM: coverage.rangeM }),
    ...(coverage?.minRangeM !== undefined && { minRangeM: coverage.minRangeM }),
    ...(coverage?.sectors && { sectors: coverage.sectors.map(sector) }),
    ...(coverage?.blindSectors && { blindSectors: coverage.blindSectors.map(sector) }),
    ...(coverage?.detectionProbability !== undefined && {
      detectionProbability: coverage.detectionProbability,
    }),
    ...(settings?.sigmaRangeM !== undefined && { sigmaRangeM: settings.sigmaRangeM }),
    ...(settings?.sigmaAzimuthDeg !== undefined && { sigmaAzimuthDeg: settings.sigmaAzimuthDeg }),
    ...sigmaOf(sensor),
    ...(!ownTrackNumbers && resolution),
    ...(periodMs !== undefined && { periodMs }),
    ownTrackNumbers,
    applyBias,
  };
}

const KINDS = { polar: 'radar', position: 'points', bearing: 'bearing' } as const;

function sigmaOf({ settings, kind }: Sensor): { sigmaM?: number } {
  if (settings?.sigmaM !== undefined) return { sigmaM: settings.sigmaM };
  return isInGround(kind) ? { sigmaM: NEAR_M } : {};
}

export const isInGround = (kind: SensorKind): boolean =>
  kind === SensorKind.seismic || kind === SensorKind.acoustic || kind === SensorKind.proximity;

/** A plot where it says it is on the earth, and in the plane; `at` is absent for a bearing. */
export interface Measured {
  readonly plot: Plot;
  readonly at?: Position;
}

/** Undefined where a plot needs the sensor's place and nobody knows it. */
export function measure(
  said: PlotObservation,
  sensor: Sensor,
  plane: LocalPlane,
  origin: Position | undefined,
): Measured | undefined {
  const { place } = said;
  const fields = { ...numberOf(said.sensorTrack) };
  if (place.kind === 'position') {
    const at = { lat: place.lat, lon: place.lon };
    const { x, y } = plane.toPlane(at);
    const sigma = place.sigmaM === undefined ? {} : { sigmaM: place.sigmaM };
    return { at, plot: { kind: 'point', xM: x, yM: y, ...sigma, ...motion(said, plane, at), ...fields } };
  }
  if (!origin) return undefined;
  const azimuthDeg = wrapDirection(place.azimuthDeg + (sensor.settings?.orientationDeg ?? 0));
  const sigmaAzimuth = place.sigmaAzimuthDeg === undefined ? {} : { sigmaAzimuthDeg: place.sigmaAzimuthDeg };
  if (place.kind === 'bearing') {
    const gridDeg = wrapDirection(azimuthDeg - plane.convergenceDeg(origin));
    return { plot: { kind: 'bearing', azimuthDeg: gridDeg, ...sigmaAzimuth, ...fields } };
  }
  const at = geodesicDirect(origin, azimuthDeg, groundRangeM(place.rangeM, place.elevationDeg, sensor));
  const from = plane.toPlane(origin);
  const to = plane.toPlane(at);
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const sigmaRange = place.sigmaRangeM === undefined ? {} : { sigmaRangeM: place.sigmaRangeM };
  return {
    at,
    plot: {
      kind: 'polar',
      rangeM: Math.hypot(dx, dy),
      azimuthDeg: wrapDirection(toDegrees(Math.atan2(dx, dy))),
      ...sigmaRange,
      ...sigmaAzimuth,
      ...motion(said, plane, at),
      ...fields,
    },
  };
}

/** Along the ground: by the elevation where it is measured, else by the antenna's height above what it sees. */
function groundRangeM(slantM: number, elevationDeg: number | undefined, { settings }: Sensor): number {
  if (elevationDeg !== undefined) return slantM * Math.cos(toRadians(elevationDeg));
  const heightM = settings?.heightM ?? 0;
  return Math.abs(heightM) < slantM ? Math.sqrt(slantM * slantM - heightM * heightM) : slantM;
}

function motion({ sogKn, cogDeg }: PlotObservation, plane: LocalPlane, at: Position) {
  if (sogKn === undefined || cogDeg === undefined) return {};
  return { ...planeVelocity(sogKn, cogDeg, plane.convergenceDeg(at)), sigmaVMps: OWN_TRACKER_MPS };
}

/** A course and speed as a velocity along the plane's axes. */
export function planeVelocity(sogKn: number, cogDeg: number, convergenceDeg: number) {
  const speed = knotsToMetresPerSecond(sogKn);
  const course = toRadians(cogDeg - convergenceDeg);
  return { vxMps: speed * Math.sin(course), vyMps: speed * Math.cos(course) };
}

/** A sensor's track number as a number; where it is a word, a number made of it (FNV-1a, 31 bits). */
function numberOf(sensorTrack: string | undefined): { number?: number } {
  if (sensorTrack === undefined) return {};
  if (/^\d{1,9}$/.test(sensorTrack)) return { number: Number(sensorTrack) };
  let hash = 0x811c9dc5;
  for (let i = 0; i < sensorTrack.length; i++) {
    hash = Math.imul(hash ^ sensorTrack.charCodeAt(i), 0x01000193);
  }
  return { number: hash >>> 1 };
}
