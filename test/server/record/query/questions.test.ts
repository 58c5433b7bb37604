/** Each question on an archive that is small enough to answer by hand. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../../proto/domain/record/questions.ts';
import { HOUR, identityRow, MIN, pastRoom, pointRow, type Said, sailed, square, T0 } from './pastroom.ts';

let room: Awaited<ReturnType<typeof pastRoom>>;
beforeEach(async () => {
  room = await pastRoom();
});
afterEach(() => room.close());

const points = (...said: readonly Said[]) => room.write('points', said.map(pointRow));
const tracks = ({ rows }: Answer) => rows.map(({ track }) => track);
const minutes = (ms: number) => (ms - T0) / MIN;

describe('vessel', () => {
  beforeEach(async () => {
    await points(
      ...sailed(1, [
        [0, 41, 19],
        [10, 41.1, 19],
      ]),
      ...sailed(2, [
        [0, 42, 18],
        [10, 42, 18.1],
      ]),
      ...sailed(
        3,
        [
          [600, 41, 18],
          [610, 41.1, 18],
        ],
        { mmsi: 200_000_001 },
      ),
    );
    await room.write('identities', [
      identityRow({ track: 1, atMs: T0, name: 'ADRIA STAR', callSign: 'XA1', imo: 9_000_001 }),
      identityRow({ track: 2, atMs: T0, name: 'NORTH', callSign: 'XB2', imo: 9_000_002 }),
      identityRow({ track: 3, atMs: T0 + 600 * MIN, mmsi: 200_000_001, name: 'NIGHT ROSE' }),
    ]);
  });

  test('is found by number, name, call sign, IMO number and track', async () => {
    for (const words of ['200000002', 'mmsi 200000002', 'nort', 'xb2', 'IMO 9000002', '1-2'])
      expect(tracks(await room.ask({ ask: 'vessel', words }))).toEqual(['1-2']);
    expect((await room.ask({ ask: 'vessel', words: 'nobody' })).rows).toEqual([]);
  });

  test('is found under what it calls itself later, with where it was and what it said', async () => {
    const { rows, columns, isCut, missing } = await room.ask({ ask: 'vessel', words: 'adria' });
    expect(rows.map(({ track, name }) => [track, name])).toEqual([
      ['1-1', 'ADRIA STAR'],
      ['1-3', 'NIGHT ROSE'],
    ]);
    expect(rows[0]).toMatchObject({
      mmsi: 200_000_001,
      lat: 41.1,
      lon: 19,
      values: { points: 11, imo: 9_000_001 },
    });
    expect([minutes(rows[0]!.fromMs), minutes(rows[0]!.untilMs)]).toEqual([0, 10]);
    expect(rows[0]!.path).toHaveLength(11);
    expect(rows[0]!.path![5]).toEqual([41.05, 19, T0 + 5 * MIN]);
    expect(columns).toContain('points');
    expect([isCut, missing]).toEqual([false, []]);
  });

  test('is not found beyond its time', async () => {
    const asked = await room.ask({
      ask: 'vessel',
      words: 'adria',
      fromMs: T0 + 20 * MIN,
      untilMs: T0 + 60 * MIN,
    });
    expect(asked.rows).toEqual([]);
  });
});

test('same route: who went along most of it, either way', async () => {
  const route = [
    [0, 41, 19],
    [60, 41.2, 19],
    [120, 41.2, 19.3],
  ] as const;
  await points(
    ...sailed(1, route),
    // 80 m beside it, an hour later.
    ...sailed(
      2,
      route.map(([m, lat, lon]) => [m + 60, lat + 0.0007, lon] as const),
    ),
    // Back along it.
    ...sailed(3, [
      [0, 41.2, 19.3],
      [60, 41.2, 19],
      [120, 41, 19],
    ]),
    // The first half alone.
    ...sailed(4, [
      [0, 41, 19],
      [60, 41.2, 19],
      [120, 41.4, 19],
    ]),
    // Two kilometres beside it.
    ...sailed(
      5,
      route.map(([m, lat, lon]) => [m, lat + 0.02, lon + 0.02] as const),
    ),
  );
  const { rows } = await room.ask({ ask: 'sameRoute', track: '1-1' as never, withinM: 500 });
  expect(rows.map(({ track, values }) => [track, values.way])).toEqual([
    ['1-3', 'opposite'],
    ['1-2', 'same'],
  ]);
  expect(rows[1]!.values.coveredPercent).toBe(100);
  await expect(room.ask({ ask: 'sameRoute', track: '1-9' as never, withinM: 500 })).rejects.toThrow(
    /nothing is kept/,
  );
});

describe('density', () => {
  beforeEach(async () => {
    await points(
      { track: 1, atMs: T0, lat: 41.01, lon: 19.01, sogKn: 1 },
      { track: 1, atMs: T0 + MIN, lat: 41.02, lon: 19.02, sogKn: 1 },
      { track: 2, atMs: T0 + HOUR, lat: 41.03, lon: 19.03, sogKn: 15 },
      { track: 2, atMs: T0 + HOUR + MIN, lat: -0.05, lon: -0.05 },
    );
    await room.write('identities', [
      identityRow({ track: 1, atMs: T0, shipType: 30 }),
      identityRow({ track: 2, atMs: T0, shipType: 70 }),
    ]);
  });

  test('points and different tracks of each cell', async () => {
    const { cells } = await room.ask({ ask: 'density', stepDeg: 0.1 });
    expect(cells).toEqual([
      { south: 41, west: 19, points: 3, tracks: 2 },
      { south: -0.1, west: -0.1, points: 1, tracks: 1 },
    ]);
  });

  test('by hour, class and speed, in an area', async () => {
    const asked = { ask: 'density', stepDeg: 0.1, area: square(40.9, 18.9, 0.3) } as const;
    const of = ({ cells = [] }: Answer) => cells.map((cell) => [cell.of, cell.points]);
    expect(of(await room.ask({ ...asked, by: 'hour' }))).toEqual([
      ['05', 2],
      ['06', 1],
    ]);
    expect(of(await room.ask({ ...asked, by: 'class' }))).toEqual([
      ['fishing', 2],
      ['cargo', 1],
    ]);
    const fact = { feeds: 'mast', kind: 1, distress: false };
    const nameless = { rows: [{ ...fact, nameless: true }], nowMs: T0 };
    expect(of(await room.ask({ ...asked, by: 'class' }, nameless))).toEqual([['otherVessel', 3]]);
    const named = { rows: [fact], nowMs: T0 };
    expect(of(await room.ask({ ...asked, by: 'class' }, named))).toHaveLength(2);
    expect(of(await room.ask({ ...asked, by: 'speed' }))).toEqual([
      ['0.5–3', 2],
      ['14–20', 1],
    ]);
  });
});
