import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type DecodedFormat, decodedLines } from '../../../server/commands/decodedlines.ts';
import { encode } from '../../../server/commands/encode.ts';
import { type EncodedFormat, encoderOf } from '../../../server/commands/encoders.ts';
import { encodeBaseStation } from '../../../server/decode/adsb/basestation.ts';
import { encodeAis } from '../../../server/decode/ais/encode.ts';
import { emptySummary, isFault } from '../../../server/decode/ais/lines.ts';
import { openRecording } from '../../../server/feeds/recording.ts';
import { anyMessage } from '../decode/ais/arbitraries.ts';
import { corpus } from '../decode/corpus.ts';

type Json = Readonly<Record<string, unknown>>;

const LONG = process.env.WATCHFLOOR_LONG === '1';
const LARGE: readonly [EncodedFormat, string, number][] = [
  ['nmea', 'ais/opencpn/Hakefjord.log', 47_642],
  ['nmea', 'sensors/radar/RadarLogs.txt', 28_928],
  ['nmea', 'ais/dma/stream_example.txt', 4051],
];

async function decoded(format: DecodedFormat, chunks: AsyncIterable<Uint8Array>): Promise<Json[]> {
  const lines: Json[] = [];
  for await (const line of decodedLines(format, chunks, emptySummary(), {}))
    if (!isFault(line)) lines.push(JSON.parse(JSON.stringify(line)));
  return lines;
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** What is read, written and read again, and what was wrong on the way. */
async function around(format: EncodedFormat, chunks: AsyncIterable<Uint8Array>) {
  const first = await decoded(format, chunks);
  const encodeLine = encoderOf(format, {});
  const wrong: string[] = [];
  const bytes: Uint8Array[] = [];
  for (const line of first) {
    const written = encodeLine(line);
    if ('wrong' in written) wrong.push(written.wrong);
    else bytes.push(written.bytes);
  }
  return { first, wrong, again: await decoded(format, one(Buffer.concat(bytes))) };
}

/** A tag block that was not believed is not said again. */
function believed({ tags, ...line }: Json): Json {
  const { distrusted: _, ...rest } = (tags ?? {}) as Json;
  return Object.keys(rest).length === 0 ? line : { ...line, tags: rest };
}

describe('what is decoded, encoded and decoded again is the same', () => {
  it.each<[EncodedFormat, string, number]>([
    ['nmea', 'ais/kystverket/Ais1000Lines.nm4', 877],
    ['ais', 'ais/noaadata/test.ais', 853],
    ['nmea', 'ais/dma/decode_encode_messages.txt', 601],
    ['nmea', 'ais/dma/replay_dump.txt', 50],
    ['nmea', 'ais/opencpn/stupan.se-10112-tcp.log', 1362],
    ...(LONG ? LARGE : []),
    ['asterix', 'sensors/asterix/cc_cat_034_048.pcap', 162],
    ['asterix', 'sensors/asterix/ja_cat062ed1.16.bin', 1],
    ['asterix', 'sensors/asterix/ja_cat021ed2.1.bin', 1],
    ['sapient', 'sensors/sapient/detection_radar_v2.frame.bin', 1],
    ['sapient', 'sensors/sapient/alert_ugs_v2.frame.bin', 1],
    ['cot', 'sensors/tak/Route.cot', 1],
    ['cot', 'sensors/tak/Geo Fence.cot', 1],
  ])('%s: %s, %i lines', async (format, name, count) => {
    const file = corpus(name);
    if (file === undefined) return;
    const { first, wrong, again } = await around(format, await openRecording(file));
    expect(first).toHaveLength(count);
    expect(wrong).toEqual([]);
    expect(again).toEqual(first.map(believed));
  });

  it('nmea: sentences of the standards', async () => {
    const file = path.resolve(import.meta.dirname, '../../../fixtures/nmea/sentences.json');
    const fixtures: { sentence: string }[] = JSON.parse(readFileSync(file, 'utf8'));
    const text = fixtures.map(({ sentence }) => `${sentence}\r\n`).join('');
    const { first, wrong, again } = await around('nmea', one(Buffer.from(text, 'latin1')));
    expect([first.length, wrong]).toEqual([fixtures.length, []]);
    expect(again).toEqual(first);
  });

  it('adsb: what BaseStation says', async () => {
    const head = { line: 'MSG', address: '4ca2d6', timeMs: Date.UTC(2026, 2, 1, 12) } as const;
    const text =
      encodeBaseStation({ ...head, transmission: 1, callSign: 'RYR1427' }) +
      encodeBaseStation({ ...head, transmission: 3, altFt: 10_100, lat: 41.25, lon: 19.5, squawk: '2000' }) +
      encodeBaseStation({ ...head, transmission: 4, sogKn: 408.3, cogDeg: 146.4 });
    const { first, wrong, again } = await around('adsb', one(Buffer.from(text)));
    expect([first.length, wrong]).toEqual([3, []]);
    expect(again).toEqual(first);
  });

  it('ais: any message, with what stood around it', async () => {
    const dressing = fc.record({
      timeMs: fc.integer({ min: 1_000_000_000_000, max: 1_800_000_000_000 }),
      timeSource: fc.constantFrom('tag', 'pghp', 'suffix', 'line'),
      channel: fc.constantFrom('A', 'B'),
      own: fc.boolean(),
      signalDbm: fc.option(fc.integer({ min: -120, max: -1 }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(anyMessage, dressing, async (message, { own, timeSource, timeMs, ...how }) => {
        const bytes = Buffer.from(`${encodeAis(message).join('\r\n')}\r\n`, 'latin1');
        const [plain = {}] = await decoded('ais', one(bytes));
        const tags = timeSource === 'tag' ? { tags: { timeMs, source: 'mast' }, station: 'mast' } : {};
        const suffix = timeSource === 'suffix' ? { station: 'r3669' } : {};
        const said = { ...plain, ...how, timeMs, timeSource, ...tags, ...suffix, ...(own && { own }) };
        const line: Json = JSON.parse(JSON.stringify(said));
        const written = encoderOf('ais', {})(line);
        if ('wrong' in written) throw new Error(written.wrong);
        expect(await decoded('ais', one(written.bytes))).toEqual([line]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a line that would say something else', () => {
  const position = { type: 1, mmsi: '237000001', lat: 40.5, lon: 19.25, sogKn: 12.34, cogDeg: 359.97 };
  const sentence = { sentence: 'TTM', talker: 'RA', targetNumber: 1, rangeM: 1852, bearingDeg: 10 };
  const wrongOf = (format: EncodedFormat, line: Json): string => {
    const written = encoderOf(format, {})(line);
    return 'wrong' in written ? written.wrong : `it was written: ${Buffer.from(written.bytes)}`;
  };

  it.each<[EncodedFormat, Json, string]>([
    ['ais', { ...position, sogkn: 3 }, 'sogkn cannot be said as 3 here'],
    ['ais', { ...position, sogKn: 150 }, 'sogKn cannot be 150: it would be read as 102.2'],
    ['ais', { ...position, lat: 95 }, 'lat cannot be said as 95 here'],
    ['ais', { ...position, navStatus: 'moored' }, 'navStatus cannot be "moored": it would be read as 0'],
    ['ais', { ...position, mmsi: 237000001 }, 'the MMSI is not nine digits'],
    ['ais', { ...position, type: 28 }, 'no message of type 28 can be made of it'],
    [
      'ais',
      { type: 5, mmsi: '237000001', name: 'A NAME THAT IS FAR TOO LONG' },
      'it would be read as "A NAME THAT',
    ],
    ['ais', sentence, 'the sentence TTM is not AIS'],
    ['nmea', { ...sentence, bearingReference: 'false' }, "the bearing reference cannot be 'F'"],
    ['nmea', { ...sentence, bearingReference: 'true', speed: 3 }, 'speed cannot be said as 3 here'],
    ['nmea', { ...sentence, sentence: 'XYZ' }, ''],
    ['nmea', { text: 'x' }, 'neither “type” nor “sentence”'],
    ['asterix', { category: 48, items: { '999': {} } }, 'I048/999 is not in edition'],
    ['asterix', { category: 48, items: { '010': { sac: 300, sic: 1 } } }, 'sac cannot be 300'],
    ['asterix', { category: 99, items: {} }, 'ASTERIX category 99 is not encoded'],
    ['sapient', { nodeid: 'x' }, 'nodeid'],
    ['cot', { uid: 'x' }, ''],
    ['adsb', { type: 'position' }, 'no aircraft with an address'],
  ])('%s %o is named', (format, line, reason) => {
    let said: string;
    try {
      said = wrongOf(format, line);
    } catch (error) {
      said = String(error);
    }
    expect(said).toContain(reason);
    expect(said).not.toContain('it was written');
  });

  it('is no line whose numbers are rounded to their steps', () => {
    const written = encoderOf('ais', {})(position);
    expect(written).toHaveProperty('bytes');
  });

  it('may be anything: no exception', () => {
    const encoders = (['nmea', 'asterix', 'cot', 'sapient', 'adsb'] as const).map((format) => format);
    fc.assert(
      fc.property(fc.constantFrom(...encoders), fc.object({ maxDepth: 2 }), (format, object) => {
        const line = { ...object, type: object.type ?? 1 };
        try {
          encoderOf(format, {})(line);
        } catch (error) {
          // `jsonLines` makes a fault of what an encoder throws
          expect(error).toBeInstanceOf(Error);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('the command', () => {
  const folders: string[] = [];
  afterEach(() => {
    vi.restoreAllMocks();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  async function run(lines: string, ...args: string[]) {
    const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-encode-'));
    folders.push(folder);
    const file = path.join(folder, 'lines.jsonl');
    writeFileSync(file, lines);
    const [out, words]: [string[], string[]] = [[], []];
    vi.spyOn(process.stdout, 'write').mockImplementation(
      (text) => out.push(Buffer.from(text as never).toString()) > 0,
    );
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => words.push(String(text)) > 0);
    const exit = await encode.run([...args, file]);
    vi.restoreAllMocks();
    return { exit, out: out.join(''), words: words.join('') };
  }
  const good = '{"type":14,"mmsi":"002470001","text":"GALE WARNING","channel":"A","talker":"AB"}';

  it('writes what can be written, and names line and reason of what cannot', async () => {
    const { exit, out, words } = await run(`${good}\n\n{"type":1\n{"type":1,"mmsi":"1"}\n[]\n${good}`);
    expect(exit).toBe(0);
    expect(out.match(/^!ABVDM,1,1,,A,.+,\d\*[0-9A-F]{2}\r$/gm)).toHaveLength(2);
    const faults = words
      .trim()
      .split('\n')
      .map((line): Json => JSON.parse(line));
    expect(faults).toMatchObject([
      { line: 3, fault: 'format', detail: 'no JSON' },
      { line: 4, fault: 'format', detail: 'the MMSI is not nine digits' },
      { line: 5, fault: 'format', detail: 'no JSON object' },
      { lines: 6, encoded: 2, faults: 3 },
    ]);
  });

  it('passes over a line that is too long, and says so once', async () => {
    const { out, words } = await run(`{"x":"${'a'.repeat(200_000)}"}\n${good}\n`);
    expect(out.match(/VDM/g)).toHaveLength(1);
    expect(words.match(/too-long/g)).toHaveLength(1);
    expect(words).toContain('"lines":2,"encoded":1,"faults":1');
  });

  it('says what an aircraft’s line has no field for, and writes the rest', async () => {
    const aircraft = '{"type":"aircraft","address":"4ca2d6","lat":41,"lon":19,"sigmaM":30}';
    const { exit, out, words } = await run(`${aircraft}\n`, '--format', 'adsb');
    expect([exit, out.startsWith('MSG,3,1,1,4CA2D6')]).toEqual([0, true]);
    expect(words).toContain('sigmaM: there is no field for it');
  });

  it('ends with 1 when nothing could be encoded or read, with 2 for wrong usage', async () => {
    expect((await run('{}\n')).exit).toBe(1);
    expect((await run('', '/no/such/file')).exit).toBe(1);
    expect((await run('', '--format', 'morse')).exit).toBe(2);
    expect((await run('', '--no-such-option')).exit).toBe(2);
    expect((await run('', '--format', 'asterix', '--edition', '048=9.9')).exit).toBe(2);
  });
});
