/** Any environmental report, for round trips. */
import fc from 'fast-check';
import { flag, int, maybe, scaled, some, text } from './arbitrary-fields.ts';
import { dayTime, deg, fineLat, fineLon, of, time, word } from './arbitrary-said.ts';

const head = { utc: dayTime, site: int(0, 127) };
const report = (name: string, fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({ report: fc.constant(name), ...head, ...fields });

const sensor = maybe(int(1, 7));
const windKn = maybe(int(0, 121));
const forecastMin = maybe(int(0, 254));
const depthM = maybe(int(0, 361));
const kn = scaled(0, 246, 10);
const height = scaled(0, 246, 10);
const period = maybe(int(0, 60));
const water = scaled(-100, 500, 10);
const salinityPermille = scaled(0, 501, 10);
const level = scaled(-32_767, 32_767, 100);
const gap = scaled(100, 8191, 100);
const rising = word('steady', 'rising', 'falling');

const flow = some({ kn, toDeg: deg, depthM });
const flow3d = some({ northKn: kn, eastKn: kn, upKn: kn, depthM });
const away = maybe(int(0, 121));
const across = some({ bearingDeg: deg, distanceM: away, kn, toDeg: deg, depthM });
const place = { lon: fineLon, lat: fineLat, owner: maybe(int(1, 14)), timeout: maybe(int(1, 5)) };
const airGap = { airDraughtM: gap, airGapM: gap, trend: rising, forecastGapM: gap, forecast: dayTime };
const current3d = { current1: flow3d, current2: flow3d, sensor };
const windForecast = { forecastWindKn: windKn, forecastGustKn: windKn, forecastFromDeg: deg, forecastMin };

const shared = [
  report('station', { name: text(14) }),
  report('wind', {
    windKn,
    gustKn: windKn,
    windFromDeg: deg,
    gustFromDeg: deg,
    sensor,
    ...windForecast,
    forecast: dayTime,
  }),
  report('waterLevel', {
    isDepth: flag,
    levelM: level,
    trend: rising,
    datum: maybe(int(0, 13)),
    sensor,
    forecastIsDepth: flag,
    forecastLevelM: level,
    forecast: dayTime,
    forecastMin,
  }),
  report('current2d', { current1: flow, current2: flow, current3: flow, sensor }),
  report('current3d', current3d),
  report('seaState', {
    swellHeightM: height,
    swellPeriodS: period,
    swellFromDeg: deg,
    seaState: maybe(int(0, 12)),
    swellSensor: sensor,
    waterC: water,
    waterDepthM: scaled(0, 121, 10),
    depthSensor: sensor,
    waveHeightM: height,
    wavePeriodS: period,
    waveFromDeg: deg,
    waveSensor: sensor,
    salinityPermille,
  }),
  report('salinity', {
    waterC: water,
    conductivitySm: scaled(0, 701, 100),
    waterPressureDbar: scaled(0, 60_001, 10),
    salinityPermille,
    salinityBy: word('measured', 'PSS-78', 'calculated'),
    sensor,
  }),
  report('weather', {
    airC: scaled(-600, 600, 10),
    airSensor: sensor,
    precipitationType: int(0, 3),
    visibilityNm: scaled(0, 241, 10),
    dewPointC: scaled(-200, 500, 10),
    dewPointSensor: sensor,
    pressureHpa: maybe(int(799, 1201)),
    pressureTendency: rising,
    pressureSensor: sensor,
    salinityPermille,
  }),
];

const reports = (kinds: readonly fc.Arbitrary<object>[]) =>
  of('environmental', { reports: fc.array(fc.oneof(...kinds), { minLength: 1, maxLength: 8 }) });

export const environmental = reports([
  ...shared,
  report('location', { ...place, altM: scaled(0, 2001, 10) }),
  report('horizontalCurrent', { current1: across, current2: across }),
  report('airGap', airGap),
  report('reserved', { code: int(11, 15) }),
]);
const beside = some({ distanceM: away, kn, toDeg: deg, depthM });
export const uscgEnvironmental = reports([
  ...shared,
  report('location', { ...place, precision: maybe(int(0, 6)), altM: scaled(0, 4094, 10) }),
  report('horizontalCurrent', { bearingDeg: deg, current1: beside, current2: beside, sensor }),
  report('airGap', { ...airGap, sensor }),
  report('wind2', {
    windKn,
    gustKn: windKn,
    windFromDeg: deg,
    averagedMin: maybe(int(1, 63)),
    sensor,
    ...windForecast,
    forecastTime: time,
  }),
  report('reserved', { code: int(12, 15) }),
]);
