import { describe, expect, test } from 'vitest';
import type { WeatherObservation } from '../../../../../proto/domain/application.ts';
import type { SensorReport } from '../../../../../server/decode/ais/applications/environmental.ts';
import { MAX_SITES } from '../../../../../server/decode/ais/observed/sites.ts';
import { Listener } from './heard.ts';

const utc = { day: 23, hour: 8, minute: 0 };
const location = (site: number, lat: number): SensorReport => ({
  report: 'location',
  utc,
  site,
  lat,
  lon: 19,
});
const wind = (site: number, windKn: number, sensor = 1): SensorReport => ({
  report: 'wind',
  utc,
  site,
  windKn,
  sensor,
});
const say = (listener: Listener, reports: readonly SensorReport[], mmsi = 2_010_001) =>
  listener.application({ application: 'environmental', reports }, { mmsi });

describe('sites of environmental reports', () => {
  test('the reports of a site and a time are one observation, each site and each time its own', () => {
    const said = say(new Listener(), [
      wind(1, 12),
      { report: 'weather', utc: { ...utc, minute: 10 }, site: 1, airC: 4.5, precipitationType: 0 },
      { report: 'salinity', utc, site: 1, waterC: 14 },
      {
        report: 'current2d',
        site: 2,
        current1: { kn: 1.2, toDeg: 90, depthM: 5 },
        current2: { kn: 1, depthM: 0 },
      },
      location(1, 42),
      location(2, 41),
    ]);
    expect(said).toMatchObject([
      { site: 1, lat: 42, observedMs: Date.UTC(2026, 10, 23, 8, 0), weather: { windKn: 12, waterC: 14 } },
      { site: 1, lat: 42, observedMs: Date.UTC(2026, 10, 23, 8, 10), weather: { airC: 4.5 } },
      { site: 2, lat: 41, weather: { currents: [{ depthM: 0 }, { depthM: 5, toDeg: 90 }] } },
    ]);
  });

  test('where a site is comes in another message of the same station', () => {
    const listener = new Listener();
    expect(say(listener, [wind(1, 12)])).toEqual([]);
    expect(say(listener, [location(1, 42)])).toEqual([]);
    expect(say(listener, [wind(1, 12)])).toMatchObject([{ site: 1, lat: 42, lon: 19 }]);
    expect(say(listener, [wind(1, 12)], 2_010_002)).toEqual([]);
    say(listener, [location(1, 43)]);
    expect(say(listener, [wind(1, 12)])).toMatchObject([{ lat: 43 }]);
  });

  test('what is predicted is not measured, a depth is no level', () => {
    const listener = new Listener();
    say(listener, [location(1, 42)]);
    expect(say(listener, [wind(1, 12, 3), wind(1, 12, 4)])).toEqual([]);
    expect(
      say(listener, [
        { report: 'seaState', site: 1, swellHeightM: 2, swellSensor: 4, waveHeightM: 1, waveSensor: 1 },
        { report: 'weather', site: 1, airC: 20, airSensor: 3, pressureHpa: 1010, precipitationType: 0 },
      ]).map((one) => (one as WeatherObservation).weather),
    ).toEqual([{ waveHeightM: 1, pressureHpa: 1010 }]);
    expect(say(listener, [{ report: 'waterLevel', site: 1, isDepth: true, levelM: 5 }])).toEqual([]);
    expect(say(listener, [{ report: 'waterLevel', site: 1, isDepth: false, levelM: 5 }])).toMatchObject([
      { weather: { waterLevelM: 5 } },
    ]);
  });

  test('as many sites are remembered as are said; the oldest is forgotten', () => {
    const listener = new Listener();
    say(listener, [location(0, 42)], 1);
    for (let i = 0; i < MAX_SITES - 1; i += 8)
      say(
        listener,
        Array.from({ length: Math.min(8, MAX_SITES - 1 - i) }, (_, j) => location(j, 42)),
        1000 + i,
      );
    expect(say(listener, [wind(0, 1)], 1)).toHaveLength(1);
    say(listener, [location(100, 42)], 2);
    expect(say(listener, [wind(0, 1)], 1)).toEqual([]);
    expect(say(listener, [wind(100, 1)], 2)).toHaveLength(1);
  });
});
