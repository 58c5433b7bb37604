/** The bytes of feeds as they came, and that they are a recording again. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import { Nature } from '../../../proto/domain/observation.ts';
import { encodeAis } from '../../../server/decode/ais/encode.ts';
import { writtenLater } from '../../../server/exports/filesink.ts';
import { tagged } from '../../../server/exports/formats/nmea.ts';
import { type Originals, writeOriginals } from '../../../server/exports/originals.ts';
import { importRecording } from '../../../server/imports/importrecording.ts';
import { noConfig } from '../../../server/offline/config.ts';
import { type RecordedFrame, recordedFrames } from '../../../server/record/recordedframes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'originals-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const T0 = Date.UTC(2024, 1, 1);
const report = (i: number): string =>
  encodeAis({ type: 1, mmsi: 201000001, lat: 41 + i / 1000, lon: 19, utcSecond: (i * 10) % 60 })[0]!;

async function written(frames: AsyncIterable<RecordedFrame>, asked = {}) {
  const file = path.join(folder, 'out.nmea');
  let said: Originals | undefined;
  await writtenLater(file, async (sink) => {
    said = await writeOriginals(sink, frames, { isExercise: false, ...asked });
  });
  const text = readFileSync(file, 'latin1');
  rmSync(file);
  return { text, said };
}

async function* received(...parts: readonly (readonly [string, Partial<RecordedFrame>?])[]) {
  for (const [i, [text, more]] of parts.entries())
    yield {
      ...{ seq: i, knownMs: T0 + i * 1000, feed: 'mast', connection: 1, nature: Nature.real, timeShiftMs: 0 },
      ...{ datagram: false, closed: false, bytes: Buffer.from(text, 'latin1') },
      ...more,
    };
}

it('are lines, whatever the pieces they came in, each with when its end came', async () => {
  const [one, two] = [report(1), report(2)];
  const { text, said } = await written(
    received(
      [one.slice(0, 10)],
      ['other', { feed: 'radar' }],
      [`${one.slice(10)}\r\n${two.slice(0, 5)}`],
      [two.slice(5), { datagram: true }],
    ),
    { feed: 'mast' },
  );
  expect(said).toEqual({ lines: 2, isSynthetic: false });
  const lines = text.split('\r\n');
  expect(lines[0]).toMatch(/^\\s:mast,c:1706745602000\*[0-9A-F]{2}\\/);
  expect(lines[0]!.endsWith(one)).toBe(true);
  expect(lines[1]!.endsWith(two)).toBe(true);
});

it('that say when they came stay as they are, and come in again as they were', async () => {
  const log = Array.from({ length: 6 }, (_, i) => tagged([report(i)], 'hill', T0 + i * 10_000, 0)).join('');
  const file = path.join(folder, 'log.nmea');
  writeFileSync(file, log);
  const record = path.join(folder, 'record');
  const common = {
    record,
    nowMs: T0 + 1e9,
    feed: feedId('x'),
    config: noConfig(),
    detect: false,
    isSynthetic: false,
  };
  await importRecording({ ...common, file, onReject: () => {} });
  const range = { fromMs: T0, untilMs: T0 + 3_600_000 };
  const { text } = await written(recordedFrames(record, range, path.join(folder, 'work')));
  expect(text).toBe(log);
});

it('that are synthetic go to nobody but those who are part of the exercise, and say so', async () => {
  const frames = () => received([`${report(1)}\r\n`, { nature: Nature.synthetic }]);
  await expect(written(frames())).rejects.toThrow('synthetic');
  rmSync(path.join(folder, 'out.nmea'), { force: true });
  const { text } = await written(frames(), { isExercise: true });
  expect(text).toMatch(/^\\s:SYNTHETIC,c:/);
});
