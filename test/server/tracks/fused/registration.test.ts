import { describe, expect, it } from 'vitest';
import { coast, RADAR, type Vessel } from '../coast.ts';

const bias = { rangeM: 60, azimuthDeg: 0.5 };
const traffic: Vessel[] = Array.from({ length: 12 }, (_, i) => ({
  fromM: 6000 + 2000 * i,
  azimuthDeg: 200 + 10 * i,
  sogKn: 8 + (i % 5),
  cogDeg: 30 * i,
  ais: { mmsi: 201_000_001 + i },
}));

const registrationOf = (allowed: boolean) => {
  const { picture, run } = coast(traffic, { bias, registrationAllowed: allowed });
  run(240);
  return { picture, run, found: picture.sensors.list()[0]!.registration! };
};

describe('a misaligned radar', () => {
  it('is found by identified AIS, alarmed, and corrected where that is allowed', () => {
    const { picture, found } = registrationOf(true);
    expect(Math.abs(found.rangeM! - bias.rangeM)).toBeLessThan(8);
    expect(Math.abs(found.azimuthDeg! - bias.azimuthDeg)).toBeLessThan(0.05);
    expect(found).toMatchObject({ allowed: true, applied: true, alarmed: true });
    // What was seen twice while it was out is lost again.
    expect(picture.counts().live).toBe(traffic.length);
  });

  it('is found and alarmed, and not corrected, until an operator allows it', () => {
    const { picture, run, found } = registrationOf(false);
    expect(found).toMatchObject({ allowed: false, applied: false, alarmed: true });
    picture.sensors.allowRegistration(RADAR, true);
    run(270);
    expect(picture.sensors.list()[0]!.registration).toMatchObject({ allowed: true, applied: true });
  });
});
