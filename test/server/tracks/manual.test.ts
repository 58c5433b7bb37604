import { describe, expect, it } from 'vitest';
import { distanceM } from '../../../proto/domain/geo.ts';
import { ContactState, SourceBits, TrackLife } from '../../../proto/domain/track.ts';
import { degrees, knots, metres } from '../../../proto/domain/units.ts';
import { ellipseOf } from '../../../server/tracks/ellipse.ts';
import { statedPlace } from '../../../server/tracks/manualplace.ts';
import type { Picture } from '../../../server/tracks/picture.ts';
import { fed, position, slotsOf, timeAt } from './observations.ts';
import { manual } from './said.ts';

describe('what a person reports', () => {
  it('is a track with who said so, found by what people call it', () => {
    const picture = fed(manual(0, { name: 'white RHIB', note: 'six aboard', count: 6 }));
    expect(picture.detail(0)).toMatchObject({
      contact: ContactState.manual,
      sources: SourceBits.person,
      count: 6,
      remarks: { saidBy: 'fishing vessel by VHF 16', note: 'six aboard' },
      reasons: [{ what: 'reported', by: 'fishing vessel by VHF 16' }],
      identity: { name: { value: 'white RHIB' } },
    });
    expect(picture.detail(0).ellipse!.semiMajorM).toBeCloseTo(1000, 6);
    expect(picture.static(0)).toMatchObject({ contactCount: 6, contact: ContactState.manual });
    expect(picture.search('rhib', 5)).toHaveLength(1);
  });

  it('drifts along its course, its ellipse growing, and fades', () => {
    const picture = fed(manual(0, { sogKn: knots(20), cogDeg: degrees(90) }));
    const first = picture.detail(0);
    picture.tick(timeAt(900));
    const later = picture.detail(0);
    // 20 kn for a quarter of an hour: 5 nautical miles.
    expect(distanceM(first, later)).toBeCloseTo(9260, 0);
    expect(later).toMatchObject({ sogKn: 20, cogDeg: 90, observedMs: timeAt(0), life: TrackLife.live });
    expect(picture.columns.sogKn[0]).toBeNaN();
    expect(later.ellipse!.semiMajorM).toBeGreaterThan(5000);
    const lifeAt = (s: number) => {
      picture.tick(timeAt(s));
      return picture.alive(0) ? picture.detail(0).life : undefined;
    };
    expect([1799, 1800, 7199, 7200, 21_599, 21_600].map(lifeAt)).toEqual([0, 1, 1, 2, 2, undefined]);
  });

  it('is renewed by an update, not by an older one, and goes when it is withdrawn', () => {
    const picture = fed(manual(0), manual(1000, { sogKn: knots(0) }), manual(500));
    expect(slotsOf(picture)).toEqual([0]);
    expect(picture.detail(0).observedMs).toBe(timeAt(1000));
    picture.apply(manual(1100, {}, { withdrawn: true }));
    expect(picture.size).toBe(0);
  });
});

describe('a person’s report of distress', () => {
  const inDistress = (picture: Picture, slot: number) => picture.detail(slot).distress;

  it('is in distress until an update or a withdrawal takes it back', () => {
    const picture = fed(manual(0, { distress: true }));
    expect(inDistress(picture, 0)).toBe(true);
    expect(picture.slotNamed({ contactId: 'c1' })).toBe(0);
    picture.apply(manual(60));
    expect(inDistress(picture, 0)).toBe(false);
    expect(picture.detail(0).reasons.map(({ what }) => what)).toEqual([
      'reported',
      'distress',
      'reported',
      'distress',
    ]);
  });

  it('goes with the track that it was found to be, and ends with the report', () => {
    const picture = fed(position({ lat: 41.3, lon: 19.3 }), manual(1, { distress: true }));
    expect(picture.associate('c1', picture.id(0))).toBe(true);
    expect(inDistress(picture, 0)).toBe(true);
    picture.apply(position({ at: 10, lat: 41.301, lon: 19.3 }));
    expect(inDistress(picture, 0)).toBe(true);
    picture.apply(manual(20, { distress: true }, { withdrawn: true }));
    expect(inDistress(picture, 0)).toBe(false);
  });
});

describe('a stated place', () => {
  it('given as a bearing is long along it and as wide as its error', () => {
    const { centre, covariance } = statedPlace({
      kind: 'bearing',
      fromLat: degrees(41),
      fromLon: degrees(19),
      azimuthDeg: degrees(270),
      uncertaintyDeg: degrees(3),
      minRangeM: metres(2000),
      maxRangeM: metres(8000),
    })!;
    expect(distanceM({ lat: degrees(41), lon: degrees(19) }, centre)).toBeCloseTo(5000, 0);
    const { semiMajorM, semiMinorM, orientationDeg } = ellipseOf(covariance);
    expect(orientationDeg).toBeCloseTo(90, 6);
    expect(semiMajorM).toBeCloseTo((6000 / Math.sqrt(12)) * 2.4477, 0);
    expect(semiMinorM).toBeCloseTo(((5000 * Math.tan((3 * Math.PI) / 180)) / 1.96) * 2.4477, 0);
  });

  it('given as an area has its centre and its spread; a line likewise', () => {
    const corners = [
      [41, 19],
      [41, 19.1],
      [41.1, 19.1],
      [41.1, 19],
    ] as const;
    const area = statedPlace({ kind: 'area', points: corners, uncertaintyM: metres(0) })!;
    expect(area.centre.lat).toBeCloseTo(41.05, 3);
    expect(area.centre.lon).toBeCloseTo(19.05, 3);
    // A side of s has a standard deviation of s/√12: 11.1 km of latitude.
    expect(Math.sqrt(area.covariance.yy)).toBeCloseTo(11_107 / Math.sqrt(12), -1);
    const line = statedPlace({ kind: 'line', points: corners.slice(0, 2), uncertaintyM: metres(196) })!;
    expect(line.centre.lon).toBeCloseTo(19.05, 4);
    expect(Math.sqrt(line.covariance.yy)).toBeCloseTo(100, 0);
    expect(statedPlace({ kind: 'area', points: [], uncertaintyM: metres(5) })).toBeUndefined();
  });
});
