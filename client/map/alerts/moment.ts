/** The moment of the chosen alert: the way of its tracks in the thirty minutes before it, and where it began. */
import type { Alert } from '../../../proto/domain/alert/alert.ts';
import type { TrackId } from '../../../proto/domain/ids.ts';
import { say } from '../../messages/words.ts';
import { formatClockUtc, formatTimeUtc } from '../../ui/format.ts';
import { css, type Ink } from '../colours.ts';
import type { Screen } from '../screen.ts';
import type { TrailView } from '../trails/trailview.ts';

/** Before the onset. */
export const MOMENT_MS = 30 * 60_000;
/** A gap this long is no way that was seen. */
const LONGEST_LEG_MS = 10 * 60_000;
const TICK_MS = 5 * 60_000;

/** One track's way: places in degrees with their times, oldest first; runs are broken at gaps. */
export interface Way {
  readonly runs: readonly (readonly (readonly [lon: number, lat: number, atMs: number])[])[];
  /** Where it was at the onset, between what was seen; undefined where nothing was seen near it. */
  readonly onset: readonly [lon: number, lat: number] | undefined;
}

/** The ways of an alert's tracks from {@link MOMENT_MS} before its onset until now. */
export function waysOf(alert: Alert, trails: TrailView): readonly Way[] {
  const about = new Set<TrackId>(alert.lead.parties.map(({ trackId }) => trackId));
  const ways: Way[] = [];
  if (about.size === 0) return ways;
  const fromMs = alert.lead.onsetMs - MOMENT_MS;
  trails.forEach((id, lonLat, observedMs, count) => {
    if (!about.has(id)) return;
    const runs: [number, number, number][][] = [];
    let onset: Way['onset'];
    let last = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < count; i += 1) {
      const atMs = observedMs[i]!;
      if (atMs < fromMs) continue;
      const lon = lonLat[2 * i]!;
      const lat = lonLat[2 * i + 1]!;
      if (atMs - last > LONGEST_LEG_MS) runs.push([]);
      else if (last <= alert.lead.onsetMs && atMs >= alert.lead.onsetMs && onset === undefined) {
        const part = atMs === last ? 1 : (alert.lead.onsetMs - last) / (atMs - last);
        const [lonBefore, latBefore] = runs.at(-1)!.at(-1)!;
        onset = [lonBefore + (lon - lonBefore) * part, latBefore + (lat - latBefore) * part];
      }
      runs.at(-1)!.push([lon, lat, atMs]);
      last = atMs;
    }
    ways.push({ runs, onset });
  });
  return ways;
}

export function paintMoment(
  context: CanvasRenderingContext2D,
  screen: Screen,
  alert: Alert,
  trails: TrailView | undefined,
  ink: Ink,
  scale: number,
): void {
  const ways = trails === undefined ? [] : waysOf(alert, trails);
  const { onsetMs, place } = alert.lead;
  context.save();
  context.lineJoin = 'round';
  for (const { runs } of ways)
    for (const run of runs) {
      // Before the onset it is drawn full, after it thin: what led to it is asked for.
      paintRun(
        context,
        screen,
        run.filter(([, , atMs]) => atMs <= onsetMs + TICK_MS / 5),
        ink,
        3 * scale,
        scale,
      );
      paintRun(
        context,
        screen,
        run.filter(([, , atMs]) => atMs > onsetMs),
        ink,
        1.5 * scale,
        scale,
      );
      paintTicks(context, screen, run, ink, scale);
    }
  const marks = ways.flatMap(({ onset }) => (onset === undefined ? [] : [onset]));
  if (marks.length === 0 && place !== undefined) marks.push([place.lon, place.lat]);
  for (const [lon, lat] of marks) paintOnset(context, screen.x(lon), screen.y(lat), onsetMs, ink, scale);
  context.restore();
}

function paintRun(
  context: CanvasRenderingContext2D,
  screen: Screen,
  run: Way['runs'][number],
  ink: Ink,
  widthPx: number,
  scale: number,
): void {
  if (run.length < 2) return;
  context.beginPath();
  for (const [i, [lon, lat]] of run.entries()) {
    if (i === 0) context.moveTo(screen.x(lon), screen.y(lat));
    else context.lineTo(screen.x(lon), screen.y(lat));
  }
  context.strokeStyle = css(ink.halo);
  context.lineWidth = widthPx + 2.5 * scale;
  context.stroke();
  context.strokeStyle = css(ink.selection);
  context.lineWidth = widthPx;
  context.stroke();
}

/** A dot every five minutes with its time, where they do not crowd. */
function paintTicks(
  context: CanvasRenderingContext2D,
  screen: Screen,
  run: Way['runs'][number],
  ink: Ink,
  scale: number,
): void {
  context.font = `500 ${10.5 * scale}px "Noto Sans", sans-serif`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  let tick = Number.NEGATIVE_INFINITY;
  let lastX = Number.NEGATIVE_INFINITY;
  let lastY = 0;
  for (const [lon, lat, atMs] of run) {
    const number = Math.floor(atMs / TICK_MS);
    if (number === tick) continue;
    const isFirst = tick === Number.NEGATIVE_INFINITY;
    tick = number;
    if (isFirst) continue;
    const x = screen.x(lon);
    const y = screen.y(lat);
    context.beginPath();
    context.arc(x, y, 3 * scale, 0, 2 * Math.PI);
    context.fillStyle = css(ink.selection);
    context.fill();
    if (Math.hypot(x - lastX, y - lastY) < 46 * scale) continue;
    lastX = x;
    lastY = y;
    write(context, formatClockUtc(number * TICK_MS), x + 6 * scale, y - 8 * scale, ink, scale);
  }
}

/** A cross in a circle, and when. */
function paintOnset(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  onsetMs: number,
  ink: Ink,
  scale: number,
): void {
  const r = 8 * scale;
  for (const [colour, widthPx] of [
    [css(ink.halo), 5 * scale],
    [css(ink.danger), 2.25 * scale],
  ] as const) {
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.moveTo(x - r * 1.6, y);
    context.lineTo(x + r * 1.6, y);
    context.moveTo(x, y - r * 1.6);
    context.lineTo(x, y + r * 1.6);
    context.strokeStyle = colour;
    context.lineWidth = widthPx;
    context.stroke();
  }
  context.font = `700 ${12 * scale}px "Noto Sans", sans-serif`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  write(
    context,
    say('alerts.map.onset', { time: formatTimeUtc(onsetMs) }),
    x + r * 2.6,
    y + r * 2,
    ink,
    scale,
  );
}

function write(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  ink: Ink,
  scale: number,
): void {
  context.lineJoin = 'round';
  context.lineWidth = 3 * scale;
  context.strokeStyle = css(ink.halo);
  context.fillStyle = css(ink.ink);
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}
