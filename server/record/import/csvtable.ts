/** A table of AIS reports as text: which columns there are, and the SQL that reads them as what they mean. */
import { closeSync, openSync, readSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { Nature } from '../../../proto/domain/observation.ts';
import { quoted } from '../archive/duck.ts';
import { type Field, HEADINGS, MOBILE_WORDS, NEEDED, STATUS_WORDS } from './headings.table.ts';
import { CLAIMS, type Claim, claimOf } from './trackrows.ts';

/** No heading is longer. */
const HEADING_BYTES = 65_536;

export interface CsvTable {
  readonly file: string;
  /** As the file has them, in its order. */
  readonly columns: readonly string[];
  readonly at: ReadonlyMap<Field, string>;
  readonly delimiter: string;
  /** Days come before months, as in Denmark. */
  readonly isDayFirst: boolean;
}

export type CsvOpened =
  | { readonly ok: true; readonly table: CsvTable }
  | { readonly ok: false; readonly fault: string };

const plain = (heading: string): string => heading.toLowerCase().replaceAll(/[\s_#"().]/g, '');

/** Reads the heading and the first row. Throws as the file system does. */
export async function openCsv(file: string): Promise<CsvOpened> {
  const [heading = '', first = ''] = (await beginning(file)).replace(/^\uFEFF/, '').split(/\r?\n/);
  const delimiter = [',', ';', '\t'].reduce((best, one) =>
    heading.split(one).length > heading.split(best).length ? one : best,
  );
  const columns = heading.split(delimiter).map((name) => name.trim().replace(/^"|"$/g, ''));
  const at = new Map<Field, string>();
  for (const field of Object.keys(HEADINGS) as Field[]) {
    const name = columns.find((column) => HEADINGS[field].includes(plain(column)));
    if (name !== undefined) at.set(field, name);
  }
  const lacking = NEEDED.filter((field) => !at.has(field));
  if (lacking.length > 0) {
    return {
      ok: false,
      fault: `the heading “${heading.slice(0, 120)}” has no column for ${lacking.join(', ')}; one of ${lacking
        .map((field) => HEADINGS[field].join(' or '))
        .join('; ')} is needed`,
    };
  }
  const time = first.split(delimiter)[columns.indexOf(at.get('time') ?? '')] ?? '';
  return { ok: true, table: { file, columns, at, delimiter, isDayFirst: /^"?\d\d\/\d\d\/\d{4}/.test(time) } };
}

async function beginning(file: string): Promise<string> {
  const bytes = Buffer.alloc(HEADING_BYTES);
  const fd = openSync(file, 'r');
  let read: number;
  try {
    read = readSync(fd, bytes, 0, bytes.length, 0);
  } finally {
    closeSync(fd);
  }
  const raw = bytes.subarray(0, read);
  return (raw[0] === 0x1f && raw[1] === 0x8b ? await unzipped(raw) : raw).toString('utf8');
}

/** What can be read of a piece that was cut off. */
function unzipped(raw: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    const gunzip = createGunzip();
    const parts: Buffer[] = [];
    const done = (): void => resolve(Buffer.concat(parts));
    gunzip.on('data', (part: Buffer) => parts.push(part));
    gunzip.on('error', done);
    gunzip.on('end', done);
    gunzip.write(raw, () => gunzip.flush(done));
  });
}

const NUMBERS: ReadonlySet<Field> = new Set(['lat', 'lon', 'sog', 'cog', 'heading']);

/** The columns with their types; what cannot be read as such is a reject, with its line. */
function typesOf({ columns, at, isDayFirst }: CsvTable): string {
  const field = new Map([...at].map(([of, name]) => [name, of]));
  const typeOf = (name: string): string => {
    const of = field.get(name);
    if (of === 'time') return isMilliseconds(name) ? 'BIGINT' : 'TIMESTAMP';
    if (of === 'mmsi') return 'UINTEGER';
    return of !== undefined && NUMBERS.has(of) ? 'DOUBLE' : 'VARCHAR';
  };
  const list = columns.map((name) => `${quoted(name)}: ${quoted(typeOf(name))}`).join(', ');
  return `columns = {${list}}${isDayFirst ? `, timestampformat = '%d/%m/%Y %H:%M:%S'` : ''}`;
}

const isMilliseconds = (name: string): boolean => /^observed_?ms$/i.test(name);

/**
 * A word's number; null where it is none of them. No join: that would put the rows whose word is unknown behind the
 * others, and lines are counted.
 */
const numberOf = (text: string, words: Readonly<Record<string, number>>): string =>
  `(CASE ${text} ${Object.entries(words)
    .map(([word, value]) => `WHEN ${quoted(word)} THEN ${value}`)
    .join(' ')} END)::UTINYINT`;

/** Rows as `raw` of trackrows.ts has them, those that cannot be among them, in the order of their lines. */
export function readRows(table: CsvTable): string {
  const text = (field: Field): string => `CAST(${column(table, field)} AS VARCHAR)`;
  const claims = Object.fromEntries(CLAIMS.map((field) => [field, text(field)])) as Record<Claim, string>;
  return `SELECT ${column(table, 'mmsi')} AS track, ${timeOf(table)} AS t_ms, ${column(table, 'mmsi')} AS mmsi,
      ${micro(column(table, 'lat'))} AS lat_e6, ${micro(column(table, 'lon'))} AS lon_e6,
      ${tenths(SOG(column(table, 'sog')))} AS sog_dkn, ${tenths(COG(column(table, 'cog')))} AS cog_ddeg,
      ${tenths(HEADING(column(table, 'heading')))} AS heading_ddeg,
      ${numberOf(text('status'), STATUS_WORDS)} AS nav_status, ${numberOf(text('mobile'), MOBILE_WORDS)} AS kind,
      ${Nature.recorded}::UTINYINT AS nature, ${claimOf(claims)} AS claim
    FROM ${reader(table)}`;
}

/** What does not fit is none of ours. */
const micro = (deg: string): string => `TRY_CAST(round(${deg} * 1e6) AS INTEGER)`;
const tenths = (value: string): string => `CAST(round(${value} * 10) AS SMALLINT)`;

function column({ at }: CsvTable, field: Field): string {
  const name = at.get(field);
  return name === undefined ? 'NULL' : `"${name.replaceAll('"', '""')}"`;
}

function timeOf(table: CsvTable): string {
  const time = column(table, 'time');
  return isMilliseconds(table.at.get('time') ?? '') ? time : `epoch_ms(${time})`;
}

const reader = (table: CsvTable): string =>
  `read_csv(${quoted(table.file)}, auto_detect = false, header = true, delim = ${quoted(table.delimiter)},
    quote = '"', escape = '"', null_padding = true, strict_mode = false, max_line_size = 1000000,
    store_rejects = true, rejects_limit = 0, ${typesOf(table)})`;

/** Says what is wrong with a row that cannot be; null where nothing is. 91 and 181 are “not available” (ITU-R M.1371-5). */
export const whyNot = (untilMs: number): string => `CASE
    WHEN t_ms IS NULL THEN 'it has no time'
    WHEN t_ms < 631152000000 OR t_ms > ${untilMs} THEN 'its time cannot be'
    WHEN mmsi IS NULL OR mmsi < 1 OR mmsi > 999999999 THEN 'its MMSI cannot be'
    ${NO_PLACE}
  END`;

export const NO_PLACE = `WHEN lat_e6 IS NULL OR lon_e6 IS NULL OR lat_e6 = 91000000 OR lon_e6 = 181000000 THEN 'it has no position'
    WHEN abs(lat_e6) > 90000000 OR abs(lon_e6) > 180000000 THEN 'its position cannot be'`;

/**
 * Within what the field can say. MarineCadastre's early years read its ten or twelve bits as signed: its upper half is
 * below zero there, from `half` on; the value after the last is “not available”.
 */
const within = (value: string, below: number, half = 0): string =>
  `CASE WHEN ${value} >= 0 AND ${value} < ${below} THEN ${value}${
    half === 0
      ? ''
      : ` WHEN ${value} >= -${half} AND ${value} < ${below - 2 * half} THEN ${value} + ${2 * half}`
  } END`;

/** What a row says of motion, with what stands for “not available” as null. */
const SOG = (column: string): string => within(column, 102.25, 51.2);
const COG = (column: string): string => within(column, 359.95, 204.8);
const HEADING = (column: string): string => within(column, 359.95);
