import { describe, expect, it } from 'vitest';
import { ContactState } from '../../../../proto/domain/track.ts';
import { type Coast, coast, RADAR, type Vessel } from '../coast.ts';

const bias = { rangeM: 60, azimuthDeg: 0.5 };
const traffic: Vessel[] = Array.from({ length: 12 }, (_, i) => ({
  fromM: 6000 + 2000 * i,
  azimuthDeg: 200 + 10 * i,
  sogKn: 8 + (i % 5),
  cogDeg: 30 * i,
  ais: { mmsi: 201_000_001 + i },
}));

/** It sends nothing, five degrees from the next that does. */
const quiet: Vessel = { fromM: 9000, azimuthDeg: 265, sogKn: 0.5, cogDeg: 0 };

/** Rows that are called contacts without AIS. */
const called = ({ picture, slots }: Pick<Coast, 'picture' | 'slots'>): number =>
  slots().filter((slot) => picture.columns.contactOf(slot) === ContactState.uncooperative).length;

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
    const world = coast([...late, ...others], { bias });
    world.run(55);
    expect(called(world)).toBe(traffic.length);
    world.run(120);
    expect(world.picture.sensors.list()[0]!.registration).toMatchObject({ applied: true });
    expect(called(world)).toBe(0);
  });

  it('that nobody allowed to correct proves no contact without AIS beside who sends, and one away from them', () => {
    const off = { bias, registrationAllowed: false };
    const [beside, away] = [coast(traffic, off), coast([...traffic, quiet], off)];
    beside.run(240);
    away.run(240);
    expect([called(beside), called(away)]).toEqual([0, 1]);
  });

  it('of which too few tell how far it is off proves none beside them either', () => {
    const [two, far] = [traffic.slice(9, 11), { bias: { rangeM: 300, azimuthDeg: 1.5 } }];
    const [beside, away] = [coast(two, far), coast([...two, quiet], far)];
    beside.run(240);
    away.run(240);
    expect(beside.picture.sensors.list()[0]!.registration).toBeUndefined();
    expect([called(beside), called(away)]).toEqual([0, 1]);
  });

  it('is found and alarmed, and not corrected, until an operator allows it', () => {
    const { picture, run, found } = registrationOf(false);
    expect(found).toMatchObject({ allowed: false, applied: false, alarmed: true });
    picture.sensors.allowRegistration(RADAR, true);
    run(270);
    expect(picture.sensors.list()[0]!.registration).toMatchObject({ allowed: true, applied: true });
  });
});
