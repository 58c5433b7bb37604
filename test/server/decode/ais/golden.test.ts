import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toFullMessage } from '../../../../server/decode/ais/to-message.ts';
import { corpus, decode } from '../corpus.ts';
import { differences } from './reference.ts';
import { applicationDifferences } from './reference-application.ts';

type Json = Record<string, unknown>;
interface Row {
  readonly src: string;
  readonly nmea: readonly string[];
  readonly gpsd_raw: Json | null;
  readonly pyais: Json | null;
  readonly aiscatcher: Json | null;
}

const golden = corpus('ais/golden.jsonl');

/** pyais's names and scaled values in gpsd's raw form. */
function fromPyais(said: Json): Json {
  const type = Number(said.msg_type);
  const { ship_type: shiptype, station_type: stationtype, full_name: fullName, ...rest } = said;
  const raw: Json = { ...rest, type, shiptype, stationtype };
  if (fullName !== undefined) raw.name = fullName;
  const minutes = type === 17 || type === 22 || type === 23;
  for (const field of ['lon', 'lat', 'ne_lon', 'ne_lat', 'sw_lon', 'sw_lat'])
    if (typeof said[field] === 'number')
      raw[field] = Math.round(said[field] * (minutes ? 10 : type === 27 ? 600 : 600_000));
  const tenths = type === 9 || type === 27 ? ['draught'] : ['draught', 'speed'];
  for (const field of type === 27 ? tenths : [...tenths, 'course'])
    if (typeof said[field] === 'number') raw[field] = Math.round(said[field] * 10);
  // pyais scales the turn; gpsd's raw value is compared
  delete raw.turn;
  return raw;
}

/** The fields that are compared: not those inside an application's data, nor of another message. */
function compared(type: number, said: Json): Json {
  const left = Object.entries(said).filter(([field, value]) => {
    if (value === undefined || value === null) return false;
    // gpsd joins the parts of type 24; AIS-catcher tells a transmit power that only type 22 has
    if (field === 'shipname' && type === 24 && 'vendorid' in said) return false;
    if (field === 'power' && type !== 22) return false;
    return (type !== 6 && type !== 8) || BEFORE_APPLICATION.includes(field);
  });
  return Object.fromEntries(left);
}

/** AIS-catcher's single-precision values in raw form; it leaves out what is not available. */
function fromAisCatcher(said: Json): Json {
  const type = Number(said.type);
  const raw = fromPyais({ ...said, msg_type: type });
  for (const field of ['lon', 'lat', 'ne_lon', 'ne_lat', 'sw_lon', 'sw_lat'])
    if (typeof said[field] === 'number')
      raw[field] = said[field] * (type === 17 || type === 22 || type === 23 || type === 27 ? 600 : 600_000);
  for (const field of ['month', 'day', 'hour', 'minute', 'year']) delete raw[field];
  return raw;
}

/** Where ITU-R M.1371-5, and not the reference, is followed: `reference.type.field`. */
const BY_STANDARD: Readonly<Record<string, string>> = {
  'gpsd.1.radio': 'cut by the end of the message; filled with zeros there',
  'pyais.1.radio': 'as gpsd.1.radio',
  'aiscatcher.1.radio': 'as gpsd.1.radio',
  'gpsd.7.mmsi3': 'cut by the end of the message; filled with zeros there',
  'pyais.7.mmsi3': 'as gpsd.7.mmsi3, the rest taken for a smaller number',
  'aiscatcher.7.mmsi3': 'as gpsd.7.mmsi3',
  'pyais.4.epfd': '14 is reserved, not undefined',
  'aiscatcher.4.timestamp': 'the year 10196 is out of range (1…9999); its first digit comes out as a colon',
  'pyais.5.callsign': 'a space in front is part of the text: only the end is trimmed',
  'pyais.5.shiptype': '57 is not 56',
  'pyais.19.shiptype': '253 is reserved, not "none"',
  'aiscatcher.8.data': 'bits after the end of the message are shown',
  'pyais.12.text': 'text ends at the first @',
  'pyais.14.text': 'text ends at the first @',
  'pyais.17.lat': '17 bits are signed',
  'pyais.21.name': 'text ends at the first @',
  'aiscatcher.21.name': 'the name goes on in its extension',
  'gpsd.24.vendorid': 'three characters of vendor, then model and serial; all read as text there',
  'gpsd.25.data': 'two spare bits follow a destination',
  'pyais.25.data': 'as gpsd.25.data, and more than one slot of data is cut',
  'gpsd.26.app_id': 'two spare bits follow a destination',
  'pyais.26.app_id': 'as gpsd.26.app_id; read where there is none, too',
  'gpsd.26.data':
    'the four spare bits before the communication state, and those after a destination, are no data',
  'pyais.26.data': 'as gpsd.26.data; the communication state is taken for data',
  'aiscatcher.26.data': 'the application identifier and communication state are taken for data',
  'gpsd.26.radio': 'not read there',
  'aiscatcher.26.radio': 'the selector is told separately there',
};

/** What the reference said that can be compared, and how finely. */
function comparable(row: Row): [string, Json, number][] {
  const { gpsd_raw: gpsd, pyais, aiscatcher } = row;
  const said: [string, Json, number][] = [];
  const add = (name: string, reference: Json, slack: number): void => {
    said.push([name, compared(Number(reference.type), reference), slack]);
  };
  if (gpsd !== null) add('gpsd', gpsd, 0);
  if (pyais !== null && pyais.ex === undefined) add('pyais', fromPyais(pyais), 0);
  if (aiscatcher !== null) add('aiscatcher', fromAisCatcher(aiscatcher), SINGLE_PRECISION);
  return said;
}

/** Degrees, knots … that a 32-bit float may be off. */
const SINGLE_PRECISION = 1e-5;
/** Of types 6 and 8 what stands before the application's data. */
const BEFORE_APPLICATION = [
  'type',
  'repeat',
  'mmsi',
  'seqno',
  'dest_mmsi',
  'retransmit',
  'dac',
  'fid',
  'data',
];

describe.skipIf(golden === undefined)('golden.jsonl', () => {
  const rows = (golden === undefined ? '' : readFileSync(golden, 'utf8'))
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);

  test('nothing differs from gpsd, pyais and AIS-catcher without a reason', () => {
    const used = new Set<string>();
    const unexplained: string[] = [];
    let references = 0;
    for (const row of rows) {
      const { messages, faults } = decode(`${row.nmea.join('\n')}\n`);
      const [message] = messages;
      if (message === undefined) {
        // types above 27, and type 24 of neither part
        if (row.pyais?.ex === undefined || faults[0]?.kind !== 'unsupported')
          unexplained.push(`nothing from ${row.nmea[0]}: ${JSON.stringify(faults)}`);
        continue;
      }
      for (const [name, reference, slack] of comparable(row)) {
        references++;
        for (const field of differences(message, reference, slack)) {
          const key = `${name}.${message.type}.${field}`;
          if (key in BY_STANDARD) used.add(key);
          else unexplained.push(`${key} ${JSON.stringify(reference[field])} ${row.src} ${row.nmea[0]}`);
        }
      }
    }
    expect(unexplained).toEqual([]);
    expect(references).toBeGreaterThan(1500);
    expect([...used].sort()).toEqual(Object.keys(BY_STANDARD).sort());
  });

  test('nor do the applications that gpsd reads', () => {
    let compared = 0;
    const different = rows.flatMap(({ nmea, gpsd_raw: reference, src }) => {
      if (reference === null) return [];
      const found: ReturnType<typeof applicationDifferences>[] = [];
      decode(`${nmea.join('\n')}\n`, (record) => {
        const message = toFullMessage(record);
        if (message !== undefined && 'application' in message)
          found.push(applicationDifferences(message.application, reference));
      });
      compared += found.filter((one) => one.compared).length;
      return found.flatMap(({ fields }) => fields.map((field) => `${field} ${src} ${nmea[0]}`));
    });
    expect(different).toEqual([]);
    expect(compared).toBeGreaterThan(30);
  });
});
