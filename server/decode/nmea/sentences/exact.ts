/** Values as the shortest field text that is read as the very same value (IEC 61162-1); undefined is blank. */
import { METRES_PER_NAUTICAL_MILE } from '../../../../proto/domain/units.ts';

const MOST_DECIMALS = 9;
/** Metres in the units of range, the usual one first: nautical miles, kilometres, statute miles. */
const UNITS = { N: METRES_PER_NAUTICAL_MILE, K: 1000, S: 1609.344 } as const;
export type UnitLetter = keyof typeof UNITS;
const LETTERS = ['N', 'K', 'S'] as const;

/** The fewest decimals that `reads` takes for the value; the most that there may be where none do. */
function shortest(text: (decimals: number) => string, reads: (text: string) => boolean, least = 0): string {
  for (let decimals = least; decimals <= MOST_DECIMALS; decimals++) {
    const candidate = text(decimals);
    if (reads(candidate)) return candidate;
  }
  return text(MOST_DECIMALS);
}

/** @param step in which it was given: so many decimals */
export function exactNumber(value: number | undefined, step?: number): string {
  if (value === undefined) return '';
  const least = step === undefined ? 0 : Math.max(0, Math.round(-Math.log10(step)));
  return shortest(
    (decimals) => value.toFixed(decimals),
    (text) => Number(text) === value,
    least,
  );
}

/** Ranges in metres (with their steps) and speeds in knots that share one unit. */
export interface SharedUnit {
  readonly metres: readonly { readonly value: number | undefined; readonly step?: number | undefined }[];
  readonly knots: readonly (number | undefined)[];
}

/** The unit in which all of them can be said exactly, and their texts; nautical miles where there is none. */
export function inOneUnit({ metres, knots }: SharedUnit): {
  readonly letter: UnitLetter;
  readonly metres: readonly string[];
  readonly knots: readonly string[];
} {
  const tries = LETTERS.map((letter) => {
    const unit = UNITS[letter];
    const scaled = (value: number | undefined, factor: number, step?: number) => {
      if (value === undefined) return { text: '', exact: true };
      const reads = (text: string) => Math.round(Number(text) * factor * 1e6) / 1e6 === value;
      const decimals = step === undefined ? 0 : Math.max(0, Math.round(-Math.log10(step / factor)));
      const stepFits = step === undefined || Math.abs(10 ** -decimals * factor - step) < 1e-6;
      const text = shortest((count) => (value / factor).toFixed(count), reads, decimals);
      const isShort = step === undefined || (text.split('.')[1] ?? '').length === decimals;
      return { text, exact: reads(text) && stepFits && isShort };
    };
    const ranges = metres.map(({ value, step }) => scaled(value, unit, step));
    const speeds = knots.map((value) => scaled(value, unit / METRES_PER_NAUTICAL_MILE));
    return { letter, ranges, speeds, exact: [...ranges, ...speeds].every(({ exact }) => exact) };
  });
  const chosen = tries.find(({ exact }) => exact) ?? tries[0]!;
  return {
    letter: chosen.letter,
    metres: chosen.ranges.map(({ text }) => text),
    knots: chosen.speeds.map(({ text }) => text),
  };
}

/** `ddmm.mm,N,dddmm.mm,E`. */
export const exactLatLon = (lat: number | undefined, lon: number | undefined): string[] => [
  ...exactAngle(lat, 2, 'N', 'S'),
  ...exactAngle(lon, 3, 'E', 'W'),
];

function exactAngle(deg: number | undefined, digits: number, plus: string, minus: string): string[] {
  if (deg === undefined) return ['', ''];
  const size = Math.abs(deg);
  const whole = Math.floor(size);
  const write = (decimals: number): string => {
    const minutes = ((size - whole) * 60).toFixed(decimals);
    // what rounds to 60 minutes is the next degree
    const [d, m] = Number(minutes) < 60 ? [whole, minutes] : [whole + 1, (0).toFixed(decimals)];
    return (
      String(d).padStart(digits, '0') + (decimals === 0 ? m.padStart(2, '0') : m.padStart(decimals + 3, '0'))
    );
  };
  const reads = (text: string): boolean => {
    const value = Number(text);
    const degrees = Math.floor(value / 100);
    return degrees + (value - degrees * 100) / 60 === size;
  };
  return [shortest(write, reads, 2), deg < 0 ? minus : plus];
}

/** `hhmmss.ss`, in milliseconds where it needs them. */
export function exactTime(timeOfDayMs: number | undefined): string {
  if (timeOfDayMs === undefined) return '';
  const head = new Date(timeOfDayMs).toISOString().slice(11, 19).replaceAll(':', '');
  const ms = Math.round(timeOfDayMs % 1000);
  const digits = String(ms).padStart(3, '0');
  // a reader cuts: the last is a little more, so that nothing of it is lost
  const texts = [digits.replace(/0+$/, '').padEnd(2, '0'), digits, `${digits}5`];
  const fraction = texts.find((text) => Math.floor(Number(`0.${text}`) * 1000) === ms) ?? digits;
  return `${head}.${fraction}`;
}

export const exactDate = (dateMs: number | undefined): string => {
  if (dateMs === undefined) return '';
  const [year, month, day] = new Date(dateMs).toISOString().slice(2, 10).split('-');
  return `${day}${month}${year}`;
};
