import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TrackStore } from '../../../client/store/tracks.ts';
import { RemovedRows, TrackRows } from '../../../proto/codec/columns.ts';
import { HeardRows } from '../../../proto/codec/heard.ts';
import { ALWAYS_TILE, CHOSEN_TILE, packTile, type TileId } from '../../../proto/domain/tiles.ts';

const START = Date.UTC(2026, 5, 1, 12);
/** From the lowest rank to the highest; two of each level. */
const RANKED: readonly (readonly TileId[])[] = [
  [packTile(0, 8, 5), packTile(0, 9, 5)],
  [packTile(1, 70, 47), packTile(1, 71, 47)],
  [packTile(2, 565, 380), packTile(2, 566, 380)],
  [ALWAYS_TILE],
  [CHOSEN_TILE],
];
const TILES = RANKED.flat();
const SLOTS = 6;

interface Said {
  readonly lon: number;
  readonly generation: number;
  readonly observedMs: number;
  heardMs: number;
}

const rowsOf = (slot: number, { lon, generation, observedMs }: Said): TrackRows => {
  const rows = new TrackRows();
  rows.resize(1);
  rows.slot[0] = slot;
  rows.lon[0] = lon * 1e7;
  rows.generation[0] = generation;
  rows.baseMs = observedMs;
  return rows;
};

const removedOf = (slot: number, generation: number): RemovedRows => {
  const removed = new RemovedRows();
  removed.count = 1;
  removed.slot[0] = slot;
  removed.generation[0] = generation;
  return removed;
};

const heardOf = (slot: number, observedMs: number): HeardRows => {
  const heard = new HeardRows();
  heard.count = 1;
  heard.slot[0] = slot;
  heard.baseMs = observedMs;
  return heard;
};

/** What each tile said last of each slot, as the server believes it of a client. */
class Told {
  readonly of = new Map<TileId, Map<number, Said>>(TILES.map((tile) => [tile, new Map()]));

  say(tile: TileId, slot: number, said: Said): void {
    for (const [other, slots] of this.of) {
      const before = slots.get(slot);
      const isOfRank = RANKED.some((rank) => rank.includes(tile) && rank.includes(other));
      if (isOfRank || (before && before.generation !== said.generation)) slots.delete(slot);
    }
    this.of.get(tile)!.set(slot, said);
  }

  shown(slot: number): Said | undefined {
    return TILES.map((tile) => this.of.get(tile)!.get(slot)).findLast((said) => said !== undefined);
  }
}

const tile = fc.constantFrom(...TILES);
const slot = fc.nat(SLOTS - 1);
const seconds = fc.nat(6000);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('say' as const), tile, slot, seconds }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('hear' as const), tile, slot, seconds }) },
  fc.record({ do: fc.constant('remove' as const), tile, slot }),
  fc.record({ do: fc.constant('renew' as const), tile, slot, seconds }),
  fc.record({ do: fc.constant('release' as const), tile }),
  fc.record({ do: fc.constant('commit' as const) }),
);

it('a track shows what the tile of the highest rank said of it last, and is there while any has it', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 80 }), (steps) => {
      const store = new TrackStore();
      const told = new Told();
      const generations = new Uint8Array(SLOTS);
      let lon = 0;
      for (const one of [...steps, { do: 'commit' as const }]) {
        if (one.do === 'say' || one.do === 'renew') {
          if (one.do === 'renew') generations[one.slot] = generations[one.slot]! + 1;
          lon += 1;
          const observedMs = START + one.seconds * 1000;
          const said = { lon, generation: generations[one.slot]!, observedMs, heardMs: observedMs };
          told.say(one.tile, one.slot, said);
          store.update(one.tile, rowsOf(one.slot, said));
        } else if (one.do === 'hear') {
          const said = told.of.get(one.tile)!.get(one.slot);
          const heardMs = START + one.seconds * 1000;
          // Never before its position.
          if (said) said.heardMs = Math.max(said.observedMs, heardMs);
          store.hear(one.tile, heardOf(one.slot, heardMs));
        } else if (one.do === 'remove') {
          const said = told.of.get(one.tile)!.get(one.slot);
          told.of.get(one.tile)!.delete(one.slot);
          if (said) store.remove(one.tile, removedOf(one.slot, said.generation));
        } else if (one.do === 'release') {
          told.of.get(one.tile)!.clear();
          store.release(new Set([one.tile]));
        } else {
          store.describe(
            Array.from({ length: SLOTS }, (_, each) => ({
              slot: each,
              generation: generations[each]!,
              id: `${each}-${generations[each]}`,
            })),
          );
          store.commit();
          const there = Array.from({ length: SLOTS }, (_, each) => told.shown(each));
          expect(store.count).toBe(there.filter(Boolean).length);
          for (const [each, said] of there.entries()) {
            const row = store.rowOf(`${each}-${generations[each]}` as never);
            if (row === undefined) expect(said).toBeUndefined();
            else {
              const { motion } = store;
              const read = { lon: motion.lon(row), generation: generations[each] };
              expect({ ...read, observedMs: motion.observedMs(row), heardMs: motion.heardMs(row) }).toEqual(
                said,
              );
            }
          }
        }
      }
    }),
    { numRuns: 500 },
  );
});

it('shows no record of a tile that is wanted no more where one has the track that is', () => {
  const [far, near] = [RANKED[0]![0]!, RANKED[2]![0]!];
  const store = new TrackStore();
  const say = (tile: TileId, lon: number): void =>
    store.update(tile, rowsOf(0, { lon, generation: 0, observedMs: START, heardMs: START }));
  say(near, 1);
  store.want(new Set([far]));
  say(far, 2);
  store.commit();
  expect(store.motion.lon(0)).toBe(2);
  store.want(new Set([near]));
  say(near, 3);
  store.commit();
  expect(store.motion.lon(0)).toBe(3);
  store.release(new Set([near]));
  store.commit();
  expect([store.count, store.motion.lon(0)]).toEqual([1, 2]);
});
