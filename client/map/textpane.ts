/**
 * The pane over the map on which text is written: names, counts, the graticule's values, the measuring line. A 2D
 * canvas, because the browser sets every script well, and drawn in the map's own frames, so that nothing lags.
 */
import type { Map as MapLibreMap } from 'maplibre-gl';

export class TextPane {
  readonly #canvas = document.createElement('canvas');
  readonly context: CanvasRenderingContext2D;
  readonly #map: MapLibreMap;

  constructor(map: MapLibreMap) {
    this.#map = map;
    Object.assign(this.#canvas.style, { position: 'absolute', inset: '0', pointerEvents: 'none' });
    this.#canvas.setAttribute('aria-hidden', 'true');
    const context = this.#canvas.getContext('2d');
    if (context === null) throw new Error('This browser cannot draw on a 2D canvas.');
    this.context = context;
    map.getCanvasContainer().after(this.#canvas);
  }

  /** An empty pane of the map's size, in CSS pixels. */
  begin(): CanvasRenderingContext2D {
    const { clientWidth, clientHeight } = this.#map.getContainer();
    const ratio = window.devicePixelRatio;
    const width = Math.round(clientWidth * ratio);
    const height = Math.round(clientHeight * ratio);
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
      Object.assign(this.#canvas.style, { width: `${clientWidth}px`, height: `${clientHeight}px` });
    }
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.context.clearRect(0, 0, clientWidth, clientHeight);
    return this.context;
  }

  remove(): void {
    this.#canvas.remove();
  }
}
