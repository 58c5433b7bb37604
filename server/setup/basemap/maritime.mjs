/** The outer lines of territorial seas, from country outlines that include them (`@osm_borders/maritime_1000m`). */
import { partsWhere } from './clip.mjs';
import { line } from './geojson.mjs';

/** How closely an outline is looked at for sea or land, degrees (about 2 km). */
const STEP_DEG = 0.02;
/** Shorter parts are where a land border and a coast of another source disagree, not a sea line. Degrees (7 km). */
const SHORTEST_DEG = 0.07;

/** Lines of the territorial seas: the parts of the outlines that lie at sea, each shared part once. */
export function territorialSeas(countries, isLand) {
  const seen = new Set();
  const features = [];
  for (const country of countries.features) {
    for (const ring of ringsOf(country.geometry)) {
      for (const points of unseenParts(ring, seen)) {
        const atSea = partsWhere(
          points,
          ([lon, lat]) => !isLand(lon, lat) && Math.abs(lon) < 179.9,
          STEP_DEG,
        );
        for (const part of atSea) {
          if (lengthDeg(part) >= SHORTEST_DEG)
            features.push(line(part, { country: country.properties.isoA2 }));
        }
      }
    }
  }
  return features;
}

function ringsOf(geometry) {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(ringsOf);
  if (geometry.type === 'Polygon') return geometry.coordinates;
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : [];
}

/** Where two countries' seas meet both outlines run: dashes drawn twice would fill each other's gaps. */
function unseenParts(ring, seen) {
  const parts = [];
  let part = [];
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]];
    const key = [a, b]
      .map((p) => p.map((v) => v.toFixed(4)).join())
      .sort()
      .join(' ');
    if (seen.has(key)) {
      if (part.length > 1) parts.push(part);
      part = [];
      continue;
    }
    seen.add(key);
    if (part.length === 0) part.push(a);
    part.push(b);
  }
  if (part.length > 1) parts.push(part);
  return parts;
}

function lengthDeg(points) {
  let length = 0;
  for (let i = 1; i < points.length; i++)
    length += Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]);
  return length;
}
