/**
 * The sensors' own signs: what stands where, and whether it is well. Tracks come first: a sign is cut out where a
 * symbol stands on it, and a sensor's name is written only where it covers no symbol and no other name.
 */
import { SensorHealth, SensorKind } from '../../../proto/domain/sensor.ts';
import type { SensorInfo } from '../../store/sensors.ts';
import { css, type Ink } from '../colours.ts';
import type { Box } from '../labels/declutter.ts';
import type { Screen } from '../screen.ts';
import { pathOf } from '../signpath.ts';

/** On a grid of 24 around its middle: a mast with what it bears. */
const PATHS: { readonly [kind: number]: string } = {
  [SensorKind.radar]:
    'M11 11H13V22H11ZM5 22H19V23.5H5ZM3 6C7 11 17 11 21 6L22.3 7.2C17.6 13 6.4 13 1.7 7.2ZM11 2H13V8H11Z',
  [SensorKind.groundRadar]: 'M11 12H13V22H11ZM6 22H18V23.5H6ZM5 4H19V11H5ZM7 6V9H17V6Z',
  [SensorKind.camera]: 'M11 14H13V22H11ZM6 22H18V23.5H6ZM3 5H15V13H3ZM5 7V11H13V7ZM16 8L21 5V13L16 10Z',
  [SensorKind.seismic]: 'M2 12H6L8 5L11 19L14 8L16 12H22V14H15L14 12.5L11 23L8 10L7 14H2Z',
  [SensorKind.acoustic]: 'M4 9H8L13 4V20L8 15H4ZM15 8C18 10 18 14 15 16L16 17.5C20 14.5 20 9.5 16 6.5Z',
  [SensorKind.proximity]: 'M12 9A3 3 0 1 1 11.99 9ZM12 4A8 8 0 1 1 11.99 4ZM12 6A6 6 0 1 0 12.01 6Z',
  [SensorKind.passiveRf]:
    'M11 9H13V22H11ZM6 22H18V23.5H6ZM12 4A2.5 2.5 0 1 1 11.99 4ZM5 2L6.5 3C4.5 5.5 4.5 7.5 6.5 10L5 11C2.3 8 2.3 5 5 2ZM19 2L17.5 3C19.5 5.5 19.5 7.5 17.5 10L19 11C21.7 8 21.7 5 19 2Z',
  [SensorKind.neighbour]: 'M3 4H21V17H3ZM5 6V15H19V6ZM10 18H14V20H17V22H7V20H10Z',
};
const UNKNOWN_PATH = 'M12 3A9 9 0 1 1 11.99 3ZM12 5A7 7 0 1 0 12.01 5ZM11 8H13V16H11Z';
/** Struck out: it does not do its work. */
const STRUCK = 'M2 20.5L20.5 2L22 3.5L3.5 22Z';

const SIZE_PX = 20;
const NAMED_FROM_ZOOM = 9;
/** More than these on one spot are one sign and their number: a row of signs would stand where no sensor does. */
const MOST_SIDE_BY_SIDE = 3;
const FONT_PX = 11;
const LINE_PX = 13;
/** Kept free around a symbol that stands on a sign. */
const CLEAR_PX = 2;

/** Sensors that stand so close on the screen that their signs would cover each other, side by side. */
interface Stand {
  readonly x: number;
  readonly y: number;
  readonly sensors: SensorInfo[];
}

/** On one mast stand what is within a sign's width, in the order of the list. */
export function standsOf(screen: Screen, sensors: readonly SensorInfo[], signPx: number): readonly Stand[] {
  const stands: Stand[] = [];
  for (const sensor of sensors) {
    const { lat, lon } = sensor;
    if (lat === undefined || lon === undefined) continue;
    const x = screen.x(lon);
    const y = screen.y(lat);
    if (!screen.shows(x, y, signPx)) continue;
    const near = stands.find((one) => Math.abs(one.x - x) < signPx && Math.abs(one.y - y) < signPx);
    if (near === undefined) stands.push({ x, y, sensors: [sensor] });
    else near.sensors.push(sensor);
  }
  return stands;
}

/** The tracks over which nothing of a sensor is drawn: their symbols and their names, CSS pixels. */
export interface Spared {
  readonly symbols: readonly Box[];
  readonly names: readonly Box[];
}

/** Draws every sensor that has a place, and below it what {@link namesOf} says. */
export function paintSensorSigns(
  context: CanvasRenderingContext2D,
  screen: Screen,
  sensors: readonly SensorInfo[],
  { symbols, names }: Spared,
  ink: Ink,
  scale: number,
): void {
  const signPx = SIZE_PX * scale;
  const stands = standsOf(screen, sensors, signPx);
  for (const stand of stands) {
    const { left, top } = signBox(stand, signPx);
    for (const [i, sensor] of signsOf(stand).entries())
      paintSign(context, left + i * signPx, top, sensor, ink, scale);
  }
  const signs = stands.map((stand) => signBox(stand, signPx));
  cutOut(context, symbols, signs);
  context.font = `400 ${FONT_PX * scale}px "Noto Sans", sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.lineJoin = 'round';
  context.lineWidth = 3 * scale;
  context.strokeStyle = css(ink.halo);
  context.fillStyle = css(ink.ink);
  const taken = [...symbols, ...names, ...signs];
  for (const [at, stand] of stands.entries()) {
    const { x } = stand;
    for (const [i, name] of namesOf(stand, screen.zoom).entries()) {
      const top = signs[at]!.bottom + (2 + i * LINE_PX) * scale;
      const half = context.measureText(name).width / 2;
      const box = { left: x - half, top, right: x + half, bottom: top + LINE_PX * scale };
      if (taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      context.strokeText(name, x, top);
      context.fillText(name, x, top);
    }
  }
}

/** The signs that are drawn of a stand; of many the first, struck out where one of them does not do its work. */
export function signsOf({ sensors }: Stand): readonly SensorInfo[] {
  if (sensors.length <= MOST_SIDE_BY_SIDE) return sensors;
  const unwell = sensors.find(({ health }) => isUnwell(health));
  return [{ ...sensors[0]!, health: unwell?.health ?? sensors[0]!.health }];
}

/** What is written below a stand: names from {@link NAMED_FROM_ZOOM} on, of many their number at any zoom. */
export function namesOf({ sensors }: Stand, zoom: number): readonly string[] {
  if (sensors.length > MOST_SIDE_BY_SIDE) return [`×${sensors.length}`];
  return zoom < NAMED_FROM_ZOOM ? [] : sensors.map(({ name }) => name);
}

const isUnwell = (health: SensorHealth): boolean =>
  health !== SensorHealth.working && health !== SensorHealth.unknown;

/** The signs of a stand, side by side around it. */
function signBox(stand: Stand, signPx: number): Box {
  const { x, y } = stand;
  const half = (signsOf(stand).length * signPx) / 2;
  return { left: x - half, top: y - signPx / 2, right: x + half, bottom: y + signPx / 2 };
}

export const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Clears what was painted of the signs where a symbol, which lies on the map below, shall be seen. */
export function cutOut(
  context: CanvasRenderingContext2D,
  symbols: readonly Box[],
  signs: readonly Box[],
): void {
  context.save();
  context.globalCompositeOperation = 'destination-out';
  context.fillStyle = '#000';
  for (const symbol of symbols) {
    if (!signs.some((sign) => overlap(sign, symbol))) continue;
    const { left, top, right, bottom } = symbol;
    context.beginPath();
    context.arc((left + right) / 2, (top + bottom) / 2, (right - left) / 2 + CLEAR_PX, 0, 2 * Math.PI);
    context.fill();
  }
  context.restore();
}

/** With its upper left corner at x, y. */
function paintSign(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  { kind, health }: SensorInfo,
  ink: Ink,
  scale: number,
): void {
  const unit = (SIZE_PX * scale) / 24;
  context.save();
  context.translate(x, y);
  context.scale(unit, unit);
  const sign = pathOf(PATHS[kind] ?? UNKNOWN_PATH);
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = css(ink.halo);
  context.stroke(sign);
  context.fillStyle = css(ink.ink);
  context.fill(sign, 'evenodd');
  if (isUnwell(health)) {
    const struck = pathOf(STRUCK);
    context.stroke(struck);
    context.fillStyle = css(ink.danger);
    context.fill(struck);
  }
  context.restore();
}
