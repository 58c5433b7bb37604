/** The layers over the base map, from the bottom to the top, for what is chosen on the screen. */
import type { Layer } from '@deck.gl/core';
import type { Device } from '@luma.gl/core';
import type { TrackId } from '../../proto/domain/ids.ts';
import { TIME_STEP_MS } from '../store/motionrecord.ts';
import { plots } from '../store/plots.ts';
import { useSensors } from '../store/sensors.ts';
import { useView, type ViewState } from '../store/view.ts';
import { answerLayers } from './archive/answerlayers.ts';
import { INKS, type Rgba } from './colours.ts';
import { graticuleLayer } from './graticule/graticulelayer.ts';
import { planLayers } from './patrols/planlayers.ts';
import { plotLayer } from './plots/plotlayer.ts';
import { sensorLayers } from './sensors/sensorlayers.ts';
import { foremostPx, SYMBOL_PX } from './symbols/size.ts';
import { EllipseLayer } from './tracklayer/ellipselayer.ts';
import { HullLayer } from './tracklayer/hulllayer.ts';
import { FLAT, RowUpload } from './tracklayer/rowlayer.ts';
import type { TrackRows } from './tracklayer/rows.ts';
import type { TracksUniforms } from './tracklayer/shading.ts';
import { AtlasTexture, SymbolLayer } from './tracklayer/symbollayer.ts';
import { VectorLayer } from './tracklayer/vectorlayer.ts';
import type { TrailSegments } from './trails/segments.ts';
import { type TrailFrame, TrailLayer } from './trails/traillayer.ts';

export interface LayerSources {
  readonly rows: TrackRows;
  readonly segments: TrailSegments;
  readonly scale: number;
  readonly nowMs: () => number;
  readonly symbolPx: () => number;
  /** The row of a track, -1 where it has none. */
  readonly rowOf: (id: TrackId | undefined) => number;
}

/** What the layers keep on the graphics card, and the layers of a view over it. */
export class ChartLayers {
  readonly #sources: LayerSources;
  readonly #upload: RowUpload;
  readonly #atlas: AtlasTexture;

  constructor(sources: LayerSources) {
    this.#sources = sources;
    this.#upload = new RowUpload(sources.rows);
    this.#atlas = new AtlasTexture(() => SYMBOL_PX * sources.scale * window.devicePixelRatio);
  }

  of(view: ViewState): Layer[] {
    const shared = { upload: this.#upload, frame: this.#frame, parameters: FLAT };
    return [
      graticuleLayer(view),
      ...planLayers(view, this.#sources.scale),
      ...answerLayers(view, this.#sources.scale),
      ...sensorLayers(view.layers.coverage, view.palette, useSensors.getState().sensors, this.#sources.scale),
      plotLayer(view.layers.plots, view.palette, plots.plots, this.#sources.nowMs(), this.#sources.scale),
      new TrailLayer({
        id: 'trails',
        visible: view.layers.trails,
        segments: this.#sources.segments,
        frame: this.#trailFrame,
        parameters: FLAT,
      }),
      new EllipseLayer({ ...shared, id: 'ellipses' }),
      new HullLayer({ ...shared, id: 'hulls', visible: view.layers.outlines }),
      new VectorLayer({ ...shared, id: 'vectors', visible: view.layers.vectors }),
      new SymbolLayer({ ...shared, id: 'symbols', atlas: this.#atlas }),
    ];
  }

  /** Brings the rows to the graphics card; drawing does it by itself. */
  upload(device: Device): void {
    this.#upload.buffers(device);
  }

  destroy(): void {
    this.#upload.destroy();
    this.#atlas.destroy();
  }

  readonly #frame = (): Omit<TracksUniforms, 'pass'> => {
    const { rows, scale, nowMs, symbolPx, rowOf } = this.#sources;
    const view = useView.getState();
    const ink = INKS[view.palette];
    return {
      ...timesOf(nowMs() - rows.motion.originMs),
      symbolPx: symbolPx(),
      foremostPx: foremostPx(scale),
      selectedRow: rowOf(view.selected),
      hoveredRow: rowOf(view.hovered),
      vectorS: view.vectorMin * 60,
      scale,
      outlines: view.layers.outlines ? 1 : 0,
      ellipses: view.layers.ellipses ? 1 : 0,
      halo: unit(ink.halo),
      ink: unit(ink.ink),
      selection: unit(ink.selection),
    };
  };

  readonly #trailFrame = (): TrailFrame => {
    const { segments, scale, nowMs, rowOf } = this.#sources;
    const view = useView.getState();
    return {
      nowS: (nowMs() - segments.baseMs) / 1000,
      spanS: view.trailMin * 60,
      widthPx: 1.5 * scale,
      selectedRow: rowOf(view.selected),
    };
  };
}

const unit = ([r, g, b, a]: Rgba): [number, number, number, number] => [r / 255, g / 255, b / 255, a / 255];

/** Half of what a word holds: differences of two such times have room. */
const LAST_STEP = 2 ** 30;

/** Whole steps of time, and the seconds beyond. */
function timesOf(ms: number): Pick<TracksUniforms, 'nowSteps' | 'nowRestS'> {
  // Before there is a time there is nothing to be reckoned on.
  const nowSteps = Math.max(-LAST_STEP, Math.min(LAST_STEP, Math.floor(ms / TIME_STEP_MS)));
  return { nowSteps, nowRestS: (ms - nowSteps * TIME_STEP_MS) / 1000 };
}
