/** What a field of a message, an application or an observation may be. */

/** The largest and smallest value, by the field's name; others are from 0 to what 30 bits say. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  type: [1, 27],
  repeat: [0, 3],
  lat: [-90, 90],
  lon: [-180, 180],
  startLat: [-90, 90],
  startLon: [-180, 180],
  endLat: [-90, 90],
  endLon: [-180, 180],
  neLat: [-90, 90],
  neLon: [-180, 180],
  swLat: [-90, 90],
  swLon: [-180, 180],
  sogKn: [0, 1022],
  cogDeg: [0, 360],
  headingDeg: [0, 360],
  turnDegPerMin: [-709, 709],
  navStatus: [0, 15],
  utcSecond: [0, 63],
  utcMinute: [0, 59],
  utcHour: [0, 23],
  utcDay: [1, 31],
  utcMonth: [1, 12],
  utcYear: [1, 9999],
  year: [2001, 2255],
  month: [1, 12],
  day: [1, 31],
  hour: [0, 23],
  minute: [0, 59],
  altM: [0, 4094],
  draughtM: [0.01, 25.5],
  toBowM: [0, 511],
  toSternM: [0, 511],
  toPortM: [0, 63],
  toStarboardM: [0, 63],
  // applications
  linkage: [0, 1024 + 2 ** 24],
  description: [0, 126],
  routeType: [1, 31],
  radiusM: [0, 4_095_000],
  eastM: [0, 255_000],
  northM: [0, 255_000],
  distanceM: [0, 2_047_000],
  orientationDeg: [0, 359],
  bearingDeg: [0, 359.5],
  fromDeg: [0, 360],
  toDeg: [0, 359],
  windKn: [0, 247],
  gustKn: [0, 247],
  windFromDeg: [0, 360],
  gustFromDeg: [0, 360],
  waveFromDeg: [0, 359],
  swellFromDeg: [0, 359],
  kn: [0, 25.1],
  depthM: [0, 361],
  airC: [-60, 60],
  waterC: [-10, 50],
  dewPointC: [-20, 50],
  humidityPercent: [0, 100],
  cloudPercent: [0, 100],
  pressureHpa: [799, 1201],
  pressureChangeHpa: [-50, 50],
  visibilityNm: [0, 28],
  waterLevelM: [-327.67, 327.67],
  levelM: [-327.67, 327.67],
  forecastLevelM: [-327.67, 327.67],
  waveHeightM: [0, 30],
  swellHeightM: [0, 30],
  wavePeriodS: [0, 60],
  swellPeriodS: [0, 60],
  seaState: [0, 12],
  salinityPermille: [0, 50.1],
  precipitation: [1, 5],
  min: [-254, 254],
  max: [-254, 254],
  supplyV: [0.05, 36],
  blueCones: [0, 4],
  site: [0, 127],
  lights: [0, 7],
  airDraughtM: [0.01, 204.7],
};

/** Words of an alphabet of capitals, as they come. */
const TEXTS = new Set(
  `name callSign vendorId destination text berth station location reason fromPlace toPlace lastPort nextPort secondPort
   lloydsType good imdCategory eni country fairwaySection terminal hectometre`.split(/\s+/),
);

/** Fields that are out of range, not a number, a sentinel, or text that no message says. */
export function outOfRange(value: unknown, field = ''): string[] {
  if (value === null) return [`${field} is null`];
  if (value === undefined || typeof value === 'boolean' || value instanceof Uint8Array) return [];
  if (Array.isArray(value)) {
    const [lat, lon] = value as unknown[];
    // corners are pairs
    if (field === 'points' && typeof lat === 'number')
      return [...outOfRange(lat, 'lat'), ...outOfRange(lon, 'lon')];
    return value.flatMap((one) => outOfRange(one, field));
  }
  if (typeof value === 'object') return Object.entries(value).flatMap(([name, one]) => outOfRange(one, name));
  if (typeof value === 'string')
    return TEXTS.has(field) && /[@a-z`{|}~]|^$|\s$/.test(value) ? [`${field} ${value}`] : [];
  if (typeof value !== 'number') return [`${field} is a ${typeof value}`];
  if (field.endsWith('Ms')) return Number.isFinite(value) ? [] : [`${field} ${value}`];
  const [low, high] = /mmsi$/i.test(field) ? [0, 999_999_999] : (RANGES[field] ?? [0, 2 ** 30 - 1]);
  const sentinel = (field === 'sogKn' && value === 102.3) || (field === 'utcSecond' && value === 60);
  return value >= low && value <= high && !sentinel ? [] : [`${field} ${value}`];
}
