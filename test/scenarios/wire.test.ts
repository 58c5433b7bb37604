/**
 * Whatever happens to the picture, the views and the lines, in any order: once the lines are quiet, each client's
 * table is the server's picture within its view. Checked against the picture itself and against a client that has
 * just come, which can hold nothing old.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Wanted } from '../../client/link/frame.ts';
import type { TrackStore } from '../../client/store/tracks.ts';
import { axisToWire, ELLIPSE_BYTES, ellipseToWire } from '../../proto/codec/quantise.ts';
import type { TrackId } from '../../proto/domain/ids.ts';
import { deadReckon } from '../../proto/domain/motion.ts';
import { type TileLevel, tileAt, tilesCovering } from '../../proto/domain/tiles.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';
import { degrees } from '../../proto/domain/units.ts';
import { alikeEllipse, reckoningErrorM, SUPPRESSION_BOUNDS } from '../../server/publish/suppress.ts';
import type { TestTrack } from '../server/publish/testpicture.ts';
import { type LineClient, WireModel } from './wiremodel.ts';

const SLOTS = 10;
const CLIENTS = 2;
const URGENT = TrackStateBits.distress | TrackStateBits.alarmed;

/** Around corners of tiles, the antimeridian, a pole. */
const place = fc.oneof(
  fc.record({
    lat: fc.double({ min: 40.8, max: 41.1, noNaN: true }),
    lon: fc.double({ min: 19.5, max: 19.9, noNaN: true }),
  }),
  fc.record({
    lat: fc.double({ min: -0.2, max: 0.2, noNaN: true }),
    lon: fc.constantFrom(-180, -179.9, 179.9, 179.999999),
  }),
  fc.record({ lat: fc.constantFrom(90, 89.9, -90), lon: fc.double({ min: -180, max: 179, noNaN: true }) }),
);
const value = fc
  .tuple(
    place,
    fc.constantFrom(Number.NaN, 0, 0.3, 8, 25),
    fc.constantFrom(Number.NaN, 0, 45, 359.9),
    fc.constantFrom(Number.NaN, 45, 359.9),
    fc.constantFrom(
      0,
      0,
      0,
      1,
      2,
      TrackStateBits.atRest,
      TrackStateBits.distress,
      TrackStateBits.alarmed | 1,
    ),
  )
  .map(([{ lat, lon }, sogKn, cogDeg, headingDeg, state]) => ({
    lat,
    lon,
    sogKn,
    cogDeg,
    headingDeg,
    state,
  }));

const slot = fc.nat(SLOTS - 1);
const client = fc.nat(CLIENTS - 1);
const view = fc.record({
  level: fc.constantFrom<TileLevel>(0, 1, 2),
  lon: fc.constantFrom(19.5, 19.7, 179.99, -180, 0),
  lat: fc.constantFrom(40.9, 41, 0, 89.9),
  size: fc.constantFrom(0.1, 0.5, 5),
  aggregate: fc.boolean(),
  chosen: fc.array(slot, { maxLength: 3 }),
});

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('put' as const), slot, value }) },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('sail' as const), slot, wrongBy: fc.constantFrom(0, 1e-5, 1e-3) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('stretch' as const),
      slot,
      semiMajorM: fc.constantFrom(0, 12, 30, 36, 200, 240, 1100, 5000),
      share: fc.constantFrom(1, 0.9, 0.2),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), slot }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('rename' as const), slot, name: fc.string({ maxLength: 20 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('tick' as const),
      ms: fc.constantFrom(100, 1000, 61_000, 1_801_000),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('watch' as const), client, view }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('hearUp' as const), client }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('hearDown' as const), client }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('drop' as const), client }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type View = typeof view extends fc.Arbitrary<infer T> ? T : never;

function wantedFor(model: WireModel, { level, lon, lat, size, aggregate, chosen }: View): Wanted {
  const ids = chosen.filter((one) => model.picture.alive(one)).map((one) => model.picture.id(one));
  if (aggregate) return { tiles: [], aggregate, chosen: ids, plots: false };
  const box = {
    west: lon - size,
    east: lon + size,
    south: Math.max(-90, lat - size),
    north: Math.min(90, lat + size),
  };
  return { tiles: tilesCovering(box, level, 64), aggregate, chosen: ids, plots: false };
}

/** Where the track is a tenth of a second later, nearly as its course and speed say. */
function sailedOn(before: TestTrack, wrongBy: number): TestTrack {
  const from = { lat: degrees(before.lat), lon: degrees(before.lon) };
  const there = deadReckon(from, known(before.sogKn), known(before.cogDeg), 0.1);
  return { ...before, lat: Math.min(90, there.lat + wrongBy), lon: there.lon };
}
const known = (one: number): number | undefined => (Number.isNaN(one) ? undefined : one);

function take(model: WireModel, one: Step): void {
  const { picture, clients } = model;
  if (one.do === 'put') model.put(one.slot, one.value);
  if (one.do === 'sail' && picture.alive(one.slot)) {
    model.put(one.slot, sailedOn(model.valueOf(one.slot), one.wrongBy));
  }
  if (one.do === 'stretch' && picture.alive(one.slot)) {
    picture.stretch(one.slot, one.semiMajorM, one.semiMajorM * one.share);
  }
  if (one.do === 'remove' && picture.alive(one.slot)) picture.remove(one.slot);
  if (one.do === 'rename' && picture.alive(one.slot)) picture.rename(one.slot, one.name);
  if (one.do === 'tick') model.tick(one.ms);
  if (one.do === 'watch') clients[one.client]!.watch(wantedFor(model, one.view));
  if (one.do === 'hearUp') clients[one.client]!.hearUp();
  if (one.do === 'hearDown') clients[one.client]!.hearDown();
  if (one.do === 'drop') clients[one.client]!.connect();
  if (one.do === 'restart') model.restart();
  if (one.do === 'settle') {
    model.settle();
    for (const each of clients) check(model, each);
  }
}

const idsOf = (store: TrackStore): string[] =>
  store.statics.map((one) => one?.id ?? 'without statics').sort();

const motionOf = (store: TrackStore, row: number) => ({
  lon: store.motion.lon(row),
  lat: store.motion.lat(row),
  sogKn: store.motion.sogKn(row),
  cogDeg: store.motion.cogDeg(row),
  headingDeg: store.motion.headingDeg(row),
  observedMs: store.motion.observedMs(row),
});

/** Equal up to the wire's steps: a z4 tile's are 0.2 m and less, except towards the poles. */
function expectSame(row: ReturnType<typeof motionOf>, track: TestTrack): void {
  expect(row.lat).toBeCloseTo(track.lat, 4);
  expect(row.lon).toBeCloseTo(track.lon, 4);
  for (const name of ['sogKn', 'cogDeg', 'headingDeg'] as const) {
    if (Number.isNaN(track[name])) expect(row[name]).toBeNaN();
    else expect(row[name]).toBeCloseTo(track[name], 1);
  }
}

const ellipseOf = (store: TrackStore, row: number): Uint8Array =>
  Uint8Array.from(
    ellipseToWire(
      store.motion.semiMajorM(row),
      store.motion.semiMinorM(row),
      store.motion.orientationDeg(row),
    ),
  );

function check(model: WireModel, each: LineClient): void {
  const { picture } = model;
  const { store, wanted } = each;
  const fresh = model.newClient(wanted);
  fresh.settle();
  const expected: string[] = [];
  for (let i = 0; i < picture.slotCount; i += 1) {
    if (!picture.alive(i)) continue;
    const now = model.valueOf(i);
    const id = picture.id(i);
    const level = ([0, 1, 2] as const).find((one) => wanted.tiles.includes(tileAt(one, now.lat, now.lon)));
    const isExact = wanted.chosen.includes(id) || (now.state & URGENT) !== 0;
    if (level === undefined && !isExact) continue;
    expected.push(id);
    const row = store.rowOf(id);
    const freshRow = fresh.store.rowOf(id);
    if (row === undefined || freshRow === undefined) throw new Error(`${id} is not shown`);
    expect(store.statics[row]?.name).toBe(picture.names.get(i));
    expect(store.motion.state(row)).toBe(now.state);
    const held = motionOf(store, row);
    const told = motionOf(fresh.store, freshRow);
    // Beyond an hour nearly, times are said to three seconds.
    const isToATenth = model.clock.nowMs() - told.observedMs < 3_273_000;
    // What the server believes that this client has, of the same tile, and something that was once so.
    expect(Math.abs(held.observedMs - told.observedMs)).toBeLessThanOrEqual(isToATenth ? 0 : 3000);
    expect({ ...held, observedMs: 0 }).toEqual({ ...told, observedMs: 0 });
    if (isToATenth) expectSame(held, model.recorded(id as TrackId, held.observedMs)!);
    const ellipse = picture.columns.ellipse.subarray(i * ELLIPSE_BYTES, (i + 1) * ELLIPSE_BYTES);
    const dotStep = axisToWire(level === undefined ? 0 : SUPPRESSION_BOUNDS[level].positionM);
    expect(alikeEllipse(ellipseOf(store, row), ellipse, 0, dotStep)).toBe(true);
    expect(alikeEllipse(ellipseOf(fresh.store, freshRow), ellipse, 0, dotStep)).toBe(true);
    // The age is never a matter of bounds: whoever looks sees when the track was last heard.
    for (const heardMs of [store.motion.heardMs(row), fresh.store.motion.heardMs(freshRow)])
      if (isToATenth) expect(heardMs).toBe(now.observedMs);
      else expect(Math.abs(heardMs - now.observedMs)).toBeLessThanOrEqual(3000);
    if (isExact)
      expect(Math.abs(told.observedMs - now.observedMs)).toBeLessThanOrEqual(isToATenth ? 0 : 3000);
    // Three seconds are 39 m at 25 knots.
    else
      expect(reckoningErrorM(told, now, (now.state & TrackStateBits.atRest) !== 0)).toBeLessThan(
        SUPPRESSION_BOUNDS[level!].positionM + (isToATenth ? 1 : 40),
      );
  }
  expect(idsOf(store)).toEqual(expected.sort());
  expect(idsOf(fresh.store)).toEqual(expected);
  fresh.close();
}

describe('the wire', () => {
  it('leaves every client with the picture of its view', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80, size: 'max' }), (steps) => {
        const model = new WireModel(CLIENTS, {
          tiles: tilesCovering({ west: 19, south: 40, east: 20, north: 41 }, 1, 64),
          aggregate: false,
          plots: false,
          chosen: [],
        });
        for (const one of steps) take(model, one);
        take(model, { do: 'settle' });
      }),
      { numRuns: Number(process.env.WIRE_RUNS ?? 400) },
    );
  });
});
