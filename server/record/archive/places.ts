/** Where the archive's files lie under the record's folder (decision 0013). */
import path from 'node:path';

export const LOG = 'log';
export const ARCHIVE = 'archive';
/** Whatever is unfinished; emptied at each start of the roller. */
export const WORK = 'archive/work';
export const MANIFEST = 'archive/manifest';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export const hourOf = (ms: number): number => Math.floor(ms / HOUR_MS) * HOUR_MS;
export const dayOf = (ms: number): number => Math.floor(ms / DAY_MS) * DAY_MS;
/** `2026-07-01`, UTC. */
export const dayName = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
/** `2026-07`, UTC. */
export const monthName = (ms: number): string => new Date(ms).toISOString().slice(0, 7);
/** `05`, UTC. */
export const hourName = (ms: number): string => new Date(ms).toISOString().slice(11, 13);

/** Under `record`, of a path as the manifest has it: `archive/sea/points/2026-07-01/05-12.parquet`. */
export const absolute = (record: string, file: string): string => path.join(record, ...file.split('/'));
