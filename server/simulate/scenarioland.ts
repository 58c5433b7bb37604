/** What a scenario file may say of a land border: who moves there, and what watches it. */
import { z } from 'zod';
import { feedName, point, sector, timeOfDay } from './scenariosensing.ts';

const lat = z.number().min(-90).max(90);
const lon = z.number().min(-180).max(180);
const direction = z.number().min(0).lt(360);
const name = z.string().min(1).max(60);
const metres = z.number().positive().max(50_000);

/** Who moves on land: invented, and without identity. */
const actor = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  kind: z.enum(['person', 'group', 'vehicle', 'animal', 'drone', 'footTeam']),
  /** What they are there for: the truth of the exercise. */
  story: z.enum(['crossing', 'traffic', 'shepherd', 'farmer', 'herd', 'patrol', 'drone']),
  count: z.int().min(1).max(500).default(1),
  mps: z.number().positive().max(50),
  altM: z.number().min(0).max(500).default(0),
  route: z.array(point).min(2),
  /** `once`: gone at the end. `back`: home again the same way after the pause. */
  manner: z.enum(['once', 'back']),
  pauseS: z.number().min(0).default(0),
  /** Starts so many seconds after the opening; negative: has been going for so long. */
  openingS: z.number().min(-86_400).max(86_400).optional(),
  /** From the opening on again and again. */
  everyMin: z.number().positive().optional(),
  /** Local times of day of starts. */
  times: z.array(timeOfDay).default([]),
});

const node = z.strictObject({
  /** UUID. */
  id: z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
  name,
  kind: z.enum(['groundRadar', 'camera', 'seismic', 'acoustic', 'proximity', 'passiveRf']),
  lat,
  lon,
  altM: z.number().min(0).max(3000),
  rangeM: metres,
  /** Of a radar: where it looks; of a camera: the sector over which it can turn. Absent: all round. */
  sector: sector.optional(),
  /** Of a camera: where it looks when nobody asks, and how wide. */
  view: z.strictObject({ azimuthDeg: direction, widthDeg: z.number().positive().max(180) }).optional(),
  turnDegPerS: z.number().positive().max(180).optional(),
  everyMs: z.int().min(1000).max(600_000),
  /** To see a person at half the range in one look. */
  probability: z.number().min(0).max(1),
  sigmaRangeM: z.number().positive().max(500).optional(),
  sigmaAzimuthDeg: z.number().positive().max(45).optional(),
  /** Mean false detections an hour. */
  falseAnHour: z.number().min(0).max(1000),
  /** Goes off the air for a while again and again, counted from the opening. */
  vanishes: z
    .strictObject({
      afterS: z.number().min(0),
      forMin: z.number().positive(),
      everyMin: z.number().positive(),
    })
    .optional(),
});

export const land = {
  border: z
    .strictObject({ feed: feedName, name, actors: z.array(actor).max(200), nodes: z.array(node).max(64) })
    .optional(),
};
export type ActorPlan = z.infer<typeof actor>;
export type NodePlan = z.infer<typeof node>;
export type BorderPlan = NonNullable<z.infer<typeof land.border>>;
