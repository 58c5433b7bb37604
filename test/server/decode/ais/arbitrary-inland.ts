/** Any application of inland AIS, for round trips. */
import fc from 'fast-check';
import { flag, int, maybe, scaled, some, text } from './arbitrary-fields.ts';
import { date, day, deg, fineLat, fineLon, month, of, time, word } from './arbitrary-said.ts';

export const inlandStatic = of('inlandStatic', {
  eni: text(8),
  lengthM: scaled(1, 8000, 10),
  beamM: scaled(1, 1000, 10),
  eriType: maybe(int(1, 16_383)),
  blueCones: maybe(int(0, 4)),
  draughtM: scaled(1, 2000, 100),
  loaded: word('unloaded', 'loaded'),
  goodSpeed: flag,
  goodCourse: flag,
  goodHeading: flag,
});
const place = {
  country: text(2),
  location: text(3),
  fairwaySection: text(5),
  terminal: text(5),
  hectometre: text(5),
};
export const inlandEta = of('inlandEta', {
  ...place,
  eta: date,
  assistingTugs: maybe(int(0, 6)),
  airDraughtM: scaled(1, 4000, 100),
});
export const inlandRta = of('inlandRta', {
  ...place,
  rta: date,
  status: word('operational', 'limited', 'outOfOrder'),
});
const wholeDay = some({ year: maybe(int(2001, 2255)), month, day });
const extreme = maybe(int(-254, 254));
export const emmaWarning = of('emmaWarning', {
  startDay: wholeDay,
  endDay: wholeDay,
  startTime: time,
  endTime: time,
  startLon: fineLon,
  startLat: fineLat,
  endLon: fineLon,
  endLat: fineLat,
  weather: word('wind', 'rain', 'snowAndIce', 'thunderstorm', 'fog', 'lowTemperature', 'flood', 'forestFire'),
  min: extreme,
  max: extreme,
  intensity: word('slight', 'medium', 'strong'),
  wind: word('N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'),
});
const levelM = fc.oneof(int(-8191, -1), int(1, 8191)).map((cm) => cm / 100);
export const waterLevels = of('waterLevels', {
  country: text(2),
  gauges: fc.array(fc.record({ id: int(1, 2047), levelM: maybe(levelM) }), { maxLength: 4 }),
});
const lights = fc
  .array(int(0, 7), { minLength: 9, maxLength: 9 })
  .filter((digits) => digits.some((digit) => digit > 0));
export const signalStatus = of('signalStatus', {
  lon: fineLon,
  lat: fineLat,
  form: maybe(int(1, 14)),
  orientationDeg: deg,
  impact: word('upstream', 'downstream', 'toLeftBank', 'toRightBank'),
  lights: maybe(lights),
});
export const inlandPersons = of('inlandPersons', {
  crew: maybe(int(0, 254)),
  passengers: maybe(int(0, 8190)),
  personnel: maybe(int(0, 254)),
});
