import { describe, expect, it } from 'vitest';
import { Nature } from '../../../../proto/domain/observation.ts';
import { degrees } from '../../../../proto/domain/units.ts';
import { ReceptionMap } from '../../../../server/tracks/fused/reception.ts';

const at = { lat: degrees(41.32), lon: degrees(19.32) };
const elsewhere = { lat: degrees(41.62), lon: degrees(19.32) };

function heard(gapMs: number, times = 30): ReceptionMap {
  const map = new ReceptionMap();
  for (let n = 0; n < times; n++) map.hear(at, Nature.real, gapMs, 10_000);
  return map;
}

describe('where AIS is received', () => {
  it('is nowhere before enough was owed, nor where nobody was', () => {
    expect(heard(10_000, 5).share(at, Nature.real)).toBeUndefined();
    expect(heard(10_000).share(elsewhere, Nature.real)).toBeUndefined();
    expect(heard(10_000).chance(elsewhere, Nature.real, 600_000)).toBe(0);
    expect(heard(10_000).share(at, Nature.synthetic)).toBeUndefined();
  });

  it('is known by the share of owed reports that came', () => {
    expect(heard(10_000).share(at, Nature.real)).toBe(1);
    expect(heard(40_000).share(at, Nature.real)).toBeCloseTo(0.25, 6);
    expect(heard(200_000).share(at, Nature.real)).toBeUndefined();
  });

  it('gives the chance to hear one of the reports that are owed each 30 s', () => {
    expect(heard(20_000).chance(at, Nature.real, 60_000)).toBeCloseTo(0.75, 6);
    expect(heard(20_000).chance(at, Nature.real, 0)).toBe(0);
  });
});
