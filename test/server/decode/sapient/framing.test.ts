/** The stream of a connection, cut anywhere, with garbage in it. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../proto/domain/random.ts';
import { emptySummary } from '../../../../server/decode/ais/lines.ts';
import { alert, statusReport } from '../../../../server/decode/sapient/build.ts';
import { registration } from '../../../../server/decode/sapient/buildregistration.ts';
import { encodeSapient } from '../../../../server/decode/sapient/encode.ts';
import { Framing, MAX_MESSAGE_BYTES } from '../../../../server/decode/sapient/framing.ts';
import { decodeSapientToJson } from '../../../../server/decode/sapient/lines.ts';
import { corpus } from '../corpus.ts';
import { CAMERA, NOON_MS, RADAR, RIDGE, Stage, walker } from './nodes.ts';

const stream = Buffer.concat(
  [
    registration(RADAR, NOON_MS),
    statusReport(RADAR, NOON_MS, { system: 'SYSTEM_OK', at: RIDGE }),
    walker(NOON_MS),
    alert(RADAR, NOON_MS, {
      alertKey: 'a',
      type: 'ALERT_TYPE_CRITICAL',
      state: 'ALERT_STATUS_ACTIVE',
      text: 'mast down',
    }),
    walker(NOON_MS + 1),
  ].map(encodeSapient),
);

/** What a decoder makes of these pieces, one after another. */
function heard(...pieces: readonly Uint8Array[]) {
  const stage = new Stage();
  for (const piece of pieces) stage.push(piece);
  stage.close();
  const { observations, faults, cuts, messages } = stage.sink;
  return { observations, faults, cuts, messages };
}

describe('a stream', () => {
  const whole = heard(stream);

  it('split at any byte decodes the same', () => {
    expect(whole.messages).toBe(5);
    expect(whole.faults).toEqual([]);
    for (let at = 0; at <= stream.length; at++)
      expect(heard(stream.subarray(0, at), stream.subarray(at)), `at ${at}`).toEqual(whole);
    expect(heard(...[...stream].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
  });

  it('in pieces of any sizes decodes the same', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 700 })), (sizes) => {
        const pieces: Uint8Array[] = [];
        let at = 0;
        for (const size of sizes) {
          pieces.push(stream.subarray(at, at + size));
          at += size;
        }
        pieces.push(stream.subarray(at));
        expect(heard(...pieces)).toEqual(whole);
      }),
    );
  });

  it('that ends within a message says so', () => {
    expect(heard(stream.subarray(0, stream.length - 1)).faults).toMatchObject([{ kind: 'incomplete' }]);
  });

  it('goes on after bytes that are no message, where nobody can be cut off', () => {
    const random = seeded(7);
    for (const garbageBytes of [1, 3, 4, 5, 40, 300, 5000]) {
      const garbage = Uint8Array.from({ length: garbageBytes }, () => Math.floor(random() * 256));
      const { observations, faults } = heard(stream, garbage, stream, stream);
      expect(observations.filter(({ type }) => type === 'plot').length).toBeGreaterThanOrEqual(5);
      expect(faults.length).toBeGreaterThan(0);
    }
  });
});

describe('the vectors', () => {
  const vector = corpus('sensors/sapient/detection_radar_v2.frame.bin');
  it.skipIf(vector === undefined)('split at any byte decode the same', () => {
    const frame = readFileSync(vector!);
    for (let at = 0; at <= frame.length; at++) {
      const bodies: Buffer[] = [];
      const framing = new Framing();
      const sink = {
        body: (bytes: Uint8Array) => bodies.push(Buffer.from(bytes)) > 0,
        garbled: () => expect.fail(),
        broken: (reason: string) => expect.fail(reason),
      };
      framing.push(frame.subarray(0, at), sink);
      framing.push(frame.subarray(at), sink);
      expect(bodies).toEqual([frame.subarray(4)]);
      expect(framing.waiting).toBe(0);
    }
  });
});

async function linesOf(...chunks: readonly Uint8Array[]) {
  const summary = emptySummary();
  const lines: object[] = [];
  for await (const line of decodeSapientToJson(
    (async function* () {
      yield* chunks;
    })(),
    summary,
  ))
    lines.push(line);
  return { lines, summary };
}

describe('lines', () => {
  it('are messages with the standard’s words', async () => {
    const { lines, summary } = await linesOf(stream.subarray(0, 99), stream.subarray(99));
    expect(summary).toMatchObject({
      messages: 5,
      types: { registration: 1, status_report: 1, detection_report: 2, alert: 1 },
      faults: {},
    });
    expect(lines[1]).toMatchObject({
      timestamp: { seconds: NOON_MS / 1000 },
      status_report: { system: 'SYSTEM_OK', node_location: { x: RIDGE.lon, y: RIDGE.lat } },
      content: 'status_report',
    });
  });

  it('also of one message without its length; what is mandatory and missing follows as a fault', async () => {
    const message = walker(NOON_MS);
    message.detection_report!.report_id = null;
    const { lines } = await linesOf(encodeSapient(message).subarray(4));
    expect(lines).toMatchObject([
      { content: 'detection_report' },
      { fault: 'schema', detail: 'without detection_report.report_id' },
    ]);
  });
});

/** A stream of numbered messages with one byte in `every` changed at random; and the numbers of those left as they were. */
function mutated(bytes: number, every: number, seed: number): { all: Buffer; whole: Set<number> } {
  const random = seeded(seed);
  const parts: Uint8Array[] = [];
  const ends: number[] = [];
  let length = 0;
  for (let i = 0; length < bytes; i++) {
    const timeMs = NOON_MS + i;
    const part = encodeSapient(
      i % 3 === 0 ? registration(i % 2 ? RADAR : CAMERA, timeMs) : { ...walker(timeMs) },
    );
    parts.push(part);
    length += part.length;
    ends.push(length);
  }
  const all = Buffer.concat(parts);
  const whole = new Set(ends.keys());
  let message = 0;
  for (let at = 0; at < all.length; at += 1 + Math.floor(random() * 2 * every)) {
    while (ends[message]! <= at) message++;
    whole.delete(message);
    all[at] = Math.floor(random() * 256);
  }
  return { all, whole };
}

describe('mutated bytes', () => {
  const long = process.env.WATCHFLOOR_LONG !== undefined;
  const megabytes = long ? 10 : 0.6;
  it.each([3000, 1000, 300])(
    `${megabytes} MB, one byte in %d changed: no throw, and what is whole is decoded`,
    async (every) => {
      const { all, whole } = mutated(megabytes * 1e6, every, every);
      const stage = new Stage();
      for (let at = 0; at < all.length; at += 65_536) stage.push(all.subarray(at, at + 65_536));
      stage.close();
      const { lines, summary } = await linesOf(all);
      const numbers = new Set(lines.map((line) => numberOf(line)));
      const lost = [...whole].filter((number) => !numbers.has(number));
      console.info(
        `one byte in ${every}: ${whole.size} whole messages, ${lost.length} of them lost, ${summary.messages} read`,
      );
      expect(lost.length).toBeLessThanOrEqual(whole.size * 0.01);
      expect(stage.sink.messages).toBeGreaterThanOrEqual(whole.size * 0.99);
    },
  );

  const numberOf = (line: object): number => {
    const { timestamp } = line as { timestamp?: { seconds: number; nanos?: number } };
    return timestamp === undefined
      ? Number.NaN
      : timestamp.seconds * 1000 + Math.round((timestamp.nanos ?? 0) / 1e6) - NOON_MS;
  };

  it('made to be read again and again do not stall', () => {
    // Every eighth byte begins what may be a message of almost all that follows.
    const bytes = Buffer.alloc(MAX_MESSAGE_BYTES);
    for (let at = 0; at + 8 < bytes.length; at += 8) {
      bytes.writeUInt32LE(Math.max(2, bytes.length - at - 4 - 8), at);
      bytes.writeUInt32LE(0x00120a | (1 << 16), at + 4);
    }
    let read = 0;
    const framing = new Framing();
    const sink = {
      body: (body: Uint8Array) => {
        read += body.length;
        return false;
      },
      garbled: () => {},
      broken: () => {},
    };
    framing.push(Uint8Array.of(1, 0, 0, 0, 0), sink);
    for (let i = 0; i < 8; i++) framing.push(bytes, sink);
    expect(read).toBeLessThan(200 * bytes.length);
  });
});
