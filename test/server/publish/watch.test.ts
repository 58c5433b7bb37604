import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ALWAYS_TILE, CHOSEN_TILE, packTile } from '../../../proto/domain/tiles.ts';
import { watchfloor } from '../../../proto/generated/watchfloor.js';
import { WATCH_LIMITS } from '../../../proto/wire.ts';
import { readWatch } from '../../../server/publish/watch.ts';

const encode = (request: watchfloor.v1.IWatchRequest): Uint8Array =>
  watchfloor.v1.WatchRequest.encode(request).finish();

function read(request: watchfloor.v1.IWatchRequest) {
  const result = readWatch(encode(request));
  if (!result.ok) throw new Error(result.fault);
  return result.watch;
}

it('reads what a client wants', () => {
  const tile = packTile(1, 70, 47);
  const tiles = [
    { tile, version: 5 },
    { tile: ALWAYS_TILE, version: 3 },
    { tile: CHOSEN_TILE, version: 2 },
  ];
  expect(read({ epoch: 2, number: 4, tiles, aggregate: true, chosen: ['2-1', '2-1', ''] })).toEqual({
    epoch: 2,
    audience: '',
    number: 4,
    tiles: new Map([[tile, 5]]),
    alwaysVersion: 3,
    aggregate: true,
    chosen: ['2-1'],
    plots: false,
  });
});

it('takes no more than the limits, and no tile that is none', () => {
  const tiles = Array.from({ length: 900 }, (_, i) => ({ tile: packTile(2, i, 1), version: 1 }));
  expect(read({ tiles }).tiles.size).toBe(WATCH_LIMITS.tiles);
  expect(read({ tiles: [{ tile: packTile(0, 99, 0) }, { tile: 0xffffffff }] }).tiles.size).toBe(0);
  const chosen = Array.from({ length: 100 }, (_, i) => `1-${i}`);
  expect(read({ chosen: [...chosen, 'x'.repeat(65)] }).chosen).toEqual(chosen.slice(0, WATCH_LIMITS.chosen));
});

it('answers anything at all with a value', () => {
  const junk = fc.oneof(fc.anything(), fc.uint8Array({ maxLength: 64 }));
  fc.assert(
    fc.property(junk, (bytes) => {
      const result = readWatch(bytes);
      if (!result.ok) expect(result.fault).toMatch(/^watch: /);
    }),
    { numRuns: 1000 },
  );
  expect(readWatch(undefined).ok).toBe(false);
  expect(readWatch(Uint8Array.of(10, 200)).ok).toBe(false);
  expect(readWatch(new Uint8Array(WATCH_LIMITS.bytes + 1)).ok).toBe(false);
});
