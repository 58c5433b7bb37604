/** Records to observations, as the picture gets them. */
import { describe, expect, test } from 'vitest';
import type {
  AircraftObservation,
  PlotObservation,
  ScanObservation,
  SensorObservation,
} from '../../../../proto/domain/observation.ts';
import { SensorHealth, SensorKind } from '../../../../proto/domain/sensor.ts';
import { AsterixDecoder } from '../../../../server/decode/asterix/decoder.ts';
import { encodeAsterix } from '../../../../server/decode/asterix/encode.ts';
import type { AsterixRecord } from '../../../../server/decode/asterix/record.ts';
import { corpus } from '../corpus.ts';
import { datagramsOf, FEED, frameOf, listener, say } from './samples.ts';

/** 2026-01-15 06:30:01 UTC. */
const NOW_MS = Date.UTC(2026, 0, 15, 6, 30, 1);
const TIME_S = 23_400;
const source = { sac: 25, sic: 13 };
const decoder = () => new AsterixDecoder({ feedId: FEED });
const observe = (category: number, record: AsterixRecord, of = decoder(), atMs = NOW_MS) =>
  say(of, encodeAsterix(category, [{ '010': source, ...record }]), atMs).observations;

describe('CAT048', () => {
  const report: AsterixRecord = {
    '140': { timeOfDayS: TIME_S },
    '020': { typ: 1, sim: 0, rdp: 0, spi: 0, rab: 0 },
    '040': { rhoNm: 12.5, thetaDeg: 270 },
    '161': { trn: 7 },
  };

  test('a plot in the terms in which the radar measures, at its time of day', () => {
    const [plot] = observe(48, { ...report, '200': { gspNmPerS: 0.0048828125, hdgDeg: 45 } });
    expect(plot).toEqual({
      type: 'plot',
      feedId: FEED,
      nature: 0,
      observedMs: NOW_MS - 1000,
      receivedMs: NOW_MS,
      sensorId: 'coast/25-13',
      place: { kind: 'polar', rangeM: 23_150, azimuthDeg: 270 },
      sensorTrack: '7',
      sogKn: 17.578125,
      cogDeg: 45,
    });
  });

  test('a track that the radar extrapolates, and its end where it was last', () => {
    const of = decoder();
    observe(48, report, of);
    const [coasted] = observe(48, { ...report, '020': { typ: 0 }, '140': { timeOfDayS: TIME_S + 0.5 } }, of);
    expect(coasted).toMatchObject({ coasted: true });
    const end: AsterixRecord = { '140': report['140'], '161': report['161'], '170': { cnf: 0, tre: 1 } };
    const [ended] = observe(48, end, of);
    expect(ended).toMatchObject({ ended: true, place: { rangeM: 23_150 } });
    expect(observe(48, { ...end, '140': { timeOfDayS: TIME_S + 1 } }, of)).toEqual([]);
  });

  test('test targets are marked; what the radar takes for birds or aircraft too', () => {
    const test1 = { ...report, '020': { typ: 1, sim: 0, rdp: 0, spi: 0, rab: 0, tst: 1 } };
    expect(observe(48, test1)).toMatchObject([{ test: true }]);
    expect(observe(48, { ...report, '030': [8, 19] })).toMatchObject([{ contactClass: 'animal' }]);
    const aircraft = {
      '220': { aircraftAddress: 0x4ca7a8 },
      '240': { aircraftIdentification: 'RYR174C' },
      '090': { v: 0, g: 0, fl: 100 },
    };
    expect(observe(48, { ...report, ...aircraft })).toMatchObject([
      { contactClass: 'aircraft', label: 'RYR174C', altM: 3048 },
    ]);
    const garbled = { ...report, '090': { v: 0, g: 1, fl: 100 } };
    expect((observe(48, garbled)[0] as PlotObservation).altM).toBeUndefined();
  });

  test('a calculated position where none was measured', () => {
    const { '040': _, ...rest } = report;
    const [plot] = observe(48, { ...rest, '042': { xNm: 3, yNm: -4 } });
    expect(plot).toMatchObject({ place: { rangeM: 9260, azimuthDeg: expect.closeTo(143.13, 2) } });
  });
});

describe('CAT034', () => {
  const north: AsterixRecord = { '000': { messageType: 1 }, '030': { timeOfDayS: TIME_S } };

  test('north: the whole turn, and how the station is', () => {
    const observations = observe(34, {
      ...north,
      '041': { antennaRotationSpeedS: 2.5 },
      '050': { com: { nogo: 0, ovlrdp: 1, tsv: 1 } },
      '120': { hgtM: 120, latDeg: 40.78125, lonDeg: 19.3359375 },
    });
    const [status, scan] = observations as [SensorObservation, ScanObservation];
    expect(status).toMatchObject({
      type: 'sensor',
      sensorId: 'coast/25-13',
      kind: SensorKind.radar,
      health: SensorHealth.degraded,
      reason: 'data processor overloaded, time source invalid',
      periodMs: 2500,
      lat: 40.78125,
      lon: 19.3359375,
      altM: 120,
    });
    expect(scan).toMatchObject({ type: 'scan', observedMs: NOW_MS - 1000 });
    expect(scan.sectorDeg).toBeUndefined();
  });

  test('sectors: from the last to this one, over north, and not the whole turn besides', () => {
    const of = decoder();
    const cross = (sectorNumberDeg: number, atMs: number) =>
      observe(
        34,
        { '000': { messageType: 2 }, '030': { timeOfDayS: TIME_S }, '020': { sectorNumberDeg } },
        of,
        atMs,
      ).filter(({ type }) => type === 'scan');
    expect(cross(326.25, NOW_MS)).toEqual([]);
    expect(cross(337.5, NOW_MS + 100)).toMatchObject([{ sectorDeg: { fromDeg: 326.25, toDeg: 337.5 } }]);
    const scans = observe(34, north, of, NOW_MS + 200).filter(({ type }) => type === 'scan');
    expect(scans).toMatchObject([{ sectorDeg: { fromDeg: 337.5, toDeg: 0 } }]);
    expect(cross(0, NOW_MS + 201)).toEqual([]);
    expect(cross(11.25, NOW_MS + 300)).toMatchObject([{ sectorDeg: { fromDeg: 0, toDeg: 11.25 } }]);
  });

  test('an unchanged status is told again only after half a minute', () => {
    const of = decoder();
    const told = (atMs: number) => {
      const record = { ...north, '050': { com: { nogo: 1 } }, '030': { timeOfDayS: TIME_S + atMs / 1000 } };
      return observe(34, record, of, NOW_MS + atMs).filter(({ type }) => type === 'sensor');
    };
    expect(told(0)).toMatchObject([{ health: SensorHealth.faulty, reason: 'operational use inhibited' }]);
    expect(told(4000)).toEqual([]);
    expect(told(32_000)).toHaveLength(1);
  });
});

describe('CAT010', () => {
  const report: AsterixRecord = {
    '000': { messageType: 1 },
    '140': { timeOfDayS: TIME_S },
    '161': { trk: 4 },
    '170': { cnf: 0, tre: 0, cst: 0 },
  };

  test('polar before Cartesian before WGS-84', () => {
    const polar = { '040': { rhoM: 1588, thDeg: 90 } };
    const cartesian = { '042': { xM: -300, yM: -400 } };
    const earth = { '041': { latDeg: 42.1875, lonDeg: 19.6875 }, '500': { devxM: 6, devyM: 8 } };
    expect(observe(10, { ...report, ...polar, ...cartesian, ...earth })).toMatchObject([
      { place: { kind: 'polar', rangeM: 1588, azimuthDeg: 90 } },
    ]);
    expect(observe(10, { ...report, ...cartesian, ...earth })).toMatchObject([
      { place: { kind: 'polar', rangeM: 500, azimuthDeg: expect.closeTo(216.87, 2) } },
    ]);
    expect(observe(10, { ...report, ...earth })).toMatchObject([
      { place: { kind: 'position', lat: 42.1875, lon: 19.6875, sigmaM: expect.closeTo(7.07, 2) } },
    ]);
  });

  test('motion, class, name and the end of a track', () => {
    const [plot] = observe(10, {
      ...report,
      '170': { cnf: 0, tre: 1, cst: 3 },
      '042': { xM: 100, yM: 0 },
      '202': { vxMPerS: 5, vyMPerS: 0 },
      '020': { typ: 3, sim: 1, tot: 2 },
      '245': { sti: 1, chr: 'FISH 1' },
    });
    expect(plot).toMatchObject({
      sensorTrack: '4',
      ended: true,
      coasted: true,
      sogKn: expect.closeTo(9.719, 3),
      cogDeg: 90,
      contactClass: 'vehicle',
      label: 'FISH 1',
      test: true,
    });
  });

  test('the start of an update cycle is a turn; a status tells of health', () => {
    expect(observe(10, { '000': { messageType: 2 }, '140': { timeOfDayS: TIME_S } })).toMatchObject([
      { type: 'scan', sensorId: 'coast/25-13' },
    ]);
    const status = { '000': { messageType: 3 }, '140': { timeOfDayS: TIME_S } };
    expect(observe(10, { ...status, '550': { nogo: 0 } })).toMatchObject([{ health: SensorHealth.working }]);
    expect(observe(10, { ...status, '550': { nogo: 2, ttf: 1 } })).toMatchObject([
      { health: SensorHealth.faulty, reason: 'not operational, test target failed' },
    ]);
  });
});

describe('CAT062, 063 and 065', () => {
  const track: AsterixRecord = {
    '040': { trackNumber: 4711 },
    '070': { timeOfTrackInformationS: TIME_S },
    '105': { latDeg: 42.1875, lonDeg: 18.984375 },
    '080': { mon: 0, cnf: 0 },
  };

  test('a system track: position, motion, accuracy, name', () => {
    const [sensor, plot] = observe(62, {
      ...track,
      '185': { vxMPerS: 0, vyMPerS: -10 },
      '500': { apc: { xM: 30, yM: 40 } },
      '245': { sti: 1, chr: 'AURORA' },
      '130': { calculatedTrackGeometricAltitudeFt: 100 },
    });
    expect(sensor).toMatchObject({ type: 'sensor', sensorId: 'coast/25-13', kind: SensorKind.neighbour });
    expect(plot).toMatchObject({
      type: 'plot',
      sensorId: 'coast/25-13',
      place: { kind: 'position', lat: 42.1875, lon: 18.984375, sigmaM: expect.closeTo(35.36, 2) },
      sensorTrack: '4711',
      sogKn: expect.closeTo(19.438, 3),
      cogDeg: 180,
      label: 'AURORA',
      altM: expect.closeTo(30.48, 6),
    });
    expect((plot as PlotObservation).contactClass).toBeUndefined();
  });

  test('accuracy in degrees counts less to the east', () => {
    const [, plot] = observe(62, { ...track, '500': { apw: { latDeg: 0.001, lonDeg: 0.001 } } });
    // 111.1 m to the north, 82.3 m to the east, in steps of 0.6 m
    expect((plot as PlotObservation).place).toMatchObject({ sigmaM: expect.closeTo(97.8, 0) });
  });

  test('coasted, and ended without a place', () => {
    const of = decoder();
    const coasting = { mon: 0, sim: 1, ama: 0, cst: 1 };
    const [, plot] = observe(62, { ...track, '080': coasting }, of);
    expect(plot).toMatchObject({ coasted: true, test: true });
    const { '105': _, ...rest } = track;
    const [end] = observe(62, { ...rest, '080': { mon: 0, tse: 1 } }, of);
    expect(end).toMatchObject({ ended: true, place: { lat: 42.1875 } });
  });

  test('the centre tells how its sensors are, and how it is', () => {
    const at = { '030': { timeOfMessageS: TIME_S } };
    const other = { '050': { sac: 25, sic: 99 } };
    expect(observe(63, { ...at, ...other, '060': { con: 0, ssr: 1 } })).toMatchObject([
      { sensorId: 'coast/25-99', health: SensorHealth.degraded, reason: 'secondary radar out of use' },
    ]);
    expect(observe(63, { ...at, ...other, '060': { con: 3 } })).toMatchObject([
      { health: SensorHealth.gone },
    ]);
    const status = { ...at, '000': { messageType: 1 }, '015': { serviceIdentification: 1 } };
    expect(observe(65, { ...status, '040': { nogo: 0, ovl: 1 } })).toMatchObject([
      { sensorId: 'coast/25-13', kind: SensorKind.neighbour, health: SensorHealth.degraded },
    ]);
    expect(observe(65, { ...at, '000': { messageType: 2 }, '020': { batchNumber: 1 } })).toEqual([]);
  });
});

describe('CAT021', () => {
  const report: AsterixRecord = {
    '080': { targetAddress: 0x1a4b65 },
    '040': { atp: 0, arc: 0, rc: 0, rab: 0, dcr: 0, gbs: 0, sim: 0, tst: 0 },
    '071': { timeOfApplicabilityForPositionS: TIME_S },
    '130': { latDeg: 46.5, lonDeg: 12 },
  };

  test('an aircraft, in high resolution where it is there', () => {
    const [aircraft] = observe(21, {
      ...report,
      '131': { latDeg: 47.8125, lonDeg: 12.65625 },
      '090': { nucrnacv: 0, nucpnic: 7, nicbaro: 0, sil: 0, nacp: 9 },
      '160': { re: 0, gsNmPerS: 0.125, taDeg: 180 },
      '170': { targetIdentification: 'EZS14ZH' },
      '145': { flightLevel: 350 },
      '070': { mode3a: '7700' },
    });
    expect(aircraft).toEqual({
      type: 'aircraft',
      feedId: FEED,
      nature: 0,
      observedMs: NOW_MS - 1000,
      receivedMs: NOW_MS,
      address: '1a4b65',
      lat: 47.8125,
      lon: 12.65625,
      sigmaM: expect.closeTo(12.256, 3),
      callSign: 'EZS14ZH',
      altM: 10_668,
      sogKn: 450,
      cogDeg: 180,
      squawk: '7700',
      onGround: false,
      emergency: '7700',
    });
  });

  test('an address that is not of ICAO is marked; simulated targets say nothing', () => {
    const [anonymous] = observe(21, { ...report, '040': { atp: 3 } }) as [AircraftObservation];
    expect(anonymous.address).toBe('~1a4b65');
    expect(observe(21, { ...report, '040': { atp: 0, sim: 1 } })).toEqual([]);
  });
});

describe('redundant networks', () => {
  const folder = corpus('sensors/asterix');

  test.skipIf(folder === undefined)('cc_cat_034_048.pcap: each record once', () => {
    const heard = listener();
    const of = decoder();
    for (const { payload, timeMs = 0, source: from } of datagramsOf(`${folder}/cc_cat_034_048.pcap`))
      of.push(frameOf(payload, timeMs, { datagram: true, connection: from.length }), heard.sink);
    expect(heard.faults).toEqual([]);
    expect(heard.messages).toBe(81);
  });

  test('a record is new again after three seconds, one without a time after half a second', () => {
    const of = decoder();
    const plot = encodeAsterix(48, [{ '010': source, '140': { timeOfDayS: 1 }, '040': { rhoNm: 1 } }]);
    const untimed = encodeAsterix(48, [{ '010': source, '040': { rhoNm: 2 } }]);
    const count = (bytes: Uint8Array, atMs: number, connection: number) =>
      say(of, bytes, atMs, { connection }).messages;
    expect(count(plot, 0, 1)).toBe(1);
    expect(count(plot, 2900, 2)).toBe(0);
    expect(count(plot, 3100, 2)).toBe(1);
    expect(count(untimed, 4000, 1)).toBe(1);
    expect(count(untimed, 4400, 2)).toBe(0);
    expect(count(untimed, 4600, 1)).toBe(1);
  });
});

test('editions are chosen by the settings; one that there is not is refused', () => {
  const extended = { typ: 1, sim: 0, rdp: 0, spi: 0, rab: 0, tst: 0, err: 1 };
  const block = encodeAsterix(48, [{ '010': source, '020': extended, '040': { rhoNm: 1, thetaDeg: 1 } }]);
  const old = new AsterixDecoder({ feedId: FEED, editions: { '048': '1.15' } });
  expect(say(old, block, NOW_MS).faults).toMatchObject([
    { kind: 'edition', detail: 'I048/020: spare bits are set (edition 1.15)' },
  ]);
  expect(() => new AsterixDecoder({ feedId: FEED, editions: { '048': '9.9' } })).toThrow('1.15');
});
