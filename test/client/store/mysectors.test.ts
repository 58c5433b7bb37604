import { describe, expect, test } from 'vitest';
import { isMine, sectorsOf } from '../../../client/store/mysectors.ts';
import { alert, condition } from '../panels/alerts/alerts.ts';

const square = (west: number, south: number) => ({
  kind: 'polygon',
  rings: [
    [
      { lat: south, lon: west },
      { lat: south, lon: west + 1 },
      { lat: south + 1, lon: west + 1 },
      { lat: south + 1, lon: west },
    ],
  ],
});
const sectors = new Map([
  ['north', { id: 'north', value: { name: 'North', area: square(19, 42) } }],
  ['south', { id: 'south', value: { name: 'South', area: square(19, 40) } }],
  ['date line', { id: 'date line', value: { name: 'Far', area: square(179.5, 0) } }],
]) as never;
const at = (lat: number, lon: number) => alert({ lead: condition({ place: { lat, lon } }) });

describe('an alert', () => {
  test('is in the sectors that its place lies in, or in the one that it names', () => {
    expect(sectorsOf(at(42.5, 19.5), sectors)).toEqual(['north']);
    expect(sectorsOf(at(41.5, 19.5), sectors)).toEqual([]);
    expect(sectorsOf(at(0.5, -179.8), sectors)).toEqual(['date line']);
    expect(sectorsOf(alert({ lead: condition({ about: { sectorId: 'south' } }) }), sectors)).toEqual([
      'south',
    ]);
    expect(sectorsOf(alert(), sectors)).toEqual([]);
  });

  test('is asked anew when the sectors are others', () => {
    const one = at(42.5, 19.5);
    expect(sectorsOf(one, sectors)).toEqual(['north']);
    expect(sectorsOf(one, new Map() as never)).toEqual([]);
  });

  test('is heard in its sector, in nobody’s sector, and everywhere where nothing is chosen', () => {
    const north = new Set(['north']);
    expect(isMine(at(42.5, 19.5), north, sectors)).toBe(true);
    expect(isMine(at(40.5, 19.5), north, sectors)).toBe(false);
    expect(isMine(at(41.5, 19.5), north, sectors)).toBe(true);
    expect(isMine(at(40.5, 19.5), new Set(), sectors)).toBe(true);
  });

  test('is heard where every watched sector is gone', () => {
    expect(isMine(at(40.5, 19.5), new Set(['removed']), sectors)).toBe(true);
    expect(isMine(at(40.5, 19.5), new Set(['removed', 'north']), sectors)).toBe(false);
  });

  test('of somebody’s life is everybody’s', () => {
    const sos = alert({ lead: condition({ kind: 'distress', place: { lat: 40.5, lon: 19.5 } }) });
    expect(isMine(sos, new Set(['north']), sectors)).toBe(true);
  });
});
