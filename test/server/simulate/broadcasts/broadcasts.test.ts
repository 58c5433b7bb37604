/** What is told on the air in the demonstration: read back by the real decoder. */
import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../../proto/domain/units.ts';
import { noticeAt } from '../../../../server/simulate/broadcasts/areanotices.ts';
import { weatherReport } from '../../../../server/simulate/broadcasts/weatherreport.ts';
import { checkScenario } from '../../../../server/simulate/scenariocheck.ts';
import { createWeather } from '../../../../server/simulate/weather.ts';
import { southernAdriatic } from '../demonstrationscenario.ts';

const scenario = southernAdriatic();
const weather = createWeather(scenario, 1);
const at = (text: string) => epochMs(Date.parse(`2026-11-23T${text}:00Z`));

describe('weather reports', () => {
  const place = { lat: 41.25, lon: 19.28, inland: false };

  it('are smooth in time, the same for the same time, and within what can be', () => {
    let before = weatherReport(scenario, weather, place, at('00:00'));
    for (let minute = 3; minute < 1440; minute += 3) {
      const now = weatherReport(scenario, weather, place, epochMs(at('00:00') + minute * 60_000));
      expect(Math.abs(now.windKn! - before.windKn!)).toBeLessThanOrEqual(2);
      expect(Math.abs(now.airC! - before.airC!)).toBeLessThanOrEqual(0.5);
      expect(now.windKn).toBeLessThan(40);
      expect(now.windFromDeg).toBeGreaterThanOrEqual(0);
      expect(now.windFromDeg).toBeLessThan(361);
      expect(now.pressureHpa).toBeGreaterThan(990);
      before = now;
    }
    expect(weatherReport(scenario, weather, place, at('12:00'))).toEqual(
      weatherReport(scenario, weather, place, at('12:00')),
    );
  });

  it('say nothing of the sea inland', () => {
    const report = weatherReport(scenario, weather, { ...place, inland: true }, at('12:00'));
    expect(report).not.toHaveProperty('waveHeightM');
    expect(report).not.toHaveProperty('waterC');
    expect(report.windKn).toBeGreaterThanOrEqual(0);
  });
});

describe('notices', () => {
  const [firing, derelict] = scenario.broadcasts.notices;
  const said = (notice: typeof firing, text: string) =>
    noticeAt(notice!, scenario.utcOffsetMinutes, weather, at(text));

  it('are announced before their time and said until it is over; local times', () => {
    // 07:30 to 12:00 local is 06:30 to 11:00 UTC, announced two hours before.
    expect(said(firing, '04:29')).toBeUndefined();
    const announced = said(firing, '04:30');
    expect(announced).toMatchObject({ description: 37, durationMin: 270 });
    expect(announced?.start).toEqual({ month: 11, day: 23, hour: 6, minute: 30 });
    expect(said(firing, '10:59')).toBeDefined();
    expect(said(firing, '11:00')).toBeUndefined();
  });

  it('that have no times are always said, and drift with the water', () => {
    const place = (text: string) => said(derelict, text)!.areas[0] as { lat: number; lon: number };
    expect(said(derelict, '03:00')?.durationMin).toBeUndefined();
    expect(place('12:00').lat).not.toBeCloseTo(place('06:00').lat, 3);
    // Half a knot for a day is twelve miles: never more.
    expect(Math.abs(place('22:59').lat - 40.44)).toBeLessThan(0.25);
  });

  it('name stations that there are', () => {
    const wrong = { ...scenario.broadcasts.notices[0]!, station: 'NOWHERE' };
    const result = checkScenario({ ...scenario, broadcasts: { weather: [], notices: [wrong] } });
    expect(result).toEqual({ ok: false, faults: ['broadcasts.notices.0: there is no station "NOWHERE"'] });
  });
});
