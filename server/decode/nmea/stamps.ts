/** The times and stations that receivers write around a sentence: suffixes, `$PGHP` lines, leading timestamps. */
import { digits, indexOfByte } from './ascii.ts';
import type { Intern } from './intern.ts';
import type { Sentence } from './sentence.ts';

const COMMA = 44;
const DOT = 46;
/** No AIS was received before (M.1371 is of 1998), and nothing is from after 2100: such a time is a mistake. */
const EARLIEST_MS = Date.UTC(1998, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

const plausible = (timeMs: number): number | undefined =>
  timeMs >= EARLIEST_MS && timeMs < LATEST_MS ? timeMs : undefined;

/**
 * Unix time in seconds (with or without decimals), milliseconds or microseconds, told apart by its size, as epoch
 * milliseconds; undefined for anything else and for a time out of 1998…2100.
 */
export function epochFromDigits(bytes: Uint8Array, start: number, end: number): number | undefined {
  const dot = indexOfByte(bytes, DOT, start, end);
  const whole = digits(bytes, start, dot < 0 ? end : dot);
  if (whole < 0) return undefined;
  if (whole >= 1e14) return plausible(Math.floor(whole / 1000));
  if (whole >= 1e11) return plausible(whole);
  const decimals = dot < 0 ? 0 : digits(bytes, dot + 1, Math.min(end, dot + 18));
  if (decimals < 0) return undefined;
  return plausible(whole * 1000 + (dot < 0 ? 0 : Math.floor((decimals * 1000) / 10 ** (end - dot - 1))));
}

/** What the U.S. Coast Guard's format adds after the checksum: `,s22721,d-103,T42.56,r003669961,1152921695`. */
export class Suffix {
  timeMs: number | undefined;
  station: string | undefined;
  /** Received signal, dBm. */
  signalDbm: number | undefined;
  /** Second of the UTC minute at which the slot was received. */
  arrivalSecond: number | undefined;
  #empty = true;

  reset(): void {
    if (this.#empty) return;
    this.timeMs = undefined;
    this.station = undefined;
    this.signalDbm = undefined;
    this.arrivalSecond = undefined;
    this.#empty = true;
  }

  /** What was said, to be kept. */
  copy(): Suffix {
    const copy = Object.assign(new Suffix(), this);
    copy.#empty = this.#empty;
    return copy;
  }

  /** Reads from the comma after the checksum to the line's end; fields that it does not know are passed over. */
  parse(bytes: Uint8Array, start: number, end: number, intern: Intern): void {
    this.#empty = false;
    for (let at = start; at < end; ) {
      const from = bytes[at] === COMMA ? at + 1 : at;
      const comma = indexOfByte(bytes, COMMA, from, end);
      const to = comma < 0 ? end : comma;
      if (to > from) this.#field(bytes, from, to, intern);
      at = to > at ? to : at + 1;
    }
  }

  #field(bytes: Uint8Array, from: number, to: number, intern: Intern): void {
    switch (bytes[from]) {
      case 114: // r: receiving station
      case 98: // b: base station
        if (to - from > 1) this.station = intern.text(bytes, from, to);
        break;
      case 100: {
        // d-103
        const dbm = bytes[from + 1] === 45 ? digits(bytes, from + 2, to) : -1;
        if (dbm >= 0) this.signalDbm = -dbm;
        break;
      }
      case 84: {
        // T42.564
        const dot = indexOfByte(bytes, DOT, from, to);
        const second = digits(bytes, from + 1, dot < 0 ? to : dot);
        const decimals = dot < 0 ? 0 : digits(bytes, dot + 1, to);
        if (second >= 0 && second < 60 && decimals >= 0)
          this.arrivalSecond = second + (dot < 0 ? 0 : decimals / 10 ** (to - dot - 1));
        break;
      }
      default:
        if (to - from >= 9) this.timeMs = epochFromDigits(bytes, from, to) ?? this.timeMs;
    }
  }
}

/** A `$PGHP,1,y,m,d,h,min,s,ms,country,region,station,…,sum` line: when the next sentence was received. */
export interface GatehouseTime {
  readonly timeMs: number;
  /** The checksum of the sentence it speaks of; undefined when it says none (empty or 00). */
  readonly checksum: number | undefined;
}

/** Reads a `$PGHP` line whose checksum was found right; undefined when its fields are no time. */
export function gatehouseTime(bytes: Uint8Array, sentence: Sentence): GatehouseTime | undefined {
  if (sentence.fields < 9) return undefined;
  const field = (index: number): number => sentence.number(index);
  const [year, month, day, hour, minute, second, ms] = [2, 3, 4, 5, 6, 7, 8].map(field) as Parts;
  const timeMs = utcMs(year, month, day, hour, minute, second, Math.max(0, ms));
  if (timeMs === undefined) return undefined;
  const last = sentence.fields - 1;
  const stated = Number.parseInt(
    Buffer.from(bytes.subarray(sentence.from(last), sentence.to(last))).toString(),
    16,
  );
  return { timeMs, checksum: Number.isNaN(stated) || stated === 0 ? undefined : stated };
}
type Parts = [number, number, number, number, number, number, number];

/** A UTC calendar time as epoch milliseconds; undefined when a part is out of its range. */
export function utcMs(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  ms = 0,
): number | undefined {
  if (month < 1 || month > 12 || day < 1 || hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return undefined;
  if (second < 0 || second > 59 || ms < 0 || ms > 999 || year < 1) return undefined;
  const timeMs = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  return new Date(timeMs).getUTCDate() === day ? plausible(timeMs) : undefined;
}

const ISO = /^\[?(\d{4}-\d\d-\d\d)[T ,](\d\d:\d\d:\d\d(?:[.,]\d{1,9})?)(Z|[+-]\d\d:?\d\d)?\]?[\s,;:|]*$/;
const UNIX = /^\[?(\d{9,17}(?:\.\d{1,9})?)\]?[\s,;:|]*$/;

/** What a logger wrote before the sentence, when all of it is a time: Unix time or ISO 8601 (UTC if no zone). */
export function leadingTime(bytes: Uint8Array, start: number, end: number): number | undefined {
  if (end - start < 9 || end - start > 48) return undefined;
  const text = Buffer.from(bytes.subarray(start, end)).toString('latin1').trimStart();
  const unix = UNIX.exec(text)?.[1];
  if (unix !== undefined) return epochFromDigits(Buffer.from(unix), 0, unix.length);
  const iso = ISO.exec(text);
  if (iso === null) return undefined;
  const timeMs = Date.parse(`${iso[1]}T${iso[2]?.replace(',', '.')}${iso[3] ?? 'Z'}`);
  return Number.isNaN(timeMs) ? undefined : plausible(timeMs);
}
