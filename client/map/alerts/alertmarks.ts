/**
 * Alerts on the map: a ring round each track that one is about, a sign where there is no track, both by priority in
 * shape and colour. A ring lies outside the symbol, so that nothing of the track is covered.
 */
import { type Alert, type Priority, rankOf } from '../../../proto/domain/alert/alert.ts';
import type { TrackId } from '../../../proto/domain/ids.ts';
import type { Palette } from '../../store/view.ts';
import { formatCount } from '../../ui/format.ts';
import type { Ink } from '../colours.ts';
import { css, oklchToRgba, type Rgba } from '../colours.ts';
import type { Screen } from '../screen.ts';

/** Marks in sight at most: the most urgent are drawn, the rest is in the queue. */
export const MOST_MARKS = 400;

/** What is drawn of one alert or of several in one place: the most urgent. */
export interface AlertMark {
  /** Of the most urgent there. */
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly priority: Priority;
  /** Waits for an answer: filled. */
  readonly waits: boolean;
  /** Round a track's symbol. */
  readonly ring: boolean;
  readonly chosen: boolean;
  readonly count: number;
}

/** Where a track is drawn now, in degrees; undefined where it is not in the table. */
export type Whereabouts = (id: TrackId) => readonly [lon: number, lat: number] | undefined;

const waitsNow = ({ state }: Pick<Alert, 'state'>): boolean =>
  state === 'unacknowledged' || state === 'silenced' || state === 'rectified';

/** @param alerts those that the filter shows */
export function alertMarks(
  screen: Screen,
  alerts: Iterable<Alert>,
  chosen: string | undefined,
  whereabouts: Whereabouts,
  cellPx: number,
): readonly AlertMark[] {
  const marks = new Map<string, AlertMark>();
  const add = (alert: Alert, lon: number, lat: number, ring: boolean, key: string | undefined): void => {
    const x = screen.x(lon);
    const y = screen.y(lat);
    if (!screen.shows(x, y, cellPx)) return;
    // Of one track, or so close that signs would cover each other: one mark.
    const at = key ?? `${Math.round(x / cellPx)} ${Math.round(y / cellPx)}`;
    const known = marks.get(at);
    const mark: AlertMark = {
      id: alert.id,
      x,
      y,
      priority: alert.priority,
      waits: waitsNow(alert),
      ring,
      chosen: alert.id === chosen,
      count: (known?.count ?? 0) + 1,
    };
    if (known === undefined) {
      if (marks.size < MOST_MARKS || mark.chosen || alert.priority === 'emergency') marks.set(at, mark);
    } else marks.set(at, foremost(mark, known) ? mark : { ...known, count: mark.count });
  };
  for (const alert of alerts) {
    let ringed = false;
    for (const { trackId } of alert.lead.parties) {
      const now = whereabouts(trackId);
      if (now === undefined) continue;
      ringed = true;
      add(alert, now[0], now[1], true, `track ${trackId}`);
    }
    const { place } = alert.lead;
    if (!ringed && place !== undefined) add(alert, place.lon, place.lat, false, undefined);
  }
  return [...marks.values()].toSorted((a, b) => rankOf(b.priority) - rankOf(a.priority));
}

type Standing = Pick<AlertMark, 'chosen' | 'waits' | 'priority'>;

const foremost = (a: Standing, b: Standing): boolean =>
  a.chosen !== b.chosen ? a.chosen : a.waits !== b.waits ? a.waits : rankOf(a.priority) < rankOf(b.priority);

/** The hues of OpenBridge's alert colours, as light and strong as each palette's map takes. */
const HUES: Readonly<Record<Priority, readonly [hue: number, chroma: number]>> = {
  emergency: [27, 1.6],
  alarm: [27, 1.6],
  warning: [55, 1.35],
  caution: [95, 1.2],
};
const LIGHTNESS: Readonly<Record<Palette, number>> = { bright: 0.58, day: 0.56, dusk: 0.74, night: 0.64 };
const CHROMA: Readonly<Record<Palette, number>> = { bright: 0.15, day: 0.14, dusk: 0.13, night: 0.12 };

export function alertColour(palette: Palette, priority: Priority): Rgba {
  const [hue, chroma] = HUES[priority];
  return oklchToRgba(LIGHTNESS[palette], CHROMA[palette] * chroma, hue);
}

/** The shapes of the queue's signs: alarms are triangles, warnings circles, cautions squares. */
export function outlineOf(
  priority: Priority,
  x: number,
  y: number,
  r: number,
): readonly (readonly [number, number])[] {
  switch (priority) {
    case 'emergency':
    case 'alarm':
      return [
        [x, y - r * 1.1],
        [x + r * 1.05, y + r * 0.8],
        [x - r * 1.05, y + r * 0.8],
      ];
    case 'caution':
      return [
        [x - r * 0.85, y - r * 0.85],
        [x + r * 0.85, y - r * 0.85],
        [x + r * 0.85, y + r * 0.85],
        [x - r * 0.85, y + r * 0.85],
      ];
    case 'warning':
      return Array.from({ length: 20 }, (_, i) => [
        x + r * Math.cos((i / 10) * Math.PI),
        y + r * Math.sin((i / 10) * Math.PI),
      ]);
    default:
      return priority satisfies never;
  }
}

/** Paints the marks, the most urgent last. */
export function paintAlertMarks(
  context: CanvasRenderingContext2D,
  marks: readonly AlertMark[],
  palette: Palette,
  ink: Ink,
  symbolPx: number,
  scale: number,
): void {
  context.save();
  context.lineJoin = 'round';
  for (const { x, y, priority, waits, ring, chosen, count } of marks) {
    const colour = css(alertColour(palette, priority));
    if (ring) {
      const r = symbolPx / 2 + (chosen ? 9 : 6) * scale;
      stroke(context, priority, x, y, r, css(ink.halo), (waits ? 5 : 3.5) * scale);
      context.setLineDash(waits ? [] : [3 * scale, 3 * scale]);
      stroke(context, priority, x, y, r, colour, (waits ? 2.5 : 1.5) * scale);
      context.setLineDash([]);
    } else {
      const r = (chosen ? 9 : 7) * scale;
      stroke(context, priority, x, y, r, css(ink.halo), 4 * scale);
      if (waits) {
        context.fillStyle = colour;
        context.fill();
      }
      stroke(context, priority, x, y, r, colour, 2 * scale);
    }
    if (count > 1) {
      context.font = `700 ${10.5 * scale}px "Noto Sans", sans-serif`;
      context.textAlign = 'left';
      context.textBaseline = 'middle';
      context.lineWidth = 3 * scale;
      context.strokeStyle = css(ink.halo);
      context.fillStyle = css(ink.ink);
      const at = x + (ring ? symbolPx / 2 + 10 * scale : 10 * scale);
      const text = `×${formatCount(count)}`;
      context.strokeText(text, at, y - 8 * scale);
      context.fillText(text, at, y - 8 * scale);
    }
  }
  context.restore();
}

function stroke(
  context: CanvasRenderingContext2D,
  priority: Priority,
  x: number,
  y: number,
  r: number,
  colour: string,
  widthPx: number,
): void {
  context.beginPath();
  for (const [i, [px, py]] of outlineOf(priority, x, y, r).entries()) {
    if (i === 0) context.moveTo(px, py);
    else context.lineTo(px, py);
  }
  context.closePath();
  context.strokeStyle = colour;
  context.lineWidth = widthPx;
  context.stroke();
}

/** The alert meant by a place on the screen: the nearest sign within reach. */
export function alertAt(
  marks: readonly AlertMark[],
  x: number,
  y: number,
  reachPx: number,
): string | undefined {
  let best: AlertMark | undefined;
  let bestPx = reachPx;
  for (const mark of marks) {
    // A track is meant before what is said of it.
    if (mark.ring) continue;
    const px = Math.hypot(mark.x - x, mark.y - y);
    if (px <= bestPx) {
      best = mark;
      bestPx = px;
    }
  }
  return best?.id;
}

/** The alert that a track's ring stands for; undefined where none is about it. */
export function alertOfTrack(alerts: Iterable<Alert>, track: TrackId): string | undefined {
  const standing = ({ priority, ...alert }: Alert): Standing => ({
    chosen: false,
    waits: waitsNow(alert),
    priority,
  });
  let first: Alert | undefined;
  for (const alert of alerts) {
    if (!alert.lead.parties.some(({ trackId }) => trackId === track)) continue;
    if (first === undefined || foremost(standing(alert), standing(first))) first = alert;
  }
  return first?.id;
}

/** By how much marks may be apart and share one; CSS pixels at a desk. */
export const CELL_PX = 16;
