/** Our page's own path: frame, table, records, buffer; the layers that the map draws, without the base map. */
import { Deck } from '@deck.gl/core';
import type { Device } from '@luma.gl/core';
import { PictureReceiver } from '../../../client/link/frame.ts';
import { ChartLayers } from '../../../client/map/layers.ts';
import { TrackRows } from '../../../client/map/tracklayer/rows.ts';
import { TrailSegments } from '../../../client/map/trails/segments.ts';
import { passes } from '../../../client/store/filter.ts';
import { TrackStore } from '../../../client/store/tracks.ts';
import { useView } from '../../../client/store/view.ts';
import { begin, type Side } from './page.ts';

/** Deck.gl keeps it to its layers. */
const device = (deck: Deck): Device => (deck as unknown as { readonly device: Device }).device;

begin(async (canvas, viewState, tiles): Promise<Side> => {
  const store = new TrackStore();
  const receiver = new PictureReceiver(store);
  receiver.request({ tiles, aggregate: false, chosen: [], plots: false });
  const rows = new TrackRows();
  let nowMs = 0;
  store.subscribe(() => {
    const { filter, palette } = useView.getState();
    rows.update(store, palette, (table, row) => passes(filter, table, row));
  });
  const layers = new ChartLayers({
    ...{ rows, segments: new TrailSegments(), scale: 1, nowMs: () => nowMs, symbolPx: () => 12 },
    rowOf: () => -1,
  });
  const deck = new Deck({ canvas, width: canvas.clientWidth, height: canvas.clientHeight, viewState });
  return {
    deck,
    start: () => deck.setProps({ layers: layers.of(useView.getState()) }),
    apply(bytes) {
      const result = receiver.apply(new Uint8Array(bytes));
      if (!result.ok) throw new Error(result.fault);
      nowMs = result.frame.baseMs;
    },
    upload: () => layers.upload(device(deck)),
    move: (ms) => {
      nowMs += ms;
    },
    shown: () => store.count,
  };
});
