import { expect, it } from 'vitest';
import { feedId, sensorId } from '../../proto/domain/ids.ts';
import { SensorKind } from '../../proto/domain/sensor.ts';
import { degrees, epochMs, metres } from '../../proto/domain/units.ts';
import { Picture } from '../../server/tracks/picture.ts';
import { watchedSensors } from '../../server/watchedsensors.ts';

it('tells what the site says of a sensor, and makes the list anew only when it changed', () => {
  const picture = new Picture({ epoch: 1 });
  const sensors = watchedSensors(picture);
  expect(sensors()).toEqual([]);
  const coverage = { rangeM: metres(40_000), sectors: [{ fromDeg: degrees(180), toDeg: degrees(350) }] };
  const place = { lat: degrees(41), lon: degrees(19) };
  picture.sensors.configure(sensorId('radar'), feedId('radar'), {
    kind: SensorKind.radar,
    ...place,
    coverage,
  });
  picture.tick(epochMs(1_000_000));
  expect(sensors()).toMatchObject([
    { id: 'radar', feedId: 'radar', kind: SensorKind.radar, ...place, coverage },
  ]);
  expect(sensors()).toBe(sensors());
});
