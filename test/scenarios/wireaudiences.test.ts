/**
 * Whatever the policy answers and however often it changes its mind: at each tick each client holds exactly what its
 * audience may see of the picture, no more finely or freshly than allowed, and no byte that it was ever sent names what
 * was not for it.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TrackId } from '../../proto/domain/ids.ts';
import { tilesCovering } from '../../proto/domain/tiles.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';
import type { Audience, Sight } from '../../server/access/audience.ts';
import { isCoarse, roundedTo } from '../../server/publish/reduced.ts';
import { room, START_MS, viewer } from '../server/publish/room.ts';
import { feedSet, track } from '../server/publish/testpicture.ts';

const SLOTS = 5;
const FEEDS = ['north', 'south', 'radar'] as const;
const SETS = FEEDS.map((name) => feedSet(name));
const { distress, atRest, alarmed, conflict } = TrackStateBits;
const SEA = { west: 17, south: 39, east: 20, north: 42 };

const sight = fc.constantFrom<Sight>(
  'none',
  'whole',
  { withoutIdentity: true },
  { withoutIdentity: true, roundM: 10_000 },
  { withoutIdentity: false, delayMs: 60_000 },
  { withoutIdentity: true, roundM: 2000, delayMs: 5000 },
);
/** What an audience sees of each feed's tracks, and of those in distress. */
const policy = fc.record({ byFeed: fc.tuple(sight, sight, sight), ofDistress: sight });
type Policy = typeof policy extends fc.Arbitrary<infer T> ? T : never;

const audienceOf = ({ byFeed, ofDistress }: Policy): Audience => {
  const at = (feed: string): Sight => byFeed[FEEDS.indexOf(feed as (typeof FEEDS)[number])] ?? 'none';
  return {
    key: JSON.stringify({ byFeed, ofDistress }),
    sight: ({ feeds, distress: calls }) => (calls ? ofDistress : at(feeds.feeds[0]!)),
    seesFeed: (feed) => at(feed) === 'whole',
  };
};

const slot = fc.nat(SLOTS - 1);
const client = fc.nat(1);
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('put' as const),
      slot,
      lat: fc.double({ min: 40, max: 41, noNaN: true }),
      lon: fc.double({ min: 18, max: 19, noNaN: true }),
      state: fc.constantFrom(0, 0, atRest, distress, alarmed | conflict),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), slot }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('hear' as const), slot, feed: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('regard' as const), client, as: fc.nat(2) }) },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('tick' as const), ms: fc.constantFrom(1000, 7000, 65_000) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function model(policies: readonly Policy[]) {
  const { picture, clock, publisher } = room();
  const audiences = policies.map(audienceOf);
  const tiles = tilesCovering(SEA, 1, 64);
  const wanted = (chosen: readonly TrackId[] = []) => ({ tiles, aggregate: false, plots: false, chosen });
  const seats = [0, 1].map((as) => ({ as, ...viewer(publisher, wanted(), audiences[as]!) }));
  const points: { timesMs: number[]; lats: number[]; lons: number[] }[] = [];
  let names = 0;

  const put = (at: number, { lat, lon, state }: { lat: number; lon: number; state: number }): void => {
    clock.advance(100);
    const heard = track({ lat, lon, state, observedMs: clock.nowMs() });
    if (picture.alive(at)) picture.move(at, heard);
    else {
      names += 1;
      picture.appear(at, heard, `SECRET ${names} OF ${at}`);
      picture.about.set(at, { destination: `HARBOUR ${names}`, contact: 2, sources: 3, navStatus: 1 });
      points[at] = { timesMs: [], lats: [], lons: [] };
      picture.trails.set(at, points[at]);
    }
    points[at]!.timesMs.push(heard.observedMs);
    points[at]!.lats.push(lat);
    points[at]!.lons.push(lon);
  };

  /** What a client should hold of a slot; undefined: nothing. */
  const expected = (audience: Audience, at: number) => {
    if (!picture.alive(at)) return undefined;
    const { state } = picture.columns;
    const seen = audience.sight({
      id: picture.id(at),
      kind: 1,
      nature: 0,
      feeds: picture.feedsOf(at),
      distress: (state[at]! & distress) !== 0,
    });
    if (seen === 'none') return undefined;
    const { timesMs, lats, lons } = points[at]!;
    const delayMs = seen === 'whole' ? 0 : (seen.delayMs ?? 0);
    const baseMs = Math.floor(clock.nowMs() / 100) * 100;
    const i = timesMs.findLastIndex((timeMs) => timeMs <= baseMs - delayMs);
    if (i < 0) return undefined;
    const place = { lat: lats[i]!, lon: lons[i]!, observedMs: timesMs[i]! };
    if (seen === 'whole' || seen.roundM === undefined) return { seen, ...place };
    return { seen, ...place, ...roundedTo(place.lat, place.lon, seen.roundM) };
  };

  const check = (): void => {
    for (const seat of seats) {
      const audience = audiences[seat.as]!;
      const { store } = seat;
      const all = Array.from({ length: picture.slotCount }, (_, at) => expected(audience, at));
      const ids = all.flatMap((one, at) => (one ? [picture.id(at)] : []));
      expect(store.statics.map((one) => one?.id).sort()).toEqual(ids.sort());
      expect(seat.seen.at(-1)!.trackCount).toBe(ids.length);
      const bytes = Buffer.concat(seat.sent.splice(0));
      for (const [at, one] of all.entries()) {
        const named = one && (one.seen === 'whole' || !one.seen.withoutIdentity);
        const name = picture.names.get(at);
        if (!named && name !== undefined) expect(bytes.includes(name)).toBe(false);
        if (!one) continue;
        const row = store.rowOf(picture.id(at))!;
        const said = store.statics[row]!;
        expect(said.name ?? undefined).toBe(named ? name : undefined);
        expect(said.mmsi ?? undefined).toBe(named ? 200_000_000 + at : undefined);
        expect(store.motion.lon(row)).toBeCloseTo(one.lon, 6);
        expect(store.motion.lat(row)).toBeCloseTo(one.lat, 6);
        expect(store.motion.observedMs(row)).toBe(Math.floor(one.observedMs / 100) * 100);
        expect(store.motion.heardMs(row)).toBe(Math.floor(one.observedMs / 100) * 100);
        if (one.seen === 'whole') {
          expect(said).toMatchObject({ contact: 2, sources: 3, navStatus: 1 });
          expect(store.motion.state(row)).toBe(picture.columns.state[at]);
          continue;
        }
        expect([store.contact[row], store.sources[row]]).toEqual([0, 0]);
        const shownState = store.motion.state(row);
        expect(shownState & distress).toBe(picture.columns.state[at]! & distress);
        expect(shownState & alarmed).toBe(0);
        if (isCoarse(one.seen)) {
          expect([store.motion.sogKn(row), store.motion.cogDeg(row), store.motion.headingDeg(row)]).toEqual([
            NaN,
            NaN,
            NaN,
          ]);
          expect(shownState & atRest).toBe(0);
        }
        if (one.seen.roundM !== undefined)
          expect(store.motion.semiMinorM(row)).toBeGreaterThan(one.seen.roundM * Math.SQRT1_2);
      }
    }
  };

  return {
    take(one: Step): void {
      if (one.do === 'put') put(one.slot, one);
      if (one.do === 'remove' && picture.alive(one.slot)) picture.remove(one.slot);
      // The policy may answer otherwise though the picture says nothing new of the track.
      if (one.do === 'hear') picture.feeds.set(one.slot, SETS[one.feed]!);
      if (one.do === 'regard') {
        const seat = seats[one.client]!;
        seat.as = one.as;
        seat.handle.regard(audiences[one.as], '');
      }
      if (one.do !== 'tick') return;
      const chosen = Array.from({ length: SLOTS }, (_, at) => at)
        .filter((at) => picture.alive(at))
        .map((at) => picture.id(at));
      for (const seat of seats) seat.watch(wanted(chosen));
      clock.advance(one.ms);
      for (const seat of seats) seat.sent.length = 0;
      publisher.tick();
      check();
    },
  };
}

it('each client holds what its audience may see, at each tick', { timeout: 60_000 }, () => {
  expect(START_MS % 100).toBe(0);
  fc.assert(
    fc.property(
      fc.tuple(policy, policy, policy),
      fc.array(step, { maxLength: 60, size: 'max' }),
      (all, steps) => {
        const { take } = model(all);
        for (const one of SETS.keys()) take({ do: 'hear', slot: one, feed: one });
        for (const one of steps) take(one);
        take({ do: 'tick', ms: 1000 });
      },
    ),
    { numRuns: Number(process.env.WIRE_RUNS ?? 300) },
  );
});
