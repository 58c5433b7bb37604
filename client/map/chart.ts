/** The map at work: MapLibre below, the layers over it, the store on one side and the screen on the other. */
import type { Layer } from '@deck.gl/core';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { TrackId } from '../../proto/domain/ids.ts';
import { passes } from '../store/filter.ts';
import { pictureNowMs } from '../store/link.ts';
import type { TrackTable } from '../store/tracks.ts';
import { useView, type ViewState } from '../store/view.ts';
import type { AggregateView } from './aggregates/aggregates.ts';
import { applyPalette, baseStyle } from './basestyle/style.ts';
import { joinCamera, keepInTheMiddle } from './camera.ts';
import { INKS, type Rgba } from './colours.ts';
import { graticuleLayer } from './graticule/graticulelayer.ts';
import { keepPace } from './pace.ts';
import { pickRow } from './pick.ts';
import { joinPointer } from './pointer.ts';
import { metresPerPixel } from './scale.ts';
import { atlasLayout } from './symbols/atlas.ts';
import { SYMBOL_PX, symbolPx } from './symbols/size.ts';
import { TextPane } from './textpane.ts';
import { HullLayer } from './tracklayer/hulllayer.ts';
import { FLAT, RowUpload } from './tracklayer/rowlayer.ts';
import { TrackRows } from './tracklayer/rows.ts';
import type { TracksUniforms } from './tracklayer/shading.ts';
import { AtlasTexture, SymbolLayer } from './tracklayer/symbollayer.ts';
import { VectorLayer } from './tracklayer/vectorlayer.ts';

import { TrailSegments } from './trails/segments.ts';
import { type TrailFrame, TrailLayer } from './trails/traillayer.ts';
import type { TrailView } from './trails/trailview.ts';
import { Writing } from './writing.ts';

setWorkerUrl(workerUrl);

/** Where one may no longer zoom in: a berth fills the screen. */
const MAX_ZOOM = 19;
/** A symbol is meant from this far beyond its edge, CSS pixels. */
const PICK_MARGIN_PX = 4;

export interface ChartOptions {
  readonly container: HTMLElement;
  readonly table: TrackTable;
  /** Size factor of symbols and text for screens read from afar; 1 at a desk. */
  readonly scale: number;
  readonly trails: TrailView | undefined;
  /** Counts in place of tracks, where the link was given those. */
  readonly aggregate: () => AggregateView | undefined;
}

/** Starts a map in a container; returns the way to end it and free everything. */
export function startChart(options: ChartOptions): () => void {
  return new Chart(options).stop;
}

class Chart {
  readonly #options: ChartOptions;
  readonly #map: MapLibreMap;
  readonly #overlay: MapLibreOverlay;
  readonly #rows = new TrackRows();
  readonly #upload = new RowUpload(this.#rows);
  readonly #segments = new TrailSegments();
  readonly #atlas: AtlasTexture;
  readonly #writing: Writing;
  readonly #ends: (() => void)[] = [];

  constructor(options: ChartOptions) {
    this.#options = options;
    const view = useView.getState();
    this.#atlas = new AtlasTexture(atlasLayout(SYMBOL_PX * options.scale * window.devicePixelRatio));
    this.#map = new MapLibreMap({
      container: options.container,
      style: baseStyle(view.palette),
      center: [view.camera.lon, view.camera.lat],
      zoom: view.camera.zoom,
      maxZoom: MAX_ZOOM,
      // North stays up: directions on the screen are true.
      dragRotate: false,
      maxPitch: 0,
      touchPitch: false,
      attributionControl: false,
      fadeDuration: 0,
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.keyboard.disableRotation();
    this.#overlay = new MapLibreOverlay({
      interleaved: true,
      layers: this.#layers(view),
      useDevicePixels: true,
    });
    this.#map.addControl(this.#overlay);
    const pane = new TextPane(this.#map);
    this.#writing = new Writing({
      ...options,
      rows: this.#rows,
      pane,
      nowMs: () => this.#nowMs(),
      symbolPx: () => this.#symbolPx(),
    });
    this.#map.on('render', () => this.#write());
    this.#refill();
    this.#ends.push(
      () => pane.remove(),
      options.table.subscribe(() => this.#refill()),
      useView.subscribe((now, before) => this.#viewChanged(now, before)),
      joinCamera(this.#map),
      joinPointer(this.#map, (lon, lat) => this.#trackAt(lon, lat)),
      keepPace(this.#map, () => this.#follow()),
    );
  }

  readonly stop = (): void => {
    for (const end of this.#ends.splice(0)) end();
    this.#map.removeControl(this.#overlay);
    this.#upload.destroy();
    this.#atlas.destroy();
    this.#map.remove();
  };

  #nowMs(): number {
    return pictureNowMs(performance.now()) ?? 0;
  }

  #refill(): void {
    const { filter, palette } = useView.getState();
    this.#rows.fill(this.#options.table, palette, (table, row) => passes(filter, table, row), this.#nowMs());
    this.#refillTrails();
    this.#map.triggerRepaint();
  }

  #refillTrails(): void {
    const { trails, table } = this.#options;
    const view = useView.getState();
    if (trails === undefined || !view.layers.trails) return;
    const nowMs = this.#nowMs();
    const oldestMs = nowMs - view.trailMin * 60_000;
    this.#segments.fill(trails, this.#rows, (id) => table.rowOf(id), oldestMs, nowMs);
  }

  #write(): void {
    this.#writing.screen.lookAt(this.#map);
    this.#writing.paint();
  }

  #viewChanged(view: ViewState, before: ViewState): void {
    if (view.palette !== before.palette) applyPalette(this.#map, view.palette);
    if (view.palette !== before.palette || view.filter !== before.filter) this.#refill();
    else if (view.layers !== before.layers || view.trailMin !== before.trailMin) this.#refillTrails();
    const gridMoved = view.layers.graticule && view.viewport !== before.viewport;
    if (view.layers !== before.layers || view.palette !== before.palette || gridMoved)
      this.#overlay.setProps({ layers: this.#layers(view) });
    if (changesTheMap(view, before)) this.#map.triggerRepaint();
    // A pointer that only moves a measuring line needs no new map under it.
    else if (view.measure !== undefined && view.cursor !== before.cursor) this.#write();
  }

  #layers(view: ViewState): Layer[] {
    const shared = { upload: this.#upload, frame: this.#frame, parameters: FLAT };
    return [
      graticuleLayer(view),
      new TrailLayer({
        id: 'trails',
        visible: view.layers.trails,
        segments: this.#segments,
        frame: this.#trailFrame,
        parameters: FLAT,
      }),
      new HullLayer({ ...shared, id: 'hulls', visible: view.layers.outlines }),
      new VectorLayer({ ...shared, id: 'vectors', visible: view.layers.vectors }),
      new SymbolLayer({ ...shared, id: 'symbols', atlas: this.#atlas }),
    ];
  }

  readonly #frame = (): Omit<TracksUniforms, 'pass'> => {
    const view = useView.getState();
    const ink = INKS[view.palette];
    return {
      nowS: (this.#nowMs() - this.#rows.baseMs) / 1000,
      symbolPx: this.#symbolPx(),
      selectedRow: this.#rowOf(view.selected),
      hoveredRow: this.#rowOf(view.hovered),
      vectorS: view.vectorMin * 60,
      scale: this.#options.scale,
      outlines: view.layers.outlines ? 1 : 0,
      halo: unit(ink.halo),
      ink: unit(ink.ink),
      selection: unit(ink.selection),
    };
  };

  readonly #trailFrame = (): TrailFrame => {
    const view = useView.getState();
    return {
      nowS: (this.#nowMs() - this.#segments.baseMs) / 1000,
      spanS: view.trailMin * 60,
      widthPx: 1.5 * this.#options.scale,
      selectedRow: this.#rowOf(view.selected),
    };
  };

  #symbolPx(): number {
    return symbolPx(this.#map.getZoom(), this.#options.scale);
  }

  #rowOf(id: TrackId | undefined): number {
    return id === undefined ? -1 : (this.#options.table.rowOf(id) ?? -1);
  }

  #trackAt(lon: number, lat: number): TrackId | undefined {
    const zoom = this.#map.getZoom();
    const row = pickRow(this.#rows, {
      lon,
      lat,
      metresPerPixel: metresPerPixel(zoom, lat),
      reachPx: this.#symbolPx() / 2 + PICK_MARGIN_PX,
      nowMs: this.#nowMs(),
      outlines: useView.getState().layers.outlines,
    });
    const id = row === undefined ? undefined : this.#options.table.statics[row]?.id;
    return id ? (id as TrackId) : undefined;
  }

  #follow(): void {
    const { following, selected } = useView.getState();
    const row = following ? this.#rowOf(selected) : -1;
    if (row >= 0) keepInTheMiddle(this.#map, this.#rows.whereabouts(row, this.#nowMs(), [0, 0]));
  }
}

/** What the pointer and the camera write need no repaint of their own: the map moves by itself. */
function changesTheMap(view: ViewState, before: ViewState): boolean {
  return (
    view.palette !== before.palette ||
    view.layers !== before.layers ||
    view.filter !== before.filter ||
    view.selected !== before.selected ||
    view.hovered !== before.hovered ||
    view.measure !== before.measure ||
    view.vectorMin !== before.vectorMin ||
    view.trailMin !== before.trailMin ||
    view.pinned !== before.pinned
  );
}

const unit = ([r, g, b, a]: Rgba): [number, number, number, number] => [r / 255, g / 255, b / 255, a / 255];
