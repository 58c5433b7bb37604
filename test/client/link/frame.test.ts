import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PictureReceiver, type Wanted } from '../../../client/link/frame.ts';
import { PlotStore } from '../../../client/store/plots.ts';
import { TrackStore } from '../../../client/store/tracks.ts';
import { encodeColumns } from '../../../proto/codec/columns.ts';
import { encodePlots } from '../../../proto/codec/plots.ts';
import type { TrackId } from '../../../proto/domain/ids.ts';
import { CHOSEN_TILE, packTile, type TileId } from '../../../proto/domain/tiles.ts';
import { watchfloor } from '../../../proto/generated/watchfloor.js';

const A = packTile(1, 70, 47);
const B = packTile(1, 71, 47);
const BASE_MS = 1_760_000_000_000;
const wanting = (...tiles: TileId[]): Wanted => ({ tiles, aggregate: false, chosen: [], plots: false });

/** A tile with one track in slot 0, heard `ageDs` tenths ago, at speed `sog` tenths. */
function tileWith(
  tile: TileId,
  over: {
    version?: number;
    fromVersion?: number;
    ageDs?: number;
    sog?: number;
    id?: string;
    ellipse?: readonly number[];
  },
) {
  const columns = encodeColumns(
    {
      generation: Uint8Array.of(1),
      lat: Uint32Array.of(0),
      lon: Uint32Array.of(0),
      sog: Uint16Array.of(over.sog ?? 0),
      cog: Uint16Array.of(0),
      heading: Uint16Array.of(0),
      observed: Float64Array.of(BASE_MS / 100 - (over.ageDs ?? 0)),
      state: Uint8Array.of(0),
      ellipse: Uint8Array.from(over.ellipse ?? [0, 0, 0]),
    },
    [0],
    1,
    tile === CHOSEN_TILE ? 4 : 3,
    BASE_MS / 100,
  );
  const statics = [{ slot: 0, generation: 1, id: over.id ?? '1-1' }];
  return { tile, version: over.version ?? 1, fromVersion: over.fromVersion ?? 0, columns, statics };
}

const frame = (watch: number, ...tiles: watchfloor.v1.ITileFrame[]): Uint8Array =>
  watchfloor.v1.PictureFrame.encode({ epoch: 1, seq: 1, baseMs: BASE_MS, watch, tiles }).finish();

function room() {
  const store = new TrackStore();
  const plots = new PlotStore();
  return { store, plots, receiver: new PictureReceiver(store, plots) };
}

describe('a receiver', () => {
  it('lets the newer observation of two tiles stand, in either order', () => {
    for (const order of [0, 1]) {
      const { store, receiver } = room();
      receiver.request(wanting(A));
      const tiles = [tileWith(A, { ageDs: 50, sog: 100 }), tileWith(CHOSEN_TILE, { ageDs: 10, sog: 120 })];
      receiver.apply(frame(1, tiles[order]!, tiles[1 - order]!));
      expect(store.count).toBe(1);
      expect(store.motion.sogKn(0)).toBe(12);
      expect(store.motion.observedMs(0)).toBe(BASE_MS - 1000);
    }
  });

  it('forgets old tiles only by a whole answer to its latest request', () => {
    const { store, receiver } = room();
    receiver.request(wanting(A));
    receiver.apply(frame(1, tileWith(A, {})));
    receiver.request(wanting(B));
    receiver.apply(frame(1));
    expect(store.count).toBe(1);
    receiver.apply(
      watchfloor.v1.PictureFrame.encode({ epoch: 1, baseMs: BASE_MS, watch: 2, partial: true }).finish(),
    );
    expect(store.count).toBe(1);
    receiver.apply(frame(2));
    expect(store.count).toBe(0);
  });

  it('asks again for a tile whose patch does not fit', () => {
    const { store, receiver } = room();
    receiver.request(wanting(A));
    receiver.apply(frame(1, tileWith(A, { version: 3 })));
    expect(receiver.apply(frame(1, tileWith(A, { version: 9, fromVersion: 5 }))).ok).toBe(false);
    expect(store.count).toBe(0);
    const request = watchfloor.v1.WatchRequest.decode(receiver.request(wanting(A)));
    expect(request.tiles.find((one) => one.tile === A)?.version).toBe(0);
  });

  it('says what it holds when it comes back, and drops it for another run of the server', () => {
    const { store, receiver } = room();
    receiver.request(wanting(A));
    receiver.apply(frame(1, tileWith(A, { version: 3 })));
    expect(watchfloor.v1.WatchRequest.decode(receiver.request(wanting(A)))).toMatchObject({
      epoch: 1,
      number: 2,
      tiles: [{}, { tile: A, version: 3 }],
    });
    receiver.begin(1, '');
    expect(store.count).toBe(1);
    receiver.begin(2, '');
    expect(store.count).toBe(0);
    expect(store.rowOf('1-1' as TrackId)).toBeUndefined();
  });

  it('keeps ellipses, sources and contacts of tracks, also when rows move', () => {
    const { store, receiver } = room();
    receiver.request(wanting(A, B));
    const other = tileWith(B, { ellipse: [128, 1, 128] });
    const moved = {
      ...other,
      columns: { ...other.columns, slot: Uint8Array.of(1) },
      statics: [{ slot: 1, generation: 1, id: '1-2', contact: 2, sources: 258 }],
    };
    receiver.apply(frame(1, tileWith(A, {}), moved));
    const first = store.rowOf('1-1' as TrackId)!;
    expect([
      store.motion.semiMajorM(first),
      store.motion.semiMinorM(first),
      store.motion.orientationDeg(first),
    ]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect([store.contact[first], store.sources[first]]).toEqual([0, 0]);
    receiver.request(wanting(B));
    receiver.apply(frame(2));
    const row = store.rowOf('1-2' as TrackId)!;
    expect(row).toBe(0);
    expect(store.motion.semiMajorM(row)).toBeCloseTo(316.23, 1);
    expect([store.motion.semiMinorM(row), store.motion.orientationDeg(row)]).toEqual([1, 90]);
    expect([store.contact[row], store.sources[row]]).toEqual([2, 258]);
  });

  it('takes plots while they are wanted, each frame in place of the one before', () => {
    const { plots, receiver } = room();
    const one = { lat: 41, lon: 18.9, observedMs: BASE_MS - 300, sensorId: 'north' };
    const told = (count: number): Uint8Array =>
      watchfloor.v1.PictureFrame.encode({
        epoch: 1,
        baseMs: BASE_MS,
        watch: 1,
        plots: encodePlots(new Array(count).fill(one), BASE_MS),
      }).finish();
    receiver.request(wanting(A));
    receiver.apply(told(2));
    expect(plots.plots.count).toBe(0);
    receiver.request({ ...wanting(A), plots: true });
    let changes = 0;
    plots.subscribe(() => {
      changes += 1;
    });
    receiver.apply(told(2));
    expect(plots.plots).toMatchObject({ count: 2, sensorIds: ['north'] });
    receiver.apply(frame(1));
    expect(plots.plots.count).toBe(2);
    receiver.apply(told(1));
    expect(plots.plots.count).toBe(1);
    expect(changes).toBe(2);
    receiver.begin(2, '');
    expect(plots.plots.count).toBe(0);
  });

  it('says that plots do not fit together, and keeps what it had', () => {
    const { plots, receiver } = room();
    receiver.request({ ...wanting(A), plots: true });
    const bytes = watchfloor.v1.PictureFrame.encode({
      epoch: 1,
      baseMs: BASE_MS,
      plots: { count: 3, lat: Uint8Array.of(1) },
    }).finish();
    expect(receiver.apply(bytes).ok).toBe(false);
    expect(plots.plots.count).toBe(0);
  });

  it('answers any bytes with a value, and stays usable', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 5 }), (all) => {
        const { store, receiver } = room();
        receiver.request(wanting(A, 0));
        for (const bytes of all) receiver.apply(bytes);
        receiver.begin(1, '');
        receiver.apply(frame(1, tileWith(A, {})));
        expect(store.rowOf('1-1' as TrackId)).toBeDefined();
      }),
      { numRuns: 1000 },
    );
  });
});
