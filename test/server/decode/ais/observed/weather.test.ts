import { describe, expect, test } from 'vitest';
import { epochMs } from '../../../../../proto/domain/units.ts';
import { encodeAis } from '../../../../../server/decode/ais/encode.ts';
import { heard, Listener, RECEIVED_MS } from './heard.ts';

const place = { lat: 42, lon: 18.5 };

describe('weather of stations and ships', () => {
  test('met/hydro: what was measured, where, and when', () => {
    const [said, ...more] = heard({
      application: 'metHydro',
      ...place,
      utc: { day: 23, hour: 8, minute: 10 },
      windKn: 24,
      windFromDeg: 320,
      visibilityNm: 12.6,
      visibilityBeyond: true,
      waterLevelM: -0.34,
      current: { kn: 1.2, toDeg: 140 },
      current2: { kn: 0.8, toDeg: 150, depthM: 10 },
      current3: { kn: 0.5, toDeg: 150 },
      ice: 'no',
    });
    expect(more).toEqual([]);
    expect(said).toMatchObject({
      type: 'weather',
      mmsi: 2_010_001,
      ...place,
      observedMs: Date.UTC(2026, 10, 23, 8, 10),
      receivedMs: RECEIVED_MS,
    });
    expect(said?.type === 'weather' ? said.weather : undefined).toEqual({
      windKn: 24,
      windFromDeg: 320,
      visibilityNm: 12.6,
      visibilityBeyond: true,
      waterLevelM: -0.34,
      currents: [
        { depthM: 0, kn: 1.2, toDeg: 140 },
        { depthM: 10, kn: 0.8, toDeg: 150 },
      ],
      ice: false,
    });
  });

  test('a time that is not believed is when it was heard; days come round with the month', () => {
    const at = (day: number, hour: number, receivedMs = RECEIVED_MS) => {
      const application = {
        application: 'metHydro',
        ...place,
        windKn: 1,
        utc: { day, hour, minute: 0 },
      } as const;
      const [said] = new Listener().hear(encodeAis({ type: 8, mmsi: 2_010_001, application }), receivedMs);
      return said?.observedMs;
    };
    expect(at(23, 2)).toBe(Date.UTC(2026, 10, 23, 2));
    expect(at(3, 2)).toBe(RECEIVED_MS);
    expect(at(23, 23)).toBe(RECEIVED_MS);
    expect(at(31, 23, epochMs(Date.UTC(2026, 11, 1, 0, 10)))).toBe(Date.UTC(2026, 11, 1, 0, 10));
    expect(at(30, 23, epochMs(Date.UTC(2026, 11, 1, 0, 10)))).toBe(Date.UTC(2026, 10, 30, 23));
    expect(at(31, 23, epochMs(Date.UTC(2027, 0, 1, 0, 10)))).toBe(Date.UTC(2026, 11, 31, 23));
  });

  test('a station that does not say where it is, or nothing else, is no weather', () => {
    expect(heard({ application: 'metHydro', windKn: 3 })).toEqual([]);
    expect(heard({ application: 'metHydro', ...place, visibilityBeyond: true })).toEqual([]);
  });

  test('a ship in its own form', () => {
    const [said] = heard({
      application: 'shipWeather',
      ...place,
      presentWeather: 2,
      windKn: 24,
      pressureCode: 7,
    });
    expect(said?.type === 'weather' ? said.weather : undefined).toEqual({
      windKn: 24,
      precipitation: 1,
      pressureTendency: 'falling',
    });
  });

  test('a ship in the form of the WMO: metres a second, kelvin and metres become knots, °C and miles', () => {
    const [said] = heard({
      application: 'shipWeatherWmo',
      ...place,
      windMps: 12.5,
      windFromDeg: 360,
      airK: 285.2,
      waterK: 287.8,
      visibilityM: 30 * 30 * 13.073,
      pressureCode: 4,
      swell1: { fromDeg: 180, periodS: 9, heightM: 1.5 },
    });
    expect(said?.type === 'weather' ? said.weather : undefined).toEqual({
      // 12.5 · 3600 / 1852; 11,765.7 m / 1852
      windKn: 24.3,
      windFromDeg: 0,
      airC: 12.05,
      waterC: 14.65,
      visibilityNm: 6.35,
      pressureTendency: 'steady',
      swellFromDeg: 180,
      swellPeriodS: 9,
      swellHeightM: 1.5,
    });
  });
});
