/** The scenario's vessels, living second by second. */
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import { crewFleet } from './fleet.ts';
import { crewOddities } from './odd.ts';
import { createPlaces } from './places.ts';
import type { Scenario } from './scenario.ts';
import { createSeaways } from './seaways.ts';
import { createRegister } from './ships.ts';
import type { Vessel } from './vessel.ts';
import { createWeather } from './weather.ts';

export interface World {
  readonly vessels: readonly Vessel[];
  /** The whole second that the vessels have reached. */
  nowMs(): EpochMs;
  /** Lives through one more second. */
  step(): void;
}

/** Long enough for speeds, turns and anchors to settle after the beginning. */
const SETTLING_S = 600;

/** The world at the whole second of `startMs`, everyone in the middle of their day. */
export function createWorld(scenario: Scenario, seed: number, startMs: EpochMs): World {
  const firstMs = epochMs(Math.floor(startMs / 1000) * 1000);
  let nowMs = epochMs(firstMs - SETTLING_S * 1000);
  const around = { scenario, seaways: createSeaways(scenario), places: createPlaces(scenario) };
  const weather = createWeather(scenario, seed);
  const register = createRegister();
  const usual = crewFleet(around, seed, weather, register, nowMs);
  const from = { index: usual.length, startMs: nowMs, openingMs: firstMs };
  const vessels = [...usual, ...crewOddities(around, seed, weather, register, from)];
  const step = (): void => {
    nowMs = epochMs(nowMs + 1000);
    for (const vessel of vessels) vessel.step(nowMs);
  };
  while (nowMs < firstMs) step();
  return { vessels, nowMs: () => nowMs, step };
}
