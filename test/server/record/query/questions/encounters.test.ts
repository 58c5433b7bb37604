/** Silences and meetings, on archives that are small enough to answer by hand. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../../../proto/domain/record/questions.ts';
import { identityRow, MIN, pastRoom, pointRow, type Said, sailed, square, T0 } from '../pastroom.ts';

let room: Awaited<ReturnType<typeof pastRoom>>;
beforeEach(async () => {
  room = await pastRoom();
});
afterEach(() => room.close());

const points = (...said: readonly Said[]) => room.write('points', said.map(pointRow));
const tracks = ({ rows }: Answer) => rows.map(({ track }) => track);
const minutes = (ms: number) => (ms - T0) / MIN;

describe('gaps', () => {
  const others = (until: number) =>
    sailed(9, [
      [0, 41.05, 19.05],
      [until, 41.05, 19.05],
    ]);

  test('who stopped and came again, under another track, and who did not come again', async () => {
    await points(
      ...others(300),
      ...sailed(
        1,
        [
          [0, 41, 19],
          [20, 41.1, 19],
        ],
        { sogKn: 18 },
      ),
      ...sailed(
        2,
        [
          [140, 41.3, 19],
          [300, 41.5, 19],
        ],
        { mmsi: 200_000_001 },
      ),
      ...sailed(3, [
        [0, 40, 19],
        [100, 40.1, 19],
      ]),
    );
    const { rows } = await room.ask({ ask: 'gaps', minutes: 60 });
    expect(rows.map(({ track, fromMs, untilMs }) => [track, minutes(fromMs), minutes(untilMs)])).toEqual([
      ['1-1', 20, 140],
      ['1-3', 100, 300],
    ]);
    expect(rows[0]).toMatchObject({
      lat: 41.1,
      values: { minutes: 120, cameBack: 1, movedKm: 22.2, lastKn: 18, othersHeard: 1 },
    });
    expect(rows[1]!.values.cameBack).toBe(0);
    const there = await room.ask({ ask: 'gaps', minutes: 60, area: square(39.9, 18.9, 0.3) });
    expect(tracks(there)).toEqual(['1-3']);
    await room.write('identities', [identityRow({ track: 3, atMs: T0, name: 'QUIET' })]);
    expect(tracks(await room.ask({ ask: 'gaps', minutes: 60, words: 'quiet' }))).toEqual(['1-3']);
  });

  test('when nobody at all was heard, it was us', async () => {
    await points(
      ...others(60),
      ...sailed(9, [
        [180, 41.05, 19.05],
        [240, 41.05, 19.05],
      ]),
      ...sailed(1, [
        [0, 41, 19],
        [60, 41.1, 19],
      ]),
      ...sailed(1, [
        [180, 41.1, 19],
        [240, 41.1, 19],
      ]),
    );
    expect((await room.ask({ ask: 'gaps', minutes: 60 })).rows).toEqual([]);
  });
});

test('meetings: near and slow for long enough, each pair once', async () => {
  const still = (track: number, lat: number, lon: number, more: Partial<Said> = {}) =>
    sailed(
      track,
      [
        [0, lat, lon],
        [60, lat, lon],
      ],
      { sogKn: 0.5, ...more },
      3 * MIN,
    );
  await points(
    ...still(1, 41, 19),
    // 111 m to the north.
    ...still(2, 41.001, 19),
    // The same vessel as the first, by another receiver.
    ...still(3, 41, 19, { mmsi: 200_000_001 }),
    // Fast.
    ...still(4, 41.0005, 19, { sogKn: 9 }),
    // There for a quarter of an hour, between other places.
    ...sailed(
      5,
      [
        [0, 41.2, 19],
        [20, 41.0005, 19],
        [35, 41.0005, 19],
        [55, 41.2, 19],
      ],
      { sogKn: 0.5 },
    ),
    // 1.1 km away.
    ...still(6, 41.01, 19),
  );
  const asked = { ask: 'meetings', withinM: 200, minutes: 30, slowerKn: 2 } as const;
  const { rows } = await room.ask(asked);
  expect(rows.map(({ track, other }) => [track, other?.track])).toEqual([
    ['1-1', '1-2'],
    ['1-2', '1-3'],
  ]);
  expect(rows[0]).toMatchObject({
    mmsi: 200_000_001,
    other: { mmsi: 200_000_002 },
    values: { nearestM: 111 },
  });
  expect(rows[0]!.values.minutes).toBeGreaterThanOrEqual(57);
  expect(tracks(await room.ask({ ...asked, minutes: 10 }))).toContain('1-1');
  expect((await room.ask({ ...asked, minutes: 10 })).rows.map(({ other }) => other?.track)).toContain('1-5');
  expect((await room.ask({ ...asked, area: square(42, 19, 0.1) })).rows).toEqual([]);
  await room.write('identities', [identityRow({ track: 2, atMs: T0, name: 'SECOND' })]);
  const ofOne = await room.ask({ ...asked, words: 'second' });
  expect(ofOne.rows.map(({ track, other }) => [track, other?.track])).toEqual([
    ['1-2', '1-1'],
    ['1-2', '1-3'],
  ]);
});
