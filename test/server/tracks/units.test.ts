import { describe, expect, it } from 'vitest';
import { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import { SourceBits, TrackLife, TrackStateBits } from '../../../proto/domain/track.ts';
import { degrees, knots, metres } from '../../../proto/domain/units.ts';
import { fed, hasBit, slotsOf, timeAt } from './observations.ts';
import { aircraft, unit } from './said.ts';

describe('a unit', () => {
  it('is one track by its uid, found by its call sign, with its team as a remark', () => {
    const picture = fed(
      unit(0, { team: 'North' }),
      unit(10, { lat: degrees(42.001), sogKn: knots(3), cogDeg: degrees(10) }),
    );
    expect(slotsOf(picture)).toEqual([0]);
    expect(picture.detail(0)).toMatchObject({
      kind: TrackKind.unitFoot,
      sources: SourceBits.unit,
      lat: 42.001,
      sogKn: 3,
      life: TrackLife.live,
      remarks: { uid: 'ANDROID-1', team: 'North' },
    });
    expect(picture.detail(0)).not.toHaveProperty('mmsi');
    expect(picture.detail(0)).not.toHaveProperty('owedIntervalMs');
    expect(picture.static(0)).toMatchObject({ name: 'VIPER 2', callSign: 'VIPER 2' });
    expect(picture.search('viper', 5)).toMatchObject([{ slot: 0 }]);
    expect(picture.trail(0).timesMs).toHaveLength(2);
  });

  it('is stale from the time that its sender states, then lost, then gone, and comes back under another id', () => {
    const picture = fed(unit(0));
    const lifeAt = (s: number) => {
      picture.tick(timeAt(s));
      return picture.alive(0) ? picture.detail(0).life : undefined;
    };
    expect([59, 60, 359, 360, 3959, 3960].map(lifeAt)).toEqual([0, 1, 1, 2, 2, undefined]);
    picture.apply(unit(4100));
    expect(picture.detail(slotsOf(picture)[0]!).id).toBe('7-2');
  });

  it('is in distress while its button is pressed, and looked for a day', () => {
    const picture = fed(unit(0, { distress: true }));
    expect(hasBit(picture, 0, TrackStateBits.distress)).toBe(true);
    expect(picture.detail(0).reasons).toMatchObject([{ what: 'distress', by: 'VIPER 2' }]);
    picture.apply(unit(5));
    expect(hasBit(picture, 0, TrackStateBits.distress)).toBe(true);
    picture.tick(timeAt(20 * 3600));
    expect(picture.detail(0)).toMatchObject({ life: TrackLife.lost, distress: true });
    picture.apply(unit(20 * 3600 + 1, { distress: false }));
    expect(picture.detail(0)).toMatchObject({ life: TrackLife.live, distress: false });
  });

  it('is never one with a simulated unit of its name, nor moved by an older position', () => {
    const picture = fed(unit(10), unit(11, { nature: Nature.synthetic }), unit(5, { lat: degrees(43) }));
    expect(slotsOf(picture).map((slot) => picture.detail(slot).lat)).toEqual([42, 42]);
  });
});

describe('an aircraft', () => {
  const placed = { lat: degrees(42), lon: degrees(19), altM: metres(3000) };

  it('is one track by its address; what it says without a position joins it', () => {
    const picture = fed(
      aircraft(0, { callSign: 'ADR12' }),
      aircraft(1, placed),
      aircraft(2, { callSign: 'ADR12', squawk: '7700', emergency: 'general' }),
      aircraft(3, { sogKn: knots(240), cogDeg: degrees(90) }),
    );
    expect(slotsOf(picture)).toEqual([0]);
    expect(picture.detail(0)).toMatchObject({
      kind: TrackKind.aircraft,
      sources: SourceBits.adsb,
      altM: 3000,
      sogKn: 240,
      distress: false,
      remarks: { address: '4d2228', squawk: '7700', emergency: 'general' },
      identity: { callSign: { value: 'ADR12' } },
    });
    expect(picture.search('adr', 5)).toHaveLength(1);
  });

  it('is stale after 15 s, lost after a minute, gone after five', () => {
    const picture = fed(aircraft(0, placed));
    const lifeAt = (s: number) => {
      picture.tick(timeAt(s));
      return picture.alive(0) ? picture.detail(0).life : undefined;
    };
    expect([14, 15, 60, 299, 300].map(lifeAt)).toEqual([0, 1, 2, 2, undefined]);
  });
});
