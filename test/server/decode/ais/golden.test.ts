import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { corpus, decode } from '../corpus.ts';
import { differences } from './reference.ts';

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
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined && value !== null));
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
const BY_STANDARD: Readonly<Record<string, string>> = {};

describe.skipIf(golden === undefined)('golden.jsonl', () => {
  const rows = readFileSync(golden ?? '', 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

  test('nothing differs from gpsd, pyais and AIS-catcher without a reason', () => {
    const used = new Set<string>();
    const unexplained: string[] = [];
    for (const { src, nmea, gpsd_raw: gpsd, pyais, aiscatcher } of rows) {
      const [message] = decode(`${nmea.join('\n')}\n`).messages;
      if (message === undefined) {
        if (pyais?.ex === undefined) unexplained.push(`nothing decoded from ${nmea[0]}`);
        continue;
      }
      const said: [string, Json | null, number][] = [
        ['gpsd', gpsd, 0],
        ['pyais', pyais === null || pyais.ex !== undefined ? null : fromPyais(pyais), 0],
        ['aiscatcher', aiscatcher === null ? null : fromAisCatcher(aiscatcher), 1e-5],
      ];
      for (const [name, reference, slack] of said)
        for (const field of reference === null ? [] : differences(message, reference, slack)) {
          if (
            (message.type === 6 || message.type === 8) &&
            reference?.data === undefined &&
            !['type', 'repeat', 'mmsi', 'seqno', 'dest_mmsi', 'retransmit', 'dac', 'fid'].includes(field)
          )
            continue;
          const key = `${name}.${message.type}.${field}`;
          if (key in BY_STANDARD) used.add(key);
          else unexplained.push(`${key} ${JSON.stringify(reference?.[field])} ${src} ${nmea[0]}`);
        }
    }
    expect(unexplained).toEqual([]);
    expect([...used].sort()).toEqual(Object.keys(BY_STANDARD).sort());
  });
});
