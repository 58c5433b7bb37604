/** Each question on an archive that is small enough to answer by hand. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../../proto/domain/record/questions.ts';
import { HOUR, identityRow, MIN, pastRoom, pointRow, type Said, sailed, T0 } from './pastroom.ts';

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

const square = (south: number, west: number, size: number) =>
  [
    [south, west],
    [south, west + size],
    [south + size, west + size],
    [south + size, west],
  ] as const;

test('area: who was in it, from when to when', async () => {
  await points(
    // Through it: inside from minute 10 to 20.
    ...sailed(
      1,
      [
        [0, 41.005, 18.9],
        [30, 41.005, 19.2],
      ],
      { sogKn: 12 },
    ),
    // Past it.
    ...sailed(2, [
      [0, 41.2, 18.9],
      [30, 41.2, 19.2],
    ]),
    // Restated, and carried on: no observations.
    { track: 3, atMs: T0 + MIN, lat: 41.05, lon: 19.05, restated: true },
    { track: 4, atMs: T0 + MIN, lat: 41.05, lon: 19.05, state: 128 },
  );
  const { rows } = await room.ask({ ask: 'area', area: square(41, 18.9995, 0.101) });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    track: '1-1',
    mmsi: 200_000_001,
    values: { points: 11, insideMin: 10, fastestKn: 12 },
  });
  expect([minutes(rows[0]!.fromMs), minutes(rows[0]!.untilMs)]).toEqual([10, 20]);
});

test('crossings: with direction, not where it jumped, not where nobody knows the way', async () => {
  const line = [
    [41, 19],
    [42, 19],
  ] as const;
  await points(
    { track: 1, atMs: T0, lat: 41.5, lon: 18.99, sogKn: 20 },
    { track: 1, atMs: T0 + 2 * MIN, lat: 41.5, lon: 19.01 },
    { track: 2, atMs: T0, lat: 41.2, lon: 19.01 },
    { track: 2, atMs: T0 + 4 * MIN, lat: 41.2, lon: 18.99 },
    // 180 km in two minutes.
    { track: 3, atMs: T0, lat: 41.5, lon: 18.6 },
    { track: 3, atMs: T0 + 2 * MIN, lat: 41.5, lon: 19.4 },
    // An hour between.
    { track: 4, atMs: T0, lat: 41.5, lon: 18.99 },
    { track: 4, atMs: T0 + 60 * MIN, lat: 41.5, lon: 19.01 },
    // Beside its end.
    { track: 5, atMs: T0, lat: 42.1, lon: 18.99 },
    { track: 5, atMs: T0 + 2 * MIN, lat: 42.1, lon: 19.01 },
  );
  const { rows } = await room.ask({ ask: 'crossings', line });
  // Going north along the line, west is left.
  expect(rows.map(({ track, values }) => [track, values.way])).toEqual([
    ['1-1', 'leftToRight'],
    ['1-2', 'rightToLeft'],
  ]);
  expect(minutes(rows[0]!.fromMs)).toBeCloseTo(1, 3);
  expect(rows[0]).toMatchObject({ lon: 19, values: { sogKn: 20, betweenS: 120 } });
  expect(tracks(await room.ask({ ask: 'crossings', line, way: 'rightToLeft' }))).toEqual(['1-2']);
});

test('visits: each stay for itself, as long as was asked', async () => {
  const harbour = square(41, 19, 0.05);
  await points(
    ...sailed(1, [
      [0, 41.02, 18.95],
      [10, 41.02, 19.02],
      [70, 41.02, 19.02],
      [80, 41.02, 18.95],
      [90, 41.02, 19.02],
      [100, 41.02, 19.02],
    ]),
  );
  const all = await room.ask({ ask: 'visits', area: harbour, minutes: 5 });
  // Inside from 19.0 on: 50/70 of ten minutes after the start; out again at 19.0.
  expect(all.rows.map(({ fromMs, untilMs }) => [minutes(fromMs), minutes(untilMs)])).toEqual([
    [8, 72],
    [88, 100],
  ]);
  expect(all.rows[0]!.values).toMatchObject({ minutes: 64, points: 65 });
  expect((await room.ask({ ask: 'visits', area: harbour, minutes: 30 })).rows).toHaveLength(1);
});

test('visits: who was not heard for over an hour is not known to have stayed', async () => {
  await points(
    ...sailed(1, [
      [0, 41.02, 19.02],
      [30, 41.02, 19.02],
    ]),
    ...sailed(1, [
      [100, 41.02, 19.02],
      [130, 41.02, 19.02],
    ]),
  );
  const { rows } = await room.ask({ ask: 'visits', area: square(41, 19, 0.05), minutes: 20 });
  expect(rows.map(({ fromMs }) => minutes(fromMs))).toEqual([0, 100]);
});

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
    expect(of(await room.ask({ ...asked, by: 'speed' }))).toEqual([
      ['0.5–3', 2],
      ['14–20', 1],
    ]);
  });
});
