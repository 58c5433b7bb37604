import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import { Nature } from '../../../proto/domain/observation.ts';
import { encodeAis } from '../../../server/decode/ais/encode.ts';
import { type Batch, merged, Recording } from '../../../server/offline/recording.ts';
import { tagged } from '../../../server/simulate/tagblock.ts';

const START_MS = Date.UTC(2026, 5, 15, 12);
const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-offline-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sentence = (mmsi: number): string[] =>
  encodeAis({ type: 1, mmsi, lat: 41, lon: 19, sogKn: 8, cogDeg: 90 });
const line = (mmsi: number, s: number): string => tagged(sentence(mmsi), 'test', START_MS + s * 1000, 1);

function recording(name: string, bytes: string | Uint8Array, format: 'auto' | 'adsb' = 'auto'): Recording {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return new Recording({ path: file, feedId: feedId(name), format, nature: Nature.recorded, decoding: {} });
}

async function all(...recordings: Recording[]): Promise<Batch[]> {
  const batches: Batch[] = [];
  for await (const some of merged(recordings)) batches.push(...some);
  return batches;
}
const heard = (batches: readonly Batch[]) =>
  batches.map(({ atMs, said }) => [
    (atMs - START_MS) / 1000,
    said[0] && 'mmsi' in said[0] ? said[0].mmsi : 0,
  ]);

it('merges recordings by the times of their lines, what came at once in the order of the files', async () => {
  const one = recording('one', [0, 10, 20].map((s) => line(201_000_001, s)).join(''));
  const two = recording('two', gzipSync([5, 10, 30].map((s) => line(201_000_002, s)).join('')));
  expect(heard(await all(one, two))).toEqual([
    [0, 201_000_001],
    [5, 201_000_002],
    [10, 201_000_001],
    [10, 201_000_002],
    [20, 201_000_001],
    [30, 201_000_002],
  ]);
  expect(one.tally).toMatchObject({ messages: 3, untimed: 0 });
});

it('leaves out what nobody says the time of, and counts it', async () => {
  const untimed = recording('untimed', `${sentence(201_000_001).join('\r\n')}\r\n`);
  expect(await all(untimed)).toEqual([]);
  expect(untimed.tally).toMatchObject({ messages: 1, untimed: 1 });
});

it('takes a recorder’s hurry for no time that goes back', async () => {
  const hurried = recording('hurried', [0, 10, 8, 11].map((s) => line(201_000_001, s)).join(''));
  expect(heard(await all(hurried)).map(([s]) => s)).toEqual([0, 10, 10, 11]);
});

it('takes the time that an aircraft’s line states where no receiver wrote one', async () => {
  const sbs =
    'MSG,3,1,1,4CA2D6,1,2026/06/15,12:00:07.000,2026/06/15,12:00:07.000,,37000,,,41.5,19.2,,,0,0,0,0';
  const [batch] = await all(recording('air', `${sbs}\r\n`, 'adsb'));
  expect(batch?.atMs).toBe(START_MS + 7000);
  expect(batch?.said[0]).toMatchObject({ type: 'aircraft', receivedMs: START_MS + 7000 });
});
