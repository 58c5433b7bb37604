import { describe, expect, it } from 'vitest';
import { geodesicDirect, geodesicInverse } from '../../../../proto/domain/geodesic.ts';
import { feedId, mmsi, sensorId } from '../../../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../../../proto/domain/observation.ts';
import type { PlotObservation, PlotPlace } from '../../../../proto/domain/sensing.ts';
import { SensorHealth, SensorKind } from '../../../../proto/domain/sensor.ts';
import { SourceBits, TrackLife } from '../../../../proto/domain/track.ts';
import { degrees, metres } from '../../../../proto/domain/units.ts';
import { Picture } from '../../../../server/tracks/picture.ts';
import { coast, RADAR, type Vessel, whereAt } from '../coast.ts';
import { slotsOf, timeAt } from '../observations.ts';

const gofast: Vessel = { fromM: 9000, azimuthDeg: 240, sogKn: 25, cogDeg: 330 };

const plot = (
  s: number,
  sensor: string,
  place: PlotPlace,
  said: Partial<PlotObservation> = {},
): PlotObservation => ({
  type: 'plot',
  feedId: feedId('other'),
  nature: Nature.real,
  observedMs: timeAt(s),
  receivedMs: timeAt(s),
  sensorId: sensorId(sensor),
  place,
  ...said,
});

describe('raw plots', () => {
  it('are kept as they were seen, the newest last, also what is a test and no track', () => {
    const picture = new Picture({ epoch: 7 });
    const at = { kind: 'position', lat: degrees(41), lon: degrees(19) } as const;
    for (let s = 0; s < 30; s++) {
      picture.apply(plot(s, 'own', at, { test: true }));
      picture.tick(timeAt(s));
    }
    expect(picture.size).toBe(0);
    expect(picture.plots.count).toBeGreaterThan(25);
    expect(picture.plots.sensorId(0)).toBe('own');
    expect(picture.plots.lat(0)).toBe(41);
    expect(picture.plots.observedMs(1)).toBeGreaterThan(picture.plots.observedMs(0));
  });

  it('are where range and azimuth lead from the sensor on the ellipsoid', () => {
    const { picture, run } = coast([gofast]);
    run(0);
    const { lat, lon } = { lat: picture.plots.lat(0), lon: picture.plots.lon(0) };
    const off = geodesicInverse({ lat, lon }, whereAt(gofast, 0))!;
    expect(off.distanceM).toBeLessThan(150);
  });
});

describe('a sensor that gives tracks of its own', () => {
  it('is believed as a neighbour: its name and number for a track are remarks, never its identity', () => {
    const picture = new Picture({ epoch: 7 });
    const id = sensorId('neighbour');
    picture.sensors.configure(id, feedId('other'), { kind: SensorKind.neighbour, sigmaM: metres(30) });
    for (let s = 0; s < 60; s += 4) {
      const { lat, lon } = whereAt(gofast, s);
      const said = { sensorTrack: 'K-17', label: 'LIRA', mmsi: mmsi(201_000_009) };
      picture.apply(plot(s, 'neighbour', { kind: 'position', lat, lon }, said));
      picture.tick(timeAt(s));
    }
    expect(slotsOf(picture).map((slot) => picture.detail(slot))).toMatchObject([
      {
        kind: TrackKind.seaContact,
        sources: SourceBits.neighbour,
        identity: {},
        remarks: { label: 'LIRA', neighbourMmsi: '201000009' },
      },
    ]);
    expect(picture.detail(0)).not.toHaveProperty('mmsi');
  });
});

describe('bearings of a camera', () => {
  it('support a track and never start one', () => {
    const camera = geodesicDirect(whereAt(gofast, 0), 30, 4000);
    const seen = (s: number) => {
      const { azimuthDeg } = geodesicInverse(camera, whereAt(gofast, s))!;
      return plot(s, 'camera', { kind: 'bearing', azimuthDeg, sigmaAzimuthDeg: degrees(0.3), from: camera });
    };
    const alone = coast([], { radar: false });
    alone.picture.sensors.configure(sensorId('camera'), feedId('other'), { kind: SensorKind.camera });
    alone.run(60, (s) => [seen(s)]);
    expect(alone.picture.size).toBe(0);
    const both = coast([gofast]);
    both.picture.sensors.configure(sensorId('camera'), feedId('other'), { kind: SensorKind.camera });
    both.run(60, (s) => [seen(s)]);
    const [detail] = both.slots().map((slot) => both.picture.detail(slot));
    expect(detail!.sources).toBe(SourceBits.radar | SourceBits.camera);
    expect(detail!.evidence.map(({ source }) => source).toSorted()).toEqual(['camera', 'cape']);
  });
});

describe('a radar on a ship', () => {
  it('measures from where it is, and begins a plane of its own where it has gone far', () => {
    const picture = new Picture({ epoch: 7 });
    picture.sensors.configure(sensorId('patrol'), feedId('other'), {
      kind: SensorKind.radar,
      periodMs: 3000,
    });
    const buoyNear = (from: { lat: number; lon: number }) =>
      geodesicDirect({ lat: degrees(from.lat), lon: degrees(from.lon) }, 45, 5000);
    const look = (s: number, from: { lat: number; lon: number }, buoy: { lat: number; lon: number }) => {
      const place = { lat: degrees(from.lat), lon: degrees(from.lon) };
      const { distanceM: rangeM, azimuthDeg } = geodesicInverse(place, buoy)!;
      picture.apply(plot(s, 'patrol', { kind: 'polar', rangeM, azimuthDeg, from: place }));
      picture.apply({ ...plot(s, 'patrol', { kind: 'polar', rangeM, azimuthDeg }), type: 'scan' });
      picture.tick(timeAt(s));
    };
    const first = buoyNear({ lat: 41, lon: 19 });
    for (let s = 0; s < 60; s += 3) look(s, { lat: 41 + s * 4e-5, lon: 19 }, first);
    const here = picture.detail(slotsOf(picture)[0]!);
    expect(geodesicInverse(here, first)!.distanceM).toBeLessThan(30);
    expect(here.sogKn).toBeLessThan(1);
    const second = buoyNear({ lat: 38, lon: 17 });
    for (let s = 600; s < 660; s += 3) look(s, { lat: 38, lon: 17 }, second);
    const there = slotsOf(picture)
      .map((slot) => picture.detail(slot))
      .find(({ life }) => life === TrackLife.live)!;
    expect(geodesicInverse(there, second)!.distanceM).toBeLessThan(30);
    expect(
      slotsOf(picture)
        .map((slot) => picture.detail(slot).life)
        .toSorted(),
    ).toEqual([TrackLife.live, TrackLife.lost]);
  });
});

describe('a clock that is set back', () => {
  it('begins anew what sensors saw; AIS goes on under its id', () => {
    const ship: Vessel = { fromM: 12_000, azimuthDeg: 270, sogKn: 12, cogDeg: 0, ais: { mmsi: 201_000_001 } };
    const { picture, run, slots } = coast([ship, gofast]);
    run(120);
    const id = slots()
      .map((slot) => picture.detail(slot))
      .find(({ mmsi: number }) => number !== undefined)!.id;
    picture.tick(timeAt(10));
    expect(slots().map((slot) => picture.id(slot))).toEqual([id]);
    expect(picture.detail(slots()[0]!)).not.toHaveProperty('ellipse');
    expect(picture.detail(slots()[0]!).observedMs).toBe(timeAt(10));
  });
});

describe('a radar of which nobody knows where it stands', () => {
  it('says so', () => {
    const picture = new Picture({ epoch: 7 });
    const place = { kind: 'polar', rangeM: metres(5000), azimuthDeg: degrees(10) } as const;
    for (let s = 0; s < 3; s++) picture.apply(plot(s, 'lost', place));
    picture.tick(timeAt(3));
    expect(picture.sensors.list()).toMatchObject([
      { health: SensorHealth.degraded, reason: 'its place is not known: say it in the configuration' },
    ]);
    expect(picture.plots.count).toBe(0);
  });
});

describe('a radar that falls silent', () => {
  it('is gone, and what it saw is lost and goes', () => {
    const { picture, run } = coast([gofast]);
    run(60);
    const slot = slotsOf(picture)[0]!;
    for (let s = 61; s < 125; s++) picture.tick(timeAt(s));
    expect(picture.sensors.list().find(({ id }) => id === RADAR)!.health).toBe(SensorHealth.gone);
    expect(picture.detail(slot).life).toBe(TrackLife.stale);
    for (let s = 125; s < 362; s++) picture.tick(timeAt(s));
    expect(picture.detail(slot).life).toBe(TrackLife.lost);
    for (let s = 362; s < 700; s++) picture.tick(timeAt(s));
    expect(picture.alive(slot)).toBe(false);
  });
});
