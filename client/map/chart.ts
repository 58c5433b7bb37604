/** The map at work: MapLibre below, the layers over it, the store on one side and the screen on the other. */
import { MapLibreOverlay } from '@deck.gl/maplibre';
import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { TrackId } from '../../proto/domain/ids.ts';
import { useAggregates } from '../store/aggregates.ts';
import { passes } from '../store/filter.ts';
import { pictureNowMs } from '../store/link.ts';
import { plots } from '../store/plots.ts';
import { watchTables } from '../store/replay.ts';
import { useSensors } from '../store/sensors.ts';
import { useSurroundings } from '../store/surroundings.ts';
import type { TrackTable } from '../store/tracks.ts';
import { cameraOf } from '../store/url.ts';
import { type LayerChoice, useView, type ViewState } from '../store/view.ts';
import { alertAt } from './alerts/alertmarks.ts';
import { watchAlerts } from './alerts/alertpaint.ts';
import { watchAnswer } from './archive/answerlayers.ts';
import { applyPalette, baseStyle } from './basestyle/style.ts';
import { showBorders } from './borders.ts';
import { coverSides, joinCamera, keepInTheMiddle } from './camera.ts';
import { giveWayToCrossings } from './crossings/givewaycrossings.ts';
import { joinDrawing } from './drawing/drawpointer.ts';
import { giveWay } from './labels/giveway.ts';
import { ChartLayers } from './layers.ts';
import { NoticeOverlay } from './notices/noticeoverlay.ts';
import { keepPace } from './pace.ts';
import { watchPlans } from './patrols/plans.ts';
import { pickRow } from './pick.ts';
import { cursorLook, joinPointer } from './pointer.ts';
import { metresPerPixel } from './scale.ts';
import { symbolPx } from './symbols/size.ts';
import { TextPane } from './textpane.ts';
import { type Overlays, thingsAt } from './thingsat.ts';
import { TrackRows, type Visibility } from './tracklayer/rows.ts';
import { TrailSegments } from './trails/segments.ts';
import type { TrailView } from './trails/trailview.ts';
import { Writing } from './writing.ts';
import { ZoneOverlay } from './zones/zoneoverlay.ts';

setWorkerUrl(workerUrl);

/** Where one may no longer zoom in: a berth fills the screen. */
const MAX_ZOOM = 19;
/** A symbol is meant from this far beyond its edge, CSS pixels. */
const PICK_MARGIN_PX = 4;
const ALERT_REACH_PX = 11;

export interface ChartOptions {
  readonly container: HTMLElement;
  readonly table: TrackTable;
  /** Size factor of symbols and text for screens read from afar; 1 at a desk. */
  readonly scale: number;
  /** What panels cover at the start, CSS pixels; later {@link Chart.cover}. */
  readonly coveredLeft: number;
  readonly coveredRight: number;
  /** What the map is called to those who cannot see it. */
  readonly title: string;
  readonly trails: TrailView | undefined;
  /** The graphics card has let go of everything: only a new chart can draw again. */
  readonly onLost: () => void;
}

/** A map in a container, until it is stopped. */
export class Chart {
  readonly #options: ChartOptions;
  readonly #map: MapLibreMap;
  readonly #overlay: MapLibreOverlay;
  readonly #rows = new TrackRows();
  readonly #segments = new TrailSegments();
  readonly #writing: Writing;
  readonly #layers: ChartLayers;
  #styled = false;
  #overlays: Overlays | undefined;
  readonly #ends: (() => void)[] = [];

  constructor(options: ChartOptions) {
    this.#options = options;
    const view = useView.getState();
    // A map that comes back shows what it showed.
    const camera = cameraOf(view.viewport, view.camera);
    this.#map = new MapLibreMap({
      container: options.container,
      style: baseStyle(view.palette, options.scale),
      center: [camera.lon, camera.lat],
      zoom: camera.zoom,
      maxZoom: MAX_ZOOM,
      // North stays up: directions on the screen are true.
      dragRotate: false,
      maxPitch: 0,
      touchPitch: false,
      attributionControl: false,
      fadeDuration: 0,
      locale: { 'Map.Title': options.title },
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.keyboard.disableRotation();
    this.#layers = new ChartLayers({
      rows: this.#rows,
      segments: this.#segments,
      scale: options.scale,
      nowMs: () => this.#nowMs(),
      symbolPx: () => this.#symbolPx(),
      rowOf: (id) => this.#rowOf(id),
    });
    this.#map.setPadding({ left: options.coveredLeft, right: options.coveredRight, top: 0, bottom: 0 });
    this.#overlay = new MapLibreOverlay({
      interleaved: true,
      layers: this.#layers.of(view),
      getCursor: ({ isDragging }) => (isDragging ? 'grabbing' : cursorLook(useView.getState())),
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
    this.#map.on('webglcontextlost', options.onLost);
    this.#map.once('style.load', () => {
      this.#styled = true;
      this.#restyle();
      const zones = new ZoneOverlay(this.#map, options.scale, () => this.#nowMs());
      const notices = new NoticeOverlay(this.#map, options.scale, () => this.#nowMs());
      this.#overlays = { zones, notices };
      this.#ends.push(
        () => zones.stop(),
        () => notices.stop(),
        giveWayToCrossings(this.#map, options.scale),
        joinDrawing(this.#map, this.#writing.screen, options.scale, () => this.#write()),
      );
      this.#ends.push(giveWay(this.#map, this.#rows, options.scale, () => this.#nowMs()));
    });
    this.#refill();
    this.#ends.push(
      () => pane.remove(),
      options.table.subscribe(() => this.#refill(true)),
      useView.subscribe((now, before) => this.#viewChanged(now, before)),
      useAggregates.subscribe(() => this.#map.triggerRepaint()),
      useSurroundings.subscribe(() => this.#map.triggerRepaint()),
      useSensors.subscribe(() => this.#relayer((layers) => layers.coverage)),
      plots.subscribe(() => this.#relayer((layers) => layers.plots)),
      this.#writing.places.follow(this.#map),
      joinCamera(this.#map),
      joinPointer(
        this.#map,
        (lon, lat) => this.#trackAt(lon, lat),
        (x, y) => thingsAt(this.#map, this.#writing, this.#overlays, options.scale, x, y),
        (x, y) => alertAt(this.#writing.alerts, x, y, ALERT_REACH_PX * options.scale),
      ),
      watchTables((now, before) => {
        if (now.crossingPoint !== before.crossingPoint) this.#map.triggerRepaint();
      }),
      watchAlerts(() => this.#map.triggerRepaint()),
      watchAnswer(() => this.#relayer(() => true)),
      watchPlans(
        () => this.#relayer(() => true),
        () => this.#map.triggerRepaint(),
      ),
      keepPace(this.#map, () => this.#follow()),
    );
  }

  /** Says how much of the left and right panels cover now, CSS pixels. */
  cover(left: number, right: number): void {
    const { left: leftBefore, right: rightBefore } = this.#map.getPadding();
    if (left === leftBefore && right === rightBefore) return;
    const { selected } = useView.getState();
    const row = this.#rowOf(selected);
    const keep = row < 0 ? undefined : this.#rows.whereabouts(row, this.#nowMs(), [0, 0]);
    coverSides(this.#map, left, right, keep);
  }

  /** Ends the map and frees everything. */
  stop(): void {
    for (const end of this.#ends.splice(0)) end();
    this.#map.removeControl(this.#overlay);
    this.#layers.destroy();
    this.#map.remove();
  }

  #nowMs(): number {
    return pictureNowMs(performance.now()) ?? 0;
  }

  /** `sameView`: data alone has changed. */
  #refill(sameView = false): void {
    const { filter, palette } = useView.getState();
    const visible: Visibility = (table, row) => passes(filter, table, row);
    if (sameView) this.#rows.update(this.#options.table, palette, visible);
    else this.#rows.fill(this.#options.table, palette, visible);
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

  /** Brings the base map to what is chosen now; before it is loaded there is nothing to bring. */
  #restyle(): void {
    if (!this.#styled) return;
    const { palette, layers } = useView.getState();
    applyPalette(this.#map, palette, this.#options.scale);
    showBorders(this.#map, layers.borders);
  }

  #viewChanged(view: ViewState, before: ViewState): void {
    if (view.palette !== before.palette || view.layers.borders !== before.layers.borders) this.#restyle();
    if (view.palette !== before.palette || view.filter !== before.filter) this.#refill();
    else if (view.layers !== before.layers || view.trailMin !== before.trailMin) this.#refillTrails();
    const gridMoved = view.layers.graticule && view.viewport !== before.viewport;
    if (view.layers !== before.layers || view.palette !== before.palette || gridMoved)
      this.#overlay.setProps({ layers: this.#layers.of(view) });
    if (changesTheMap(view, before)) this.#map.triggerRepaint();
    // A pointer that only moves a measuring line needs no new map under it.
    else if (view.measure !== undefined && view.cursor !== before.cursor) this.#write();
    else if (view.reporting !== before.reporting) this.#write();
  }

  /** Layers of something that changed are drawn anew where they are shown. */
  #relayer(shown: (layers: LayerChoice) => boolean): void {
    const view = useView.getState();
    if (!shown(view.layers)) return;
    this.#overlay.setProps({ layers: this.#layers.of(view) });
    this.#map.triggerRepaint();
  }

  #symbolPx(): number {
    return symbolPx(this.#map.getZoom(), this.#options.scale, this.#writing.crowding);
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
    view.chosenRecord !== before.chosenRecord ||
    view.chosenSaid !== before.chosenSaid ||
    view.hovered !== before.hovered ||
    view.measure !== before.measure ||
    view.vectorMin !== before.vectorMin ||
    view.trailMin !== before.trailMin ||
    view.pinned !== before.pinned
  );
}
