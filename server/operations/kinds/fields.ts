/** What records are made of, each with its bound. */
import { z } from 'zod';
import { agencyId, type Marking, PURPOSES, RETENTION, TLP } from '../../../proto/domain/operations/agency.ts';
import type { Area } from '../../../proto/domain/operations/area.ts';
import type { Schedule, Weekday } from '../../../proto/domain/operations/schedule.ts';
import {
  MAX_CORNERS,
  MAX_LINE_CORNERS,
  MAX_RADIUS_KM,
  MAX_RINGS,
  MAX_WIDTH_KM,
} from '../../../proto/domain/shapes/fault.ts';
import { epochMs } from '../../../proto/domain/units.ts';

/** Words on one line, or on several; no other control characters, no halves of letters, which no file could hold. */
export const words = (longest: number, lines = false) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(
      lines ? /^[^\p{Cc}\p{Cs}]*(\n[^\p{Cc}\p{Cs}]*)*$/u : /^[^\p{Cc}\p{Cs}]*$/u,
      'expected no control characters and no halves of letters',
    );

/** Letters, digits and hyphens. */
export const SLUG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
export const agency = z
  .string()
  .max(40)
  .regex(SLUG, 'expected lower-case letters, digits and hyphens')
  .transform(agencyId);
/** The id of another record. */
export const recordId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w.:-]+$/, 'expected the id of a record');

/** From 2000 to 2100, whole milliseconds. */
export const timeMs = z.int().min(946_684_800_000).max(4_102_444_800_000).transform(epochMs);
export const country = z.string().regex(/^[A-Z]{2}$/, 'expected two letters of ISO 3166-1');

const lat = z.number().min(-90).max(90);
const lon = z.number().min(-180).max(180);
export const place = z.strictObject({ lat, lon });

export const line = z.array(place).min(2).max(MAX_LINE_CORNERS);
/** What has an inside. */
export const AREAS = [
  z.strictObject({
    kind: z.literal('polygon'),
    rings: z.array(z.array(place).min(3).max(MAX_CORNERS)).min(1).max(MAX_RINGS),
  }),
  z.strictObject({
    kind: z.literal('circle'),
    centre: place,
    radiusM: z
      .number()
      .min(1)
      .max(MAX_RADIUS_KM * 1000),
  }),
  z.strictObject({
    kind: z.literal('corridor'),
    line,
    widthM: z
      .number()
      .min(1)
      .max(MAX_WIDTH_KM * 1000),
  }),
] as const;
export const area: z.ZodType<Area> = z.discriminatedUnion('kind', AREAS);

/** IANA name, as this machine's time zone data knows it. */
export const timeZone = z
  .string()
  .max(60)
  .refine(
    (name) => {
      try {
        return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
      } catch {
        return false;
      }
    },
    { message: 'expected the name of a time zone: Europe/Tirane' },
  );

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected HH:MM');
const weekday = z
  .int()
  .min(1)
  .max(7)
  .transform((day) => day as Weekday);
/** At most so many in one week. */
export const weekly = z
  .array(z.strictObject({ days: unique(z.array(weekday).min(1).max(7)), from: clockTime, until: clockTime }))
  .min(1)
  .max(28);

export const schedule: z.ZodType<Schedule> = z
  .strictObject({
    fromMs: timeMs.exactOptional(),
    untilMs: timeMs.exactOptional(),
    timeZone,
    weekly: weekly.exactOptional(),
  })
  .refine(({ fromMs, untilMs }) => fromMs === undefined || untilMs === undefined || fromMs < untilMs, {
    message: 'expected an end after the start',
    path: ['untilMs'],
  });

/** Of a list in which nothing stands twice. */
export function unique<T extends z.ZodType<readonly unknown[]>>(list: T): T {
  return list.refine(
    (all) => new Set(all as readonly unknown[]).size === (all as readonly unknown[]).length,
    {
      message: 'expected each only once',
    },
  );
}

export const marking: z.ZodType<Marking> = z.strictObject({
  owner: agency,
  purpose: z.enum(PURPOSES),
  tlp: z.enum(TLP).exactOptional(),
  retention: z.enum(RETENTION),
});

/** `untilMs` after `fromMs`, and not longer than `longestMs`. */
export const inOrder =
  (longestMs: number) =>
  ({ fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number }): boolean =>
    untilMs > fromMs && untilMs - fromMs <= longestMs;
