/** A sector's cells as text for the store. */
import { z } from 'zod';
import type { CoverageSample } from '../../../proto/domain/operations/assist.ts';
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import type { CoverageGrid } from './grid.ts';
import type { SectorSight } from './sight.ts';

const saved = z.object({
  sinceMs: z.number(),
  /** Seconds since `sinceMs` of each cell's last sight, 32-bit little-endian in base 64; 0xffffffff: not yet. */
  cells: z.string(),
  samples: z.array(z.object({ atMs: z.number(), planned: z.number(), achieved: z.number() })),
  onStation: z.array(z.tuple([z.string(), z.number()])),
});

const NEVER = 0xffff_ffff;

export function savedOf({ sinceMs, grid, samples, onStationMs }: SectorSight): string {
  const cells = Buffer.alloc(grid.count * 4);
  for (let i = 0; i < grid.count; i += 1) {
    const seenMs = grid.lastSeenMs[i]!;
    cells.writeUInt32LE(
      Number.isNaN(seenMs) ? NEVER : Math.max(0, Math.round((seenMs - sinceMs) / 1000)),
      i * 4,
    );
  }
  return JSON.stringify({ sinceMs, cells: cells.toString('base64'), samples, onStation: [...onStationMs] });
}

/** Puts the cells into `grid`; undefined where it is of another grid or cannot be read. */
export function readSaved(
  text: string,
  grid: CoverageGrid,
): { sinceMs: EpochMs; samples: CoverageSample[]; onStationMs: Map<string, number> } | undefined {
  const read = saved.safeParse(parsed(text));
  if (!read.success) return undefined;
  const { sinceMs, samples, onStation } = read.data;
  const cells = Buffer.from(read.data.cells, 'base64');
  if (cells.length !== grid.count * 4) return undefined;
  for (let i = 0; i < grid.count; i += 1) {
    const afterS = cells.readUInt32LE(i * 4);
    grid.lastSeenMs[i] = afterS === NEVER ? Number.NaN : sinceMs + afterS * 1000;
  }
  return {
    sinceMs: epochMs(sinceMs),
    samples: samples.map(({ atMs, ...shares }) => ({ atMs: epochMs(atMs), ...shares })),
    onStationMs: new Map(onStation),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
