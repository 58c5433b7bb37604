import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { readPolygonsTouching } from '../../../../server/setup/basemap/coast.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'coast-'));
afterAll(() => rmSync(folder, { recursive: true }));

const everywhere = { west: -180, south: -90, east: 180, north: 90 };

function write(polygons: readonly (readonly (readonly (readonly number[])[])[])[], spaces = ''): string {
  const file = path.join(folder, 'map.geo.json');
  const geometry = { type: 'MultiPolygon', coordinates: polygons };
  writeFileSync(
    file,
    `{"type":"GeometryCollection", "geometries": [\n${JSON.stringify(geometry).replaceAll(',', `,${spaces}`)}\n]}`,
  );
  return file;
}

test('reads what a JSON parser reads', () => {
  const position = fc.tuple(
    fc.integer({ min: -180000, max: 180000 }),
    fc.integer({ min: -90000, max: 90000 }),
  );
  const ring = fc.array(
    position.map(([x, y]) => [x / 1000, y / 1000]),
    { minLength: 3, maxLength: 8 },
  );
  const polygons = fc.array(fc.array(ring, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(polygons, fc.constantFrom('', ' ', '\n'), (expected, spaces) => {
      expect(readPolygonsTouching(write(expected, spaces), everywhere)).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});

test('a number split over two reads is one number', () => {
  // Many more bytes than one read takes, so that every kind of byte falls on an edge somewhere.
  const ring = Array.from({ length: 120_000 }, (_, i) => [
    (((i * 7) % 359_999) - 180_000) / 1000,
    ((i % 179_000) - 89_500) / 1000,
  ]);
  const [polygon] = readPolygonsTouching(write([[ring]]), everywhere);
  expect(polygon?.[0]?.findIndex((point, i) => String(point) !== String(ring[i]))).toBe(-1);
  expect(polygon?.[0]).toHaveLength(ring.length);
});

test('leaves out polygons whose outer ring is elsewhere, with their holes', () => {
  const square = (at: number) => [
    [at, at],
    [at + 1, at],
    [at + 1, at + 1],
    [at, at],
  ];
  const file = write([
    [square(40), square(10)],
    [square(10), square(10.2)],
  ]);
  expect(readPolygonsTouching(file, { west: 9, south: 9, east: 12, north: 12 })).toEqual([
    [square(10), square(10.2)],
  ]);
});
