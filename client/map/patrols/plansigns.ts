/** Over the map: names of sectors, where units are based, meeting points, and the ways of those who can get there. */

import type { HelperRow } from '../../../proto/domain/operations/assist.ts';
import type { Patrol } from '../../../proto/domain/operations/patrol.ts';
import { degrees } from '../../../proto/domain/units.ts';
import { usePlanView } from '../../store/planview.ts';
import { useRecords } from '../../store/records.ts';
import type { ViewState } from '../../store/view.ts';
import { formatAge, formatBearing, formatClockUtc } from '../../ui/format.ts';
import { css, type Ink } from '../colours.ts';
import type { Box } from '../labels/declutter.ts';
import { rangeAndBearing } from '../measure/greatcircle.ts';
import type { Screen } from '../screen.ts';
import { type Point, sectorShapes } from './planshapes.ts';

export interface BaseSign {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** Bases are named from here on. */
const NAMED_FROM_ZOOM = 9;
const SIGN_PX = 13;
/** Ways drawn of a list of helpers: the nearest, and the one pointed at. */
const MOST_WAYS = 5;

interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly screen: Screen;
  readonly ink: Ink;
  readonly scale: number;
  /** Where something is written already. */
  readonly taken: Box[];
}

/** Draws all; returns the bases of units that it drew, for the pointer. */
export function paintPlans(
  context: CanvasRenderingContext2D,
  screen: Screen,
  view: ViewState,
  ink: Ink,
  scale: number,
): readonly BaseSign[] {
  const brush: Brush = { context, screen, ink, scale, taken: [] };
  context.lineJoin = 'round';
  let bases: readonly BaseSign[] = [];
  if (view.workspace === 'patrols') {
    bases = paintBases(brush, view);
    paintSectorNames(brush, view);
    const chosen = view.chosenRecord?.kind === 'patrol' ? view.chosenRecord.id : undefined;
    const { edited } = usePlanView.getState();
    const patrol = edited ?? useRecords.getState().tables.patrol.get(chosen ?? '')?.value;
    if (patrol !== undefined) paintMeetings(brush, patrol);
  }
  paintWays(brush);
  return bases;
}

function write(
  { context, ink, scale, taken }: Brush,
  text: string,
  x: number,
  y: number,
  strong = false,
): void {
  context.font = `${strong ? 600 : 400} ${11.5 * scale}px "Noto Sans", sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const half = context.measureText(text).width / 2;
  const box = { left: x - half, right: x + half, top: y - 7 * scale, bottom: y + 7 * scale };
  const over = taken.some(
    (other) =>
      box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
  );
  if (over && !strong) return;
  taken.push(box);
  context.lineWidth = 3 * scale;
  context.strokeStyle = css(ink.halo);
  context.strokeText(text, x, y);
  context.fillStyle = css(strong ? ink.selection : ink.ink);
  context.fillText(text, x, y);
}

function paintSectorNames(brush: Brush, { chosenRecord }: ViewState): void {
  const { screen, scale } = brush;
  for (const { id, name, middle, rings } of sectorShapes(useRecords.getState().tables.sector.values())) {
    const [lon, lat] = middle;
    const [x, y] = [screen.x(lon), screen.y(lat)];
    if (!screen.shows(x, y, 0)) continue;
    // A name wider than its sector says nothing of it.
    const xs = (rings[0] ?? []).map(([each]) => screen.x(each));
    const wide = Math.max(...xs) - Math.min(...xs) > name.length * 5 * scale;
    const chosen = chosenRecord?.kind === 'sector' && chosenRecord.id === id;
    if (wide || chosen) write(brush, name, x, y, chosen);
  }
}

/** A unit's base: a flag's square; units that share one share the sign. */
function paintBases(brush: Brush, { chosenRecord }: ViewState): readonly BaseSign[] {
  const { context, screen, ink, scale } = brush;
  const half = (SIGN_PX * scale) / 2;
  const signs: BaseSign[] = [];
  const places = new Map<string, { x: number; y: number; names: string[]; chosen: boolean }>();
  for (const { id, value } of useRecords.getState().tables.unit.values()) {
    const x = screen.x(value.base.lon);
    const y = screen.y(value.base.lat);
    if (!screen.shows(x, y, half)) continue;
    signs.push({ id, x, y });
    const key = `${Math.round(x / (2 * half))} ${Math.round(y / (2 * half))}`;
    const place = places.get(key) ?? { x, y, names: [], chosen: false };
    place.names.push(value.callSign);
    place.chosen ||= chosenRecord?.kind === 'unit' && chosenRecord.id === id;
    places.set(key, place);
  }
  for (const { x, y, names, chosen } of places.values()) {
    const sign = new Path2D();
    sign.rect(x - half, y - half, 2 * half, 2 * half);
    sign.moveTo(x - half, y);
    sign.lineTo(x, y - half);
    sign.lineTo(x + half, y);
    context.lineWidth = 4 * scale;
    context.strokeStyle = css(ink.halo);
    context.stroke(sign);
    context.lineWidth = (chosen ? 2.5 : 1.5) * scale;
    context.strokeStyle = css(chosen ? ink.selection : ink.ink);
    context.stroke(sign);
    const [first = ''] = names;
    const text = names.length === 1 ? first : `${first} +${names.length - 1}`;
    if (screen.zoom >= NAMED_FROM_ZOOM || chosen) write(brush, text, x, y + half + 8 * scale, chosen);
  }
  return signs;
}

/** The nearest base to a place on the screen, CSS pixels. */
export function baseAt(signs: readonly BaseSign[], x: number, y: number, scale: number): string | undefined {
  const reach = (SIGN_PX * scale) / 2 + 3;
  return signs.find((sign) => Math.abs(sign.x - x) <= reach && Math.abs(sign.y - y) <= reach)?.id;
}

function cross({ context, ink, scale }: Brush, x: number, y: number): void {
  const mark = new Path2D();
  const arm = 6 * scale;
  mark.moveTo(x - arm, y - arm);
  mark.lineTo(x + arm, y + arm);
  mark.moveTo(x - arm, y + arm);
  mark.lineTo(x + arm, y - arm);
  context.lineWidth = 5 * scale;
  context.strokeStyle = css(ink.halo);
  context.stroke(mark);
  context.lineWidth = 2.25 * scale;
  context.strokeStyle = css(ink.selection);
  context.stroke(mark);
}

function paintMeetings(brush: Brush, { meetingPoints }: Patrol): void {
  const { screen, scale } = brush;
  for (const { place, atMs, note } of meetingPoints) {
    const [x, y] = [screen.x(place.lon), screen.y(place.lat)];
    cross(brush, x, y);
    write(brush, `${formatClockUtc(atMs)} UTC ${note}`.trim(), x, y + 16 * scale, true);
  }
}

/** Lines to meeting points: dashed; the one pointed at is full. */
function paintWays(brush: Brush): void {
  const { assist, helpers, helper } = usePlanView.getState();
  if (assist === undefined) return;
  for (const [i, row] of helpers.entries()) {
    if (row.timeS === undefined || row.meetLat === undefined || row.meetLon === undefined) continue;
    if (i >= MOST_WAYS && i !== helper) continue;
    const from: Point = [row.fromLon, row.fromLat];
    paintWay(brush, row, from, [row.meetLon, row.meetLat], i === helper, i + 1);
  }
}

function paintWay(
  brush: Brush,
  row: HelperRow,
  from: Point,
  to: Point,
  pointed: boolean,
  rank: number,
): void {
  const { context, screen, ink, scale } = brush;
  const { points } = rangeAndBearing([degrees(from[0]), degrees(from[1])], [degrees(to[0]), degrees(to[1])]);
  const line = new Path2D();
  for (const [lon, lat] of points) line.lineTo(screen.x(lon), screen.y(lat));
  context.setLineDash([]);
  context.lineWidth = (pointed ? 5.5 : 3.5) * scale;
  context.strokeStyle = css(ink.halo);
  context.stroke(line);
  context.setLineDash(pointed ? [] : [7 * scale, 5 * scale]);
  context.lineWidth = (pointed ? 2.75 : 1.5) * scale;
  context.strokeStyle = css(pointed ? ink.selection : ink.ink);
  context.stroke(line);
  context.setLineDash([]);
  cross(brush, screen.x(to[0]), screen.y(to[1]));
  const [lon, lat] = points[Math.floor(points.length / 2)] ?? to;
  const words = `${rank}  ${row.name}  ${formatAge((row.timeS ?? 0) * 1000)}  ${formatBearing(row.courseDeg)}`;
  write(brush, words, screen.x(lon), screen.y(lat) - 9 * scale, pointed);
}
