/** Geographic to screen for the map as it stands: north up, flat, web mercator. No object a point. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { mercatorY, WORLD_PX } from './scale.ts';

/** Longitudes may go on beyond ±180. */
export interface DegreeBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export class Screen {
  #centreX = 0;
  #centreY = 0;
  /** Where the centre stands on the screen: not in its middle when panels cover a side. */
  #middleX = 0;
  #worldPx = WORLD_PX;
  /** CSS pixels that panels cover at the sides. */
  left = 0;
  right = 0;
  width = 0;
  height = 0;
  zoom = 0;

  /** CSS pixels; the centre in degrees stands in the middle of what `left` and `right` leave free. */
  set(lon: number, lat: number, zoom: number, width: number, height: number, left = 0, right = 0): this {
    this.left = left;
    this.right = right;
    this.#middleX = (width + left - right) / 2;
    this.#centreX = (lon + 180) / 360;
    this.#centreY = mercatorY(lat);
    this.#worldPx = WORLD_PX * 2 ** zoom;
    this.zoom = zoom;
    this.width = width;
    this.height = height;
    return this;
  }

  lookAt(map: MapLibreMap): this {
    const { lng, lat } = map.getCenter();
    const { clientWidth, clientHeight } = map.getContainer();
    const { left = 0, right = 0 } = map.getPadding();
    return this.set(lng, lat, map.getZoom(), clientWidth, clientHeight, left, right);
  }

  /** Pixels from the left; of the copies of the world, the one nearest to the centre. */
  x(lon: number): number {
    const dx = (lon + 180) / 360 - this.#centreX;
    return this.#middleX + (dx - Math.round(dx)) * this.#worldPx;
  }

  /** Pixels from the top. */
  y(lat: number): number {
    return this.height / 2 + (mercatorY(lat) - this.#centreY) * this.#worldPx;
  }

  /** True when a point of the screen lies within a box in degrees, or no farther than `margin` pixels outside. */
  touches({ west, south, east, north }: DegreeBox, x: number, y: number, margin: number): boolean {
    if (y < this.y(north) - margin || y > this.y(south) + margin) return false;
    const middle = this.x((west + east) / 2);
    return Math.abs(x - middle) <= (((east - west) / 360) * this.#worldPx) / 2 + margin;
  }

  /** True when a point lies on the screen or no farther than `margin` pixels outside. */
  shows(x: number, y: number, margin: number): boolean {
    return x >= -margin && y >= -margin && x <= this.width + margin && y <= this.height + margin;
  }
}
