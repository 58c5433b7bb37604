import { describe, expect, test } from 'vitest';
import { crossingArrow, HATCHES, hatch } from '../../../../client/map/zones/hatches.ts';
import { ZONE_PURPOSES } from '../../../../proto/domain/operations/zone.ts';

const INK = [10, 20, 30, 255] as const;
const inked = (data: Uint8Array, from: number, to: number): number =>
  data.slice(from, to).filter((value, i) => i % 4 === 3 && value > 0).length;

describe('hatching', () => {
  test('tells purposes apart without colour', () => {
    const drawn = ZONE_PURPOSES.flatMap((purpose) => hatch(purpose, INK, 1)?.data.join() ?? []);
    expect(drawn.length).toBe(Object.keys(HATCHES).length);
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  test('leaves most of the tile free, so that the map below can be read', () => {
    for (const purpose of ZONE_PURPOSES) {
      const pixels = hatch(purpose, INK, 1);
      if (pixels === undefined) continue;
      const share = inked(pixels.data, 0, pixels.data.length) / (pixels.width * pixels.height);
      expect(share, purpose).toBeGreaterThan(0.005);
      expect(share, purpose).toBeLessThan(0.45);
    }
  });

  test('an arrow has its head on the side where a crossing counts: right of the line is down', () => {
    const { data } = crossingArrow('leftToRight', INK, 1);
    const half = data.length / 2;
    expect(inked(data, half, data.length)).toBeGreaterThan(inked(data, 0, half) * 1.5);
    const other = crossingArrow('rightToLeft', INK, 1).data;
    expect(inked(other, 0, half)).toBeGreaterThan(inked(other, half, other.length) * 1.5);
    const both = crossingArrow('both', INK, 1).data;
    expect(inked(both, 0, half)).toBe(inked(both, half, both.length));
  });
});
