import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, test } from 'vitest';
import { grown } from '../../../../client/map/basestyle/size.ts';
import { baseStyle } from '../../../../client/map/basestyle/style.ts';

const ORIGIN = 'http://127.0.0.1:8080';

describe('a base map for a screen that is read from afar', () => {
  test('grows what an expression gives and leaves what it asks', () => {
    const { layout, paint } = grown(
      {
        id: 'name',
        type: 'symbol',
        source: 'base',
        layout: {
          'text-size': ['interpolate', ['linear'], ['zoom'], 2, ['match', ['get', 'rank'], 1, 20, 10], 7, 30],
          'text-radial-offset': 0.5,
        },
        paint: { 'text-halo-width': 1.5, 'text-color': '#fff' },
      },
      2,
    );
    expect(layout).toEqual({
      'text-size': ['interpolate', ['linear'], ['zoom'], 2, ['match', ['get', 'rank'], 1, 40, 20], 7, 60],
      'text-radial-offset': 0.5,
    });
    expect(paint).toEqual({ 'text-halo-width': 3, 'text-color': '#fff' });
  });

  test('grows the last value of a match, whatever it has before', () => {
    const { paint } = grown(
      {
        id: 'dot',
        type: 'circle',
        source: 'base',
        paint: { 'circle-radius': ['match', ['get', 'rank'], 1, 14, 2, 13, 11] },
      },
      2,
    );
    expect(paint).toEqual({ 'circle-radius': ['match', ['get', 'rank'], 1, 28, 2, 26, 22] });
  });

  test('is a style that MapLibre takes', () => {
    expect(validateStyleMin(baseStyle('night', 1.625, ORIGIN) as never)).toEqual([]);
  });

  test('is the same at a desk', () => {
    const sizes = baseStyle('night', 1, ORIGIN).layers.find(({ id }) => id === 'base-area-town');
    expect(sizes?.layout).toHaveProperty('text-size', ['match', ['get', 'rank'], 1, 14, 2, 13, 3, 12, 11]);
  });
});
