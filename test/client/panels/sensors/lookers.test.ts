import { describe, expect, test } from 'vitest';
import { inSector, lookersAt } from '../../../../client/panels/sensors/lookers.ts';
import { isSensorUnwell } from '../../../../client/panels/sensors/unwell.ts';
import type { SensorInfo } from '../../../../client/store/sensors.ts';
import { destination } from '../../../../proto/domain/geo.ts';
import { sensorId } from '../../../../proto/domain/ids.ts';
import { SensorHealth, SensorKind } from '../../../../proto/domain/sensor.ts';
import { degrees, metres } from '../../../../proto/domain/units.ts';

const HERE = { lat: degrees(42), lon: degrees(19.4) };
const sector = (fromDeg: number, toDeg: number) => ({ fromDeg: degrees(fromDeg), toDeg: degrees(toDeg) });

/** A camera so many metres south of the place: it looks north to it. */
const camera = (id: string, southM: number, change: Partial<SensorInfo> = {}): SensorInfo => ({
  id: sensorId(id),
  name: id,
  feedId: 'land',
  kind: SensorKind.camera,
  nature: 'synthetic',
  health: SensorHealth.working,
  reason: '',
  ...destination(HERE, 180, southM),
  coverage: { rangeM: metres(3500) },
  canLookAt: true,
  plotsPerScan: 0,
  tasks: [],
  ...change,
});

const looked = (...sensors: SensorInfo[]) =>
  lookersAt(sensors, HERE).map(({ sensor, why }) => [sensor.id, why]);

describe('who can look at a place', () => {
  test('the nearest first, and those that cannot after them with the reason', () => {
    expect(
      looked(
        camera('far', 5000),
        camera('second', 2000),
        camera('ill', 100, { health: SensorHealth.gone }),
        camera('first', 1000),
      ),
    ).toEqual([
      ['first', undefined],
      ['second', undefined],
      ['ill', 'notWell'],
      ['far', 'tooFar'],
    ]);
  });

  test('never a sensor that takes no tasks', () => {
    expect(looked(camera('radar', 100, { canLookAt: false }))).toEqual([]);
  });

  test('only within its sector and not into a blind one', () => {
    const rangeM = metres(3500);
    expect(
      looked(
        camera('north', 1000, { coverage: { rangeM, sectors: [sector(300, 60)] } }),
        camera('south', 1100, { coverage: { rangeM, sectors: [sector(90, 270)] } }),
        camera('mast', 1200, { coverage: { rangeM, blindSectors: [sector(355, 5)] } }),
        camera('near', 10, { coverage: { rangeM, minRangeM: metres(50) } }),
      ),
    ).toEqual([
      ['north', undefined],
      ['near', 'tooNear'],
      ['south', 'blind'],
      ['mast', 'blind'],
    ]);
  });

  test('a sector runs clockwise, over north too; from a direction to itself it is all round', () => {
    expect(inSector(sector(350, 10), 0)).toBe(true);
    expect(inSector(sector(350, 10), 180)).toBe(false);
    expect(inSector(sector(10, 350), 0)).toBe(false);
    expect(inSector(sector(0, 360), 123)).toBe(true);
  });
});

test('a sensor is not well by what it says, or by an error beyond limits', () => {
  const registration = {
    rangeM: 80,
    azimuthDeg: 1,
    sigmaRangeM: 5,
    sigmaAzimuthDeg: 0.1,
    samples: 100,
    applied: true,
    allowed: true,
    alarmed: true,
  };
  expect(isSensorUnwell({ health: SensorHealth.working })).toBe(false);
  expect(isSensorUnwell({ health: SensorHealth.tampered })).toBe(true);
  expect(isSensorUnwell({ health: SensorHealth.working, registration })).toBe(true);
  expect(
    isSensorUnwell({ health: SensorHealth.working, registration: { ...registration, alarmed: false } }),
  ).toBe(false);
});
