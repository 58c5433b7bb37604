/**
 * The way back, for simulation: what a sentence says as the sentence, with its checksum and without line end.
 * Ranges and speeds are sent in nautical miles and knots. What is undefined is sent blank.
 */
import { METRES_PER_NAUTICAL_MILE, metresToNauticalMiles } from '../../../../proto/domain/units.ts';
import { withChecksum } from '../../ais/encode.ts';
import { CATEGORIES, FIRST_TELECOMMANDS, FORMATS, NATURES, SECOND_TELECOMMANDS } from './dsc.table.ts';
import { escaped, timeText } from './fieldtext.ts';
import type { Dsc, Gga, Hdt, NmeaSentence, Osd, Rmc, Tlb, Tll, Ttm } from './messages.ts';

/** What must be said to make a sentence; the rest is optional. */
type Saying<T extends NmeaSentence, Must extends keyof T> = Pick<T, Must> & {
  readonly [K in Exclude<keyof T, 'sentence' | Must>]?: T[K] | undefined;
};

const RADAR = 'RA';
const GNSS = 'GP';
const GYRO = 'HE';
const RADIO = 'CD';

/** Range to 0.001 nautical miles and bearing to 0.1° unless the steps say otherwise. */
export function encodeTtm(ttm: Saying<Ttm, 'targetNumber'>): string {
  const rangeStep = ttm.rangeStepM === undefined ? 0.001 : ttm.rangeStepM / METRES_PER_NAUTICAL_MILE;
  return sentence(ttm.talker ?? RADAR, 'TTM', [
    String(ttm.targetNumber).padStart(2, '0'),
    miles(ttm.rangeM, decimalsOf(rangeStep)),
    direction(ttm.bearingDeg, decimalsOf(ttm.bearingStepDeg ?? 0.1)),
    ttm.bearingDeg === undefined ? '' : letter(ttm.bearingReference ?? 'true'),
    fixed(ttm.speedKn, 1),
    direction(ttm.courseDeg, 1),
    ttm.courseDeg === undefined ? '' : letter(ttm.courseReference ?? 'true'),
    miles(ttm.cpaM, 2),
    fixed(ttm.tcpaMin, 1),
    'N',
    escaped(ttm.name),
    letter(ttm.status ?? 'tracking'),
    ttm.reference === true ? 'R' : '',
    timeText(ttm.timeOfDayMs),
    ttm.acquisition === undefined ? '' : letter(ttm.acquisition),
  ]);
}

export function encodeTll(tll: Saying<Tll, 'lat' | 'lon'>): string {
  return sentence(tll.talker ?? RADAR, 'TLL', [
    tll.targetNumber === undefined ? '' : String(tll.targetNumber).padStart(2, '0'),
    ...latLon(tll.lat, tll.lon),
    escaped(tll.name),
    timeText(tll.timeOfDayMs),
    letter(tll.status ?? 'tracking'),
    tll.reference === true ? 'R' : '',
  ]);
}

export function encodeTlb(tlb: Saying<Tlb, 'labels'>): string {
  return sentence(
    tlb.talker ?? RADAR,
    'TLB',
    tlb.labels.flatMap(({ targetNumber, label }) => [String(targetNumber), escaped(label)]),
  );
}

export function encodeOsd(osd: Saying<Osd, 'headingDeg'>): string {
  return sentence(osd.talker ?? RADAR, 'OSD', [
    direction(osd.headingDeg, 1),
    osd.headingDeg === undefined || osd.headingValid === false ? 'V' : 'A',
    direction(osd.courseDeg, 1),
    osd.courseReference === undefined ? '' : letter(osd.courseReference),
    fixed(osd.speedKn, 1),
    osd.speedReference === undefined ? '' : letter(osd.speedReference),
    direction(osd.setDeg, 1),
    fixed(osd.driftKn, 1),
    'N',
  ]);
}

export function encodeRmc(rmc: Saying<Rmc, 'lat' | 'lon' | 'timeOfDayMs' | 'dateMs'>): string {
  const variation = rmc.variationDeg;
  return sentence(rmc.talker ?? GNSS, 'RMC', [
    timeText(rmc.timeOfDayMs),
    rmc.valid === false ? 'V' : 'A',
    ...latLon(rmc.lat, rmc.lon),
    fixed(rmc.sogKn, 2),
    direction(rmc.cogDeg, 1),
    date(rmc.dateMs),
    fixed(variation === undefined ? undefined : Math.abs(variation), 1),
    variation === undefined ? '' : variation < 0 ? 'W' : 'E',
    'A',
  ]);
}

export function encodeGga(gga: Saying<Gga, 'lat' | 'lon' | 'timeOfDayMs'>): string {
  return sentence(gga.talker ?? GNSS, 'GGA', [
    timeText(gga.timeOfDayMs),
    ...latLon(gga.lat, gga.lon),
    String(gga.quality ?? 1),
    fixed(gga.satellites, 0),
    fixed(gga.hdop, 1),
    fixed(gga.altM, 1),
    'M',
    '',
    'M',
    '',
    '',
  ]);
}

export const encodeHdt = (hdt: Saying<Hdt, 'headingDeg'>): string =>
  sentence(hdt.talker ?? GYRO, 'HDT', [direction(hdt.headingDeg, 1), 'T']);

export function encodeZda(zda: { readonly utcMs: number; readonly talker?: string }): string {
  const at = new Date(zda.utcMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return sentence(zda.talker ?? GNSS, 'ZDA', [
    timeText(zda.utcMs % DAY_MS),
    two(at.getUTCDate()),
    two(at.getUTCMonth() + 1),
    String(at.getUTCFullYear()),
    '00',
    '00',
  ]);
}

/** The position is cut to whole minutes; what is cut goes into a DSE ({@link encodeDse}). */
export function encodeDsc(dsc: Saying<Dsc, 'format' | 'mmsi' | 'category'>): string {
  const isAlert = dsc.format === 'distress';
  return sentence(dsc.talker ?? RADIO, 'DSC', [
    symbol(dsc.format, FORMATS),
    dsc.area ?? mmsi(dsc.mmsi),
    symbol(dsc.category, CATEGORIES),
    isAlert ? symbol(dsc.natureOfDistress, NATURES) : symbol(dsc.firstTelecommand, FIRST_TELECOMMANDS),
    symbol(dsc.secondTelecommand, isAlert ? FIRST_TELECOMMANDS : SECOND_TELECOMMANDS),
    dsc.channel ?? callPosition(dsc.lat, dsc.lon),
    dsc.telephone ?? (dsc.timeOfDayMs === undefined ? '8888' : timeText(dsc.timeOfDayMs).slice(0, 4)),
    mmsi(dsc.distressMmsi),
    symbol(dsc.distressNature, NATURES),
    dsc.acknowledgement === undefined
      ? 'S'
      : { request: 'R', acknowledgement: 'B', end: 'S' }[dsc.acknowledgement],
    dsc.expansion === true ? 'E' : '',
  ]);
}

/** The decimals of the minutes of a position, for the call of this MMSI. */
export function encodeDse(dse: { mmsi: number; lat: number; lon: number; talker?: string }): string {
  const decimals = (deg: number): string => String(tenThousandths(deg) % 10_000).padStart(4, '0');
  return sentence(dse.talker ?? RADIO, 'DSE', [
    '1',
    '1',
    'A',
    mmsi(dse.mmsi),
    '00',
    decimals(dse.lat) + decimals(dse.lon),
  ]);
}

const DAY_MS = 86_400_000;

const sentence = (talker: string, formatter: string, fields: readonly string[]): string =>
  withChecksum(`$${talker}${formatter},${fields.join(',')}`);

/** Letters of the standard are the first of our words, two apart. */
const letter = (word: string): string => (word === 'acquiring' ? 'Q' : word.charAt(0).toUpperCase());

const decimalsOf = (step: number): number => Math.max(0, Math.min(6, Math.round(-Math.log10(step))));

/** Without the minus of a zero. */
const fixed = (value: number | undefined, decimals: number): string => {
  if (value === undefined) return '';
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? (0).toFixed(decimals) : text;
};

const miles = (m: number | undefined, decimals: number): string =>
  fixed(m === undefined ? undefined : metresToNauticalMiles(m), decimals);

/** [0, 360): what rounds to 360 is 0. */
function direction(deg: number | undefined, decimals: number): string {
  if (deg === undefined) return '';
  const rounded = Number((((deg % 360) + 360) % 360).toFixed(decimals)) % 360;
  return rounded.toFixed(decimals);
}

/** Ten-thousandths of a minute, of the absolute value. */
const tenThousandths = (deg: number): number => Math.round(Math.abs(deg) * 600_000);

function latLon(lat: number | undefined, lon: number | undefined): string[] {
  if (lat === undefined || lon === undefined) return ['', '', '', ''];
  return [angle(lat, 2), lat < 0 ? 'S' : 'N', angle(lon, 3), lon < 0 ? 'W' : 'E'];
}

function angle(deg: number, digits: number): string {
  const parts = tenThousandths(deg);
  const whole = Math.floor(parts / 600_000);
  return String(whole).padStart(digits, '0') + ((parts % 600_000) / 10_000).toFixed(4).padStart(7, '0');
}

const date = (dateMs: number | undefined): string => {
  if (dateMs === undefined) return '';
  const [year, month, day] = new Date(dateMs).toISOString().slice(2, 10).split('-');
  return `${day}${month}${year}`;
};

const mmsi = (value: number | undefined): string =>
  value === undefined ? '' : `${String(value).padStart(9, '0')}0`;

const symbol = (word: string | undefined, table: Readonly<Record<string, string>>): string =>
  word === undefined
    ? ''
    : (Object.entries(table).find(([, meaning]) => meaning === word)?.[0] ?? word.slice(-2));

function callPosition(lat: number | undefined, lon: number | undefined): string {
  if (lat === undefined || lon === undefined) return '9999999999';
  const quadrant = (lat < 0 ? 2 : 0) + (lon < 0 ? 1 : 0);
  const part = (deg: number, digits: number): string => {
    const minutes = Math.floor(tenThousandths(deg) / 10_000);
    return String(Math.floor(minutes / 60)).padStart(digits, '0') + String(minutes % 60).padStart(2, '0');
  };
  return `${quadrant}${part(lat, 2)}${part(lon, 3)}`;
}
