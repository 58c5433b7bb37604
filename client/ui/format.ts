/**
 * The only place where a number becomes text. Unit symbols are the SI's and the sea's (kn, NM, m, min) and the same in
 * every language, so they live here; words live in the message catalogue. Absent values become {@link ABSENT}.
 */
import { formatMmsi } from '../../proto/domain/ids.ts';
import { METRES_PER_NAUTICAL_MILE } from '../../proto/domain/units.ts';

/** Shown where a value is not known. */
export const ABSENT = '–';

const known = (value: number | null | undefined): value is number =>
  value !== undefined && value !== null && Number.isFinite(value);

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

function degreesMinutes(value: number, degreeDigits: number, positive: string, negative: string): string {
  // Rounded in thousandths of a minute first, so that 59.9996′ becomes the next degree and not 60.000′.
  const thousandths = Math.round(Math.abs(value) * 60_000);
  const whole = Math.floor(thousandths / 60_000);
  const minutes = ((thousandths % 60_000) / 1000).toFixed(3);
  return `${pad(whole, degreeDigits)}°${minutes.padStart(6, '0')}′${value < 0 && thousandths > 0 ? negative : positive}`;
}

/** `41°19.230′N`: degrees and minutes as charts and the VHF radio use them; a thousandth of a minute is 1.85 m. */
export const formatLatitude = (lat: number | undefined): string =>
  known(lat) ? degreesMinutes(lat, 2, 'N', 'S') : ABSENT;

/** `019°26.700′E`. */
export const formatLongitude = (lon: number | undefined): string =>
  known(lon) ? degreesMinutes(lon, 3, 'E', 'W') : ABSENT;

export const formatPosition = (lat: number | undefined, lon: number | undefined): string =>
  known(lat) && known(lon) ? `${formatLatitude(lat)} ${formatLongitude(lon)}` : ABSENT;

/** `41.320500, 19.445000`: decimal degrees, as other systems have them; the last figure is 0.11 m. */
export const formatDecimalPosition = (lat: number | undefined, lon: number | undefined): string =>
  known(lat) && known(lon) ? `${lat.toFixed(6)}, ${lon.toFixed(6)}` : ABSENT;

/** Knots with one decimal, as AIS reports them, without the unit: for columns whose head says it. */
export const formatKnots = (sogKn: number | undefined): string => (known(sogKn) ? sogKn.toFixed(1) : ABSENT);

export const formatSpeed = (sogKn: number | undefined): string =>
  known(sogKn) ? `${formatKnots(sogKn)} kn` : ABSENT;

const KM_PER_NAUTICAL_MILE = METRES_PER_NAUTICAL_MILE / 1000;

/** A speed as people on land say it, beside the knots: `4.1 km/h`. */
export const formatKmh = (sogKn: number | undefined): string =>
  known(sogKn) ? `${formatKnots(sogKn * KM_PER_NAUTICAL_MILE)} km/h` : ABSENT;

/** A direction in three digits, 000°…359°. */
export const formatBearing = (deg: number | undefined): string =>
  known(deg) ? `${pad(((Math.round(deg) % 360) + 360) % 360, 3)}°` : ABSENT;

/** Rate of turn with its side: `12°/min ▸` to starboard, `◂ 12°/min` to port, `0°/min` when steady. */
export function formatTurn(degPerMin: number | undefined): string {
  if (!known(degPerMin)) return ABSENT;
  const rate = Math.round(Math.abs(degPerMin));
  if (rate === 0) return '0°/min';
  return degPerMin > 0 ? `${rate}°/min ▸` : `◂ ${rate}°/min`;
}

/** Metres below 0.1 NM, then nautical miles with the decimals that still mean something. */
export function formatRange(rangeM: number | undefined): string {
  if (!known(rangeM)) return ABSENT;
  const nm = rangeM / METRES_PER_NAUTICAL_MILE;
  if (nm < 0.1) return `${Math.round(rangeM)} m`;
  if (nm < 10) return `${nm.toFixed(2)} NM`;
  return nm < 100 ? `${nm.toFixed(1)} NM` : `${Math.round(nm)} NM`;
}

/** A whole or tenth number of metres: `183 m`, `7.4 m`. */
export const formatMetres = (value: number | undefined): string =>
  known(value) ? `${Number.isInteger(value) ? value : value.toFixed(1)} m` : ABSENT;

/** How long ago, in two figures at most: `0.4 s`, `12 s`, `4 min`, `3 h 20 min`, `2 d 5 h`. Never negative. */
export function formatAge(ms: number | undefined): string {
  if (!known(ms)) return ABSENT;
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 0.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 119.5) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}

/** An age in one unit for narrow columns: `8 s`, `4 min`, `3 h`, `2 d`. */
export function formatAgeShort(ms: number | undefined): string {
  if (!known(ms)) return ABSENT;
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`;
}

/** `14:03:59`, UTC. */
export const formatTimeUtc = (ms: number | undefined): string =>
  known(ms) ? new Date(ms).toISOString().slice(11, 19) : ABSENT;

/** `2026-11-22`, UTC. */
export const formatDateUtc = (ms: number | undefined): string =>
  known(ms) ? new Date(ms).toISOString().slice(0, 10) : ABSENT;

/** Making one costs a hundred times what using it does. */
const clocks = new Map<string | undefined, Intl.DateTimeFormat>();
/** Time zones that there are, about: more are not kept. */
const MOST_CLOCKS = 600;

function clockOf(timeZone: string | undefined): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  if (clocks.size < MOST_CLOCKS) clocks.set(timeZone, clock);
  return clock;
}

/** `14:03:59` in the time zone of this screen, or of `timeZone` (IANA name). */
export const formatTimeLocal = (ms: number | undefined, timeZone?: string): string =>
  known(ms) ? clockOf(timeZone).format(ms) : ABSENT;

/** What local time differs from UTC: `UTC+1`, `UTC−3:30`, `UTC` where it does not. */
export function formatZoneOffset(offsetMin: number): string {
  if (offsetMin === 0) return 'UTC';
  const size = Math.abs(offsetMin);
  const rest = size % 60 === 0 ? '' : `:${pad(size % 60, 2)}`;
  return `UTC${offsetMin < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`;
}

/** Nine digits, leading zeros kept. */
export const formatMmsiText = (mmsi: number | null | undefined): string =>
  known(mmsi) ? formatMmsi(mmsi) : ABSENT;

/** Grouped by thin spaces, as ISO 80000-1 has it: `12 480`. */
export function formatCount(value: number | undefined): string {
  if (!known(value)) return ABSENT;
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ' ');
}

/** Events a second, three figures at most: `0.25`, `8.4`, `1 250`. */
export function formatRate(perS: number | undefined): string {
  if (!known(perS)) return ABSENT;
  if (perS === 0) return '0';
  if (perS < 1) return perS.toFixed(2);
  return perS < 100 ? perS.toFixed(1) : formatCount(perS);
}

/** Bytes in decimal multiples: `312 B`, `4.2 kB`, `18 MB`. */
export function formatBytes(bytes: number | undefined): string {
  if (!known(bytes)) return ABSENT;
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** `1 : 250 000`: the map's scale, rounded to two figures because a screen's own size is not known exactly. */
export function formatScale(denominator: number | undefined): string {
  if (!known(denominator) || denominator <= 0) return ABSENT;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(denominator)) - 1);
  return `1 : ${formatCount(Math.round(denominator / step) * step)}`;
}

/** Recorded seconds a second: `×1`, `×8`, `×0.5`. */
export const formatFactor = (rate: number): string =>
  `×${Number.isInteger(rate) ? rate : Number(rate.toFixed(2))}`;

/** An AIS time of arrival: month, day, hour and minute, each of which may be absent. */
export function formatEta(eta: {
  readonly month?: number;
  readonly day?: number;
  readonly hour?: number;
  readonly minute?: number;
}): string {
  const two = (value: number | undefined): string => (value === undefined ? '––' : pad(value, 2));
  const date =
    eta.month === undefined && eta.day === undefined ? undefined : `${two(eta.month)}-${two(eta.day)}`;
  const time =
    eta.hour === undefined && eta.minute === undefined ? undefined : `${two(eta.hour)}:${two(eta.minute)}`;
  if (date === undefined && time === undefined) return ABSENT;
  return `${[date, time].filter((part) => part !== undefined).join(' ')} UTC`;
}

/** A share of one as `12 %`; what is not quite nothing or not quite all is not rounded to it: `<1 %`, `>99 %`. */
export function formatPercent(share: number | null | undefined): string {
  if (!known(share)) return ABSENT;
  if (share > 0 && share < 0.01) return '<1 %';
  if (share < 1 && share > 0.99) return '>99 %';
  return `${Math.round(share * 100)} %`;
}

/** A probability in two decimals, which never round to certainty: `0.98`, `>0.99`, `<0.01`. */
export function formatProbability(value: number | null | undefined): string {
  if (!known(value)) return ABSENT;
  if (value > 0 && value < 0.01) return '<0.01';
  if (value < 1 && value > 0.99) return '>0.99';
  return value.toFixed(2);
}

/** A distance in standard deviations: `1.4 σ`. */
export const formatSigma = (value: number | null | undefined): string =>
  known(value) ? `${value.toFixed(1)} σ` : ABSENT;

/** Metres that were estimated, whole from 10 m on: `7.4 m`, `353 m`, `12 480 m`. */
export const formatEstimate = (valueM: number | null | undefined): string =>
  known(valueM) ? `${valueM < 9.95 ? valueM.toFixed(1) : formatCount(valueM)} m` : ABSENT;

/** The semi-axes of an ellipse: `± 120 × 45 m`. */
export const formatEllipse = (semiMajorM: number, semiMinorM: number): string =>
  `± ${formatEstimate(semiMajorM).slice(0, -2)} × ${formatEstimate(semiMinorM)}`;

function signed(value: number, digits: number): string {
  const size = Math.abs(value).toFixed(digits);
  // What rounds to nothing has no sign.
  return Number(size) === 0 ? size : `${value < 0 ? '−' : '+'}${size}`;
}

/** A deviation, never rounded to none, which would claim certainty: `± 0.10`, `± <0.01`. */
function deviation(sigma: number, digits: number): string {
  const least = 10 ** -digits;
  return sigma > 0 && sigma < least / 2 ? `± <${least.toFixed(digits)}` : `± ${sigma.toFixed(digits)}`;
}

/** An error in range with one standard deviation: `+8 ± 11 m`. */
export const formatRangeError = (errorM: number, sigmaM: number): string =>
  `${signed(errorM, 0)} ${deviation(sigmaM, 0)} m`;

/** An error in direction with one standard deviation: `+0.32 ± 0.10°`. */
export const formatAzimuthError = (errorDeg: number, sigmaDeg: number): string =>
  `${signed(errorDeg, 2)} ${deviation(sigmaDeg, 2)}°`;

/** A short time in seconds with one decimal: `2.5 s`. */
export const formatPeriod = (ms: number | undefined): string =>
  known(ms) ? `${(ms / 1000).toFixed(1)} s` : ABSENT;

/** The size of an angle, which is no direction: `37°`. */
export const formatDegrees = (deg: number): string => `${Math.round(deg)}°`;

/** A number exactly, as it is typed into a field. */
export const formatTyped = (value: number): string => String(value);

/** A number with one decimal, whole where it is whole: `8`, `13.5`. */
export const formatDecimal = (value: number | undefined): string =>
  known(value) ? String(Number(value.toFixed(1))) : ABSENT;

/** `11-23 04:10`: month, day and time, UTC, where the year is beyond doubt. */
export const formatMomentUtc = (ms: number | undefined): string =>
  known(ms) ? new Date(ms).toISOString().slice(5, 16).replace('T', ' ') : ABSENT;

/** `2026-11-23 04:10`, UTC: as it is typed. */
export const formatFullMomentUtc = (ms: number | undefined): string =>
  known(ms) ? new Date(ms).toISOString().slice(0, 16).replace('T', ' ') : ABSENT;

/** `04:10`, UTC. */
export const formatClockUtc = (ms: number | undefined): string =>
  known(ms) ? new Date(ms).toISOString().slice(11, 16) : ABSENT;

/** `05:10` in the time zone of this screen. */
export const formatClockLocal = (ms: number | undefined): string => formatTimeLocal(ms).slice(0, 5);

/** `11-23`: month and day, UTC. */
export const formatMonthDayUtc = (ms: number | undefined): string =>
  known(ms) ? new Date(ms).toISOString().slice(5, 10) : ABSENT;

/** Square kilometres, three figures at most: `0.42`, `8.4`, `1 250`. */
export const formatKm2 = (areaM2: number | undefined): string =>
  known(areaM2) ? formatRate(areaM2 / 1e6) : ABSENT;

/** An area with its unit: `12.4 km²`; small ones in square metres. */
export const formatArea = (areaM2: number | undefined): string =>
  !known(areaM2)
    ? ABSENT
    : areaM2 < 10_000
      ? `${formatCount(Math.round(areaM2))} m²`
      : `${formatKm2(areaM2)} km²`;

/** A length both ways: `12.3 NM · 22.8 km`. */
export const formatLength = (lengthM: number | undefined): string =>
  !known(lengthM)
    ? ABSENT
    : lengthM < 1000
      ? `${formatCount(Math.round(lengthM))} m`
      : `${formatRange(lengthM)} · ${formatRate(lengthM / 1000)} km`;
