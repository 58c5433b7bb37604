import { expect, it } from 'vitest';
import { Screen } from '../../../../client/map/screen.ts';
import { namesOf, signsOf, standsOf } from '../../../../client/map/sensors/sensorsigns.ts';
import type { SensorInfo } from '../../../../client/store/sensors.ts';
import { sensorId } from '../../../../proto/domain/ids.ts';
import { SensorHealth, SensorKind } from '../../../../proto/domain/sensor.ts';

const sensor = (name: string, lat?: number, lon?: number): SensorInfo => ({
  ...{ id: sensorId(name), name, feedId: 'f', kind: SensorKind.radar, nature: 'synthetic', reason: '' },
  ...{ health: SensorHealth.working, canLookAt: false, plotsPerScan: 0, tasks: [] },
  ...(lat !== undefined && { lat }),
  ...(lon !== undefined && { lon }),
});

it('puts what stands on one mast side by side, and leaves out what has no place or is off the screen', () => {
  const all = [
    sensor('radar', 41, 19),
    sensor('camera', 41.00001, 19),
    sensor('far', 41.2, 19),
    sensor('placeless'),
    sensor('elsewhere', 10, 10),
  ];
  const screen = new Screen().set(19, 41, 10, 1000, 1000);
  const stands = standsOf(screen, all, 20);
  expect(stands.map(({ sensors }) => sensors.map(({ name }) => name))).toEqual([
    ['radar', 'camera'],
    ['far'],
  ]);
  expect(stands[0]).toMatchObject({ x: 500, y: 500 });
});

it('draws many on one spot as one sign with their number, struck out where one is unwell', () => {
  const many = ['a', 'b', 'c', 'd'].map((name) => sensor(name, 41, 19));
  const screen = new Screen().set(19, 41, 8, 1000, 1000);
  const [well] = standsOf(screen, many, 20);
  expect(signsOf(well!).map(({ name, health }) => [name, health])).toEqual([['a', SensorHealth.working]]);
  expect(namesOf(well!, 8)).toEqual(['×4']);
  const [struck] = standsOf(screen, [...many, { ...sensor('e', 41, 19), health: SensorHealth.gone }], 20);
  expect(signsOf(struck!).map(({ health }) => health)).toEqual([SensorHealth.gone]);
});

it('names few on one spot, from close by', () => {
  const few = [sensor('radar', 41, 19), sensor('camera', 41, 19)];
  const [stand] = standsOf(new Screen().set(19, 41, 8, 1000, 1000), few, 20);
  expect(signsOf(stand!)).toEqual(few);
  expect(namesOf(stand!, 8)).toEqual([]);
  expect(namesOf(stand!, 12)).toEqual(['radar', 'camera']);
});
