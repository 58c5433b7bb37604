/**
 * Crossing points: what kind by the form of the sign (land: a square, sea: a circle, air: a house-shaped pentagon), how they
 * stand by what is in it: full while open, half while restricted, struck out while closed, hollow with a clock's hands
 * outside the hours, dashed with a question mark where nobody has said for too long.
 */
import type { CrossingState } from '../../../proto/domain/operations/crossingstate.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import type { CrossingKind } from '../../../proto/domain/operations/zone.ts';
import { type CrossingView, crossingView } from '../../store/crossingstanding.ts';
import type { RecordName } from '../../store/view.ts';
import { formatCount } from '../../ui/format.ts';
import { css, type Ink } from '../colours.ts';
import type { Box } from '../labels/declutter.ts';
import type { Screen } from '../screen.ts';
import { cutOut, overlap, type Spared } from '../sensors/sensorsigns.ts';
import { pathOf } from '../signpath.ts';

/** On a grid of 24 around its middle. */
const FORMS: { readonly [K in CrossingKind]: string } = {
  land: 'M3.5 3.5H20.5V20.5H3.5Z',
  sea: 'M12 2.5A9.5 9.5 0 1 1 11.99 2.5Z',
  air: 'M12 1.5L21.5 9.5V21H2.5V9.5Z',
};
/** The half below the diagonal: partly open. */
const HALF = 'M24 0V24H0Z';
const CROSS =
  'M5.5 7.2L7.2 5.5L12 10.3L16.8 5.5L18.5 7.2L13.7 12L18.5 16.8L16.8 18.5L12 13.7L7.2 18.5L5.5 16.8L10.3 12Z';
const HANDS = 'M11 6H13V11.4L16.8 14.4L15.6 16L11 12.4Z';
const QUESTION =
  'M8.2 9.2C8.2 6.9 9.8 5.6 12 5.6S15.9 7 15.9 9C15.9 11.6 13 11.7 13 14.2H11C11 10.9 13.8 10.9 13.8 9.1C13.8 8.1 13.1 7.5 12 7.5S10.3 8.1 10.3 9.2ZM10.9 16H13.1V18.3H10.9Z';

const INNER: { readonly [S in CrossingState]?: string } = {
  closed: CROSS,
  outsideHours: HANDS,
  silent: QUESTION,
};

const SIZE_PX = 17;
/** The sign stands so far above its place, on a stem: vehicles and ships at the barrier stay to be seen. */
const STEM_PX = 19;
const NAMED_FROM_ZOOM = 8.5;
/** Further out only what is wrong is drawn, so that the coast is not a row of squares. */
const ALL_FROM_ZOOM = 6;
const FONT_PX = 11;
const LINE_PX = 13;

export interface CrossingSign {
  readonly id: string;
  /** The middle of the sign; its place is the foot of the stem. */
  readonly x: number;
  readonly y: number;
  readonly kind: CrossingKind;
  readonly name: string;
  readonly view: CrossingView;
}

/** Those on the screen. */
export function crossingSigns(
  screen: Screen,
  points: Iterable<Version<'crossingPoint'>>,
  nowMs: number,
  scale: number,
): readonly CrossingSign[] {
  const signs: CrossingSign[] = [];
  for (const point of points) {
    const { place, kind, name } = point.value;
    const x = screen.x(place.lon);
    const y = screen.y(place.lat) - STEM_PX * scale;
    if (!screen.shows(x, y, 2 * SIZE_PX * scale)) continue;
    const view = crossingView(point, nowMs);
    if (screen.zoom < ALL_FROM_ZOOM && view.state === 'open') continue;
    signs.push({ id: point.id, x, y, kind, name, view });
  }
  return signs;
}

/** The sign meant by a place on the screen, CSS pixels. */
export function crossingAt(
  signs: readonly CrossingSign[],
  x: number,
  y: number,
  scale: number,
): CrossingSign | undefined {
  const reach = (SIZE_PX * scale) / 2 + 3;
  const near = signs.filter((sign) => Math.hypot(sign.x - x, sign.y - y) <= reach);
  return near.toSorted((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y))[0];
}

/** What is beside the sign: how many wait and how long, where somebody said; nothing of it once it is too old. */
export function queueText({ waiting, waitMin, silent }: CrossingView): string {
  if (silent) return '';
  return [
    waiting === undefined || waiting === 0 ? undefined : formatCount(waiting),
    waitMin === undefined || waitMin === 0 ? undefined : `${formatCount(waitMin)} min`,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

export function paintCrossings(
  context: CanvasRenderingContext2D,
  screen: Screen,
  signs: readonly CrossingSign[],
  { symbols, names }: Spared,
  chosen: RecordName | undefined,
  ink: Ink,
  scale: number,
): void {
  const half = (SIZE_PX * scale) / 2;
  const boxes = signs.map(({ x, y }) => ({
    left: x - half,
    top: y - half,
    right: x + half,
    bottom: y + half,
  }));
  // What is worst lies on top.
  for (const sign of signs.toReversed())
    paintSign(context, sign, chosen?.kind === 'crossingPoint' && chosen.id === sign.id, ink, scale);
  cutOut(context, symbols, boxes);
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3 * scale;
  context.strokeStyle = css(ink.halo);
  context.fillStyle = css(ink.ink);
  const taken: Box[] = [...symbols, ...names, ...boxes];
  for (const sign of signs) {
    const lines = linesOf(sign, screen.zoom);
    if (lines.length === 0) continue;
    const width = Math.max(...lines.map(({ text, weight }) => textWidth(context, text, weight, scale)));
    const height = lines.length * LINE_PX * scale;
    const gap = half + 4 * scale;
    // To the right, else to the left, else not at all.
    const box = [sign.x + gap, sign.x - gap - width]
      .map((left) => ({ left, top: sign.y - height / 2, right: left + width, bottom: sign.y + height / 2 }))
      .find((tried) => !taken.some((other) => overlap(tried, other)));
    if (box === undefined) continue;
    taken.push(box);
    const leftOf = box.left < sign.x;
    context.textAlign = leftOf ? 'right' : 'left';
    for (const [i, { text, weight }] of lines.entries()) {
      context.font = font(weight, scale);
      const y = box.top + (i + 0.5) * LINE_PX * scale;
      context.strokeText(text, leftOf ? box.right : box.left, y);
      context.fillText(text, leftOf ? box.right : box.left, y);
    }
  }
}

interface Line {
  readonly text: string;
  readonly weight: 400 | 600;
}

/** Its name from close by, and below it who waits. */
function linesOf({ name, view }: CrossingSign, zoom: number): readonly Line[] {
  const queue = queueText(view);
  return [
    ...(zoom < NAMED_FROM_ZOOM ? [] : [{ text: name, weight: 400 as const }]),
    ...(queue === '' ? [] : [{ text: queue, weight: 600 as const }]),
  ];
}

const font = (weight: number, scale: number): string =>
  `${weight} ${FONT_PX * scale}px "Noto Sans", sans-serif`;

function textWidth(context: CanvasRenderingContext2D, text: string, weight: number, scale: number): number {
  context.font = font(weight, scale);
  return context.measureText(text).width;
}

function paintSign(
  context: CanvasRenderingContext2D,
  { x, y, kind, view }: CrossingSign,
  chosen: boolean,
  ink: Ink,
  scale: number,
): void {
  const { state, overdue } = view;
  const form = pathOf(FORMS[kind]);
  const unit = (SIZE_PX * scale) / 24;
  const wrong = state === 'closed';
  const colour = css(wrong ? ink.danger : ink.ink);
  const foot = y + STEM_PX * scale;
  for (const [width, paint] of [
    [4.4, css(ink.halo)],
    [1.6, colour],
  ] as const) {
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x, foot);
    context.lineWidth = width * scale;
    context.strokeStyle = paint;
    context.stroke();
  }
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, foot, 2.2 * scale, 0, 2 * Math.PI);
  context.fill();
  context.save();
  context.translate(x - 12 * unit, y - 12 * unit);
  context.scale(unit, unit);
  context.lineJoin = 'miter';
  context.strokeStyle = css(chosen ? ink.selection : ink.halo);
  context.lineWidth = chosen ? 10 : 6.5;
  context.stroke(form);
  context.fillStyle = css([ink.halo[0], ink.halo[1], ink.halo[2], 255]);
  context.fill(form);
  context.strokeStyle = colour;
  context.lineWidth = 2.6;
  context.setLineDash(state === 'silent' ? [3.5, 3] : []);
  context.stroke(form);
  context.setLineDash([]);
  context.fillStyle = colour;
  if (state === 'open') context.fill(form);
  if (state === 'restricted') {
    context.save();
    context.clip(form);
    context.fill(pathOf(HALF));
    context.restore();
  }
  const inner = INNER[state];
  if (inner !== undefined) context.fill(pathOf(inner));
  if (overdue) {
    // It should have ended: a mark at the corner.
    context.fillStyle = css(ink.danger);
    context.beginPath();
    context.arc(21, 3, 4.6, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = css([ink.halo[0], ink.halo[1], ink.halo[2], 255]);
    context.fillRect(20.2, 0, 1.6, 3.6);
    context.fillRect(20.2, 4.4, 1.6, 1.5);
  }
  context.restore();
}
