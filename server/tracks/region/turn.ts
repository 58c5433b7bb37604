/** A turn cut into sectors: a radar's plots are not of one time, and what moves is elsewhere at the turn's end. */
import type { Batch } from './batch.ts';

/** Sectors of a turn. */
const SECTORS = 8;
const WIDTH_DEG = 360 / SECTORS;
/** Plots whose times lie closer are of one time. */
const ONE_TIME_MS = 400;

/**
 * The batch as it is, or where its plots carry their own times a batch a sector, in the order of time; a sector in
 * which nothing was seen is of the time at which the antenna looked there, the turn ending at north.
 */
export function cutTurn(batch: Batch, periodMs: number | undefined): readonly Batch[] {
  const { plots, partial, sector, observedMs } = batch;
  const times = plots.map((plot) => plot.observedMs);
  const spreadMs = Math.max(...times) - Math.min(...times);
  if (plots.length === 0 || !(spreadMs > ONE_TIME_MS) || sector) return [batch];
  if (partial || periodMs === undefined || plots.some(({ place }) => place.kind === 'position')) {
    return byTime(batch);
  }
  const cut = Array.from({ length: SECTORS }, (_, i) => {
    const fromDeg = i * WIDTH_DEG;
    const inside = plots.filter(
      ({ place }) =>
        place.kind !== 'position' && Math.floor((((place.azimuthDeg % 360) + 360) % 360) / WIDTH_DEG) === i,
    );
    const lookedMs = observedMs - periodMs * (1 - (i + 0.5) / SECTORS);
    return {
      ...batch,
      plots: inside,
      sector: { fromDeg, toDeg: fromDeg + WIDTH_DEG },
      observedMs: inside.length > 0 ? meanMs(inside.map((plot) => plot.observedMs)) : Math.round(lookedMs),
    };
  });
  return cut.toSorted((a, b) => a.observedMs - b.observedMs);
}

/** Groups of plots of about one time; what was not seen is not said. */
function byTime(batch: Batch): readonly Batch[] {
  const groups: Batch[] = [];
  let from = 0;
  const plots = batch.plots.toSorted((a, b) => a.observedMs - b.observedMs);
  for (let i = 1; i <= plots.length; i++) {
    if (i < plots.length && plots[i]!.observedMs - plots[from]!.observedMs <= ONE_TIME_MS) continue;
    const group = plots.slice(from, i);
    const observedMs = meanMs(group.map((plot) => plot.observedMs));
    groups.push({ ...batch, plots: group, partial: true, observedMs });
    from = i;
  }
  return groups;
}

const meanMs = (times: readonly number[]): number =>
  Math.round(times.reduce((total, time) => total + time, 0) / times.length);
