/** CAT048 and CAT034 as plots, turns and how the radar is. */
import { describe, expect, test } from 'vitest';
import type {
  PlotObservation,
  ScanObservation,
  SensorObservation,
} from '../../../../proto/domain/sensing.ts';
import { SensorHealth, SensorKind } from '../../../../proto/domain/sensor.ts';
import type { AsterixRecord } from '../../../../server/decode/asterix/record.ts';
import { decoder, FEED, NOW_MS, observe, TIME_S } from './samples.ts';

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
