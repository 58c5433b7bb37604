/** What a station measures in the scenario's weather: smooth in time and place, the same for the same seed. */
import { type EpochMs, metresPerSecondToKnots, toDegrees } from '../../../proto/domain/units.ts';
import type { MetHydro } from '../../decode/ais/applications/methydro.ts';
import type { Scenario } from '../scenario.ts';
import type { Weather } from '../weather.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A wave of one around nothing: `period` and phase in hours. */
const wave = (atMs: number, periodH: number, phaseH: number): number =>
  Math.sin((2 * Math.PI * (atMs / HOUR_MS + phaseH)) / periodH);

/** Places differ, neighbours little: hours by which a place is ahead of others. */
const phaseOf = (lat: number, lon: number): number => lat * 1.7 + lon * 2.3;

/** As of the season at about 41°N: the Adriatic's surface goes from 13 °C in February to 26 °C in August. */
export function weatherReport(
  scenario: Pick<Scenario, 'wind' | 'utcOffsetMinutes'>,
  weather: Weather,
  place: { readonly lat: number; readonly lon: number; readonly inland: boolean },
  atMs: EpochMs,
): MetHydro {
  const { lat, lon, inland } = place;
  const phase = phaseOf(lat, lon);
  const at = new Date(atMs);
  const season = Math.cos((2 * Math.PI * (dayOfYear(at) - 220)) / 365);
  const localMs = atMs + scenario.utcOffsetMinutes * 60_000;
  // Warmest at three in the afternoon.
  const day = Math.cos((2 * Math.PI * ((localMs % DAY_MS) / HOUR_MS - 15)) / 24);
  const gusty = 0.35 * wave(atMs, 31, phase) + 0.2 * day + 0.15 * wave(atMs, 3.1, 2 * phase);
  const windKn = Math.max(0, scenario.wind.kn * (1 + gusty) * (inland ? 0.6 : 1));
  const windFromDeg = round(turned(weather.windFromDeg(atMs) + 12 * wave(atMs, 2.3, phase)));
  const airC = 15.5 + 8.5 * season + (inland ? 4 : 2) * day + 1.2 * wave(atMs, 53, phase);
  const pressureHpa = 1015 + 9 * wave(atMs, 91, 0.3 * phase) + 1.5 * wave(atMs, 23, phase);
  const change = 9 * wave(atMs + 3 * HOUR_MS, 91, 0.3 * phase) - 9 * wave(atMs, 91, 0.3 * phase);
  const humidityPercent = Math.min(98, Math.max(30, 68 - 14 * day + 10 * wave(atMs, 41, phase)));
  const visibilityNm = Math.min(
    12,
    Math.max(0.8, 9 + 4 * wave(atMs, 47, phase) - 2 * (humidityPercent > 90 ? 1 : 0)),
  );
  return {
    ...{ application: 'metHydro', lat, lon, accurate: true },
    utc: { day: at.getUTCDate(), hour: at.getUTCHours(), minute: at.getUTCMinutes() },
    windKn: round(windKn),
    gustKn: round(windKn * 1.35 + 1),
    windFromDeg,
    gustFromDeg: windFromDeg,
    airC: tenth(airC),
    humidityPercent: round(humidityPercent),
    // Magnus, roughly: a degree for each five percent below saturation.
    dewPointC: tenth(airC - (100 - humidityPercent) / 5),
    pressureHpa: round(pressureHpa),
    pressureTendency: Math.abs(change) < 0.6 ? 'steady' : change > 0 ? 'rising' : 'falling',
    visibilityBeyond: visibilityNm >= 12,
    visibilityNm: tenth(visibilityNm),
    ...(!inland && sea(weather, place, atMs, { windKn, windFromDeg, season, phase })),
  };
}

interface Above {
  readonly windKn: number;
  readonly windFromDeg: number;
  readonly season: number;
  readonly phase: number;
}

/** Waves of a sea with a fetch of some tens of miles, a swell from the Ionian, the tide and the current. */
function sea(
  weather: Weather,
  { lat, lon }: { readonly lat: number; readonly lon: number },
  atMs: number,
  { windKn, windFromDeg, season, phase }: Above,
) {
  const { northMps, eastMps } = weather.current(lat, lon);
  const currentKn = metresPerSecondToKnots(Math.hypot(northMps, eastMps));
  const waveHeightM = 0.0042 * windKn * windKn;
  const tide = 0.12 * wave(atMs, 12.42, phase) + 0.06 * wave(atMs, 23.93, phase);
  return {
    current: { kn: tenth(currentKn), toDeg: round(turned(toDegrees(Math.atan2(eastMps, northMps)))) },
    waveHeightM: tenth(waveHeightM),
    wavePeriodS: round(2 + 2.6 * Math.sqrt(waveHeightM)),
    waveFromDeg: windFromDeg,
    swellHeightM: tenth(0.5 + 0.3 * wave(atMs, 67, 0.2 * phase)),
    swellPeriodS: round(7 + wave(atMs, 67, 0.2 * phase)),
    swellFromDeg: round(turned(170 + 20 * wave(atMs, 83, 0))),
    seaState: beaufort(windKn),
    waterC: tenth(19.5 + 6.2 * season + 0.3 * wave(atMs, 24, phase)),
    waterLevelM: Math.round(tide * 100) / 100,
    waterLevelTrend: wave(atMs + HOUR_MS, 12.42, phase) > wave(atMs, 12.42, phase) ? 'rising' : 'falling',
    salinityPermille: tenth(38.2 + 0.3 * wave(atMs, 71, phase)),
  } as const;
}

const round = Math.round;
const tenth = (value: number): number => Math.round(value * 10) / 10;
const turned = (deg: number): number => ((deg % 360) + 360) % 360;
/** Knots at which each force begins, from 1 on (WMO). */
const FORCES = [1, 4, 7, 11, 17, 22, 28, 34, 41, 48, 56, 64];
const beaufort = (kn: number): number => FORCES.filter((from) => kn >= from).length;

const dayOfYear = (at: Date): number =>
  (Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()) - Date.UTC(at.getUTCFullYear(), 0, 1)) /
  DAY_MS;
