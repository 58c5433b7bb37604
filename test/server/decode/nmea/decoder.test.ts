import { describe, expect, test } from 'vitest';
import { SensorHealth, SensorKind } from '../../../../proto/domain/sensor.ts';
import { degrees, metres } from '../../../../proto/domain/units.ts';
import { encodeAis, withChecksum } from '../../../../server/decode/ais/encode.ts';
import {
  encodeHdt,
  encodeOsd,
  encodeRmc,
  encodeTlb,
  encodeTll,
  encodeTtm,
} from '../../../../server/decode/nmea/sentences/write.ts';
import { clock, Feed, NOW_MS } from './decoding.ts';

const OWN = { lat: 40.5, lon: 19 };
const rmc = (utcMs: number, more: { sogKn?: number; cogDeg?: number; lat?: number; lon?: number } = {}) =>
  encodeRmc({ ...OWN, ...clock(utcMs), ...more });
const target = { targetNumber: 7, rangeM: 3704, bearingDeg: 90, ...clock(NOW_MS) };
const FIXED = { lat: degrees(40.3), lon: degrees(19.4), orientationDeg: degrees(120) };

describe('targets of a radar on a ship', () => {
  test('a true bearing: polar from own ship, with the noise of its rounding', () => {
    const feed = new Feed().hear([
      rmc(NOW_MS),
      encodeTtm({ ...target, speedKn: 12, courseDeg: 45, name: 'TARGET', status: 'tracking' }),
    ]);
    expect(feed.faults).toEqual([]);
    const { place, ...plot } = feed.polar;
    expect(plot).toStrictEqual({
      type: 'plot',
      feedId: 'radar',
      nature: 0,
      observedMs: NOW_MS,
      receivedMs: NOW_MS,
      sensorId: 'radar',
      sensorTrack: '7',
      sogKn: 12,
      cogDeg: 45,
      label: 'TARGET',
    });
    expect(place.rangeM).toBeCloseTo(3704, 6);
    expect(place.azimuthDeg).toBe(90);
    expect(place.from?.lat).toBeCloseTo(40.5, 9);
    expect(place.from?.lon).toBeCloseTo(19, 9);
    // 25 m, and a step of 1.852 m over the root of 12
    expect(place.sigmaRangeM).toBeCloseTo(Math.hypot(25, 0.5346), 3);
    expect(place.sigmaAzimuthDeg).toBeCloseTo(Math.hypot(1, 0.02887), 4);
  });

  test('a range in steps of 0.1 nautical miles is that much less certain', () => {
    const feed = new Feed().hear([rmc(NOW_MS), encodeTtm({ ...target, rangeStepM: 185.2 })]);
    expect(feed.polar.place.sigmaRangeM).toBeCloseTo(Math.hypot(25, 53.463), 2);
  });

  test('a relative bearing turns by the heading at its own time, over north too', () => {
    const feed = new Feed()
      .at(NOW_MS - 2000, rmc(NOW_MS - 2000), encodeHdt({ headingDeg: 358 }))
      .at(NOW_MS, encodeHdt({ headingDeg: 4 }))
      .at(
        NOW_MS,
        encodeTtm({ ...target, bearingDeg: 350, bearingReference: 'relative', ...clock(NOW_MS - 1000) }),
      );
    // half-way between 358 and 4 is 1; 350 from the bow is 351
    expect(feed.polar.place.azimuthDeg).toBeCloseTo(351, 6);
    expect(feed.polar.observedMs).toBe(NOW_MS - 1000);
    expect(feed.polar.place.sigmaAzimuthDeg).toBeGreaterThan(1.4);
  });

  test('a magnetic heading counts with deviation and variation, that of RMC too', () => {
    const relative = encodeTtm({ ...target, bearingDeg: 10, bearingReference: 'relative' });
    const hdg = (fields: string) => withChecksum(`$HCHDG,${fields}`);
    const heard = (...lines: string[]) => new Feed().hear([...lines, relative]);
    expect(heard(rmc(NOW_MS), hdg('100.0,1.0,W,5.0,E')).polar.place.azimuthDeg).toBeCloseTo(114, 6);
    const rmcVariation = encodeRmc({ ...OWN, ...clock(NOW_MS), variationDeg: 5 });
    expect(heard(rmcVariation, hdg('100.0,,,,')).polar.place.azimuthDeg).toBeCloseTo(115, 6);
    expect(heard(rmc(NOW_MS), hdg('100.0,,,,')).faults[0]?.detail).toBe(
      'TTM: own heading unknown or too old',
    );
  });

  test('a better compass takes over, and gives way when it is silent', () => {
    const ths = withChecksum('$INTHS,200.0,A');
    const hdg = withChecksum('$HCHDG,190.0,,,0.0,E');
    const feed = new Feed().at(
      NOW_MS - 20_000,
      hdg,
      ths,
      hdg,
      rmc(NOW_MS - 20_000),
      encodeOsd({ headingDeg: 10 }),
    );
    const relative = encodeTtm({
      targetNumber: 1,
      rangeM: 1000,
      bearingDeg: 0,
      bearingReference: 'relative',
    });
    feed.at(NOW_MS - 20_000, relative).at(NOW_MS - 10_000, hdg, relative);
    const azimuths = feed.plots.map(({ place }) => (place.kind === 'polar' ? place.azimuthDeg : undefined));
    expect(azimuths).toEqual([200, 190]);
  });

  test('without a heading the course stands for it, uncertain; not at rest', () => {
    const relative = encodeTtm({ ...target, bearingReference: 'relative' });
    const feed = new Feed().hear([rmc(NOW_MS, { sogKn: 12, cogDeg: 30 }), relative]);
    expect(feed.polar.place.azimuthDeg).toBeCloseTo(120, 6);
    expect(feed.polar.place.sigmaAzimuthDeg).toBeCloseTo(Math.hypot(1, 10), 1);
    const still = new Feed().hear([rmc(NOW_MS, { sogKn: 1, cogDeg: 30 }), relative]);
    expect(still.plots).toEqual([]);
    expect(still.faults).toMatchObject([{ kind: 'incomplete' }]);
  });

  test('own position moves on by course and speed, and is given up after half a minute', () => {
    const later = (seconds: number) => {
      const atMs = NOW_MS + seconds * 1000;
      return new Feed()
        .at(NOW_MS, rmc(NOW_MS, { sogKn: 36, cogDeg: 0 }))
        .at(atMs, encodeTtm({ ...target, ...clock(atMs) }));
    };
    // 36 kn are 18.52 m a second: 185.2 m in ten, at 111.195 km a degree
    expect(later(10).polar.place.from?.lat).toBeCloseTo(40.5 + 185.2 / 111_195, 6);
    expect(later(29).plots).toHaveLength(1);
    const stale = later(31);
    expect(stale.plots).toEqual([]);
    expect(stale.faults).toMatchObject([
      { kind: 'incomplete', detail: 'TTM: own position unknown or too old' },
    ]);
  });

  test('own position between two fixes', () => {
    const feed = new Feed()
      .at(NOW_MS - 4000, rmc(NOW_MS - 4000))
      .at(NOW_MS, rmc(NOW_MS, { lat: 40.502 }))
      .at(NOW_MS, encodeTtm({ ...target, ...clock(NOW_MS - 1000) }));
    expect(feed.polar.place.from?.lat).toBeCloseTo(40.5015, 7);
  });

  test('a position that its receiver does not stand for is none', () => {
    const void_ = encodeRmc({ ...OWN, ...clock(NOW_MS), valid: false });
    const noFix = withChecksum('$GPGGA,120030,4030.000,N,01900.000,E,0,00,,,M,,M,,');
    expect(new Feed().hear([void_, noFix, encodeTtm(target)]).faults).toMatchObject([{ kind: 'incomplete' }]);
  });

  test('two receivers on board do not make the ship jump', () => {
    const feed = new Feed().hear([
      rmc(NOW_MS - 1000),
      encodeRmc({ talker: 'II', lat: 40.6, lon: 19, ...clock(NOW_MS) }),
      encodeTtm(target),
    ]);
    expect(feed.polar.place.from?.lat).toBeCloseTo(40.5, 9);
  });

  test('own ship is of its connection', () => {
    const feed = new Feed().hear([rmc(NOW_MS)]).hear([encodeTtm(target)], { connection: 2 });
    expect(feed.plots).toEqual([]);
  });

  test('kilometres and statute miles', () => {
    const line = (unit: string) => withChecksum(`$RATTM,01,2.0,90.0,T,10.0,45.0,T,,,${unit},,T,,120030,A`);
    const of = (unit: string) => new Feed().hear([rmc(NOW_MS), line(unit)]).polar;
    expect(of('K').place.rangeM).toBeCloseTo(2000, 6);
    expect(of('K').sogKn).toBeCloseTo(5.39957, 5);
    expect(of('S').place.rangeM).toBeCloseTo(3218.688, 6);
    expect(of('S').sogKn).toBeCloseTo(8.68976, 5);
  });

  test('relative motion: own motion is added', () => {
    // a buoy right ahead of a ship on 60° at 10 kn comes down on it: 180° from the bow at 10 kn
    const feed = new Feed().hear([
      rmc(NOW_MS, { sogKn: 10, cogDeg: 60 }),
      encodeHdt({ headingDeg: 60 }),
      encodeTtm({ ...target, speedKn: 10, courseDeg: 180, courseReference: 'relative' }),
      encodeTtm({ ...target, targetNumber: 8, speedKn: 10, courseDeg: 270, courseReference: 'relative' }),
    ]);
    expect(feed.plots[0]?.sogKn).toBeCloseTo(0, 9);
    // 330° at 10 kn and 60° at 10 kn: 15° at 14.14 kn
    expect(feed.plots[1]?.sogKn).toBeCloseTo(14.142136, 6);
    expect(feed.plots[1]?.cogDeg).toBeCloseTo(15, 6);
    const blind = new Feed().hear([
      rmc(NOW_MS),
      encodeTtm({ ...target, speedKn: 10, courseDeg: 180, courseReference: 'relative' }),
    ]);
    expect(blind.polar).not.toHaveProperty('sogKn');
  });

  test('acquired: no motion yet; lost: the sensor track ends, where it was when nothing is said', () => {
    const moving = { ...target, speedKn: 10, courseDeg: 10 };
    const feed = new Feed().hear([
      rmc(NOW_MS),
      encodeTtm({ ...moving, status: 'acquiring' }),
      encodeTtm({ ...moving, status: 'tracking' }),
      encodeTtm({ targetNumber: 7, status: 'lost', ...clock(NOW_MS) }),
      encodeTtm({ targetNumber: 9, status: 'lost', ...clock(NOW_MS) }),
    ]);
    expect(feed.plots.map((plot) => ['sogKn' in plot, plot.ended])).toEqual([
      [false, undefined],
      [true, undefined],
      [false, true],
    ]);
    expect(feed.plots[2]?.place).toEqual(feed.plots[1]?.place);
    expect(feed.faults).toMatchObject([{ kind: 'incomplete', detail: 'TTM: no range or bearing' }]);
  });

  test('a label from TLB, before the name', () => {
    const feed = new Feed().hear([
      rmc(NOW_MS),
      encodeTlb({ labels: [{ targetNumber: 7, label: 'PILOT' }] }),
      encodeTtm({ ...target, name: 'T7' }),
      encodeTlb({ labels: [{ targetNumber: 7, label: undefined }] }),
      encodeTtm({ ...target, name: 'T7' }),
      encodeTtm(target),
    ]);
    expect(feed.plots.map(({ label }) => label)).toEqual(['PILOT', 'T7', undefined]);
  });

  test('a radar that sends TTM and TLL measured once', () => {
    const tll = encodeTll({ targetNumber: 7, lat: 40.5, lon: 19.04, ...clock(NOW_MS) });
    const alone = new Feed().hear([tll]);
    expect(alone.plots[0]?.place.kind).toBe('position');
    const both = new Feed().hear([rmc(NOW_MS), encodeTtm(target), tll]);
    expect(both.plots.map(({ place }) => place.kind)).toEqual(['polar']);
    // without own position the TTM has no place: the TLL is all there is
    expect(new Feed().hear([encodeTtm(target), tll]).plots.map(({ place }) => place.kind)).toEqual([
      'position',
    ]);
  });

  test('the radar says where it is, once a second', () => {
    const feed = new Feed();
    for (let ms = 0; ms <= 2000; ms += 250)
      feed.at(
        NOW_MS + ms,
        rmc(NOW_MS + ms),
        encodeHdt({ headingDeg: 33 }),
        encodeTtm({ targetNumber: 1, rangeM: 9, bearingDeg: 1 }),
      );
    expect(feed.sensors).toHaveLength(3);
    expect(feed.sensors[0]).toMatchObject({
      sensorId: 'radar',
      kind: SensorKind.radar,
      health: SensorHealth.working,
      lat: expect.closeTo(40.5, 9),
      headingDeg: 33,
    });
  });

  test('own ship alone is no radar', () => {
    const feed = new Feed().hear([rmc(NOW_MS), encodeHdt({ headingDeg: 33 })]);
    expect([feed.observations, feed.messages]).toEqual([[], 2]);
  });
});

describe('targets of a radar on the coast', () => {
  test('polar from the place in the settings', () => {
    const feed = new Feed({ ...FIXED, sigmaRangeM: metres(10), sigmaAzimuthDeg: degrees(0.2), name: 'Cape' });
    feed.hear([
      encodeTtm(target),
      encodeTtm({ ...target, targetNumber: 8, bearingDeg: 300, bearingReference: 'relative' }),
    ]);
    const [first, second] = feed.plots;
    expect(first?.place).not.toHaveProperty('from');
    expect(first?.place).toMatchObject({ azimuthDeg: 90, sigmaRangeM: expect.closeTo(10, 1) });
    // 300 from the radar's zero, which is 120
    expect(second?.place).toMatchObject({ azimuthDeg: 60 });
    expect(feed.sensors).toMatchObject([{ name: 'Cape', health: SensorHealth.working }]);
    expect(feed.sensors[0]).not.toHaveProperty('lat');
  });

  test('the settings count before own ship', () => {
    const feed = new Feed(FIXED).hear([rmc(NOW_MS), encodeTtm(target)]);
    expect(feed.polar.place).not.toHaveProperty('from');
  });

  test('several radars on one feed: the first is the feed, others carry their talker', () => {
    const feed = new Feed(FIXED).hear([
      encodeTtm(target),
      encodeTtm({ ...target, talker: 'R2' }),
      encodeTtm(target),
    ]);
    expect(feed.plots.map(({ sensorId }) => sensorId)).toEqual(['radar', 'radar/R2', 'radar']);
  });
});

describe('one stream of many kinds', () => {
  test('AIS, targets and what nobody knows, each told once', () => {
    const feed = new Feed().hear([
      rmc(NOW_MS),
      ...encodeAis({ type: 1, mmsi: 201_000_001, lat: 41, lon: 19 }),
      encodeTtm(target),
      withChecksum('$IIMTW,16.8,C'),
      withChecksum('$RATTM,1,x,90.0,T,,,,,,N,,T,,,A'),
      '$RATTM,02,1.43,170.5,T,0.16,264.4,T,1.42,36.9,N,,T,,,M*2B',
    ]);
    expect(feed.observations.map(({ type }) => type)).toEqual(['position', 'sensor', 'plot']);
    expect(feed.messages).toBe(3);
    expect(feed.faults.map(({ kind }) => kind)).toEqual(['unsupported', 'format', 'checksum']);
  });
});
