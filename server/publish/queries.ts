/** What the routes may be asked and told, checked: also the source of the OpenAPI document. */
import { z } from 'zod';
import type { Bounds } from '../../proto/domain/geo.ts';

/** Tracks of one answer at most. */
export const MAX_TRACKS = 10_000;
/** Trails of one answer at most. */
export const MAX_TRAILS = 200;

const whole = (least: number, most: number, otherwise: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'expected a whole number')
    .transform(Number)
    .pipe(z.number().min(least).max(most))
    .default(otherwise);

const DEGREES = /^-?\d{1,3}(\.\d{1,15})?$/;

/** `west,south,east,north` in degrees. */
const bbox = z.string().transform((text, context): Bounds => {
  const parts = text.split(',');
  const [west = Number.NaN, south = Number.NaN, east = Number.NaN, north = Number.NaN] = parts.map((part) =>
    DEGREES.test(part) ? Number(part) : Number.NaN,
  );
  const isRight =
    parts.length === 4 &&
    Math.abs(west) <= 180 &&
    Math.abs(east) <= 180 &&
    Math.abs(south) <= 90 &&
    Math.abs(north) <= 90 &&
    south <= north;
  if (!isRight) {
    const message = 'expected west,south,east,north in degrees; west > east crosses the antimeridian';
    context.addIssue({ code: 'custom', message });
  }
  return { west, south, east, north };
});

export const tracksQuery = z.strictObject({ bbox: bbox.optional(), limit: whole(1, MAX_TRACKS, 1000) });
export const trailsQuery = z.strictObject({
  ids: z
    .string()
    .transform((text) => text.split(',').filter((id) => id !== ''))
    .pipe(z.array(z.string().max(64)).min(1, 'expected track ids, divided by commas').max(MAX_TRAILS)),
});
export const searchQuery = z.strictObject({
  q: z.string().min(1).max(100),
  limit: whole(1, 100, 20),
  /** Why, for the log. */
  reason: z.string().min(1).max(400).optional(),
});
const trackId = z.string().min(1).max(64);
export const taskBody = z.strictObject({ trackId });
export const associationBody = z.strictObject({ trackId });
export const registrationBody = z.strictObject({ allowed: z.boolean() });
export const feedsQuery = z.strictObject({ id: z.string().max(200).optional() });
