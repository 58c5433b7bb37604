import { describe, expect, it } from 'vitest';
import { destination } from '../../../proto/domain/geo.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { degrees } from '../../../proto/domain/units.ts';
import { plausibleDistanceM, sameSort, type Whereabouts } from '../../../server/tracks/plausibility.ts';

const HERE = { lat: degrees(40), lon: degrees(19) };

function farthestM(kind: TrackKind, seconds: number, about: Partial<Whereabouts> = {}, shipType?: number) {
  const track: Whereabouts = {
    kind,
    position: HERE,
    sogKn: undefined,
    cogDeg: undefined,
    longRange: false,
    timeMs: 0,
    ...about,
  };
  const fits = (rangeM: number) => {
    const report = { ...track, position: destination(HERE, 90, rangeM), timeMs: seconds * 1000 };
    return plausibleDistanceM(track, report, shipType) !== undefined;
  };
  let near = 0;
  let far = 1_000_000;
  while (far - near > 1) {
    const middle = (near + far) / 2;
    if (fits(middle)) near = middle;
    else far = middle;
  }
  return near;
}

describe('how far a report may be from its track', () => {
  it('is 500 m and the fastest of the class', () => {
    // 60 kn × 60 s = 1852 m; 110 kn: 3395 m; 300 kn: 9260 m.
    expect(farthestM(TrackKind.classA, 60)).toBeCloseTo(500 + 1852, -1);
    expect(farthestM(TrackKind.classA, 60, {}, 41)).toBeCloseTo(500 + 3395, -1);
    expect(farthestM(TrackKind.sarAircraft, 60)).toBeCloseTo(500 + 9260, -1);
  });

  it('is as far back in time', () => {
    expect(farthestM(TrackKind.classA, -60)).toBeCloseTo(500 + 1852, -1);
  });

  it('is one nautical mile for what stands still, however long', () => {
    expect(farthestM(TrackKind.baseStation, 60)).toBeCloseTo(1852, -1);
    expect(farthestM(TrackKind.atonPhysical, 86_400)).toBeCloseTo(1852, -1);
  });

  it('is measured from the dead-reckoned position, and believes a reported speed by half as much again', () => {
    // 90 kn east for 60 s is 2778 m on; 135 kn × 60 s = 4167 m around it.
    const about = { sogKn: 90, cogDeg: 90 };
    expect(farthestM(TrackKind.classB, 60, about)).toBeCloseTo(2778 + 500 + 4167, -1.5);
  });

  it('is half a mile more for a report of long range', () => {
    expect(farthestM(TrackKind.classA, 0, { longRange: true })).toBeCloseTo(500 + 926, -1);
  });

  it('is nothing between things of another sort', () => {
    expect(sameSort(TrackKind.classA, TrackKind.classB)).toBe(true);
    expect(sameSort(TrackKind.atonPhysical, TrackKind.atonVirtual)).toBe(true);
    expect(sameSort(TrackKind.locatingDevice, TrackKind.locatingDeviceTest)).toBe(true);
    expect(sameSort(TrackKind.unknown, TrackKind.sarAircraft)).toBe(true);
    expect(sameSort(TrackKind.classA, TrackKind.baseStation)).toBe(false);
    expect(sameSort(TrackKind.baseStation, TrackKind.atonPhysical)).toBe(false);
  });
});
