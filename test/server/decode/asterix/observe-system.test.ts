/** CAT062, 063 and 065 as plots of a neighbour and how it and its sensors are. */
import { describe, expect, test } from 'vitest';
import type { PlotObservation } from '../../../../proto/domain/sensing.ts';
import { SensorHealth, SensorKind } from '../../../../proto/domain/sensor.ts';
import type { AsterixRecord } from '../../../../server/decode/asterix/record.ts';
import { decoder, observe, TIME_S } from './samples.ts';

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
