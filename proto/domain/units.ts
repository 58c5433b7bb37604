/** Numbers that carry their unit in the type, and the only place where one unit becomes another. */

declare const unit: unique symbol;
type Unit<U extends string> = number & { readonly [unit]: U };

/** Milliseconds since 1970-01-01T00:00:00Z (UTC). */
export type EpochMs = Unit<'epoch ms'>;
/** Knots: nautical miles an hour. */
export type Knots = Unit<'kn'>;
/** Degrees: true north and clockwise for directions, WGS-84 for positions. */
export type Degrees = Unit<'deg'>;
/** Metres. */
export type Metres = Unit<'m'>;
/** Degrees a minute; positive turns to starboard. */
export type DegreesPerMinute = Unit<'deg/min'>;

export const epochMs = (value: number): EpochMs => value as EpochMs;
export const knots = (value: number): Knots => value as Knots;
export const degrees = (value: number): Degrees => value as Degrees;
export const metres = (value: number): Metres => value as Metres;
export const degreesPerMinute = (value: number): DegreesPerMinute => value as DegreesPerMinute;

/** One international nautical mile (BIPM SI brochure, table 8). */
export const METRES_PER_NAUTICAL_MILE = 1852;

/** Knots to metres a second: 1852 m in 3600 s. */
export const knotsToMetresPerSecond = (sogKn: number): number => (sogKn * METRES_PER_NAUTICAL_MILE) / 3600;
export const metresPerSecondToKnots = (speed: number): Knots =>
  knots((speed * 3600) / METRES_PER_NAUTICAL_MILE);
export const metresToNauticalMiles = (value: number): number => value / METRES_PER_NAUTICAL_MILE;
export const nauticalMilesToMetres = (value: number): Metres => metres(value * METRES_PER_NAUTICAL_MILE);

/** The international foot (1959): 0.3048 m. */
export const feetToMetres = (value: number): Metres => metres(value * 0.3048);

export const toRadians = (deg: number): number => (deg * Math.PI) / 180;
export const toDegrees = (rad: number): number => (rad * 180) / Math.PI;
