/** What a scenario says of what is told on the air: weather reports and notices of its shore stations. */
import { z } from 'zod';

const lat = z.number().min(-90).max(90);
const lon = z.number().min(-180).max(180);
const name = z.string().min(1).max(60);
const minutes = z.int().min(1).max(1440);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM');
const point = z.tuple([lat, lon]);

const area = z.discriminatedUnion('kind', [
  /** A radius of 0 is a point. */
  z.strictObject({
    kind: z.literal('circle'),
    at: point,
    radiusM: z.number().min(0).max(4_095_000),
    /** What it lies around goes with the water, from its place at the beginning of each day. */
    drifts: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.enum(['polygon', 'polyline']), points: z.array(point).min(2).max(9) }),
]);

export const broadcasts = {
  broadcasts: z
    .strictObject({
      /** Places whose weather a shore station reports (SN.1/Circ.289 FI 31). */
      weather: z
        .array(
          z.strictObject({
            station: name,
            lat,
            lon,
            everyMin: minutes,
            /** On land: nothing is said of waves and water. */
            inland: z.boolean().default(false),
          }),
        )
        .max(60),
      /** Area notices (FI 22). */
      notices: z
        .array(
          z.strictObject({
            station: name,
            linkage: z.int().min(1).max(1023),
            /** SN.1/Circ.289, table 11.11. */
            description: z.int().min(0).max(125),
            areas: z.array(area).min(1).max(4),
            text: z.string().max(42).optional(),
            everyMin: minutes,
            /** Local times, each day; absent: always. */
            daily: z
              .array(
                z.strictObject({ from: timeOfDay, forMin: minutes, announcedMin: z.int().min(0).max(720) }),
              )
              .min(1)
              .optional(),
          }),
        )
        .max(40),
    })
    .default({ weather: [], notices: [] }),
};
