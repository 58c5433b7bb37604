/** What may be seen of the past: rows, names, places and counts by the sights that the policy gave. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Answer, TrackPoints } from '../../../../proto/domain/record/questions.ts';
import { roundedTo } from '../../../../server/publish/reduced.ts';
import type { Fact, SightRow, Sights } from '../../../../server/record/query/sights.ts';
import { HOUR, identityRow, MIN, pastRoom, pointRow, sailed, T0 } from './pastroom.ts';

let room: Awaited<ReturnType<typeof pastRoom>>;
beforeEach(async () => {
  room = await pastRoom();
  await room.write(
    'points',
    [
      ...sailed(
        1,
        [
          [0, 41.01, 19],
          [10, 41.02, 19],
        ],
        { feeds: 'mast', sogKn: 6 },
      ),
      ...sailed(
        2,
        [
          [0, 41.01, 19.01],
          [10, 41.02, 19.01],
        ],
        { feeds: 'north', sogKn: 7 },
      ),
      ...sailed(
        3,
        [
          [0, 41.01, 19.02],
          [10, 41.02, 19.02],
        ],
        { feeds: 'mast north', sogKn: 8 },
      ),
    ].map(pointRow),
  );
  await room.write(
    'identities',
    [1, 2, 3].map((track) => identityRow({ track, atMs: T0, name: `SHIP ${track}` })),
  );
});
afterEach(() => room.close());

const fact = (feeds: string, more: Partial<SightRow> = {}): SightRow => ({
  feeds,
  kind: 1,
  distress: false,
  ...more,
});
const sights = (...rows: SightRow[]): Sights => ({ rows, nowMs: T0 + HOUR });
const AREA = [
  [41, 18.9],
  [41, 19.1],
  [41.1, 19.1],
  [41.1, 18.9],
] as const;
const inArea = (by: Sights) => room.ask({ ask: 'area', area: AREA }, by);
const tracks = ({ rows }: Answer) => rows.map(({ track }) => track);

test('there is a fact for each set of feeds, kind and distress', async () => {
  const facts = await room.asked<Fact[]>('facts', { fromMs: T0, untilMs: T0 + HOUR });
  expect(facts.map(({ feeds }) => feeds).sort()).toEqual(['mast', 'mast north', 'north']);
  expect(facts[0]).toMatchObject({ kind: 1, distress: false });
});

test('what no row lets be seen is not there', async () => {
  expect(tracks(await inArea(sights()))).toEqual([]);
  expect(tracks(await inArea(sights(fact('mast'))))).toEqual(['1-1']);
  expect(tracks(await inArea(sights(fact('mast', { kind: 2 }))))).toEqual([]);
  expect(tracks(await inArea(sights(fact('mast', { distress: true }))))).toEqual([]);
  const { cells } = await room.ask({ ask: 'density', stepDeg: 1 }, sights(fact('mast'), fact('north')));
  expect(cells).toMatchObject([{ points: 22, tracks: 2 }]);
});

test('what was decided about is seen whole, what came since is not', async () => {
  const range = { fromMs: T0, untilMs: T0 + 24 * HOUR, nowMs: T0 + HOUR };
  const facts = await room.asked<Fact[]>('facts', range);
  const by: Sights = { whole: facts, ...range };
  expect(tracks(await inArea(by))).toEqual(['1-1', '1-2', '1-3']);
  // A feed that began between the decision and the answer.
  const late = sailed(
    4,
    [
      [0, 41.01, 19.03],
      [10, 41.02, 19.03],
    ],
    { feeds: 'camera', kind: 7 },
  );
  await room.write('points', late.map(pointRow));
  expect(tracks(await inArea(by))).toEqual(['1-1', '1-2', '1-3']);
  expect(await room.asked('histogram', { fromMs: T0, stepMs: HOUR, steps: 1, sights: by })).toEqual({
    tracks: [3],
  });
  expect(tracks(await inArea('whole'))).toEqual(['1-1', '1-2', '1-3', '1-4']);
});

test('who is nameless is found by its place, not by its name', async () => {
  const by = sights(fact('mast'), fact('north', { nameless: true }));
  const { rows } = await inArea(by);
  expect(rows.map(({ track, mmsi, name }) => [track, mmsi, name])).toEqual([
    ['1-1', 200_000_001, 'SHIP 1'],
    ['1-2', undefined, undefined],
  ]);
  expect(tracks(await room.ask({ ask: 'vessel', words: 'ship' }, by))).toEqual(['1-1']);
  expect(tracks(await room.ask({ ask: 'vessel', words: '200000002' }, by))).toEqual([]);
  const own = await room.ask({ ask: 'vessel', words: '1-2' }, by);
  expect(own.rows[0]).toMatchObject({ track: '1-2' });
  expect(JSON.stringify(own)).not.toMatch(/SHIP|200000002/);
});

test('a rounded place is found where it is said to be, and tells no speed', async () => {
  const roundM = 20_000;
  const by = sights(fact('north', { roundM }));
  const { timesMs, lats, lons, sogKn } = await room.asked<TrackPoints>('trackPoints', {
    ...{ track: '1-2', fromMs: T0, untilMs: T0 + HOUR, sights: by },
  });
  const said = roundedTo(41.01, 19.01, roundM);
  expect(timesMs).toHaveLength(11);
  expect(lats[0]).toBeCloseTo(said.lat, 5);
  expect(lons[0]).toBeCloseTo(said.lon, 5);
  expect(new Set(sogKn)).toEqual(new Set([null]));
  const round = (size: number) =>
    [
      [said.lat - size, said.lon - size],
      [said.lat - size, said.lon + size],
      [said.lat + size, said.lon + size],
      [said.lat + size, said.lon - size],
    ] as const;
  expect(tracks(await room.ask({ ask: 'area', area: round(0.001) }, by))).toEqual(['1-2']);
  const where = [
    [41.009, 19.009],
    [41.009, 19.011],
    [41.021, 19.011],
    [41.021, 19.009],
  ] as const;
  expect(tracks(await room.ask({ ask: 'area', area: where }, by))).toEqual([]);
});

test('what is seen late is not seen before', async () => {
  const by: Sights = { rows: [fact('north', { delayMs: HOUR })], nowMs: T0 + HOUR + 5 * MIN };
  const { rows } = await inArea(by);
  expect(rows[0]).toMatchObject({ track: '1-2', untilMs: T0 + 5 * MIN, values: { points: 6 } });
});

test('of one track another rule may hold, and at another time', async () => {
  const one = fact('north', { track: '1-2', fromMs: T0 + 4 * MIN, untilMs: T0 + 8 * MIN });
  const { rows } = await inArea(sights(fact('mast'), one));
  expect(tracks({ rows } as Answer)).toEqual(['1-1', '1-2']);
  // Known a second after it was observed.
  expect(rows[1]).toMatchObject({ fromMs: T0 + 4 * MIN, untilMs: T0 + 7 * MIN });
  const hidden = fact('mast', { track: '1-1', nameless: true });
  expect((await inArea(sights(fact('mast'), hidden))).rows[0]).not.toHaveProperty('name');
});

test('a track that is not seen is not there at all', async () => {
  const asked = { track: '1-2', fromMs: T0, untilMs: T0 + HOUR, sights: sights(fact('mast')) };
  await expect(room.asked('trackPoints', asked)).rejects.toThrow(/nothing is kept/);
});
