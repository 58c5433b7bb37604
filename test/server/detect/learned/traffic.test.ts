import { describe, expect, it } from 'vitest';
import { TrafficMap } from '../../../../server/detect/learned/traffic.ts';

/** Noon at Greenwich. */
const NOON = 12 * 3_600_000;
const HERE = [40, 0.1] as const;

/** Ten vessels northward at 10 to 14.5 kn, two of them twice. */
function known(): TrafficMap {
  const map = new TrafficMap();
  for (let i = 0; i < 10; i++) map.passed('cargo', ...HERE, NOON, 10 + i / 2, 355 + i, 211_000_000 + i);
  for (let i = 0; i < 2; i++) map.passed('cargo', ...HERE, NOON, 12, 180, 211_000_000 + i);
  return map;
}

describe('the traffic of a cell', () => {
  it('is known by different vessels, never by one alone', () => {
    const map = new TrafficMap();
    for (let i = 0; i < 50; i++) map.passed('cargo', ...HERE, NOON, 12, 0, 211_000_001);
    expect(map.usual('cargo', ...HERE, NOON)).toBeUndefined();
    expect(map.passages(...HERE)).toBe(50);
    for (let i = 2; i < 5; i++) map.passed('cargo', ...HERE, NOON, 12, 0, 211_000_000 + i);
    expect(map.usual('cargo', ...HERE, NOON)?.samples).toBe(4);
    expect(map.usual('cargo', ...HERE, NOON, 211_000_001)).toBeUndefined();
  });

  it('has speeds, courses and a share of its class', () => {
    const map = known();
    const usual = map.usual('cargo', ...HERE, NOON)!;
    expect(usual.samples).toBe(10);
    expect(usual.medianKn).toBeGreaterThan(11);
    expect(usual.medianKn).toBeLessThan(13.5);
    expect(usual.slowKn).toBeCloseTo(10.3, 1);
    expect(usual.fastKn).toBeGreaterThan(14);
    expect(usual.courseShare(0)).toBeCloseTo(10 / 12, 5);
    expect(usual.courseShare(90)).toBe(0);
    expect(usual.classShare).toBe(1);
    map.passed('fishing', ...HERE, NOON, 5, 90, 211_000_050);
    expect(map.usual('cargo', ...HERE, NOON)!.classShare).toBeCloseTo(12 / 13, 5);
    expect(map.vesselsAt(...HERE)).toBe(11);
    expect(map.vesselsAt(...HERE, 211_000_050)).toBe(10);
    expect(map.courseShare(...HERE, 90)).toBeCloseTo(1 / 13, 5);
    expect(map.usual('cargo', 41, 5, NOON)).toBeUndefined();
  });

  it('fades: counts are halved at 2,048 passages', () => {
    const map = new TrafficMap();
    for (let i = 0; i < 2048; i++) map.passed('cargo', ...HERE, NOON, 12, 0, 211_000_000 + (i % 7));
    expect(map.passages(...HERE)).toBe(1024);
    expect(map.usual('cargo', ...HERE, NOON)!.courseShare(0)).toBe(1);
  });

  it('comes back from its checkpoint, byte for byte', () => {
    const text = known().save();
    const back = TrafficMap.load(text)!;
    expect(back.save()).toBe(text);
    expect(back.usual('cargo', ...HERE, NOON)!.medianKn).toBe(
      known().usual('cargo', ...HERE, NOON)!.medianKn,
    );
  });

  it.each([
    ['nothing', ''],
    ['another version', '{"version":2,"cells":[]}'],
    ['another thing', '{"version":1}'],
  ])('is not loaded from %s', (_what, text) => {
    expect(TrafficMap.load(text)).toBeUndefined();
  });
});
