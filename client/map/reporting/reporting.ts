/** The place of a contact that is being reported, as it is stated so far: what is meant, and how far off it may be. */
import { destination, type Position } from '../../../proto/domain/geo.ts';
import type { ManualPlace } from '../../../proto/domain/manual.ts';
import { degrees } from '../../../proto/domain/units.ts';
import type { ViewState } from '../../store/view.ts';
import { css, type Ink } from '../colours.ts';
import type { Screen } from '../screen.ts';

type Point = readonly [lon: number, lat: number];

export interface ReportedShape {
  /** Lines of what is meant. */
  readonly lines: readonly (readonly Point[])[];
  /** Rings and lines of how far off it may be. */
  readonly edges: readonly (readonly Point[])[];
  /** Corners that were placed. */
  readonly corners: readonly Point[];
}

const ROUND_DEG = 360;
const STEP_DEG = 6;

/** Points at a range from a place, from one direction to another, both ends among them. */
function arc(from: Position, rangeM: number, fromDeg: number, toDeg: number): Point[] {
  const steps = Math.max(1, Math.ceil((toDeg - fromDeg) / STEP_DEG));
  return Array.from({ length: steps + 1 }, (_, i) => {
    const { lon, lat } = destination(from, fromDeg + ((toDeg - fromDeg) * i) / steps, rangeM);
    return [lon, lat] as const;
  });
}

/** What is drawn of a place: lon, lat in degrees. */
export function reportedShape(place: ManualPlace): ReportedShape {
  switch (place.kind) {
    case 'point': {
      const { lat, lon, uncertaintyM } = place;
      return { lines: [], edges: [arc({ lat, lon }, uncertaintyM, 0, ROUND_DEG)], corners: [[lon, lat]] };
    }
    case 'bearing': {
      const { azimuthDeg, uncertaintyDeg, minRangeM, maxRangeM } = place;
      const from = { lat: place.fromLat, lon: place.fromLon };
      const [left, right] = [azimuthDeg - uncertaintyDeg, azimuthDeg + uncertaintyDeg];
      const near = arc(from, minRangeM, left, right);
      const far = arc(from, maxRangeM, left, right);
      const end = destination(from, azimuthDeg, maxRangeM);
      return {
        lines: [[[from.lon, from.lat] as const, [end.lon, end.lat] as const]],
        edges: [[...near, ...far.toReversed(), near[0]!]],
        corners: [[from.lon, from.lat]],
      };
    }
    case 'line':
    case 'area': {
      const corners = place.points.map(([lat, lon]): Point => [lon, lat]);
      const closed = place.kind === 'area' && corners.length > 2 ? [...corners, corners[0]!] : corners;
      const around = corners.map(([lon, lat]) =>
        arc({ lon: degrees(lon), lat: degrees(lat) }, place.uncertaintyM, 0, ROUND_DEG),
      );
      return { lines: [closed], edges: around, corners };
    }
    default:
      return place satisfies never;
  }
}

/** The last corner is joined to the pointer while a line or an area grows. */
function growing({ reporting, cursor }: Pick<ViewState, 'reporting' | 'cursor'>): readonly Point[] {
  const place = reporting?.place;
  if (cursor === undefined || (place?.kind !== 'line' && place?.kind !== 'area')) return [];
  const last = place.points.at(-1);
  return last === undefined
    ? []
    : [
        [last[1], last[0]],
        [cursor.lon, cursor.lat],
      ];
}

export function paintReported(
  context: CanvasRenderingContext2D,
  screen: Screen,
  view: Pick<ViewState, 'reporting' | 'cursor'>,
  ink: Ink,
  scale: number,
): void {
  if (view.reporting?.place === undefined) return;
  const shape = reportedShape(view.reporting.place);
  const meant = new Path2D();
  const edge = new Path2D();
  const dashed = new Path2D();
  for (const line of shape.lines) trace(meant, screen, line);
  for (const line of shape.edges) trace(edge, screen, line);
  trace(dashed, screen, growing(view));
  const arm = 6 * scale;
  for (const [lon, lat] of shape.corners) {
    const [x, y] = [screen.x(lon), screen.y(lat)];
    meant.moveTo(x - arm, y);
    meant.lineTo(x + arm, y);
    meant.moveTo(x, y - arm);
    meant.lineTo(x, y + arm);
  }
  context.lineJoin = 'round';
  const stroke = (path: Path2D, widthPx: number, dash: readonly number[]): void => {
    context.setLineDash([]);
    context.strokeStyle = css(ink.halo);
    context.lineWidth = (widthPx + 2.4) * scale;
    context.stroke(path);
    context.setLineDash(dash.map((part) => part * scale));
    context.strokeStyle = css(ink.selection);
    context.lineWidth = widthPx * scale;
    context.stroke(path);
  };
  stroke(edge, 1.2, [5, 4]);
  stroke(dashed, 1.2, [2, 4]);
  stroke(meant, 1.8, []);
  context.setLineDash([]);
}

function trace(path: Path2D, screen: Screen, line: readonly Point[]): void {
  for (const [i, [lon, lat]] of line.entries()) {
    if (i === 0) path.moveTo(screen.x(lon), screen.y(lat));
    else path.lineTo(screen.x(lon), screen.y(lat));
  }
}
