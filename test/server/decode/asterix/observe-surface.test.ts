/** CAT010 as plots, turns and how the radar is. */
import { describe, expect, test } from 'vitest';
import { SensorHealth } from '../../../../proto/domain/sensor.ts';
import type { AsterixRecord } from '../../../../server/decode/asterix/record.ts';
import { observe, TIME_S } from './samples.ts';

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
