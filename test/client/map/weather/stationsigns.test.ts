import { describe, expect, it } from 'vitest';
import { barb, stationLines } from '../../../../client/map/weather/stationsigns.ts';
import { say, startWords } from '../../../../client/messages/words.ts';
import type { Weather } from '../../../../proto/domain/application.ts';
import { epochMs, knots } from '../../../../proto/domain/units.ts';

startWords();

const MINUTE = 60_000;
const NOW = 1_800_000_000_000;
const part = (minutesAgo: number, weather: Weather) => ({
  observedMs: epochMs(NOW - minutesAgo * MINUTE),
  weather,
});
const station = (...parts: ReturnType<typeof part>[]) => ({ parts, lastMs: parts[0]!.observedMs });
const wind = { windKn: knots(31), gustKn: knots(40) };

describe('what is written beside a station', () => {
  it('is what it measured within the hour, the more the nearer', () => {
    const all = station(part(5, { ...wind, airC: 12.5, pressureHpa: 1002, waveHeightM: 2.1 }));
    expect(stationLines(say, all, 7, NOW)).toEqual([]);
    expect(stationLines(say, all, 8, NOW)).toEqual(['31 G40 kn', '≈ 2.1 m']);
    expect(stationLines(say, all, 10, NOW)).toEqual(['31 G40 kn', '≈ 2.1 m', '12.5 °C', '1002 hPa']);
  });

  it('leaves out an old value beside a new one', () => {
    const mixed = station(part(5, { airC: 12.5 }), part(90, wind));
    expect(stationLines(say, mixed, 10, NOW)).toEqual(['12.5 °C']);
  });

  it('says that it is old, and how old, where nothing is younger than an hour', () => {
    const [first, last, ...more] = stationLines(say, station(part(90, wind)), 10, NOW);
    expect([first, last, more]).toEqual(['31 G40 kn', 'old 90 min', []]);
  });
});

describe('a barb', () => {
  it('has a half feather for 5 kn, a whole one for 10, a pennant for 50, and none when calm', () => {
    expect(barb(2, 0, false)).toEqual([]);
    const strokes = (kn: number) => barb(kn, 0, false).map((stroke) => stroke.length);
    expect(strokes(5)).toEqual([2, 2]);
    expect(strokes(25)).toEqual([2, 2, 2, 2]);
    expect(strokes(65)).toEqual([2, 3, 2, 2]);
  });

  it('points to whence it blows; its feathers are left of who looks down the wind, right in the south', () => {
    const [shaft, feather] = barb(10, 0, false);
    // up is north: the tip is above the ring
    expect(shaft![1]![1]).toBeLessThan(-20);
    // who looks south from the tip has the east on the left
    expect(feather![1]![0]).toBeGreaterThan(5);
    expect(barb(10, 0, true)[1]![1]![0]).toBeLessThan(-5);
  });
});
