/** Lines of a recorded scenario (`meta.json`, `meas.jsonl`) as the engine's words; every line may be broken. */
import { type SensorId, sensorId } from '../../../../proto/domain/ids.ts';
import { knotsToMetresPerSecond } from '../../../../proto/domain/units.ts';
import type { CooperativeReport, FusionSensor, Plot, Scan } from '../contract.ts';

/** Standard deviation of an AIS position with its accuracy flag set and not set. */
const ACCURATE_M = 8;
const INACCURATE_M = 25;
const DEGREES = 180 / Math.PI;

/** Sensors that a recording names and its meta file does not describe: small, near, on a moving boat. */
const UNDESCRIBED: Readonly<Record<string, Partial<FusionSensor>>> = {
  radar: { sigmaM: 5, detectionProbability: 0.8 },
  lidar: { sigmaM: 3.5 },
  eo: { sigmaAzimuthDeg: 8 },
  ir: { sigmaAzimuthDeg: 8 },
};

export interface Fault {
  readonly kind: 'not json' | 'not an object' | 'missing field' | 'not a number' | 'unknown kind';
  readonly detail: string;
}

export type Line =
  | { readonly kind: 'scan'; readonly scan: Scan; readonly sensorKind: FusionSensor['kind'] }
  | { readonly kind: 'report'; readonly report: CooperativeReport }
  | { readonly kind: 'fault'; readonly fault: Fault };

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const numberIn = (fields: Fields, name: string): number | undefined => {
  const value = fields[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};
const fault = (kind: Fault['kind'], detail: string): Line => ({ kind: 'fault', fault: { kind, detail } });

/** The radars of a meta file, in its order; undefined where it is not an object. Nothing else in it is read. */
export function radarsOf(meta: unknown): readonly FusionSensor[] | undefined {
  if (!isFields(meta)) return undefined;
  const radars = Array.isArray(meta.radars) ? meta.radars : [];
  return radars.filter(isFields).flatMap((radar) => {
    const name = radar.name;
    const xM = numberIn(radar, 'x');
    const yM = numberIn(radar, 'y');
    if (typeof name !== 'string' || xM === undefined || yM === undefined) return [];
    const optional = (key: keyof FusionSensor, field: string, scale = 1): Partial<FusionSensor> => {
      const value = numberIn(radar, field);
      return value === undefined ? {} : { [key]: value * scale };
    };
    return [
      {
        id: sensorId(name),
        kind: 'radar' as const,
        xM,
        yM,
        ...optional('minRangeM', 'rmin'),
        ...optional('maxRangeM', 'rmax'),
        ...optional('sigmaRangeM', 'sigma_r_m'),
        ...optional('sigmaAzimuthDeg', 'sigma_az_deg'),
        ...optional('detectionProbability', 'pd'),
        ...optional('periodMs', 'period', 1000),
        ...optional('resolutionRangeM', 'resolution_r_m'),
        ...optional('resolutionAzimuthDeg', 'resolution_az_deg'),
      },
    ];
  });
}

/** A sensor that no meta file describes. */
export function undescribed(id: SensorId, kind: FusionSensor['kind'], xM: number, yM: number): FusionSensor {
  return { id, kind, xM, yM, ...UNDESCRIBED[id] };
}

export function readLine(text: string): Line {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return fault('not json', error instanceof Error ? error.message : String(error));
  }
  if (!isFields(value)) return fault('not an object', 'a line is one JSON object');
  switch (value.k) {
    case 'ais':
      return reportIn(value);
    case 'scan':
      return scanIn(value, 'radar', 'plots');
    case 'pts':
      return scanIn(value, 'points', 'pts');
    case 'bearing':
      return scanIn(value, 'bearing', 'brg');
    default:
      return fault('unknown kind', `k is ${JSON.stringify(value.k)}`);
  }
}

function scanIn(value: Fields, sensorKind: FusionSensor['kind'], list: string): Line {
  const s = value.s;
  const t = numberIn(value, 't');
  const plots = value[list];
  if (typeof s !== 'string' || t === undefined || !Array.isArray(plots))
    return fault('missing field', `s, t and ${list} are needed`);
  const rx = numberIn(value, 'rx') ?? t;
  const taken: Plot[] = [];
  for (const plot of plots as readonly unknown[]) {
    const read = plotIn(plot, sensorKind);
    if (read === undefined) return fault('not a number', `in ${list}: ${JSON.stringify(plot)}`);
    taken.push(read);
  }
  const own = value.own;
  const place =
    Array.isArray(own) && typeof own[0] === 'number' && typeof own[1] === 'number'
      ? { xM: own[0], yM: own[1] }
      : {};
  return {
    kind: 'scan',
    sensorKind,
    scan: { sensorId: sensorId(s), observedMs: t * 1000, receivedMs: rx * 1000, plots: taken, ...place },
  };
}

function plotIn(plot: unknown, sensorKind: FusionSensor['kind']): Plot | undefined {
  if (sensorKind === 'bearing')
    return typeof plot === 'number' ? { kind: 'bearing', azimuthDeg: plot * DEGREES } : undefined;
  if (!Array.isArray(plot) || typeof plot[0] !== 'number' || typeof plot[1] !== 'number') return undefined;
  return sensorKind === 'radar'
    ? { kind: 'polar', rangeM: plot[0], azimuthDeg: plot[1] }
    : { kind: 'point', xM: plot[0], yM: plot[1] };
}

function reportIn(value: Fields): Line {
  const [mmsi, t, x, y] = ['mmsi', 't', 'x', 'y'].map((name) => numberIn(value, name));
  if (mmsi === undefined || t === undefined || x === undefined || y === undefined)
    return fault('missing field', 'mmsi, t, x and y are needed');
  const sog = numberIn(value, 'sog');
  const cog = numberIn(value, 'cog');
  const speed = sog === undefined ? undefined : knotsToMetresPerSecond(sog);
  const motion =
    speed === undefined || cog === undefined
      ? {}
      : { vxMps: speed * Math.sin(cog / DEGREES), vyMps: speed * Math.cos(cog / DEGREES) };
  return {
    kind: 'report',
    report: {
      key: mmsi,
      observedMs: Math.round(t * 1000),
      receivedMs: Math.round((numberIn(value, 'rx') ?? t) * 1000),
      xM: x,
      yM: y,
      ...motion,
      sigmaM: value.pa === 1 ? ACCURATE_M : INACCURATE_M,
      transmitter: value.cls === 'B' ? 'B' : 'A',
    },
  };
}
