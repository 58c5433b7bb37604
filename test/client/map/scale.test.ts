import { describe, expect, it } from 'vitest';
import { paceMs } from '../../../client/map/pace.ts';
import { mercatorY, metresPerPixel, roundLength, scaleBars } from '../../../client/map/scale.ts';
import { Screen } from '../../../client/map/screen.ts';

describe('the scale', () => {
  it('is the equator over the world’s pixels, and shrinks with latitude', () => {
    // 2π × 6 371 008.8 m / 512 px
    expect(metresPerPixel(0, 0)).toBeCloseTo(78_184.2, 0);
    expect(metresPerPixel(1, 60)).toBeCloseTo(78_184.2 / 4, 0);
  });
  it('shows round lengths that fit', () => {
    expect([9.9, 5, 4.9, 2, 1.9, 0.7].map(roundLength)).toEqual([5, 5, 2, 2, 1, 0.5]);
    const { nauticalMiles, kilometres } = scaleBars(9, 41, 130);
    expect(nauticalMiles.length).toBe(5);
    expect(kilometres.length).toBe(10);
    expect(kilometres.px / nauticalMiles.px).toBeCloseTo(10 / (5 * 1.852), 9);
  });
});

describe('the screen', () => {
  const screen = new Screen().set(19, 41, 8, 1000, 600);
  it('has the centre in its middle', () => {
    expect(screen.x(19)).toBe(500);
    expect(screen.y(41)).toBe(300);
  });
  it('has it in the middle of what no panel covers', () => {
    expect(new Screen().set(19, 41, 8, 1000, 600, 300, 100).x(19)).toBe(600);
  });
  it('spreads a degree over 512 × 2⁸ / 360 pixels', () => {
    expect(screen.x(20) - screen.x(19)).toBeCloseTo(364.09, 2);
  });
  it('takes the nearer copy of the world', () => {
    const pacific = new Screen().set(179.5, 0, 8, 1000, 600);
    expect(pacific.x(-179.5)).toBeCloseTo(500 + 364.09, 1);
  });
  it('follows web mercator from north to south', () => {
    expect(mercatorY(0)).toBe(0.5);
    expect(mercatorY(85.0511287798)).toBeCloseTo(0, 9);
  });
});

it('draws motion as often as it can be seen: seldom far out, at most 15 times a second close by', () => {
  expect(paceMs(6, 41)).toBe(1000);
  expect(paceMs(18, 41)).toBeCloseTo(1000 / 15);
  const between = paceMs(13, 41);
  expect(between).toBeGreaterThan(1000 / 15);
  expect(between).toBeLessThan(1000);
});
