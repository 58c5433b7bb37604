import { describe, expect, it } from 'vitest';
import { distanceM } from '../../../../proto/domain/geo.ts';
import { degrees } from '../../../../proto/domain/units.ts';
import { ReceptionMap } from '../../../../server/detect/learned/reception.ts';

const DAY_MS = 86_400_000;

/** Three vessels go up and down between two latitudes; everything is heard by one feed. */
function coast(): ReceptionMap {
  const map = new ReceptionMap();
  for (let i = 0; i < 900; i++)
    map.heard('coast', true, 41 + (i % 100) / 200, 19, i * 1000, 247_000_001 + (i % 3));
  return map;
}

describe('learned reception', () => {
  it('is the share of what was owed, for each class by itself', () => {
    const map = new ReceptionMap();
    for (let i = 0; i < 90; i++) map.heard('a', true, 41, 19, i * 1000, 247_000_001 + (i % 3));
    expect(map.chance(true, 41, 19)).toBe(1);
    map.missed(true, 41, 19, 90_000, 30);
    expect(map.chance(true, 41, 19)).toBeCloseTo(90 / 120, 9);
    expect(map.chance(false, 41, 19)).toBeUndefined();
    expect(map.chance(true, 42, 19)).toBeUndefined();
  });

  it('says nothing of where one vessel alone was heard, or too little', () => {
    const map = new ReceptionMap();
    for (let i = 0; i < 100; i++) map.heard('a', true, 41, 19, i * 1000, 247_000_001);
    expect(map.chance(true, 41, 19)).toBeUndefined();
    map.heard('a', true, 41, 19, 100_000, 247_000_002);
    expect(map.chance(true, 41, 19)).toBe(1);
    map.heard('a', false, 41, 19, 100_000, 247_000_003);
    expect(map.chance(false, 41, 19)).toBeUndefined();
  });

  it('counts half after a week', () => {
    const map = new ReceptionMap();
    for (let i = 0; i < 100; i++) map.heard('a', true, 41, 19, i, 247_000_001 + (i % 2));
    map.missed(true, 41, 19, 7 * DAY_MS, 50);
    // 50 left of a hundred, and fifty that were missed now.
    expect(map.chance(true, 41, 19)).toBeCloseTo(0.5, 6);
  });

  it('has how far a feed hears by direction from its middle', () => {
    const { lat, lon, rangeM } = coast().footprint('coast')!;
    expect(lat).toBeCloseTo(41.25, 1);
    expect(lon).toBeCloseTo(19, 1);
    const north = distanceM(
      { lat: degrees(lat), lon: degrees(lon) },
      { lat: degrees(41.5), lon: degrees(19) },
    );
    // To the middle of the farthest cell, and a cell more.
    expect(Math.abs(rangeM(0)! - north)).toBeLessThan(8000);
    expect(rangeM(180)).toBeGreaterThan(20_000);
    expect(rangeM(90)).toBeUndefined();
  });

  it('has no footprint of one vessel’s places, and none of a feed that nobody knows', () => {
    const map = coast();
    for (let i = 0; i < 50; i++) map.heard('coast', true, 41.25, 22, i, 247_000_009);
    expect(map.footprint('coast')!.rangeM(90)).toBeUndefined();
    expect(map.footprint('other')).toBeUndefined();
  });

  it('is the same after it was saved, byte for byte', () => {
    const map = coast();
    map.missed(true, 41, 19, 5, 3);
    const again = ReceptionMap.load(map.save())!;
    expect(again.save()).toBe(map.save());
    expect(again.chance(true, 41, 19)).toBe(map.chance(true, 41, 19));
    expect(again.footprint('coast')!.rangeM(0)).toBe(map.footprint('coast')!.rangeM(0));
  });

  it.each([
    '',
    '{}',
    'null',
    '{"version":3,"cells":[],"feeds":[]}',
    '{"version":2,"cells":[[1]],"feeds":[]}',
  ])('is not begun from %s', (text) => {
    expect(ReceptionMap.load(text)).toBeUndefined();
  });
});
