import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seeded } from '../../../../proto/domain/random.ts';
import { encodeAis, withChecksum } from '../../../../server/decode/ais/encode.ts';
import type { StaticVoyage } from '../../../../server/decode/ais/message.ts';
import { AisReader } from '../../../../server/decode/ais/reader.ts';
import { toMessage } from '../../../../server/decode/ais/to-message.ts';
import { decode } from '../corpus.ts';

/** Its number stands where the second part says it: beyond the 60 characters of the first. */
const port = (i: number): string => `PORT..........${i}`;
/** A message of two parts whose parts both tell it from all others. */
const voyage = (i: number): StaticVoyage => ({
  type: 5,
  mmsi: 200_000_000 + i,
  name: `SHIP ${i}`,
  destination: port(i),
});
const parts = (i: number, sequenceId = i % 10, channel: 'A' | 'B' = 'A'): [string, string] =>
  encodeAis(voyage(i), { sequenceId, channel }) as [string, string];

/** Whose beginning came with whose end. */
const stitched = (lines: readonly string[]): string[] =>
  decode(`${lines.join('\r\n')}\r\n`).messages.map((message) =>
    message.type === 5 ? `${message.name}/${message.destination}` : `type ${message.type}`,
  );
const whole = (i: number): string => `SHIP ${i}/${port(i)}`;
const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** Tag block with its checksum. */
function tagged(tags: string, sentence: string): string {
  const block = withChecksum(`\\${tags}`);
  return `${block}\\${sentence}`;
}

describe('messages of several sentences', () => {
  test('200 of 200 in order, reversed, and interleaved by two, ten, and across channels', () => {
    const pairs = range(200).map((i) => parts(i));
    const all = range(200).map(whole);
    expect(stitched(pairs.flat())).toEqual(all);
    expect(stitched(pairs.flatMap(([first, second]) => [second, first]))).toEqual(all);
    for (const window of [2, 5, 10]) {
      const windows = range(200 / window).map((i) => pairs.slice(i * window, (i + 1) * window));
      const inStep = windows.flatMap((some) => [
        ...some.map(([first]) => first),
        ...some.map(([, second]) => second),
      ]);
      expect(stitched(inStep), `${window} in step`).toEqual(all);
      const lastFirst = windows.flatMap((some) => [
        ...some.map(([, second]) => second),
        ...some.map(([first]) => first),
      ]);
      expect(stitched(lastFirst), `${window} in step, reversed`).toEqual(all);
    }
    const channels = range(100).flatMap((i) => {
      const [a1, a2] = parts(i, i % 10, 'A');
      const [b1, b2] = parts(i + 100, i % 10, 'B');
      return [a1, b1, a2, b2];
    });
    expect(stitched(channels).sort()).toEqual([...all].sort());
  });

  test('with parts lost and sequence numbers used again, none is stitched of two', () => {
    const random = seeded(7);
    for (const lost of [0.1, 0.3, 0.5]) {
      const lines = range(2000).flatMap((i) => parts(i).filter(() => random() >= lost));
      const decoded = stitched(lines);
      expect(decoded.filter((one) => !/^SHIP (\d+)\/PORT\.+\1$/.test(one))).toEqual([]);
      // those of which both parts came are there
      expect(decoded.length).toBeGreaterThan(2000 * (1 - lost) ** 2 * 0.9);
    }
  });

  test('one part of every message lost: nothing comes out', () => {
    const random = seeded(3);
    const lines = range(400).map((i) => parts(i)[random() < 0.5 ? 0 : 1]);
    expect(stitched(lines)).toEqual([]);
  });

  test('a new beginning under the same number replaces the old one', () => {
    const [lost] = parts(1, 4);
    const { messages, faults } = decode(`${[lost, ...parts(2, 4)].join('\n')}\n`);
    expect(messages).toMatchObject([{ name: 'SHIP 2', destination: port(2) }]);
    expect(faults).toMatchObject([{ kind: 'incomplete', sample: lost }]);
  });

  test('parts further apart than the time-out, by receipt or by their stations, are of two messages', () => {
    const [first] = parts(1, 4);
    const [, second] = parts(2, 4);
    const reader = new AisReader();
    const seen: string[] = [];
    const handler = { message: () => seen.push('message'), fault: (kind: string) => seen.push(kind) };
    reader.push(Buffer.from(`${first}\n`), 1000, 0, handler);
    reader.push(Buffer.from(`${second}\n`), 12_000, 0, handler);
    reader.close(0, 12_000, handler);
    expect(seen).toEqual(['incomplete', 'incomplete']);
    const stamped = [tagged('c:1565218798', first), tagged('c:1565218818', second)];
    expect(stitched(stamped)).toEqual([]);
    expect(stitched([tagged('c:1565218798', first), tagged('c:1565218799', parts(1, 4)[1])])).toEqual([
      whole(1),
    ]);
  });

  test('a tag group decides before the sequence number', () => {
    const [first] = parts(1, 4);
    const [, second] = parts(2, 4);
    expect(stitched([tagged('g:1-2-17', first), tagged('g:2-2-18', second)])).toEqual([]);
    const [, own] = parts(1, 4);
    const others = range(9).flatMap((i) => parts(20 + i, (5 + i) % 10));
    expect(stitched([tagged('g:1-2-17', first), ...others, tagged('g:2-2-17', own)])).toContain(whole(1));
    // one part's tags are not trusted: the sequence number decides
    expect(stitched([tagged('g:1-2-17', first), `\\g:2-2-17*00\\${own}`])).toEqual([whole(1)]);
  });

  test('connections, talkers and channels never mix', () => {
    const [first] = parts(1, 4, 'A');
    const [, second] = parts(2, 4, 'B');
    expect(stitched([first, second])).toEqual([]);
    const [, other] = encodeAis(voyage(2), { sequenceId: 4, talker: 'BS' });
    expect(stitched([first, other ?? ''])).toEqual([]);
    const reader = new AisReader();
    let messages = 0;
    const handler = { message: () => messages++, fault: () => undefined };
    reader.push(Buffer.from(`${first}\n`), 0, 1, handler);
    reader.push(Buffer.from(`${parts(1, 4)[1]}\n`), 0, 2, handler);
    expect(messages).toBe(0);
  });

  test('a receiver may use its buffer again between the parts', () => {
    const [first, second] = parts(1, 4);
    const buffer = Buffer.alloc(256);
    const reader = new AisReader();
    const names: unknown[] = [];
    const handler = {
      message: (record: Parameters<typeof toMessage>[0]) => names.push(toMessage(record)),
      fault: () => undefined,
    };
    for (const line of [first, second]) {
      buffer.fill(0x41);
      const length = buffer.write(`${line}\r\n`, 'latin1');
      reader.push(buffer.subarray(0, length), 0, 0, handler);
    }
    expect(names).toMatchObject([voyage(1)]);
  });

  test('any order of parts within a window of five messages is put together', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(range(10), { minLength: 10, maxLength: 10 }), (order) => {
        const lines = range(5).flatMap((i) => parts(i));
        const shuffled = order.map((i) => lines[i] ?? '');
        expect(stitched(shuffled).sort()).toEqual(range(5).map(whole));
      }),
    );
  });
});
