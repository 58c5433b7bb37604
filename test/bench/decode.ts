/**
 * AIS sentences decoded by us (plain objects; the reused record) and by two decoders from npm, on the same real
 * sentences, or simulated ones where there is no corpus. `npx tsx test/bench/decode.ts [--rounds 3]`
 *
 * The others get lines already split into strings, as their documentation shows; ours gets bytes and splits them,
 * with checksums, tag blocks, ranges and reassembly checked.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import NmeaParser from '@signalk/nmea0183-signalk';
import AisStreamDecoder from 'ais-stream-decoder';
import { seeded } from '../../proto/domain/random.ts';
import { encodeAis } from '../../server/decode/ais/encode.ts';
import { AisReader } from '../../server/decode/ais/reader.ts';
import type { AisRecord } from '../../server/decode/ais/record.ts';
import { toMessage } from '../../server/decode/ais/to-message.ts';
import { compare, cpuMicroseconds, type Figures, ranAsSide, report, type Side } from './harness.ts';

const ROOT = path.resolve(
  import.meta.dirname,
  '../..',
  process.env.WATCHFLOOR_CORPORA ?? '../shared/corpora',
);
const LOG = path.join(ROOT, 'ais/opencpn/Hakefjord.log');
/** The package is CommonJS with a `default`, which Node hands over as it is. */
const StreamDecoder = (AisStreamDecoder as unknown as { default: typeof AisStreamDecoder }).default;

const CHUNK_BYTES = 64 * 1024;

/** The AIS sentences of a real log, without anything around them, so that every decoder understands them all. */
function sentences(): string[] {
  if (!existsSync(LOG)) return simulated();
  return readFileSync(LOG, 'latin1')
    .split(/\r?\n/)
    .filter((line) => /^![A-Z]{2}VD[MO],/.test(line));
}

/** Nine of ten are positions, as on the air. */
function simulated(): string[] {
  const random = seeded(1);
  return Array.from({ length: 16_000 }, (_, i) => {
    const mmsi = 200_000_000 + (i % 500) * 1000;
    const place = { lat: 40 + random(), lon: 18 + random() };
    if (i % 10 === 0)
      return encodeAis(
        { type: 5, mmsi, name: 'SIMULATED', destination: 'VLORE', shipType: 70 },
        { sequenceId: i % 10 },
      );
    if (i % 4 === 0) return encodeAis({ type: 18, mmsi, ...place, sogKn: 5, cogDeg: 90, utcSecond: i % 60 });
    return encodeAis({ type: 1, mmsi, ...place, sogKn: 12, cogDeg: 180, headingDeg: 181, turnDegPerMin: 2 });
  }).flat();
}

const WARM_UP_MS = 1000;
const MEASURED_MS = 2000;

/** Microseconds of CPU a sentence in passes over all of them for two seconds, after one second to warm up. */
async function measure(lines: number, pass: () => number | Promise<number>): Promise<Figures> {
  const warmUntil = performance.now() + WARM_UP_MS;
  while (performance.now() < warmUntil) await pass();
  let passes = 0;
  let messages = 0;
  const used = await cpuMicroseconds(async () => {
    const until = performance.now() + MEASURED_MS;
    for (; performance.now() < until; passes++) messages += await pass();
  });
  return { cpuUsPerSentence: used / (lines * passes), messagesPerPass: messages / passes };
}

/** One pass of ours over the bytes, in chunks as a socket gives them. */
function passOfOurs(bytes: Uint8Array, each: (record: AisRecord) => void): () => number {
  const reader = new AisReader();
  let messages = 0;
  let nowMs = 0;
  const handler = {
    message(record: AisRecord): void {
      messages++;
      each(record);
    },
    fault: () => undefined,
  };
  return () => {
    messages = 0;
    nowMs += 60_000;
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
      reader.push(bytes.subarray(at, at + CHUNK_BYTES), nowMs, 1, handler);
    return messages;
  };
}

/** Keeps what was read alive, so that none of it can be left out; in an array, where adding allocates nothing. */
const kept = new Float64Array(1);
const keep = (value: number | undefined): void => {
  if (value !== undefined) kept[0]! += value;
};

const asBytes = (lines: readonly string[]): Uint8Array => Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');

function readRecord(record: AisRecord): void {
  keep(record.mmsi);
  keep(record.lat);
  keep(record.lon);
  keep(record.sogKn);
  keep(record.cogDeg);
  keep(record.headingDeg);
  keep(record.turnDegPerMin);
  keep(record.navStatus);
  keep(record.utcSecond);
}

const sides: Side[] = [
  {
    name: 'record',
    run: () => {
      const lines = sentences();
      return measure(lines.length, passOfOurs(asBytes(lines), readRecord));
    },
  },
  {
    name: 'objects',
    run: () => {
      const lines = sentences();
      const pass = passOfOurs(asBytes(lines), (record) => keep(toMessage(record)?.mmsi));
      return measure(lines.length, pass);
    },
  },
  {
    name: 'ais-stream-decoder',
    run: () => {
      const lines = sentences();
      const decoder = new StreamDecoder({ silent: true });
      let messages = 0;
      decoder.on('data', (message: string) => {
        messages++;
        keep(message.length);
      });
      return measure(lines.length, async () => {
        messages = 0;
        for (let i = 0; i < lines.length; i++) {
          decoder.write(lines[i]);
          if (i % 500 === 0) await new Promise(setImmediate);
        }
        await new Promise(setImmediate);
        return messages;
      });
    },
  },
  {
    name: 'nmea0183-signalk',
    run: () => {
      const lines = sentences();
      const parser = new NmeaParser();
      return measure(lines.length, () => {
        let messages = 0;
        for (const line of lines)
          try {
            const delta = parser.parse(line);
            if (delta !== null && delta !== undefined) messages++;
          } catch {
            keep(1);
          }
        return messages;
      });
    },
  },
  {
    name: 'heap',
    run: () => {
      const lines = sentences();
      const pass = passOfOurs(asBytes(lines), readRecord);
      const collect = globalThis.gc;
      if (collect === undefined) throw new Error('run with --expose-gc');
      const heapAfter = (million: number): number => {
        for (let sent = 0; sent < million * 1e6; sent += lines.length) pass();
        collect();
        return process.memoryUsage().heapUsed / 1024;
      };
      const first = heapAfter(1);
      return { heapKib: first, heapGrowthKib10M: heapAfter(9) - first };
    },
  },
];

if (!(await ranAsSide(sides))) {
  const at = process.argv.indexOf('--rounds');
  const rounds = at < 0 ? 3 : Number(process.argv[at + 1]);
  const benchUrl = import.meta.url;
  const speed = await compare({ benchUrl, sides: sides.slice(0, 4), rounds });
  const heap = await compare({ benchUrl, sides: sides.slice(4), rounds: 1, nodeFlags: ['--expose-gc'] });
  const cost = (name: string): number => speed.get(name)?.cpuUsPerSentence ?? Number.NaN;
  const growthKib = heap.get('heap')?.heapGrowthKib10M ?? Number.NaN;
  report('decode', new Map([...speed, ...heap]), [
    { what: 'objects / ais-stream-decoder', ratio: cost('ais-stream-decoder') / cost('objects'), floor: 12 },
    { what: 'objects / nmea0183-signalk', ratio: cost('nmea0183-signalk') / cost('objects'), floor: 15 },
    { what: 'record / ais-stream-decoder', ratio: cost('ais-stream-decoder') / cost('record'), floor: 20 },
    // flat: less than a quarter of a megabyte more after nine million further sentences
    { what: 'heap flat (1 yes, 0 no)', ratio: growthKib < 256 ? 1 : 0, floor: 1 },
  ]);
}
