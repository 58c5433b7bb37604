/** CAT048 target reports and CAT034 service messages: what a radar station says. */
import type { Frame } from '../../../proto/domain/frame.ts';
import type { SensorId } from '../../../proto/domain/ids.ts';
import type {
  ContactClass,
  PlotObservation,
  PlotPlace,
  SensorObservation,
} from '../../../proto/domain/sensing.ts';
import { SensorHealth, SensorKind } from '../../../proto/domain/sensor.ts';
import { degrees, metres, nauticalMilesToMetres } from '../../../proto/domain/units.ts';
import type { Memory } from './memory.ts';
import { type AsterixRecord, isList, numberAt, textAt } from './record.ts';
import {
  feetToMetres,
  flightLevelToMetres,
  milesPerSecondToKnots,
  NOTHING,
  polar,
  polarMiles,
  present,
  received,
  type Said,
  sensorOf,
} from './said.ts';

const CATEGORY_048 = 48;
const CATEGORY_034 = 34;
const NORTH_MARKER = 1;
const SECTOR_CROSSING = 2;

/** I048/030: what the radar takes the target for. */
const CLASSES: Readonly<Record<number, ContactClass>> = {
  6: 'vehicle',
  19: 'animal',
  20: 'animal',
  24: 'aircraft',
};

/** A target report: a plot, or a track that the radar keeps. */
export function observe048(record: AsterixRecord, frame: Frame, memory: Memory): Said {
  const sensor = sensorOf(record, frame);
  if (sensor === undefined) return NOTHING;
  const track = numberAt(record, '161', 'trn');
  const sensorTrack = track === undefined ? undefined : String(track);
  const ended = sensorTrack !== undefined && numberAt(record, '170', 'tre') === 1;
  const now = place048(record);
  const place = sensorTrack === undefined ? now : memory.place(sensor, sensorTrack, now, ended);
  if (place === undefined) return NOTHING;
  const speed = numberAt(record, '200', 'gspNmPerS');
  const heading = numberAt(record, '200', 'hdgDeg');
  return [
    {
      type: 'plot',
      ...received(CATEGORY_048, record, frame),
      sensorId: sensor,
      place,
      ...present<PlotObservation>({
        altM: altitude048(record),
        sensorTrack,
        ended: ended || undefined,
        coasted: (sensorTrack !== undefined && numberAt(record, '020', 'typ') === 0) || undefined,
        sogKn: speed === undefined ? undefined : milesPerSecondToKnots(speed),
        cogDeg: heading === undefined ? undefined : degrees(heading),
        contactClass: class048(record),
        label: textAt(record, '240', 'aircraftIdentification'),
        test: isTest(record, '020') || undefined,
      }),
    },
  ];
}

/** Simulated, a test target, or a transponder that stands on the ground for checking. */
export const isTest = (record: AsterixRecord, item: string): boolean =>
  ['sim', 'tst', 'rab'].some((flag) => numberAt(record, item, flag) === 1);

/** As measured; a calculated position where nothing was. */
function place048(record: AsterixRecord): PlotPlace | undefined {
  const rangeNm = numberAt(record, '040', 'rhoNm');
  const azimuthDeg = numberAt(record, '040', 'thetaDeg');
  if (rangeNm !== undefined && azimuthDeg !== undefined) return polarMiles(rangeNm, azimuthDeg);
  const xNm = numberAt(record, '042', 'xNm');
  const yNm = numberAt(record, '042', 'yNm');
  if (xNm === undefined || yNm === undefined) return undefined;
  return polar(nauticalMilesToMetres(xNm), nauticalMilesToMetres(yNm));
}

/** The height that the radar measured, or the flight level that the aircraft says (1013.25 hPa, not corrected). */
function altitude048(record: AsterixRecord) {
  const measuredFt = numberAt(record, '110', '3dhFt');
  if (measuredFt !== undefined) return feetToMetres(measuredFt);
  return validLevel(record, '090');
}

/** A flight level that is valid and not garbled. */
export function validLevel(record: AsterixRecord, item: string) {
  const level = numberAt(record, item, 'fl');
  const doubtful = numberAt(record, item, 'v') === 1 || numberAt(record, item, 'g') === 1;
  return level === undefined || doubtful ? undefined : flightLevelToMetres(level);
}

function class048(record: AsterixRecord): ContactClass | undefined {
  const conditions = record['030'];
  if (conditions !== undefined && isList(conditions))
    for (const condition of conditions)
      if (typeof condition === 'number' && CLASSES[condition] !== undefined) return CLASSES[condition];
  return record['220'] !== undefined || record['070'] !== undefined ? 'aircraft' : undefined;
}

/** A service message: the antenna passes north or a sector, and how the station is. */
export function observe034(record: AsterixRecord, frame: Frame, memory: Memory): Said {
  const sensor = sensorOf(record, frame);
  if (sensor === undefined) return NOTHING;
  const status = status034(record, frame, sensor);
  const scan = scan034(record, frame, sensor, memory);
  const { observedMs: _at, receivedMs: _on, ...what } = status;
  const topic = `message ${numberAt(record, '000', 'messageType')}`;
  const news = memory.isNews(sensor, topic, JSON.stringify(what), frame.receivedMs);
  return news ? [status, ...scan] : scan;
}

function scan034(record: AsterixRecord, frame: Frame, sensor: SensorId, memory: Memory): Said {
  const type = numberAt(record, '000', 'messageType');
  const head = { type: 'scan' as const, ...received(CATEGORY_034, record, frame), sensorId: sensor };
  const nowMs = frame.receivedMs;
  if (type === NORTH_MARKER && memory.lastSector(sensor, nowMs) === undefined) return [head];
  // where the station tells of sectors, north is the end of the last one
  const azimuthDeg = type === NORTH_MARKER ? 0 : numberAt(record, '020', 'sectorNumberDeg');
  if ((type !== NORTH_MARKER && type !== SECTOR_CROSSING) || azimuthDeg === undefined) return NOTHING;
  const fromDeg = memory.crossed(sensor, azimuthDeg, nowMs);
  if (fromDeg === undefined || fromDeg === azimuthDeg) return NOTHING;
  return [{ ...head, sectorDeg: { fromDeg: degrees(fromDeg), toDeg: degrees(azimuthDeg) } }];
}

function status034(record: AsterixRecord, frame: Frame, sensor: SensorId): SensorObservation {
  const periodS = numberAt(record, '041', 'antennaRotationSpeedS');
  const lat = numberAt(record, '120', 'latDeg');
  const lon = numberAt(record, '120', 'lonDeg');
  const height = numberAt(record, '120', 'hgtM');
  return {
    type: 'sensor',
    ...received(CATEGORY_034, record, frame),
    sensorId: sensor,
    kind: SensorKind.radar,
    ...present<SensorObservation>({
      periodMs: periodS === undefined || periodS === 0 ? undefined : periodS * 1000,
      lat: lat === undefined ? undefined : degrees(lat),
      lon: lon === undefined ? undefined : degrees(lon),
      altM: height === undefined ? undefined : metres(height),
      ...health034(record),
    }),
  };
}

const REASONS_034: readonly (readonly [string, string])[] = [
  ['ovlrdp', 'data processor overloaded'],
  ['ovlxmt', 'transmission overloaded'],
  ['msc', 'monitoring system disconnected'],
  ['tsv', 'time source invalid'],
];

function health034(record: AsterixRecord) {
  const flag = (name: string) => numberAt(record, '050', 'com', name);
  const inhibited = flag('nogo');
  if (inhibited === undefined) return {};
  const reasons = REASONS_034.filter(([name]) => flag(name) === 1).map(([, words]) => words);
  return healthOf(inhibited === 1 ? ['operational use inhibited'] : [], reasons);
}

/** Faulty for the first reasons, degraded for the others, working without any. */
export function healthOf(faults: readonly string[], flaws: readonly string[]) {
  const reason = [...faults, ...flaws].join(', ') || undefined;
  if (faults.length > 0) return { health: SensorHealth.faulty, reason };
  return { health: flaws.length > 0 ? SensorHealth.degraded : SensorHealth.working, reason };
}
