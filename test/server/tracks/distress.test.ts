import { describe, expect, it } from 'vitest';
import { mmsi } from '../../../proto/domain/ids.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { SourceBits, TrackStateBits } from '../../../proto/domain/track.ts';
import { degrees, metres } from '../../../proto/domain/units.ts';
import { CALLS_KEPT } from '../../../server/tracks/distress.ts';
import { fed, hasBit, position, SHIP, slotsOf, timeAt } from './observations.ts';
import { deviceText, distress } from './said.ts';

const inDistress = (picture: ReturnType<typeof fed>, slot = 0) =>
  hasBit(picture, slot, TrackStateBits.distress);

describe('a distress call', () => {
  it('marks the vessel with that number, whatever it reports after, until it is cancelled', () => {
    const picture = fed(position(), distress(5), position({ at: 10, lat: 40.0005 }));
    expect(inDistress(picture)).toBe(true);
    expect(picture.detail(0)).toMatchObject({
      sources: SourceBits.ais | SourceBits.dsc,
      remarks: { distress: 'sinking' },
      reasons: [{ what: 'distress', by: 'DSC: alert, sinking', atMs: timeAt(5) }],
    });
    picture.apply(distress(20, { call: 'acknowledgement' }));
    expect(picture.detail(0).reasons.at(-1)).toMatchObject({ by: 'DSC: acknowledgement, sinking' });
    expect(inDistress(picture)).toBe(true);
    picture.apply(distress(60, { call: 'cancel' }));
    expect(inDistress(picture)).toBe(false);
    expect(picture.distressWithoutPosition()).toEqual([]);
  });

  it('of a vessel that nobody hears is a track where the call says, and the vessel itself once it is heard', () => {
    const at = { lat: degrees(40), lon: degrees(19), sigmaM: metres(900) };
    const picture = fed(distress(0, at), distress(0, { ...at, lat: degrees(40.001), sigmaM: metres(20) }));
    expect(slotsOf(picture)).toEqual([0]);
    const called = picture.detail(0);
    expect(called).toMatchObject({
      kind: TrackKind.unknown,
      mmsi: String(SHIP),
      distress: true,
      sources: SourceBits.dsc,
      lat: 40.001,
    });
    expect(called.ellipse!.semiMajorM).toBeCloseTo(20 * 2.4477, 1);
    picture.apply(position({ at: 30 }));
    expect(slotsOf(picture)).toEqual([0]);
    expect(picture.detail(0)).toMatchObject({
      id: called.id,
      kind: TrackKind.classA,
      distress: true,
      lat: 40,
    });
    expect(picture.detail(0)).not.toHaveProperty('ellipse');
  });

  it('without a position is listed until its vessel is heard, and then that is in distress', () => {
    const picture = fed(distress(0), distress(240));
    expect(picture.size).toBe(0);
    expect(picture.distressWithoutPosition()).toEqual([
      {
        mmsi: SHIP,
        nature: 0,
        by: 'dsc',
        natureOfDistress: 'sinking',
        firstMs: timeAt(0),
        lastMs: timeAt(240),
        feeds: ['dsc'],
      },
    ]);
    picture.apply(position({ at: 300 }));
    expect(inDistress(picture)).toBe(true);
    expect(picture.distressWithoutPosition()).toEqual([]);
  });

  it('is over a day after its last word', () => {
    const picture = fed(distress(0));
    picture.tick(timeAt(24 * 3600 - 1));
    expect(picture.distressWithoutPosition()).toHaveLength(1);
    picture.tick(timeAt(24 * 3600));
    expect(picture.distressWithoutPosition()).toEqual([]);
  });

  it('makes room beyond its bound by the one heard longest ago', () => {
    const picture = fed(
      ...Array.from({ length: CALLS_KEPT + 1 }, (_, i) => distress(i, { mmsi: mmsi(i + 1) })),
    );
    expect(picture.distressWithoutPosition()).toHaveLength(CALLS_KEPT);
    expect(picture.distressWithoutPosition()[0]!.mmsi).toBe(2);
    expect(picture.counts().distressDropped).toBe(1);
  });
});

describe('an active locating device that has no position yet', () => {
  it('is listed; under test it is not', () => {
    const picture = fed(deviceText(0, 'SART ACTIVE', TrackKind.locatingDevice));
    expect(picture.distressWithoutPosition()).toMatchObject([{ by: 'device', mmsi: 970_012_345 }]);
    picture.apply(position({ at: 60, mmsi: 970_012_345, kind: TrackKind.locatingDevice, status: 14 }));
    expect(picture.distressWithoutPosition()).toEqual([]);
    expect(inDistress(picture)).toBe(true);
    const test = fed(deviceText(0, 'SART TEST', TrackKind.locatingDeviceTest));
    expect(test.distressWithoutPosition()).toEqual([]);
  });
});
