import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, seeded } from '../../../../proto/domain/random.ts';
import { watchfloor } from '../../../../proto/generated/record.js';
import { HEADER_BYTES, headerBytes, MARK_BYTES, markBytes } from '../../../../server/record/log/format.ts';
import { cut, entryBytes, range, SALT, segmentBytes } from './segment.ts';

const LONG = process.env.WATCHFLOOR_LONG === '1';

describe('the bytes of a segment', () => {
  test('are as docs/record.md says: a header twice, then length, crc32 and the entry', () => {
    const { bytes } = segmentBytes([1]);
    const entry = entryBytes(1);
    expect(bytes.subarray(0, 12).toString('hex')).toBe(`57464c47${'0100'}${'0000'}${'3412ed5e'}`);
    expect(bytes.subarray(16, 32)).toEqual(bytes.subarray(0, 16));
    expect(bytes.readUInt32LE(32)).toBe(entry.length);
    expect(bytes.subarray(40)).toEqual(Buffer.from(entry));
    expect(bytes.length).toBe(40 + entry.length);
  });

  test('give every entry back, however they are cut into pieces', () => {
    const { bytes, offsets } = segmentBytes(range(1, 40), (seq) => seq * 7);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.boolean(), (piece, knowsSize) => {
        const { entries, damages, cutter } = cut(bytes, piece, knowsSize ? bytes.length : undefined);
        expect(damages).toEqual([]);
        expect(entries.map(({ offset }) => offset)).toEqual(offsets);
        expect(entries.map(({ seq }) => seq)).toEqual(range(1, 40));
        for (const { seq, bytes: entry } of entries)
          expect(watchfloor.record.v1.Entry.decode(entry).frame?.bytes?.length).toBe(seq * 7);
        expect(cutter.end).toBe(bytes.length);
      }),
    );
  });

  test('an end mark says that nothing is added and nothing was cut off', () => {
    const { bytes } = segmentBytes([3, 5]);
    const sealed = Buffer.concat([bytes, markBytes({ lastSeq: 5, entries: 2 }, SALT)]);
    expect(cut(sealed, 3)).toMatchObject({ seqs: [3, 5], damages: [], cutter: { isSealed: true } });
    expect(cut(bytes, 3).cutter.isSealed).toBe(false);
    const without = Buffer.concat([segmentBytes([5]).bytes, markBytes({ lastSeq: 5, entries: 2 }, SALT)]);
    expect(cut(without).damages).toMatchObject([{ kind: 'missing', afterSeq: 0, beforeSeq: 6 }]);
  });

  test('an entry that was copied from another segment, or is older than the one before, is none', () => {
    const { bytes, offsets } = segmentBytes([1, 2, 3]);
    const again = Buffer.concat([bytes, bytes.subarray(offsets[1]!, offsets[2]!)]);
    expect(cut(again).damages).toMatchObject([{ kind: 'tail', offset: bytes.length }]);
    const other = Buffer.concat([
      headerBytes({ class: 'sea', salt: SALT + 1 }),
      bytes.subarray(HEADER_BYTES),
    ]);
    expect(cut(other).seqs).toEqual([]);
  });

  test('a whole log within an entry is not taken for entries when that entry is damaged', () => {
    const inner = segmentBytes(range(50, 60)).bytes;
    const outer = Buffer.concat([headerBytes({ class: 'sea', salt: 77 })]);
    const entry = watchfloor.record.v1.Entry.encode({
      ...{ seq: 1, epoch: 1, knownMs: 1, machineMs: 1 },
      frame: { feed: 'log', connection: 1, bytes: inner },
    }).finish();
    const framed = Buffer.alloc(8);
    framed.writeUInt32LE(entry.length, 0);
    const damaged = Buffer.concat([outer, framed, entry]);
    expect(cut(damaged)).toMatchObject({
      seqs: [],
      damages: [{ kind: 'tail', offset: HEADER_BYTES, bytes: entry.length + 8 }],
    });
  });

  test('of a newer version, or with a header that is gone, it says so and reads nothing', () => {
    const { bytes } = segmentBytes([1]);
    const gone = Buffer.from(bytes);
    gone[0]! ^= 1;
    gone[16]! ^= 1;
    expect(cut(gone)).toMatchObject({ seqs: [], damages: [{ kind: 'header', bytes: bytes.length }] });
    const newer = Buffer.from(bytes);
    // Version 2, with its crc32 made anew, in both copies.
    const header = headerBytes({ class: 'sea', salt: SALT });
    header.writeUInt16LE(2, 4);
    header.writeUInt32LE(crcOf(header.subarray(0, 12)), 12);
    header.copy(newer, 0, 0, 16);
    header.copy(newer, 16, 0, 16);
    expect(cut(newer)).toMatchObject({ seqs: [], damages: [{ kind: 'newer' }] });
  });
});

describe('a segment that is cut off', () => {
  test('gives exactly the entries that are whole, and names the rest by offset and length', () => {
    const seqs = range(1, 700);
    const { bytes, offsets } = segmentBytes(seqs, (seq) => 20 + ((seq * 37) % 300));
    const from = Math.max(0, bytes.length - 65_536);
    const stride = LONG ? 1 : 97;
    for (let length = from; length < bytes.length; length += stride) {
      const whole = offsets.filter((_, i) => (offsets[i + 1] ?? bytes.length) <= length).length;
      const end = offsets[whole] ?? bytes.length;
      const { seqs: read, damages, cutter } = cut(bytes.subarray(0, length));
      expect(read.length).toBe(whole);
      expect(read.at(-1) ?? 0).toBe(whole);
      expect(cutter.end).toBe(end);
      expect(damages).toEqual(
        length === end ? [] : [{ kind: 'tail', offset: end, bytes: length - end, afterSeq: whole }],
      );
    }
  });

  test('within its header holds nothing', () => {
    const { bytes } = segmentBytes([1]);
    for (let length = 0; length < HEADER_BYTES; length += 1) {
      const { seqs, damages } = cut(bytes.subarray(0, length));
      expect(seqs).toEqual([]);
      expect(damages).toEqual([{ kind: 'tail', offset: 0, bytes: length, afterSeq: 0 }]);
    }
  });

  test('at an entry’s end it has no mark', () => {
    const { bytes, offsets } = segmentBytes([1, 2]);
    const sealed = Buffer.concat([bytes, markBytes({ lastSeq: 2, entries: 2 }, SALT)]);
    expect(cut(sealed.subarray(0, offsets[1])).cutter.isSealed).toBe(false);
    const { damages } = cut(sealed.subarray(0, sealed.length - 1));
    expect(damages).toMatchObject([{ kind: 'tail', offset: bytes.length, bytes: MARK_BYTES - 1 }]);
  });
});

describe('a segment with a flipped bit', () => {
  test('gives every other entry back and names the damaged one by place and numbers', () => {
    // Of a class there are not all numbers.
    const seqs = range(1, 300).map((i) => i * 3);
    const { bytes: open, offsets } = segmentBytes(seqs, (seq) => 1 + ((seq * 31) % 400));
    const bytes = Buffer.concat([open, markBytes({ lastSeq: seqs.at(-1)!, entries: seqs.length }, SALT)]);
    const random = seeded(6);
    for (let run = 0; run < (LONG ? 10_000 : 300); run += 1) {
      const bit = Math.floor(between(random, 0, bytes.length * 8));
      const at = bit >> 3;
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 1 << (bit & 7);
      const { seqs: read, damages, cutter } = cut(flipped, 4096);
      if (at < HEADER_BYTES) {
        expect(read).toEqual(seqs);
        expect(damages).toMatchObject([{ kind: 'headerCopy' }]);
        continue;
      }
      const hit = offsets.findLastIndex((offset) => offset <= at);
      if (at >= open.length) {
        expect(read).toEqual(seqs);
        expect(damages).toMatchObject([{ kind: 'tail', offset: open.length, bytes: MARK_BYTES }]);
        expect(cutter.isSealed).toBe(false);
        continue;
      }
      expect(read).toEqual(seqs.filter((_, i) => i !== hit));
      const end = offsets[hit + 1] ?? open.length;
      expect(damages).toEqual([
        {
          ...{ kind: 'entry', offset: offsets[hit], bytes: end - offsets[hit]! },
          ...{ afterSeq: seqs[hit - 1] ?? 0, beforeSeq: seqs[hit + 1] ?? seqs[hit]! + 1 },
        },
      ]);
    }
  });

  test('zeros where the disk lost a page are one damage', () => {
    const seqs = range(1, 200);
    const { bytes, offsets } = segmentBytes(seqs, () => 100);
    const zeroed = Buffer.from(bytes);
    zeroed.fill(0, 4096, 8192);
    const { seqs: read, damages } = cut(zeroed);
    const isHit = (i: number) => offsets[i]! < 8192 && (offsets[i + 1] ?? bytes.length) > 4096;
    expect(read).toEqual(seqs.filter((_, i) => !isHit(i)));
    expect(damages.length).toBe(1);
  });
});

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; i += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
