/**
 * The process that keeps what was received and shown: batches over standard input, answers over descriptor 3, the log
 * under the folder that its first argument names. Its second is the bytes that it leaves free.
 */
import { randomInt } from 'node:crypto';
import { watchfloor } from '../../proto/generated/record.js';
import { systemClock } from '../clock.ts';
import { systemTimers } from '../feeds/timers.ts';
import { systemDisk } from '../record/log/disk.ts';
import { RecordLog } from '../record/log/recordlog.ts';
import { Parent } from '../record/parent.ts';
import { Recorder } from '../record/recorder/recorder.ts';

const { FromRecorder, ToRecorder } = watchfloor.record.v1;
const [dir, reserve] = process.argv.slice(2);
if (dir === undefined) throw new Error('recorder: it is told no folder');

let recorder: Recorder | undefined;
let isOver = false;

const parent = new Parent({
  onMessage(bytes) {
    const { batch } = ToRecorder.decode(bytes);
    // Nothing comes before it said that it is ready.
    if (batch) recorder?.batch(batch);
  },
  onEnd() {
    isOver = true;
    void end();
  },
});

async function end(): Promise<void> {
  if (!recorder) return;
  await recorder.close();
  await parent.close();
}

const log = await RecordLog.open({ dir, disk: systemDisk, salt: () => randomInt(2 ** 32) });
recorder = new Recorder({
  ...{ dir, log, disk: systemDisk, after: systemTimers.after, monotonicMs: systemClock.monotonicMs },
  tell: (message) => void parent.send(FromRecorder.encode(message).finish()),
  ...(reserve !== undefined && { reserveBytes: Number(reserve) }),
});
await recorder.start();
if (isOver) await end();
