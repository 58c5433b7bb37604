import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RETENTION_CLASSES } from '../../../../proto/domain/record/retention.table.ts';
import { watchfloor } from '../../../../proto/generated/record.js';
import { BatchBuffer, type KeptFrame, NO_SEQ } from '../../../../server/record/recorder/batchbuffer.ts';

const { Entry, ToRecorder } = watchfloor.record.v1;

const frames = fc.record(
  {
    feed: fc.string({ maxLength: 30, unit: 'grapheme' }),
    connection: fc.nat(0xffff_ffff),
    nature: fc.nat(2),
    timeShiftMs: fc.integer(),
    datagram: fc.boolean(),
    topic: fc.string({ maxLength: 30, unit: 'grapheme' }),
    bytes: fc.uint8Array({ maxLength: 3000 }),
    closed: fc.boolean(),
  },
  { requiredKeys: ['feed', 'connection'] },
);
const times = fc.record({
  epoch: fc.nat(0xffff_ffff),
  knownMs: fc.integer({ min: 0, max: 4e12 }),
  machineMs: fc.integer({ min: 0, max: 4e12 }),
});
const classes = fc.constantFrom(...RETENTION_CLASSES);

test('what it writes by hand, protobufjs reads as if it had written it itself', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(classes, times, frames, fc.boolean()), { maxLength: 40 }),
      fc.nat(),
      (all, firstSeq) => {
        const buffer = new BatchBuffer(0, new Map());
        for (const [of, at, frame, byHand] of all) {
          if (byHand) buffer.addFrame(of, at, frame as KeptFrame);
          else buffer.add(of, at.knownMs, Entry.encode({ seq: NO_SEQ, ...at, frame }).finish());
        }
        expect(buffer.entries).toBe(all.length);
        const { batch } = ToRecorder.decode(buffer.finish(77, firstSeq));
        expect(batch?.number).toBe(77);
        expect(batch?.entries?.length ?? 0).toBe(all.length);
        for (const [i, filed] of (batch?.entries ?? []).entries()) {
          const [of, at, frame] = all[i]!;
          expect(filed).toMatchObject({ seq: firstSeq + i, knownMs: at.knownMs });
          expect(RETENTION_CLASSES[filed.class ?? 0]).toBe(of);
          const entry = Entry.decode(filed.entry!);
          const expected = Entry.decode(Entry.encode({ seq: firstSeq + i, ...at, frame }).finish());
          expect(Entry.toObject(entry, { defaults: true, bytes: String })).toEqual(
            Entry.toObject(expected, { defaults: true, bytes: String }),
          );
          // The number stands first, whatever it is.
          expect(filed.entry?.[0]).toBe(0x09);
        }
      },
    ),
  );
});

test('the bytes of a frame are copied when it is added', () => {
  const buffer = new BatchBuffer(0, new Map());
  const bytes = Buffer.from('as it was');
  buffer.addFrame('sea', { epoch: 1, knownMs: 1, machineMs: 1 }, { feed: 'a', connection: 1, bytes });
  bytes.fill(0);
  const { batch } = ToRecorder.decode(buffer.finish(1, 1));
  expect(Buffer.from(Entry.decode(batch!.entries![0]!.entry!).frame!.bytes!).toString()).toBe('as it was');
});
