import { expect, it } from 'vitest';
import { sensorInfo } from '../../../client/link/sensors.ts';
import { SensorHealth, SensorKind } from '../../../proto/domain/sensor.ts';
import { watchfloor } from '../../../proto/generated/watchfloor.js';

const { SensorState } = watchfloor.v1;
const overTheWire = (state: watchfloor.v1.ISensorState) =>
  sensorInfo(SensorState.decode(SensorState.encode(state).finish()));

it('a sensor is what the server said of it', () => {
  expect(
    overTheWire({
      id: 'border/7f30',
      name: 'Ridge',
      feedId: 'border',
      kind: 3,
      nature: 1,
      health: 4,
      reason: 'opened',
      lat: 42,
      lon: 19.5,
      heightM: 12,
      coverage: { minRangeM: 20, rangeM: 4000, sectors: [{ fromDeg: 300, toDeg: 40 }], minSizeM: 0.5 },
      view: { azimuthDeg: 310, widthDeg: 8, rangeM: 900 },
      canLookAt: true,
      periodMs: 2500,
      lastMs: 99,
      plotsPerScan: 3.5,
      registration: {
        rangeM: 80,
        azimuthDeg: -0.4,
        sigmaRangeM: 5,
        sigmaAzimuthDeg: 0.03,
        samples: 900,
        alarmed: true,
      },
      tasks: [{ id: 't2', trackId: '7-1', life: 3, sinceMs: 5 }],
      trust: 0.8,
    }),
  ).toEqual({
    id: 'border/7f30',
    name: 'Ridge',
    feedId: 'border',
    kind: SensorKind.camera,
    nature: 'synthetic',
    health: SensorHealth.tampered,
    reason: 'opened',
    lat: 42,
    lon: 19.5,
    heightM: 12,
    coverage: { minRangeM: 20, rangeM: 4000, sectors: [{ fromDeg: 300, toDeg: 40 }], minSizeM: 0.5 },
    view: { azimuthDeg: 310, widthDeg: 8, rangeM: 900 },
    canLookAt: true,
    periodMs: 2500,
    lastMs: 99,
    plotsPerScan: 3.5,
    registration: {
      rangeM: 80,
      azimuthDeg: -0.4,
      sigmaRangeM: 5,
      sigmaAzimuthDeg: 0.03,
      samples: 900,
      applied: false,
      allowed: false,
      alarmed: true,
    },
    tasks: [{ id: 't2', trackId: '7-1', life: 'completed', reason: '', sinceMs: 5 }],
    trust: 0.8,
  });
});

it('what nobody said of a sensor is absent, and a kind of a later version unknown', () => {
  expect(overTheWire({ id: 'coast', kind: 99 as watchfloor.v1.SensorKind })).toEqual({
    id: 'coast',
    name: '',
    feedId: '',
    kind: SensorKind.unknown,
    nature: 'real',
    health: SensorHealth.unknown,
    reason: '',
    canLookAt: false,
    plotsPerScan: 0,
    tasks: [],
  });
});
