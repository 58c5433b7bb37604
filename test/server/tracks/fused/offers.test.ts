import { describe, expect, it } from 'vitest';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { ContactState, SourceBits } from '../../../../proto/domain/track.ts';
import { degrees, knots, metres } from '../../../../proto/domain/units.ts';
import { coast, type Vessel, whereAt } from '../coast.ts';
import { manual } from '../said.ts';

const gofast: Vessel = { fromM: 9000, azimuthDeg: 240, sogKn: 25, cogDeg: 330 };
const slow: Vessel = { fromM: 9500, azimuthDeg: 240, sogKn: 4, cogDeg: 150 };
const merchant: Vessel = { ...gofast, fromM: 9200, sogKn: 24, ais: { mmsi: 201_000_001 } };

const reported = (s: number, uncertaintyM = 800) => {
  const { lat, lon } = whereAt(gofast, s);
  const place = { kind: 'point', lat, lon, uncertaintyM: metres(uncertaintyM) } as const;
  return manual(s, {
    place,
    name: 'white RHIB',
    sogKn: knots(22),
    cogDeg: degrees(320),
    kind: TrackKind.seaContact,
  });
};

describe('a report of something that a radar sees', () => {
  it('is offered what fits by place and motion, and nothing that says who it is', () => {
    const { picture, run, slots } = coast([gofast, slow, merchant], { registrationAllowed: false });
    run(60);
    picture.apply(reported(60));
    run(61);
    const slot = slots().find((one) => picture.detail(one).contact === ContactState.manual)!;
    const { offers } = picture.detail(slot);
    const seen = slots().filter((one) => picture.detail(one).sources === SourceBits.radar);
    expect(seen).toHaveLength(2);
    const fast = seen.find((one) => picture.detail(one).sogKn! > 20)!;
    expect(offers.map(({ id }) => id)).toEqual([picture.id(fast)]);
    expect(offers[0]!.probability).toBeGreaterThan(0.6);
    expect(offers[0]!.probability).toBeLessThan(0.9);
  });

  it('is joined only when a person says so: the track keeps its id and takes over what was said', () => {
    const { picture, run, slots } = coast([gofast]);
    run(60);
    const id = picture.id(slots()[0]!);
    picture.apply(reported(60));
    run(120);
    expect(slots()).toHaveLength(2);
    expect(picture.associate('c1', '7-99')).toBe(false);
    expect(picture.associate('c1', id)).toBe(true);
    expect(picture.associate('c1', id)).toBe(false);
    run(126);
    expect(slots().map((slot) => picture.id(slot))).toEqual([id]);
    const joined = picture.detail(slots()[0]!);
    expect(joined).toMatchObject({
      identity: { name: { value: 'white RHIB' } },
      remarks: { saidBy: 'fishing vessel by VHF 16' },
    });
    expect(joined.contact).not.toBe(ContactState.manual);
    expect(joined.reasons.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['reported', 'associated']),
    );
    expect(picture.search('rhib', 3)).toHaveLength(1);
  });

  it('is offered nothing where nothing fits', () => {
    const { picture, run, slots } = coast([slow]);
    run(60);
    picture.apply(reported(60, 200));
    run(61);
    const slot = slots().find((one) => picture.detail(one).contact === ContactState.manual)!;
    expect(picture.detail(slot).offers).toEqual([]);
  });
});
