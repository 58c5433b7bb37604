/** A sentence's fields as values, strictly: blank is undefined, anything that does not fit is remembered as wrong. */
import { nauticalMilesToMetres } from '../../../../proto/domain/units.ts';
import { utcMs } from '../stamps.ts';

const DECIMAL = /^[+-]?(?:\d{1,12}\.?\d{0,12}|\.\d{1,12})$/;
const TIME = /^([01]\d|2[0-3])([0-5]\d)([0-5]\d|60)(?:\.(\d{1,9}))?$/;
/** Characters that would end a field stand as `^` and two hexadecimal digits (IEC 61162-1). */
const ESCAPE = /\^([0-9A-Fa-f]{2})/g;

/** Units of range with their speed: kilometres, nautical miles, statute miles (an hour). */
const METRES_A_UNIT = { K: 1000, N: nauticalMilesToMetres(1), S: 1609.344 } as const;

export interface RangeUnit {
  readonly metres: number;
  readonly knots: number;
}

const textOf = (raw: string): string =>
  raw
    .replace(ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/[^\x20-\x7e\xa0-\xff]/g, '.');

/** Reused from sentence to sentence. Every getter tells the first field that is wrong; see {@link Fields.wrong}. */
export class Fields {
  #fields: readonly string[] = [];
  /** What is wrong, in words; undefined while all fields that were asked for are blank or fit. */
  wrong: string | undefined;
  /** What was wrong and is forgiven: the sentence is kept without it. */
  forgiven: string | undefined;

  /** `text` is the sentence between its first letter and `*`. */
  set(text: string): void {
    this.#fields = text.split(',');
    this.wrong = undefined;
    this.forgiven = undefined;
  }

  /** What was wrong so far does not make the sentence worthless. */
  forgive(): void {
    this.forgiven = this.wrong;
    this.wrong = undefined;
  }

  /** The address included. */
  get count(): number {
    return this.#fields.length;
  }

  refuse(what: string): undefined {
    this.wrong ??= what;
    return undefined;
  }

  /** Without blanks around it. */
  raw(index: number): string {
    return this.#fields[index]?.trim() ?? '';
  }

  text(index: number): string | undefined {
    const raw = this.raw(index);
    if (raw === '') return undefined;
    return textOf(raw);
  }

  /** A text that goes to the sentence's end, commas and all. */
  rest(index: number): string | undefined {
    const raw = this.#fields.slice(index).join(',').trim();
    return raw === '' ? undefined : textOf(raw);
  }

  /** One of these letters as its meaning. */
  code<T>(index: number, name: string, codes: Readonly<Record<string, T>>): T | undefined {
    const raw = this.raw(index);
    if (raw === '') return undefined;
    return Object.hasOwn(codes, raw) ? codes[raw] : this.refuse(`${name} cannot be '${raw.slice(0, 20)}'`);
  }

  decimal(index: number, name: string, min: number, max: number): number | undefined {
    const raw = this.raw(index);
    if (raw === '') return undefined;
    const value = DECIMAL.test(raw) ? Number(raw) : Number.NaN;
    return value >= min && value <= max ? value : this.refuse(`${name} cannot be '${raw.slice(0, 20)}'`);
  }

  /** 0…360; 360 is 0. */
  direction(index: number, name: string): number | undefined {
    const value = this.decimal(index, name, 0, 360);
    return value === 360 ? 0 : value;
  }

  integer(index: number, name: string, min: number, max: number): number | undefined {
    const value = this.decimal(index, name, min, max);
    return value === undefined || Number.isInteger(value) ? value : this.refuse(`${name} is no whole number`);
  }

  /** Hexadecimal digits as a number. */
  hexadecimal(index: number, name: string): number | undefined {
    const raw = this.raw(index);
    return /^[0-9A-Fa-f]{1,4}$/.test(raw)
      ? Number.parseInt(raw, 16)
      : this.refuse(`${name} cannot be '${raw}'`);
  }

  /** The step in which a decimal is given: 0.01 for `1.43`. */
  step(index: number): number {
    const raw = this.raw(index);
    const dot = raw.indexOf('.');
    return dot < 0 ? 1 : 10 ** (dot + 1 - raw.length);
  }

  /** `ddmm.mm` and the letter after it, degrees; undefined when either is blank. */
  lat(index: number): number | undefined {
    return this.#angle(index, 'latitude', 90, { N: 1, S: -1 });
  }

  /** `dddmm.mm` and the letter after it, degrees. */
  lon(index: number): number | undefined {
    return this.#angle(index, 'longitude', 180, { E: 1, W: -1 });
  }

  #angle(
    index: number,
    name: string,
    most: number,
    signs: Readonly<Record<string, number>>,
  ): number | undefined {
    const value = this.decimal(index, name, 0, most * 100);
    const sign = this.code(index + 1, `the letter after the ${name}`, signs);
    if (value === undefined) return undefined;
    if (sign === undefined) return this.refuse(`a ${name} without its letter`);
    const whole = Math.floor(value / 100);
    const minutes = value - whole * 100;
    const deg = whole + minutes / 60;
    return minutes < 60 && deg <= most ? sign * deg : this.refuse(`${name} cannot be '${this.raw(index)}'`);
  }

  /** An angle and its `E` or `W`; east is positive. */
  eastward(index: number, name: string): number | undefined {
    const value = this.decimal(index, name, 0, 180);
    const sign = this.code(index + 1, `the letter after the ${name}`, { E: 1, W: -1 });
    if (value === undefined) return undefined;
    // many write a zero without its letter
    if (sign === undefined) return value === 0 ? 0 : this.refuse(`a ${name} without its letter`);
    return value === 0 ? 0 : sign * value;
  }

  /** `hhmmss.ss` as milliseconds since midnight UTC. A leap second is the one before it. */
  timeOfDayMs(index: number): number | undefined {
    const raw = this.raw(index);
    if (raw === '') return undefined;
    const [, hour, minute, second, fraction] = TIME.exec(raw) ?? [];
    if (hour === undefined) return this.refuse(`the time cannot be '${raw.slice(0, 20)}'`);
    const whole = (Number(hour) * 60 + Number(minute)) * 60 + Math.min(59, Number(second));
    return whole * 1000 + Math.floor(Number(`0.${fraction ?? 0}`) * 1000);
  }

  /** `ddmmyy` as its midnight UTC; undefined for a day before 1998, which a receiver without satellites says. */
  dateMs(index: number): number | undefined {
    const raw = this.raw(index);
    if (raw === '') return undefined;
    const [, day, month, year] = (/^(\d\d)(\d\d)(\d\d)$/.exec(raw) ?? []).map(Number);
    if (day === undefined || month === undefined || year === undefined || day < 1 || day > 31 || month > 12)
      return this.refuse(`the date cannot be '${raw.slice(0, 20)}'`);
    return utcMs(year < 80 ? 2000 + year : 1900 + year, month, day, 0, 0, 0);
  }

  /** The unit of a sentence's ranges and speeds; undefined when blank. */
  rangeUnit(index: number): RangeUnit | undefined {
    const metres = this.code(index, 'the unit', METRES_A_UNIT);
    return metres === undefined ? undefined : { metres, knots: metres / METRES_A_UNIT.N };
  }

  /** A range or speed times its unit; wrong when there is no unit. */
  scaled(index: number, name: string, most: number, unit: number | undefined): number | undefined {
    const value = this.decimal(index, name, 0, 1e6);
    if (value === undefined) return undefined;
    if (unit === undefined) return this.refuse(`${name} without a unit`);
    // to a thousandth of a millimetre: the unit's own binary remainder says nothing
    const scaled = Math.round(value * unit * 1e6) / 1e6;
    return scaled <= most ? scaled : this.refuse(`${name} cannot be that large`);
  }
}
