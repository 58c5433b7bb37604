/** What bears a name on the base map: our own places, and the world's ports (`sea-ports`). */
import { point } from './geojson.mjs';

/** A port this near to a place of ours would say the same thing twice, degrees. */
const SAME_PLACE_DEG = 0.15;
/** Ports of the package are named last of all. */
const PORT_RANK = 6;

/** Our places (`fixtures/geo/places.json`), in the order of their rank so that the important come first. */
export function placeFeatures({ places }) {
  return places
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ name, nameEn, kind, rank, lat, lon }) =>
      point([lon, lat], { name, ...(nameEn ? { nameEn } : {}), kind, rank }),
    );
}

/** Ports of the world that none of `places` stands for; those without a name or a position are left out. */
export function portFeatures(ports, places) {
  return Object.values(ports).flatMap(({ name, coordinates }) => {
    if (!name || !Array.isArray(coordinates) || coordinates.length !== 2) return [];
    const [lon, lat] = coordinates;
    const known = places.some(
      (place) => Math.abs(place.lat - lat) < SAME_PLACE_DEG && Math.abs(place.lon - lon) < SAME_PLACE_DEG,
    );
    return known ? [] : [point([lon, lat], { name, kind: 'port', rank: PORT_RANK })];
  });
}
