/** What a correction names is in no answer, replay or list of names; the files stay as they are. */
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchfloor } from '../../../../proto/generated/record.js';
import { addCorrections, type Correction } from '../../../../server/record/archive/corrections.ts';
import { answerReplayPicture } from '../../../../server/record/query/replayanswers.ts';
import type { ToldReply } from '../../../../server/record/query/told.ts';
import { recordedFrames } from '../../../../server/record/recordedframes.ts';
import { pointsEntry, writeSegment } from '../archive/writtenlog.ts';
import { HOUR, identityRow, MIN, pastRoom, pointRow, sailed, square, T0 } from './pastroom.ts';

let room: Awaited<ReturnType<typeof pastRoom>>;
beforeEach(async () => {
  room = await pastRoom();
  const way = (track: number) =>
    sailed(track, [
      [0, 41, 19],
      [30, 41.1, 19],
    ]);
  await room.write('points', [...way(1), ...way(2)].map(pointRow));
  await room.write(
    'identities',
    [1, 2].map((track) => identityRow({ track, atMs: T0, name: `SHIP ${track}` })),
  );
});
afterEach(() => room.close());

const wrong = (one: Correction['wrong']): string | undefined =>
  addCorrections(room.record, [{ wrong: one, why: 'a wrong clock', by: 'Anna' }], T0);
const ofTrack = (table: 'points' | 'identities', fromMs: number, untilMs: number): Correction['wrong'] => ({
  ...{ table, epoch: 1, track: 1, fromMs, untilMs },
});

async function pointsInside(): Promise<unknown> {
  const { rows } = await room.ask({ ask: 'area', area: square(40.5, 18.5, 1) });
  return rows.map(({ track, values }) => [track, values.points]);
}

/** As one connection of the query process goes on answering. */
async function tracksAt(atMs: number): Promise<number[]> {
  const { engine, sources } = await room.opened();
  await sources.follow();
  const past = await sources.past();
  try {
    const { columns } = await answerReplayPicture({ line: engine.lines[2]!, past, tell: () => {} }, { atMs });
    const { steps } = watchfloor.record.v1.ReplaySteps.decode(columns![0]!);
    return steps
      .flatMap(({ entries }) =>
        entries!.flatMap(({ points }) => [...(points?.track ?? [])].filter((_, i) => i % 4 === 0)),
      )
      .sort();
  } finally {
    past.release();
  }
}

test('points of a track in a time are not counted, and not replayed', async () => {
  expect(await pointsInside()).toEqual([
    ['1-1', 31],
    ['1-2', 31],
  ]);
  expect(await tracksAt(T0 + 20 * MIN)).toEqual([1, 2]);
  wrong(ofTrack('points', T0 + 10 * MIN, T0 + HOUR));
  // Known a second after it was observed.
  expect(await pointsInside()).toEqual([
    ['1-1', 10],
    ['1-2', 31],
  ]);
  wrong(ofTrack('points', T0, T0 + 10 * MIN));
  expect(await pointsInside()).toEqual([['1-2', 31]]);
  expect(await tracksAt(T0 + 20 * MIN)).toEqual([2]);
});

test('a name that was wrong finds nothing', async () => {
  const found = async (words: string) =>
    (await room.ask({ ask: 'vessel', words })).rows.map(({ track, name }) => [track, name]);
  expect(await found('ship')).toEqual([
    ['1-1', 'SHIP 1'],
    ['1-2', 'SHIP 2'],
  ]);
  wrong(ofTrack('identities', T0, T0 + 1));
  expect(await found('ship')).toEqual([['1-2', 'SHIP 2']]);
});

test('an entry by its number', async () => {
  const told = (seq: number, id: string) => ({
    ...{ seq, epoch: 1, known_ms: T0 + seq, machine_ms: T0, kind: 'alert', id },
    json: JSON.stringify({ id, raisedMs: T0 + seq }),
  });
  await room.write('told', [told(11, 'a'), told(12, 'b')], 'decisions');
  const ids = async () => {
    const { alerts } = await room.asked<ToldReply>('told', { fromMs: T0, untilMs: T0 + HOUR });
    return alerts.map((json) => JSON.parse(json).id);
  };
  expect(await ids()).toEqual(['a', 'b']);
  // Of another table: it is not this one.
  wrong({ table: 'happened', seq: 12 });
  expect(await ids()).toEqual(['a', 'b']);
  wrong({ table: 'told', seq: 11 });
  expect(await ids()).toEqual(['b']);
});

test('what is not rolled yet, too', async () => {
  const said = { lat: 41, lon: 19, sogKn: 5, feeds: 'ais' };
  const entry = (seq: number, minute: number) =>
    pointsEntry(seq, T0 + minute * MIN, [{ ...said, track: 7, mmsi: 200_000_007 }]);
  writeSegment(room.record, 'sea', [entry(1, 1), entry(2, 2)]);
  const rows = () =>
    pointsInside().then((all) => (all as [string, number][]).find(([id]) => id.endsWith('-7')));
  const before = await rows();
  expect(before?.[1]).toBe(2);
  const [epoch] = before![0].split('-').map(Number);
  wrong({ table: 'points', epoch: epoch!, track: 7, fromMs: T0, untilMs: T0 + 2 * MIN });
  expect((await rows())?.[1]).toBe(1);
});

test('bytes that were received are not run again, nor exported', async () => {
  const frame = (seq: number) => ({
    ...{ seq, epoch: 1, known_ms: T0 + seq, machine_ms: T0, feed: 'ais', connection: 1, nature: 0 },
    ...{ time_shift_ms: 0, datagram: false, closed: true },
  });
  await room.write('frames', [frame(1), frame(2), frame(3)]);
  wrong({ table: 'frames', seq: 2 });
  const seqs: number[] = [];
  const range = { fromMs: T0, untilMs: T0 + HOUR };
  for await (const { seq } of recordedFrames(room.record, range, path.join(room.record, 'scratch')))
    seqs.push(seq);
  expect(seqs).toEqual([1, 3]);
});
