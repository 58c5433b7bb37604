/** Two vessels in a real archive, one heard by each of two agencies, and real people before its REST routes. */
import { expect } from 'vitest';
import type { Answer } from '../../../../proto/domain/record/questions.ts';
import type { ArchiveRoom } from '../../../../server/publish/archive/archiveroom.ts';
import { identityRow, MIN, pastRoom, pointRow, sailed, T0 } from '../../record/query/pastroom.ts';
import { type Browser, type SettledRoom, settledRoom } from '../decisionsroom.ts';
import { START_MS } from '../testserver.ts';

export const ALL = { fromMs: START_MS, untilMs: START_MS + 60 * MIN };
export const VESSEL = { ask: 'vessel', words: 'ship', ...ALL };

type PastRoom = Awaited<ReturnType<typeof pastRoom>>;

export interface AskedRoom {
  readonly past: PastRoom;
  readonly room: SettledRoom;
  close(): Promise<void>;
}

/** @param answering in place of the query process; absent: no more than questions */
export async function askedRoom(
  answering: (past: PastRoom) => ArchiveRoom['ask'] = (past) => past.answer,
): Promise<AskedRoom> {
  const past = await pastRoom();
  const room = await settledRoom(answering(past));
  const way = (track: number, feeds: string) =>
    sailed(
      track,
      [
        [0, 41, 19],
        [30, 41.1, 19],
      ],
      { feeds },
    ).map((said) => ({ ...said, atMs: said.atMs - T0 + START_MS }));
  await past.write('points', [...way(1, 'mast'), ...way(2, 'north')].map(pointRow));
  await past.write(
    'identities',
    [1, 2].map((track) => identityRow({ track, atMs: START_MS, name: `SHIP ${track}` })),
  );
  const close = async (): Promise<void> => {
    expect(room.bugs).toEqual([]);
    await room.close();
    past.close();
  };
  return { past, room, close };
}

/** The answer to a question that was begun, when it is there. */
export async function ended(who: Browser, id: string): Promise<Answer> {
  for (;;) {
    const { json } = await who.get(`/api/archive/questions/${id}`);
    if (json.state === 'done') return json.answer;
    if (json.state !== 'running') throw new Error(JSON.stringify(json));
  }
}
