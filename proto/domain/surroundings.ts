/** What stations and ships said of the world around: notices, and the weather, each with who said it and who heard it. */
import type { AreaNotice, Weather } from './application.ts';
import type { FeedId, Mmsi } from './ids.ts';
import type { Nature, TrackKind } from './observation.ts';
import type { Degrees, EpochMs } from './units.ts';

interface SaidOnAir {
  /** Names what it speaks of (a sender's notice, a place's weather), the same whichever feed heard it. */
  readonly id: string;
  readonly feedId: FeedId;
  readonly nature: Nature;
  readonly mmsi: Mmsi;
  readonly kind: TrackKind;
  readonly lastMs: EpochMs;
}

/** A notice as one feed heard it last. */
export interface SaidNotice extends SaidOnAir {
  readonly notice: AreaNotice;
  /** When it was first said as it reads now. */
  readonly firstMs: EpochMs;
  /** Absent: its sender sets no end. */
  readonly endMs?: EpochMs;
}

/** What was measured at one time. */
export interface WeatherPart {
  readonly observedMs: EpochMs;
  readonly weather: Weather;
}

/** The weather of a place as one feed heard it. */
export interface SaidWeather extends SaidOnAir {
  readonly lat: Degrees;
  readonly lon: Degrees;
  readonly site?: number;
  /** Of different ages, the newest first; no value is in two. */
  readonly parts: readonly WeatherPart[];
}

const HOUR_MS = 3_600_000;

/** A notice without an end that is said no more goes after this. */
export const NOTICE_GONE_MS = 6 * HOUR_MS;
/** A value older than this is marked as old. */
export const WEATHER_OLD_MS = HOUR_MS;
/** A value older than this goes, and with its last value a station. */
export const WEATHER_GONE_MS = 3 * HOUR_MS;

/** Somebody is in distress there (SN.1/Circ.289, table 11.11: 64…79). */
export const isDistressNotice = ({
  about,
  description,
}: {
  readonly about: AreaNotice['about'];
  readonly description?: number;
}): boolean => about === 'area' && description !== undefined && description >= 64 && description <= 79;

/** Values that mean something only together: a direction belongs to its own speed. */
export const WEATHER_GROUPS: readonly (readonly (keyof Weather)[])[] = [
  ['windKn', 'gustKn', 'windFromDeg', 'gustFromDeg'],
  ['airC'],
  ['humidityPercent'],
  ['dewPointC'],
  ['pressureHpa', 'pressureTendency'],
  ['visibilityNm', 'visibilityBeyond'],
  ['waterLevelM', 'waterLevelTrend'],
  ['currents'],
  ['waveHeightM', 'wavePeriodS', 'waveFromDeg'],
  ['swellHeightM', 'swellPeriodS', 'swellFromDeg'],
  ['seaState'],
  ['waterC'],
  ['salinityPermille'],
  ['precipitation'],
  ['ice'],
];
