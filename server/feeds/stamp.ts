/** When a line of a recording was received, as the line itself says. */
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';

/** `receiver`: written by whoever recorded. `instrument`: a clock sentence (RMC, ZDA) of one instrument among others. */
export interface Stamp {
  readonly ms: EpochMs;
  readonly by: 'receiver' | 'instrument';
}

/** Stamps outside of these years are no times. */
const EARLIEST_MS = Date.UTC(1990, 0);
const LATEST_MS = Date.UTC(2100, 0);

/**
 * The time in a line, UTC: tag block `c:` (s, ms or µs; NMEA 0183 4.10, 7.7), `$PGHP`, a timestamp before the sentence
 * (ISO 8601, or epoch s or ms), an epoch suffix after the checksum (USCG), or RMC and ZDA. Absent where there is none.
 */
export function stampOf(line: string): Stamp | undefined {
  const receiver = tagTime(line) ?? pghpTime(line) ?? leadingTime(line) ?? suffixTime(line);
  if (receiver !== undefined) return { ms: receiver, by: 'receiver' };
  const instrument = clockSentenceTime(line);
  return instrument === undefined ? undefined : { ms: instrument, by: 'instrument' };
}

function tagTime(line: string): EpochMs | undefined {
  const open = line.indexOf('\\');
  if (open < 0) return undefined;
  const close = line.indexOf('\\', open + 1);
  if (close < 0) return undefined;
  const star = line.lastIndexOf('*', close);
  if (star <= open) return undefined;
  const tags = line.slice(open + 1, star);
  // A tag block with a wrong checksum is not believed (nor is its sentence dropped, but that is the decoder's).
  if (xorOf(tags) !== Number.parseInt(line.slice(star + 1, close), 16)) return undefined;
  const time = /(?:^|,)c:(\d{9,16})(?:,|$)/.exec(tags)?.[1];
  return time === undefined ? undefined : fromEpoch(Number(time));
}

const PGHP = /\$PGHP,1,(\d{4}),(\d{1,2}),(\d{1,2}),(\d{1,2}),(\d{1,2}),(\d{1,2}),(\d{1,3}),/;

/** Gatehouse's proprietary sentence, type 1: year, month, day, hour, minute, second, millisecond. */
function pghpTime(line: string): EpochMs | undefined {
  if (!line.includes('$PGHP')) return undefined;
  const parts = PGHP.exec(line)?.slice(1).map(Number);
  return parts && fromParts(parts as Parts);
}

const ISO = /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:?\d\d)?/;

function leadingTime(line: string): EpochMs | undefined {
  const start = line.search(/[!$\\]/);
  if (start < 9) return undefined;
  const before = line.slice(0, Math.min(start, 64));
  const iso = ISO.exec(before);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso;
    const millis = Number((fraction ?? '').padEnd(3, '0').slice(0, 3));
    const local = fromParts([year, month, day, hour, minute, second, millis].map(Number) as Parts);
    return local === undefined ? undefined : epochMs(local - zoneMs(zone));
  }
  const epoch = /^[\s[(]*(\d{9,13}(?:\.\d+)?)[\s,;:)\]]*$/.exec(before)?.[1];
  return epoch === undefined ? undefined : fromEpoch(Number(epoch));
}

function zoneMs(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone[0] === '-' ? -minutes : minutes) * 60_000;
}

/** The last field after the checksum, where it is an epoch time. */
function suffixTime(line: string): EpochMs | undefined {
  const comma = line.lastIndexOf(',');
  const star = line.lastIndexOf('*');
  if (star < 0 || comma < star) return undefined;
  const epoch = /^\d{9,13}(?:\.\d+)?$/.exec(line.slice(comma + 1).trimEnd())?.[0];
  return epoch === undefined ? undefined : fromEpoch(Number(epoch));
}

const RMC = /\$..RMC,(\d\d)(\d\d)(\d\d)(?:\.(\d+))?,A,(?:[^,]*,){6}(\d\d)(\d\d)(\d\d),/;
const ZDA = /\$..ZDA,(\d\d)(\d\d)(\d\d)(?:\.(\d+))?,(\d\d),(\d\d),(\d{4})/;

/** IEC 61162-1: RMC with a valid fix, ZDA. */
function clockSentenceTime(line: string): EpochMs | undefined {
  const match = line.includes('RMC,') ? RMC.exec(line) : line.includes('ZDA,') ? ZDA.exec(line) : null;
  if (match === null) return undefined;
  const [hour, minute, second, fraction, day, month, year] = match.slice(1);
  const millis = Number((fraction ?? '').padEnd(3, '0').slice(0, 3));
  const fullYear = year!.length === 4 ? Number(year) : (Number(year) < 80 ? 2000 : 1900) + Number(year);
  return fromParts([fullYear, ...[month, day, hour, minute, second].map(Number), millis] as Parts);
}

type Parts = [year: number, month: number, day: number, hour: number, minute: number, s: number, ms: number];

function fromParts([year, month, day, hour, minute, second, millis]: Parts): EpochMs | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60)
    return undefined;
  return plausible(Date.UTC(year, month - 1, day, hour, minute, second, millis));
}

/** Seconds, milliseconds or microseconds: what the size says. */
function fromEpoch(value: number): EpochMs | undefined {
  const ms = value < 1e11 ? value * 1000 : value < 1e14 ? value : value / 1000;
  return plausible(Math.round(ms));
}

const plausible = (ms: number): EpochMs | undefined =>
  ms >= EARLIEST_MS && ms < LATEST_MS ? epochMs(ms) : undefined;

function xorOf(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum ^= text.charCodeAt(i);
  return sum;
}
