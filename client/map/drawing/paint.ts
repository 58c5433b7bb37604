/** A shape while it is drawn: what there is of it, where the next corner would be, what can be taken hold of. */
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import { outline } from '../../../proto/domain/shapes/outline.ts';
import { pathOf } from '../../../proto/domain/shapes/path.ts';
import { type Drawing, useDrawing } from '../../store/drawing.ts';
import { cornersOf, type Pen, shapeOf } from '../../store/pen.ts';
import { penFault } from '../../store/penfault.ts';
import { css, type Ink } from '../colours.ts';
import type { Screen } from '../screen.ts';
import { handlesOf } from './handles.ts';

interface Edges {
  /** Rings to be filled. */
  readonly rings: readonly (readonly LatLon[])[];
  /** The line of a corridor or line, or of a polygon that has two corners. */
  readonly lines: readonly (readonly LatLon[])[];
}

const EDGE_TOLERANCE_M = 30;
const CORNER_PX = 4.5;
const MIDDLE_PX = 3.2;
/** More corners than these are not numbered: the numbers would cover the shape. */
const MOST_NUMBERED = 40;

const drawnBefore = new WeakMap<Pen, Edges>();

function geodesic(line: readonly LatLon[], closed = false): readonly LatLon[] {
  if (line.length < 2) return line;
  const { xs, ys } = pathOf(line, { closed, toleranceM: EDGE_TOLERANCE_M });
  return Array.from(xs, (lon, i) => ({ lat: ys[i]!, lon }));
}

function edgesOf(pen: Pen): Edges {
  let edges = drawnBefore.get(pen);
  if (edges === undefined) {
    const shape = shapeOf(pen);
    const line = pen.kind === 'circle' || (pen.kind === 'polygon' && shape !== undefined) ? [] : pen.corners;
    edges = {
      // A faulty shape is shown as it is drawn: its outline may be no area.
      rings:
        shape === undefined || shape.kind === 'line'
          ? []
          : shape.kind === 'polygon'
            ? shape.rings.map((ring) => geodesic(ring, true))
            : outline(shape).flat(),
      lines: [geodesic(line)],
    };
    drawnBefore.set(pen, edges);
  }
  return edges;
}

function trace(screen: Screen, lines: readonly (readonly LatLon[])[], closed: boolean): Path2D {
  const path = new Path2D();
  for (const line of lines) {
    for (const [i, { lat, lon }] of line.entries()) {
      if (i === 0) path.moveTo(screen.x(lon), screen.y(lat));
      else path.lineTo(screen.x(lon), screen.y(lat));
    }
    if (closed) path.closePath();
  }
  return path;
}

/** From the last corner to the pointer, and on to the first of a polygon. */
function rubber({ tool, pen, pointer }: Drawing): readonly (readonly LatLon[])[] {
  if (tool !== 'add' || pointer === undefined) return [];
  const last = cornersOf(pen).at(-1);
  if (last === undefined) return [];
  const first = pen.kind === 'polygon' && pen.corners.length > 1 ? pen.corners[0] : undefined;
  return [geodesic([last, pointer]), ...(first === undefined ? [] : [geodesic([pointer, first])])];
}

export function paintDrawing(
  context: CanvasRenderingContext2D,
  screen: Screen,
  ink: Ink,
  scale: number,
): void {
  const { drawing } = useDrawing.getState();
  if (drawing === undefined) return;
  const { pen, pointer, chosen } = drawing;
  const { rings, lines } = edgesOf(pen);
  const faulty = penFault(pen) !== undefined;
  const colour = css(faulty ? ink.danger : ink.selection);
  context.lineJoin = 'round';
  const stroke = (path: Path2D, widthPx: number, dash: readonly number[]): void => {
    context.setLineDash([]);
    context.strokeStyle = css(ink.halo);
    context.lineWidth = (widthPx + 2.6) * scale;
    context.stroke(path);
    context.setLineDash(dash.map((part) => part * scale));
    context.strokeStyle = colour;
    context.lineWidth = widthPx * scale;
    context.stroke(path);
    context.setLineDash([]);
  };
  const area = trace(screen, rings, true);
  const [r, g, b] = ink.selection;
  context.fillStyle = css([r, g, b, 26]);
  context.fill(area, 'evenodd');
  // What has a fault is dashed as well as red.
  stroke(area, 2, faulty ? [8, 4] : []);
  stroke(
    trace(screen, lines, false),
    pen.kind === 'corridor' ? 1.2 : 2.2,
    pen.kind === 'corridor' ? [3, 4] : [],
  );
  stroke(trace(screen, rubber(drawing), false), 1.4, [4, 5]);
  if (pen.kind === 'line') paintArrows(context, screen, pen, ink, scale);
  paintHandles(context, screen, drawing, chosen, ink, scale);
  if (pointer?.snapped === true) {
    context.strokeStyle = css(ink.selection);
    context.lineWidth = 2 * scale;
    context.beginPath();
    context.arc(screen.x(pointer.lon), screen.y(pointer.lat), 9 * scale, 0, 2 * Math.PI);
    context.stroke();
  }
}

function paintHandles(
  context: CanvasRenderingContext2D,
  screen: Screen,
  { pen, tool }: Drawing,
  chosen: number | undefined,
  ink: Ink,
  scale: number,
): void {
  context.font = `600 ${10.5 * scale}px "Noto Sans", sans-serif`;
  context.textAlign = 'left';
  context.textBaseline = 'bottom';
  for (const handle of handlesOf(pen)) {
    if (handle.what === 'middle' && tool === 'add') continue;
    const [x, y] = [screen.x(handle.place.lon), screen.y(handle.place.lat)];
    if (!screen.shows(x, y, 20)) continue;
    const half = (handle.what === 'middle' ? MIDDLE_PX : CORNER_PX) * scale;
    const path = new Path2D();
    // A corner is a square, what lies between a circle, the end of a radius a lozenge.
    if (handle.what === 'corner') path.rect(x - half, y - half, 2 * half, 2 * half);
    else if (handle.what === 'middle') path.arc(x, y, half, 0, 2 * Math.PI);
    else {
      path.moveTo(x - 1.4 * half, y);
      path.lineTo(x, y - 1.4 * half);
      path.lineTo(x + 1.4 * half, y);
      path.lineTo(x, y + 1.4 * half);
      path.closePath();
    }
    const full = handle.what === 'corner' && handle.at === chosen;
    context.lineWidth = 4 * scale;
    context.strokeStyle = css(ink.halo);
    context.stroke(path);
    context.fillStyle = css(full ? ink.selection : [ink.halo[0], ink.halo[1], ink.halo[2], 255]);
    context.fill(path);
    context.lineWidth = 1.6 * scale;
    context.strokeStyle = css(ink.selection);
    context.stroke(path);
    if (handle.what !== 'corner' || pen.kind === 'circle' || pen.corners.length > MOST_NUMBERED) continue;
    const text = String(handle.at + 1);
    context.lineWidth = 3 * scale;
    context.strokeStyle = css(ink.halo);
    context.strokeText(text, x + half + 2 * scale, y - half);
    context.fillStyle = css(ink.selection);
    context.fillText(text, x + half + 2 * scale, y - half);
  }
}

/** Across the middle of each edge, to the side where a crossing counts. */
function paintArrows(
  context: CanvasRenderingContext2D,
  screen: Screen,
  { corners, crossing }: Pen,
  ink: Ink,
  scale: number,
): void {
  const path = new Path2D();
  for (let i = 1; i < corners.length; i++) {
    const [ax, ay] = [screen.x(corners[i - 1]!.lon), screen.y(corners[i - 1]!.lat)];
    const [bx, by] = [screen.x(corners[i]!.lon), screen.y(corners[i]!.lat)];
    const length = Math.hypot(bx - ax, by - ay);
    if (length < 30 * scale) continue;
    const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
    // Between its middle, where a handle is, and its end.
    const [x, y] = [ax + (bx - ax) * 0.7, ay + (by - ay) * 0.7];
    // To the right of the way, the screen's y growing downwards.
    for (const side of crossing === 'both' ? [1, -1] : crossing === 'leftToRight' ? [1] : [-1]) {
      const [nx, ny] = [-uy * side, ux * side];
      const tip = 15 * scale;
      path.moveTo(x, y);
      path.lineTo(x + nx * tip, y + ny * tip);
      for (const back of [1, -1]) {
        path.moveTo(x + nx * tip, y + ny * tip);
        path.lineTo(x + nx * tip * 0.6 + ux * back * tip * 0.3, y + ny * tip * 0.6 + uy * back * tip * 0.3);
      }
    }
  }
  context.strokeStyle = css(ink.halo);
  context.lineWidth = 4.4 * scale;
  context.stroke(path);
  context.strokeStyle = css(ink.selection);
  context.lineWidth = 1.8 * scale;
  context.stroke(path);
}
