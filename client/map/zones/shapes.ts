/** What overlays of shapes share: their images, and which of several shapes is meant. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { HATCH_RATIO, type Pixels } from './hatches.ts';

/** An image that cannot be drawn here is left out. */
export type NamedImage = readonly [name: string, pixels: Pixels | undefined];

/** Gives the map its images, or others under the same names. */
export function setImages(map: MapLibreMap, images: readonly NamedImage[]): void {
  for (const [name, pixels] of images) {
    if (pixels === undefined) continue;
    if (map.hasImage(name)) map.updateImage(name, pixels);
    else map.addImage(name, pixels, { pixelRatio: HATCH_RATIO });
  }
}

/** The ids of found features, each once, by the `size` in their properties. */
export const smallestFirst = (features: readonly { readonly properties: unknown }[]): readonly string[] => [
  ...new Set(
    features
      .map(({ properties }) => properties as { readonly id: string; readonly size: number })
      .toSorted((a, b) => a.size - b.size)
      .map(({ id }) => id),
  ),
];
