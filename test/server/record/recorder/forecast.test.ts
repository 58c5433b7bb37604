import { expect, test } from 'vitest';
import { Forecast } from '../../../../server/record/recorder/forecast.ts';

const MINUTE_MS = 60_000;
const GIB = 2 ** 30;

test('what shrinks by a gibibyte an hour is full when what is left of it is used up', () => {
  const forecast = new Forecast();
  for (let minute = 0; minute <= 30; minute += 1)
    forecast.saw(minute * MINUTE_MS, 20 * GIB - (minute / 60) * GIB);
  // 19.5 are free, and half of one is not to be touched.
  expect(forecast.hoursUntil(GIB / 2)).toBeCloseTo(19, 6);
  expect(forecast.overMs).toBe(30 * MINUTE_MS);
});

test('nothing is said too soon, nor while room is made', () => {
  const forecast = new Forecast();
  expect(forecast.hoursUntil(0)).toBeUndefined();
  for (let minute = 0; minute < 10; minute += 1) forecast.saw(minute * MINUTE_MS, GIB - minute * 1e6);
  expect(forecast.hoursUntil(0)).toBeUndefined();
  for (let minute = 10; minute < 40; minute += 1) forecast.saw(minute * MINUTE_MS, 2 * GIB);
  expect(forecast.hoursUntil(0)).toBeUndefined();
});

test('the saw teeth of what is rolled and dropped even out', () => {
  const forecast = new Forecast();
  // Each hour takes a gibibyte, and gives nine tenths of it back.
  for (let minute = 0; minute <= 6 * 60; minute += 1) {
    const hours = minute / 60;
    forecast.saw(minute * MINUTE_MS, 10 * GIB - hours * GIB + Math.floor(hours) * 0.9 * GIB);
  }
  expect(forecast.hoursUntil(0)).toBeCloseTo((10 - 0.6) / 0.1, 3);
});

test('looks back six hours and no more', () => {
  const forecast = new Forecast();
  for (let minute = 0; minute <= 24 * 60; minute += 1) forecast.saw(minute * MINUTE_MS, 100 * GIB);
  expect(forecast.overMs).toBe(6 * 3_600_000);
});
