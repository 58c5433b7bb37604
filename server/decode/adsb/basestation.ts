/**
 * BaseStation lines (SBS-1, port 30003): 22 fields, comma separated, as Kinetic's socket data document lists them and
 * as dump1090 and readsb write them.
 */

/** What one line says; each kind of transmission carries only some of it. */
export interface BaseStationMessage {
  /** `MSG`: a transmission; `ID`: a new call sign; `AIR`: a new aircraft; `SEL`, `STA`, `CLK`: of the display. */
  readonly line: 'MSG' | 'ID' | 'AIR' | 'SEL' | 'STA' | 'CLK';
  /** Of a `MSG`: 1 identity, 2 surface, 3 airborne position, 4 velocity, 5 to 7 replies, 8 all-call. */
  readonly transmission?: number;
  /** Six hexadecimal digits, lower case; `~` first where it is no ICAO address. Absent in `CLK`. */
  readonly address?: string;
  /** When it was generated, by the receiver's clock in a zone that nobody states: as if it were UTC. */
  readonly timeMs?: number;
  readonly callSign?: string;
  /** Barometric. */
  readonly altFt?: number;
  readonly sogKn?: number;
  readonly cogDeg?: number;
  readonly lat?: number;
  readonly lon?: number;
  readonly climbFtPerMin?: number;
  /** Four octal digits. */
  readonly squawk?: string;
  readonly alert?: boolean;
  readonly emergency?: boolean;
  readonly ident?: boolean;
  readonly onGround?: boolean;
}

const LINES = ['MSG', 'ID', 'AIR', 'SEL', 'STA', 'CLK'] as const;
const NUMBER = /^[+-]?\d{1,9}(\.\d{1,9})?$/;
const DATE = /^(\d{4})\/(\d\d)\/(\d\d)$/;
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?$/;

/** A line without its end; or what is wrong with it. A field that cannot be what it says is absent. */
export function parseBaseStation(text: string): BaseStationMessage | { readonly wrong: string } {
  const fields = text.split(',', 32).map((field) => field.trim());
  const line = LINES.find((name) => name === fields[0]);
  if (line === undefined) return { wrong: 'no BaseStation line' };
  const address = addressOf(fields[4]);
  if (address === undefined && line !== 'CLK') return { wrong: 'no aircraft address' };
  const timeMs = timeOf(fields[6], fields[7]);
  const head = { line, ...(address && { address }), ...(timeMs !== undefined && { timeMs }) };
  const callSign = fields[10]?.replace(/@+$/, '').trim();
  const named = { ...head, ...(callSign && { callSign: callSign.slice(0, 8) }) };
  if (line === 'ID') return named;
  if (line !== 'MSG') return head;
  const transmission = Number(fields[1]);
  if (!(Number.isInteger(transmission) && transmission >= 1 && transmission <= 8))
    return { wrong: 'no transmission type from 1 to 8' };
  if (fields.length < 22) return { wrong: `${fields.length} fields of 22` };
  const lat = within(fields[14], -90, 90);
  const lon = within(fields[15], -180, 180);
  const squawk = /^[0-7]{4}$/.exec(fields[17] ?? '')?.[0];
  return present({
    ...named,
    transmission,
    altFt: within(fields[11], -2000, 150_000),
    sogKn: within(fields[12], 0, 4000),
    cogDeg: within(fields[13], 0, 360),
    ...(lat !== undefined && lon !== undefined && { lat, lon }),
    climbFtPerMin: within(fields[16], -60_000, 60_000),
    squawk,
    alert: flag(fields[18]),
    emergency: flag(fields[19]),
    ident: flag(fields[20]),
    onGround: flag(fields[21]),
  });
}

/** The line, ended by CR LF. What is absent is an empty field; times are written as UTC. */
export function encodeBaseStation(message: BaseStationMessage): string {
  const { line, transmission, address, timeMs, callSign, altFt, sogKn, cogDeg, lat, lon } = message;
  const { climbFtPerMin, squawk, alert, emergency, ident, onGround } = message;
  const iso = timeMs === undefined ? undefined : new Date(timeMs).toISOString();
  const date = iso?.slice(0, 10).replaceAll('-', '/') ?? '';
  const time = iso?.slice(11, 23) ?? '';
  const head = [line, transmission ?? '', 1, 1, address?.toUpperCase() ?? '', 1, date, time, date, time];
  if (line !== 'MSG') return `${[...head, ...(line === 'ID' ? [callSign ?? ''] : [])].join(',')}\r\n`;
  const numbers = [altFt, sogKn, cogDeg].map((value) => (value === undefined ? '' : plain(value, 1)));
  const place = [lat, lon].map((value) => (value === undefined ? '' : plain(value, 6)));
  const climb = climbFtPerMin === undefined ? '' : plain(climbFtPerMin, 0);
  const flags = [alert, emergency, ident, onGround].map((set) => (set === undefined ? '' : set ? '-1' : '0'));
  return `${[...head, callSign ?? '', ...numbers, ...place, climb, squawk ?? '', ...flags].join(',')}\r\n`;
}

/** At most so many decimals, none that say nothing. */
const plain = (value: number, decimals: number): string => String(Number(value.toFixed(decimals)));

const addressOf = (field: string | undefined): string | undefined =>
  /^~?[0-9a-f]{6}$/i.exec(field ?? '')?.[0].toLowerCase();

function timeOf(date: string | undefined, time: string | undefined): number | undefined {
  const day = DATE.exec(date ?? '');
  const clock = TIME.exec(time ?? '');
  if (day === null || clock === null) return undefined;
  const [year, month, dayOfMonth] = day.slice(1).map(Number);
  const [hour, minute, second] = clock.slice(1, 4).map(Number);
  const fractionMs = Math.floor(Number(`0.${clock[4] ?? 0}`) * 1000);
  return Date.UTC(year!, month! - 1, dayOfMonth, hour, minute, second, fractionMs);
}

function within(field: string | undefined, least: number, most: number): number | undefined {
  if (field === undefined || !NUMBER.test(field)) return undefined;
  const value = Number(field);
  return value >= least && value <= most ? value : undefined;
}

/** -1 or 1 is set, 0 is not. */
const flag = (field: string | undefined): boolean | undefined =>
  field === '-1' || field === '1' ? true : field === '0' ? false : undefined;

/** The object without its undefined fields. */
function present<T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
