/** The operating area and the depth of the base map: every other file here reads them from this one. */

/** West, south, east, north in degrees: southern Adriatic, Ionian and the land border of Albania. */
export const AREA = { west: 15.5, south: 38.8, east: 21.5, north: 43.2 };

/**
 * How far the area's land reaches past the area, degrees. The area's `sea` polygon ends exactly at the area and wipes
 * the world's coarser coast; its land goes on a little, so that no line of sea shows where the two meet.
 */
export const OVERLAP_DEG = 0.02;

/** Zooms of the world's tiles; the map overzooms beyond. Extent 8192 at z5 is a grid of 153 m at the equator. */
export const WORLD_ZOOM = { min: 0, max: 5 };

/**
 * Zooms of the area's tiles; the map overzooms beyond. The coast is given to 0.001° (about 100 m): z11 with extent
 * 4096 (under 5 m) loses nothing of it, and z12 and z13 would be sixteen times the files for the same picture.
 */
export const AREA_ZOOM = { min: 5, max: 11 };

export function grow(bounds, deg) {
  return {
    west: bounds.west - deg,
    south: bounds.south - deg,
    east: bounds.east + deg,
    north: bounds.north + deg,
  };
}
