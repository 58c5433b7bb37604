/** Reads the polygons of a huge GeoJSON file that touch a box, byte by byte, without holding the file in memory. */
import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 1 << 20;
const [COMMA, MINUS, DOT, ZERO, NINE, OPEN, CLOSE] = [44, 45, 46, 48, 57, 91, 93];
/** Bracket depths inside `"geometries"`: [geometries [polygons [rings [ring [point. */
const POINT = 5;
const RING = 4;
const POLYGON = 3;

/**
 * The polygons of a GeometryCollection of MultiPolygons whose outer ring's box touches `bounds`, each an array of rings
 * `[[lon, lat], …]`, closed, outer ring first. Parsed as text such a file takes some 25 times its size in memory; here
 * it takes one ring.
 */
export function readPolygonsTouching(file, bounds) {
  const found = [];
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const number = { open: false, sign: 1, whole: 0, scale: 0 };
  let depth = 0;
  let ring = [];
  let polygon = [];
  let wanted = false;
  let lon;

  const endNumber = () => {
    if (!number.open) return;
    const value = (number.sign * number.whole) / 10 ** number.scale;
    number.open = false;
    number.sign = 1;
    number.whole = 0;
    number.scale = 0;
    if (depth !== POINT) return;
    if (lon === undefined) lon = value;
    else {
      ring.push([lon, value]);
      lon = undefined;
    }
  };
  const endRing = () => {
    if (polygon.length === 0) wanted = touches(ring, bounds);
    polygon.push(wanted ? ring : []);
    ring = [];
  };
  const endPolygon = () => {
    if (wanted) found.push(polygon);
    polygon = [];
    wanted = false;
  };

  const descriptor = openSync(file, 'r');
  let fraction = false;
  try {
    for (let at = 0, size = 0; ; at += size) {
      size = readSync(descriptor, chunk, 0, CHUNK_BYTES, at);
      if (size === 0) break;
      for (let i = 0; i < size; i++) {
        const byte = chunk[i];
        if (byte >= ZERO && byte <= NINE) {
          number.open = true;
          number.whole = number.whole * 10 + byte - ZERO;
          if (fraction) number.scale++;
        } else if (byte === DOT) fraction = true;
        else if (byte === MINUS) number.sign = -1;
        else {
          endNumber();
          fraction = false;
          if (byte === OPEN) depth++;
          else if (byte === CLOSE) {
            if (depth === RING) endRing();
            else if (depth === POLYGON) endPolygon();
            depth--;
          } else if (byte !== COMMA) number.sign = 1;
        }
      }
    }
  } finally {
    closeSync(descriptor);
  }
  return found;
}

function touches(ring, bounds) {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (const [x, y] of ring) {
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  return west <= bounds.east && east >= bounds.west && south <= bounds.north && north >= bounds.south;
}
