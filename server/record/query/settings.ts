/** How the query process is run: read by it and by whoever starts it. */
import { z } from 'zod';

/** Questions that run at once. A replay's next picture never waits behind an analyst's question. */
export const RUNNING = { analysts: 2, replays: 1 } as const;
/** Its own folder under `<record>/query`. */
export const SERVER_ENGINE = 'server';
/** Bytes of one answer: no question answers more, by {@link MOST_POINTS} and the bounds of its rows. */
export const LONGEST_ANSWER = 64 << 20;

const mebibytes = z
  .number()
  .int()
  .min(64)
  .max(1 << 20);

export const queryOptions = z.strictObject({
  record: z.string().min(1),
  memoryMb: mebibytes.optional(),
  threads: z.number().int().min(1).max(64).optional(),
  spillMb: mebibytes.optional(),
});
export type QueryOptions = z.output<typeof queryOptions>;
