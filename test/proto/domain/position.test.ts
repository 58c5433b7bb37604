import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPosition } from '../../../client/ui/format.ts';
import { parsePosition, readPosition } from '../../../proto/domain/position.ts';

describe('a typed position', () => {
  // 41° 19.230′ = 41.3205°, 19° 26.700′ = 19.445°; 14″ of 41°19′ is 41.320556°.
  test.each([
    ['41°19.230′N 019°26.700′E', 41.3205, 19.445],
    ['41 19.23 N, 19 26.7 E', 41.3205, 19.445],
    ['41 19.23 19 26.7', 41.3205, 19.445],
    ['N41 19.23 E019 26.7', 41.3205, 19.445],
    ['41-19.23N 019-26.70E', 41.3205, 19.445],
    ['41.3205, 19.445', 41.3205, 19.445],
    ['41.3205 19.445', 41.3205, 19.445],
    ['-41.3205 -19.445', -41.3205, -19.445],
    ['19 26.7 E 41 19.23 S', -41.3205, 19.445],
    ['41.3205N 19.445W', 41.3205, -19.445],
    ['41°19\'14"N 19°26\'42"E', 41.320556, 19.445],
    ['41 19 14 N 19 26 42 E', 41.320556, 19.445],
  ])('%s', (text, lat, lon) => {
    const read = parsePosition(text);
    expect(read?.lat).toBeCloseTo(lat, 5);
    expect(read?.lon).toBeCloseTo(lon, 5);
  });

  test.each([
    '',
    'Durrës',
    '41',
    '41 19.2 19',
    '91 19',
    '41 181',
    '41 60.0 N 19 0 E',
    '41N 19N',
    '41.5 20 N 19 0 E',
    '1,2,3',
  ])('%s is none', (text) => {
    expect(parsePosition(text)).toBeUndefined();
  });

  test('what the screen writes is read back to a thousandth of a minute', () => {
    const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
    fc.assert(
      fc.property(degrees(90), degrees(180), (lat, lon) => {
        const read = parsePosition(formatPosition(lat, lon));
        expect(read?.lat).toBeCloseTo(lat, 4);
        expect(read?.lon).toBeCloseTo(lon, 4);
      }),
    );
  });

  test.each([
    ["41°12.345'N 019°05.678'E", undefined, undefined],
    ['95, 19', 'a latitude beyond 90°', 'latitude'],
    ['41, 190', 'a longitude beyond 180°', 'longitude'],
    ['41N 19N', 'both are latitudes', 'position'],
    ['41 60 N 19 0 E', '60 minutes: a degree has 60', 'latitude'],
    ['41 0 N 19.5 10 E', 'only the last part may have a fraction', 'longitude'],
    ['-41S, 19E', "'-41S' has a sign and a letter", 'latitude'],
    ['Durrës 41 19', 'a latitude and a longitude were not found', 'position'],
    ['1 '.repeat(60), 'too long for a position', 'position'],
  ])('%s: the fault is named', (text, what, where) => {
    const read = readPosition(text);
    expect(read.ok ? undefined : read.fault.what).toBe(what);
    expect(read.ok ? undefined : read.fault.where).toBe(where);
  });

  test('what the screen shows is read back to half a thousandth of a minute', () => {
    const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
    fc.assert(
      fc.property(degrees(90), degrees(180), (lat, lon) => {
        const read = parsePosition(formatPosition(lat, lon))!;
        expect(Math.abs(read.lat - lat)).toBeLessThan(0.000501 / 60);
        expect(Math.abs(read.lon - lon)).toBeLessThan(0.000501 / 60);
      }),
    );
  });
});
