/** Any application with fields that its message can say exactly, for round trips, and the messages that carry it. */
import fc from 'fast-check';
import type { AisApplication } from '../../../../server/decode/ais/applications/applications.ts';
import { flag, int, maybe, scaled, some, text } from './arbitrary-fields.ts';
import {
  emmaWarning,
  inlandEta,
  inlandPersons,
  inlandRta,
  inlandStatic,
  signalStatus,
  waterLevels,
} from './arbitrary-inland.ts';
import {
  date,
  day,
  deg,
  durationMin,
  fineLat,
  fineLon,
  hour,
  lat,
  linkage,
  lon,
  minute,
  month,
  of,
  time,
  word,
} from './arbitrary-said.ts';
import { environmental, uscgEnvironmental } from './arbitrary-sensors.ts';
import { areas, uscgAreas, uscgTrialAreas } from './arbitrary-subareas.ts';
import { metHydro, oldMetHydro, shipWeather, shipWeatherWmo } from './arbitrary-weather.ts';

const noticeHead = { linkage, description: maybe(int(0, 126)), start: date, durationMin };
const areaNotice = of('areaNotice', { ...noticeHead, areas });
const uscgNotice = of('areaNotice', { ...noticeHead, version: int(0, 63), areas: uscgAreas });
const trialNotice = of('areaNotice', { ...noticeHead, areas: uscgTrialAreas });

const personsOnBoard = maybe(int(1, 8191));
const persons = of('personsOnBoard', { personsOnBoard });
const who = maybe(
  fc.oneof(
    fc.record({ mmsi: int(1, 999_999_999) }),
    fc.record({ imo: int(1, 999_999_999) }),
    fc.record({ callSign: text(7).map((one) => one ?? 'X') }),
    fc.record({ name: text(7).map((one) => one ?? 'X') }),
  ),
);
const target = fc
  .record({ who, lat, lon, cogDeg: deg, utcSecond: minute, sogKn: maybe(int(0, 254)) })
  .filter((one) => Object.values(one).some((field) => field !== undefined));
const targets = (most: number) =>
  of('syntheticTargets', { targets: fc.array(target, { minLength: 1, maxLength: most }) });

const clearance = of('clearance', {
  linkage,
  clearance: date,
  berth: text(20),
  destination: text(5),
  lon,
  lat,
});
const trafficSignal = of('trafficSignal', {
  linkage,
  station: text(20),
  lon,
  lat,
  status: word('regular', 'irregular'),
  signal: maybe(int(1, 13)),
  next: time,
  nextSignal: maybe(int(1, 13)),
});
const services = [
  'agent',
  'fuel',
  'chandler',
  'water',
  'crane',
  'tugs',
  'hazardousWaste',
  'regional2',
] as const;
const berthing = of('berthing', {
  linkage,
  berthLengthM: maybe(int(1, 511)),
  berthDepthM: scaled(1, 255, 10),
  mooring: maybe(int(1, 5)),
  berthing: date,
  servicesKnown: flag,
  services: some(Object.fromEntries(services.map((one) => [one, word('available', 'unknown')]))),
  berth: text(20),
  lon,
  lat,
});

const spaced = (max: number) => scaled(1, max, 100);
const equipment = [
  'ais',
  'watchAlarm',
  'chart',
  'gnss',
  'lrit',
  'sBandRadar',
  'headingDevice',
  'voyageRecorder',
];
const extendedStatic = of('extendedStatic', {
  linkage,
  airDraughtM: spaced(8191),
  lastPort: text(5),
  nextPort: text(5),
  secondPort: text(5),
  equipment: some(
    Object.fromEntries(equipment.map((one) => [one, word('operational', 'notOperational', 'unknown')])),
  ),
  iceClass: maybe(int(0, 10)),
  horsepower: maybe(int(0, 262_142)),
  vhfChannel: maybe(int(1, 4095)),
  lloydsType: text(7),
  grossTonnage: maybe(int(0, 262_142)),
  loaded: word('laden', 'ballast'),
  heavyOil: word('no', 'yes'),
  lightOil: word('no', 'yes'),
  diesel: word('no', 'yes'),
  bunkersT: maybe(int(0, 16_382)),
  personsOnBoard,
});

const imdgClass = word('1', '1.1', '1.4', '2.3', '3', '4.2', '5.1', '6.2', '7', '8', '9', '9.9');
const by = <B extends string>(name: B) => fc.constant(name);
const cargo = fc.oneof(
  fc.constant({}),
  fc.record({ by: by('IMDG'), imdgClass }),
  fc.record({ by: by('IGC'), unNumber: maybe(int(1, 8191)) }),
  fc.record({ by: by('BC'), bcClass: word('A', 'B', 'C', 'MHB'), imdgClass }),
  fc.record({ by: by('MARPOL I'), oil: word('asphalt solutions', 'gasoline', 'naphtha') }),
  fc.record({ by: by('MARPOL II'), category: word('X', 'Y', 'Z', 'OS') }),
  fc.record({ by: by('regional'), regional: maybe(int(1, 8191)) }),
);
const unit = word('kg', 't', 'kt');
const amount = maybe(int(1, 1023));
const dangerousCargo = of('dangerousCargo', {
  unit,
  amount,
  cargoes: fc.array(cargo, { minLength: 1, maxLength: 28 }),
});
const cargoIndication = of('cargoIndication', {
  lastPort: text(5),
  departed: date,
  nextPort: text(5),
  eta: date,
  good: text(20),
  imdCategory: text(4),
  unNumber: maybe(int(1, 8191)),
  amount,
  unit,
});
const dayFirst = some({ day, month, hour, minute });
const fairwayClosed = of('fairwayClosed', {
  reason: text(20),
  fromPlace: text(20),
  toPlace: text(20),
  radius: maybe(int(0, 1000)),
  radiusUnit: fc.constantFrom('m', 'km', 'nm', 'cable'),
  from: dayFirst,
  to: dayFirst,
});
const airDraught = of('airDraught', { airDraughtM: scaled(1, 2047, 10) });

const waypoint = fc
  .record({ lat: fineLat, lon: fineLon })
  .filter((one) => one.lat !== undefined || one.lon !== undefined);
const route = of('route', {
  linkage,
  sender: fc.constantFrom('ship', 'authority'),
  routeType: maybe(int(1, 31)),
  start: date,
  durationMin,
  waypoints: fc.array(waypoint, { maxLength: 16 }),
});
const textTelegram = of('textTelegram', { acknowledge: flag, sequence: int(0, 2047), text: text(151) });
const description = (most: number) => of('description', { linkage, text: text(most) });
const window = (lonOf: typeof lon, latOf: typeof lat, most: number) =>
  fc
    .record({
      lon: lonOf,
      lat: latOf,
      from: time,
      to: time,
      currentToDeg: deg,
      currentKn: scaled(0, most, 10),
    })
    .filter((one) => Object.values(one).some((field) => field !== undefined));
const tidalWindow = (one: ReturnType<typeof window>) =>
  of('tidalWindow', { month, day, windows: fc.array(one, { minLength: 1, maxLength: 3 }) });

const aidMonitoring = of('aidMonitoring', {
  supplyV: scaled(1, 720, 20),
  external1V: scaled(1, 720, 20),
  external2V: scaled(1, 720, 20),
  racon: word('notMonitored', 'operational', 'error'),
  light: word('on', 'off', 'error'),
  alarm: flag,
  inputs: int(0, 255),
  offPosition: flag,
});

export interface Carried {
  readonly type: 6 | 8;
  readonly dac: number;
  readonly fi: number;
  readonly application: fc.Arbitrary<AisApplication>;
}
const carried = (type: 6 | 8, dac: number, fi: number, application: fc.Arbitrary<unknown>): Carried => ({
  type,
  dac,
  fi,
  application: application as fc.Arbitrary<AisApplication>,
});

/** Every message that carries an application. */
export const CARRIED: readonly Carried[] = [
  carried(6, 1, 0, textTelegram),
  carried(8, 1, 0, textTelegram),
  carried(8, 1, 11, oldMetHydro),
  carried(6, 1, 12, cargoIndication),
  carried(8, 1, 13, fairwayClosed),
  carried(6, 1, 14, tidalWindow(window(fineLon, fineLat, 126))),
  carried(8, 1, 15, airDraught),
  carried(6, 1, 16, persons),
  carried(8, 1, 16, persons),
  carried(6, 1, 40, persons),
  carried(8, 1, 17, targets(4)),
  carried(6, 1, 18, clearance),
  carried(8, 1, 19, trafficSignal),
  carried(6, 1, 20, berthing),
  carried(8, 1, 21, shipWeather),
  carried(8, 1, 21, shipWeatherWmo),
  carried(8, 1, 22, areaNotice),
  carried(6, 1, 23, areaNotice),
  carried(8, 1, 24, extendedStatic),
  carried(6, 1, 25, dangerousCargo),
  carried(8, 1, 25, dangerousCargo),
  carried(8, 1, 26, environmental),
  carried(8, 1, 27, route),
  carried(6, 1, 28, route),
  carried(8, 1, 29, description(161)),
  carried(6, 1, 30, description(155)),
  carried(8, 1, 31, metHydro),
  carried(6, 1, 32, tidalWindow(window(lon, lat, 251))),
  carried(8, 200, 10, inlandStatic),
  carried(6, 200, 21, inlandEta),
  carried(6, 200, 22, inlandRta),
  carried(8, 200, 23, emmaWarning),
  carried(8, 200, 24, waterLevels),
  carried(8, 200, 40, signalStatus),
  carried(6, 200, 55, inlandPersons),
  carried(8, 200, 55, inlandPersons),
  carried(6, 235, 10, aidMonitoring),
  carried(8, 250, 10, aidMonitoring),
  carried(8, 366, 22, trialNotice),
  carried(8, 367, 22, uscgNotice),
  carried(8, 367, 33, uscgEnvironmental),
];
