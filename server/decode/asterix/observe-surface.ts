/** CAT010: a surface movement or coastal radar says what it sees and how it is. */
import type { Frame } from '../../../proto/domain/frame.ts';
import type { SensorId } from '../../../proto/domain/ids.ts';
import type {
  ContactClass,
  PlotObservation,
  PlotPlace,
  SensorObservation,
} from '../../../proto/domain/sensing.ts';
import { SensorKind } from '../../../proto/domain/sensor.ts';
import { degrees, metres } from '../../../proto/domain/units.ts';
import type { Memory } from './memory.ts';
import { healthOf, isTest, validLevel } from './observe-radar.ts';
import { type AsterixRecord, numberAt, textAt } from './record.ts';
import {
  feetToMetres,
  milesPerSecondToKnots,
  motion,
  NOTHING,
  polar,
  present,
  received,
  type Said,
  sensorOf,
} from './said.ts';

const CATEGORY = 10;
/** I010/000. */
const TARGET_REPORT = 1;
const START_OF_UPDATE_CYCLE = 2;
const STATUS_MESSAGES = [3, 4];

/** I010/020, type of target. */
const CLASSES: Readonly<Record<number, ContactClass>> = { 1: 'aircraft', 2: 'vehicle', 3: 'aircraft' };

export function observe010(record: AsterixRecord, frame: Frame, memory: Memory): Said {
  const sensor = sensorOf(record, frame);
  if (sensor === undefined) return NOTHING;
  const type = numberAt(record, '000', 'messageType') ?? TARGET_REPORT;
  if (type === TARGET_REPORT) return target(record, frame, sensor, memory);
  if (type === START_OF_UPDATE_CYCLE)
    return [{ type: 'scan', ...received(CATEGORY, record, frame), sensorId: sensor }];
  return STATUS_MESSAGES.includes(type) ? status(record, frame, sensor, memory) : NOTHING;
}

function target(record: AsterixRecord, frame: Frame, sensor: SensorId, memory: Memory): Said {
  const track = numberAt(record, '161', 'trk');
  const sensorTrack = track === undefined ? undefined : String(track);
  const ended = sensorTrack !== undefined && numberAt(record, '170', 'tre') === 1;
  const now = placeOf(record);
  const place = sensorTrack === undefined ? now : memory.place(sensor, sensorTrack, now, ended);
  if (place === undefined) return NOTHING;
  const heightFt = numberAt(record, '091', 'measuredHeightFt');
  return [
    {
      type: 'plot',
      ...received(CATEGORY, record, frame),
      sensorId: sensor,
      place,
      ...present<PlotObservation>({
        altM: heightFt === undefined ? validLevel(record, '090') : feetToMetres(heightFt),
        sensorTrack,
        ended: ended || undefined,
        coasted: (sensorTrack !== undefined && (numberAt(record, '170', 'cst') ?? 0) > 0) || undefined,
        ...motionOf(record),
        contactClass: CLASSES[numberAt(record, '020', 'tot') ?? 0],
        label: textAt(record, '245', 'chr'),
        test: isTest(record, '020') || undefined,
      }),
    },
  ];
}

/** Polar as measured, else Cartesian around the sensor, else on the earth. */
function placeOf(record: AsterixRecord): PlotPlace | undefined {
  const rangeM = numberAt(record, '040', 'rhoM');
  const azimuthDeg = numberAt(record, '040', 'thDeg');
  if (rangeM !== undefined && azimuthDeg !== undefined)
    return { kind: 'polar', rangeM: metres(rangeM), azimuthDeg: degrees(azimuthDeg) };
  const xM = numberAt(record, '042', 'xM');
  const yM = numberAt(record, '042', 'yM');
  if (xM !== undefined && yM !== undefined) return polar(xM, yM);
  const lat = numberAt(record, '041', 'latDeg');
  const lon = numberAt(record, '041', 'lonDeg');
  if (lat === undefined || lon === undefined) return undefined;
  const devX = numberAt(record, '500', 'devxM');
  const devY = numberAt(record, '500', 'devyM');
  return {
    kind: 'position',
    lat: degrees(lat),
    lon: degrees(lon),
    ...(devX === undefined || devY === undefined
      ? {}
      : { sigmaM: metres(Math.hypot(devX, devY) / Math.SQRT2) }),
  };
}

function motionOf(record: AsterixRecord) {
  const speed = numberAt(record, '200', 'gspNmPerS');
  const courseDeg = numberAt(record, '200', 'traDeg');
  if (speed !== undefined && courseDeg !== undefined)
    return { sogKn: milesPerSecondToKnots(speed), cogDeg: degrees(courseDeg) };
  const east = numberAt(record, '202', 'vxMPerS');
  const north = numberAt(record, '202', 'vyMPerS');
  return east === undefined || north === undefined ? {} : motion(east, north);
}

const FLAWS: readonly (readonly [string, string])[] = [
  ['ovl', 'overloaded'],
  ['tsv', 'time source invalid'],
  ['div', 'diversity degraded'],
  ['ttf', 'test target failed'],
];

function status(record: AsterixRecord, frame: Frame, sensor: SensorId, memory: Memory): Said {
  const flag = (name: string) => numberAt(record, '550', name);
  const release = flag('nogo');
  if (release === undefined) return NOTHING;
  const flaws = FLAWS.filter(([name]) => flag(name) === 1).map(([, words]) => words);
  if (release === 1) flaws.unshift('degraded');
  const health = healthOf(release === 2 ? ['not operational'] : [], flaws);
  if (!memory.isNews(sensor, 'health', JSON.stringify(health), frame.receivedMs)) return NOTHING;
  return [
    {
      type: 'sensor',
      ...received(CATEGORY, record, frame),
      sensorId: sensor,
      kind: SensorKind.radar,
      ...present<SensorObservation>(health),
    },
  ];
}
