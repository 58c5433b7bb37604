/** Wind and current: slow, smooth, the same for the same seed and time. */
import type { EpochMs } from '../../proto/domain/units.ts';
import { knotsToMetresPerSecond, toRadians } from '../../proto/domain/units.ts';
import type { Current } from './motion.ts';
import type { Scenario } from './scenario.ts';

export interface Weather {
  /** Where the wind comes from, degrees. */
  windFromDeg(atMs: EpochMs): number;
  /** The water's velocity at a place: the nearest stations of the scenario, weighed by distance. */
  current(lat: number, lon: number): Current;
}

const HOUR_MS = 3_600_000;

export function createWeather(scenario: Scenario, seed: number): Weather {
  const phase = (seed % 1000) / 1000;
  const stations = scenario.currents.map((c) => {
    const speed = knotsToMetresPerSecond(c.kn);
    const toward = toRadians(c.towardDeg);
    return { lat: c.lat, lon: c.lon, northMps: speed * Math.cos(toward), eastMps: speed * Math.sin(toward) };
  });
  const { fromDeg, swingDeg } = scenario.wind;
  return {
    windFromDeg(atMs) {
      const hours = atMs / HOUR_MS + phase * 24;
      // A land and sea breeze of a day on top of a weather change of some three days.
      return (
        fromDeg + swingDeg * (0.6 * Math.sin((hours * Math.PI) / 12) + 0.4 * Math.sin((hours * Math.PI) / 37))
      );
    },
    current(lat, lon) {
      let northMps = 0;
      let eastMps = 0;
      let weight = 0;
      for (const s of stations) {
        const square = (s.lat - lat) ** 2 + ((s.lon - lon) * 0.75) ** 2 + 1e-4;
        const share = 1 / (square * square);
        northMps += s.northMps * share;
        eastMps += s.eastMps * share;
        weight += share;
      }
      return { northMps: northMps / weight, eastMps: eastMps / weight };
    },
  };
}
