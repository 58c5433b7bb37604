/** Areas, lines and stays, on archives that are small enough to answer by hand. */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Answer, MOST_ROWS } from '../../../../../proto/domain/record/questions.ts';
import { contains } from '../../../../../proto/domain/shapes/prepared.ts';
import { MIN, pastRoom, pointRow, type Said, sailed, square, T0 } from '../pastroom.ts';

let room: Awaited<ReturnType<typeof pastRoom>>;
beforeEach(async () => {
  room = await pastRoom();
});
afterEach(() => room.close());

const points = (...said: readonly Said[]) => room.write('points', said.map(pointRow));
const tracks = ({ rows }: Answer) => rows.map(({ track }) => track);
const minutes = (ms: number) => (ms - T0) / MIN;

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

test('area: as a look at every point finds it', async () => {
  const place = fc.record({
    track: fc.integer({ min: 1, max: 5 }),
    minute: fc.integer({ min: 0, max: 600 }),
    lat: fc.integer({ min: 40_900_000, max: 41_200_000 }),
    lon: fc.integer({ min: 18_900_000, max: 19_200_000 }),
  });
  const said = fc.sample(place, { numRuns: 400, seed: 7 });
  await points(
    ...said.map(({ track, minute, lat, lon }) => ({
      ...{ track, atMs: T0 + minute * MIN + track, lat: lat / 1e6, lon: lon / 1e6 },
    })),
  );
  const triangle = [
    [40.95, 18.95],
    [41.15, 19.0],
    [41.0, 19.17],
  ] as const;
  const shape = { kind: 'polygon', rings: [triangle.map(([lat, lon]) => ({ lat, lon }))] } as const;
  const inside = said.filter(({ lat, lon }) => contains(shape, lat / 1e6, lon / 1e6));
  const { rows } = await room.ask({ ask: 'area', area: triangle });
  const expected = [...new Set(inside.map(({ track }) => track))].map((track) => [
    `1-${track}`,
    new Set(inside.filter((one) => one.track === track).map(({ minute }) => minute)).size,
  ]);
  expect(inside.length).toBeGreaterThan(30);
  expect(rows.map(({ track, values }) => [track, values.points]).sort()).toEqual(expected.sort());
});

test('of more crossings than are answered, the first', async () => {
  // To and fro over the line every seven seconds.
  const said = Array.from({ length: 12_000 }, (_, i) => ({
    ...{ track: 77, atMs: T0 + i * 7000, lat: 43.5 + (i % 2) * 0.0006, lon: 15 },
  }));
  await room.write('points', said.map(pointRow));
  const line = [
    [43.5003, 14.9],
    [43.5003, 15.1],
  ] as const;
  const { rows, isCut } = await room.ask({ ask: 'crossings', line });
  expect([rows.length, isCut]).toEqual([MOST_ROWS, true]);
  expect(rows.map(({ fromMs }) => Math.floor((fromMs - T0) / 7000))).toEqual(rows.map((_, i) => i));
});
