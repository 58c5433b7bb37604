/**
 * Weather stations: a ring with a wind barb (WMO-No. 485, the station model: half a feather 5 kn, a whole one 10,
 * a pennant 50, on the left of the shaft seen down the wind on the northern hemisphere, on the right on the southern),
 * and from close by values beside it. What is more than an hour old is faint and says so.
 */
import type { Words } from '../../messages/words.ts';
import { measured, type StationInfo } from '../../store/surroundings.ts';
import type { SaidName } from '../../store/view.ts';
import { formatAgeShort } from '../../ui/format.ts';
import { formatCelsius, formatHeight, formatHpa, formatWindShort } from '../../ui/formatweather.ts';
import { css, type Ink } from '../colours.ts';
import type { Box } from '../labels/declutter.ts';
import type { Screen } from '../screen.ts';
import { cutOut, overlap, type Spared } from '../sensors/sensorsigns.ts';

/** From afar they would be a heap over the harbours. */
const SHOWN_FROM_ZOOM = 6;
const VALUES_FROM_ZOOM = 8;
const MORE_FROM_ZOOM = 10;
const RING_PX = 4;
const SHAFT_PX = 26;
const FEATHER_PX = 10;
const STEP_PX = 4.2;
const FONT_PX = 11;
const LINE_PX = 13;

export interface StationSign {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly station: StationInfo;
}

/** Those in sight. */
export function stationSigns(
  screen: Screen,
  stations: readonly StationInfo[],
  scale: number,
): readonly StationSign[] {
  if (screen.zoom < SHOWN_FROM_ZOOM) return [];
  return stations
    .map((station) => ({ id: station.id, x: screen.x(station.lon), y: screen.y(station.lat), station }))
    .filter(({ x, y }) => screen.shows(x, y, SHAFT_PX * scale));
}

/** The sign meant by a place on the screen, CSS pixels. */
export function stationAt(
  signs: readonly StationSign[],
  x: number,
  y: number,
  scale: number,
): StationSign | undefined {
  const away = (sign: StationSign): number => Math.hypot(sign.x - x, sign.y - y);
  const near = signs.filter((sign) => away(sign) <= (RING_PX + 7) * scale);
  return near.toSorted((a, b) => away(a) - away(b))[0];
}

/** A straight stroke or, of three points, a filled pennant; CSS pixels around the ring's middle, at a desk. */
export type Stroke = readonly (readonly [x: number, y: number])[];

/**
 * A barb.
 * @param kn rounded to 5, as the station model has it; below 2.5 there is none: calm
 * @param fromDeg from where it blows
 */
export function barb(kn: number, fromDeg: number, southern: boolean): readonly Stroke[] {
  let fives = Math.round(kn / 5);
  if (fives === 0) return [];
  const angle = (fromDeg * Math.PI) / 180;
  const [ux, uy] = [Math.sin(angle), -Math.cos(angle)];
  // Left of who looks down the wind, from the tip to the ring.
  const side = southern ? -1 : 1;
  const [vx, vy] = [-uy * side, ux * side];
  const at = (along: number, across: number): readonly [number, number] => [
    ux * along + vx * across,
    uy * along + vy * across,
  ];
  const strokes: Stroke[] = [[at(RING_PX, 0), at(SHAFT_PX, 0)]];
  let along = SHAFT_PX;
  for (; fives >= 10; fives -= 10) {
    strokes.push([at(along, 0), at(along - STEP_PX / 2, FEATHER_PX), at(along - STEP_PX, 0)]);
    along -= STEP_PX + 1.5;
  }
  // A half feather alone stands a step in, so that it is not read as a whole one.
  if (fives === 1 && along === SHAFT_PX) along -= STEP_PX;
  for (; fives >= 2; fives -= 2, along -= STEP_PX)
    strokes.push([at(along, 0), at(along + STEP_PX / 2, FEATHER_PX)]);
  if (fives === 1) strokes.push([at(along, 0), at(along + STEP_PX / 4, FEATHER_PX / 2)]);
  return strokes;
}

/** What is written beside a sign at a zoom: what is old not beside what is not, as if it were of the same time. */
export function stationLines(
  t: Words,
  station: Pick<StationInfo, 'parts' | 'lastMs'>,
  zoom: number,
  nowMs: number,
): readonly string[] {
  if (zoom < VALUES_FROM_ZOOM) return [];
  const allOld = isOld(station, nowMs);
  const of = <K extends Parameters<typeof measured>[1]>(field: K) => {
    const one = measured(station, field, nowMs);
    return one?.isOld === true && !allOld ? undefined : one;
  };
  const [wind, waves, air, pressure] = [of('windKn'), of('waveHeightM'), of('airC'), of('pressureHpa')];
  const lines = [
    wind && formatWindShort(wind.value as number, of('gustKn')?.value as number | undefined),
    waves && `≈ ${formatHeight(waves.value as number)}`,
    ...(zoom < MORE_FROM_ZOOM
      ? []
      : [air && formatCelsius(air.value as number), pressure && formatHpa(pressure.value as number)]),
  ].filter((line) => line !== undefined);
  if (!allOld) return lines;
  return [...lines, `${t('station.old')} ${formatAgeShort(nowMs - station.lastMs)}`];
}

/** Nothing of it is younger than an hour. */
const isOld = (station: Pick<StationInfo, 'parts'>, nowMs: number): boolean =>
  station.parts.every(({ weather }) => {
    const [field] = Object.keys(weather) as (keyof typeof weather)[];
    return field === undefined || measured(station, field, nowMs)?.isOld === true;
  });

export function paintStations(
  context: CanvasRenderingContext2D,
  screen: Screen,
  signs: readonly StationSign[],
  { symbols, names }: Spared,
  words: { readonly t: Words; readonly nowMs: number },
  chosen: SaidName | undefined,
  ink: Ink,
  scale: number,
): void {
  context.save();
  context.lineJoin = 'round';
  context.lineCap = 'round';
  const boxes: Box[] = signs.map((sign) => {
    const half = (RING_PX + 1) * scale;
    return { left: sign.x - half, top: sign.y - half, right: sign.x + half, bottom: sign.y + half };
  });
  for (const sign of signs) {
    const isChosen = chosen?.kind === 'station' && chosen.id === sign.id;
    paintSign(context, sign, isChosen, words.nowMs, ink, scale);
  }
  cutOut(context, symbols, boxes);
  context.font = `600 ${FONT_PX * scale}px "Noto Sans", sans-serif`;
  context.textBaseline = 'top';
  context.lineWidth = 3 * scale;
  context.strokeStyle = css(ink.halo);
  const taken: Box[] = [...symbols, ...names, ...boxes];
  for (const { x, y, station } of signs) {
    const lines = stationLines(words.t, station, screen.zoom, words.nowMs);
    if (lines.length === 0) continue;
    const width = Math.max(...lines.map((line) => context.measureText(line).width));
    const height = lines.length * LINE_PX * scale;
    const gap = (RING_PX + 5) * scale;
    const box = [
      { left: x + gap, top: y - height / 2 },
      { left: x - gap - width, top: y - height / 2 },
      { left: x - width / 2, top: y + gap },
      { left: x - width / 2, top: y - gap - height },
    ]
      .map(({ left, top }) => ({ left, top, right: left + width, bottom: top + height }))
      .find((tried) => !taken.some((other) => overlap(tried, other)));
    if (box === undefined) continue;
    taken.push(box);
    context.textAlign = box.left < x - width / 2 - 1 ? 'right' : 'left';
    context.fillStyle = css(isOld(station, words.nowMs) ? ink.faint : ink.ink);
    for (const [i, line] of lines.entries()) {
      const at = context.textAlign === 'right' ? box.right : box.left;
      context.strokeText(line, at, box.top + i * LINE_PX * scale);
      context.fillText(line, at, box.top + i * LINE_PX * scale);
    }
  }
  context.restore();
}

function paintSign(
  context: CanvasRenderingContext2D,
  { x, y, station }: StationSign,
  chosen: boolean,
  nowMs: number,
  ink: Ink,
  scale: number,
): void {
  const wind = measured(station, 'windKn', nowMs);
  const from = measured(station, 'windFromDeg', nowMs);
  const strokes = wind && from ? barb(wind.value, from.value, station.lat < 0) : [];
  const old = wind?.isOld ?? isOld(station, nowMs);
  for (const isHalo of [true, false]) {
    context.strokeStyle = css(isHalo ? ink.halo : old ? ink.faint : ink.ink);
    context.fillStyle = context.strokeStyle;
    context.lineWidth = (isHalo ? 4.4 : 1.6) * scale;
    context.setLineDash(old && !isHalo ? [2 * scale, 2.4 * scale] : []);
    context.beginPath();
    context.arc(x, y, RING_PX * scale, 0, 2 * Math.PI);
    context.stroke();
    for (const stroke of strokes) {
      context.beginPath();
      for (const [i, [dx, dy]] of stroke.entries()) {
        if (i === 0) context.moveTo(x + dx * scale, y + dy * scale);
        else context.lineTo(x + dx * scale, y + dy * scale);
      }
      if (stroke.length > 2) {
        context.closePath();
        if (!isHalo) context.fill();
      }
      context.stroke();
    }
  }
  context.setLineDash([]);
  if (!chosen) return;
  context.strokeStyle = css(ink.selection);
  context.lineWidth = 2 * scale;
  context.beginPath();
  context.arc(x, y, (RING_PX + 6) * scale, 0, 2 * Math.PI);
  context.stroke();
}
