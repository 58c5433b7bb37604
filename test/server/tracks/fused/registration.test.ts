import { describe, expect, it } from 'vitest';
import { ContactState } from '../../../../proto/domain/track.ts';
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

  it('leaves nothing called a contact without AIS of what it misplaced', () => {
    // The radar sees them at once, and says where; what they send is heard a minute later. Others, unseen, are heard.
    const late = traffic.map((one) => ({ ...one, ais: { ...one.ais!, fromS: 60 } }));
    const others = traffic.map((one, i) => ({
      ...one,
      azimuthDeg: one.azimuthDeg + 150,
      unseen: true,
      ais: { mmsi: 202_000_001 + i },
    }));
    const { picture, slots, run } = coast([...late, ...others], { bias });
    const called = (): number =>
      slots().filter((slot) => picture.columns.contactOf(slot) === ContactState.uncooperative).length;
    run(55);
    expect(called()).toBe(traffic.length);
    run(120);
    expect(picture.sensors.list()[0]!.registration).toMatchObject({ applied: true });
    expect(called()).toBe(0);
  });

  it('is found and alarmed, and not corrected, until an operator allows it', () => {
    const { picture, run, found } = registrationOf(false);
    expect(found).toMatchObject({ allowed: false, applied: false, alarmed: true });
    picture.sensors.allowRegistration(RADAR, true);
    run(270);
    expect(picture.sensors.list()[0]!.registration).toMatchObject({ allowed: true, applied: true });
  });
});
