/** A shape while it is drawn or typed: it may have too few corners yet. Pure; `drawing.ts` keeps the one on this page. */
import type { Crossing, LatLon, Shape } from '../../proto/domain/operations/area.ts';

export type ShapeKind = Shape['kind'];
export const SHAPE_KINDS: readonly ShapeKind[] = ['polygon', 'circle', 'corridor', 'line'];

/** What every kind of shape needs is kept while another is tried: nothing is lost by looking. */
export interface Pen {
  readonly kind: ShapeKind;
  /** Of a polygon its outer ring, of a line or corridor its line; a circle's centre is its first. */
  readonly corners: readonly LatLon[];
  /** Of a polygon that came with holes. */
  readonly holes: readonly (readonly LatLon[])[];
  readonly radiusM: number | undefined;
  readonly widthM: number;
  readonly crossing: Crossing;
}

/** Corners at most, as the server takes them by hand: more are imported. */
export const MOST_CORNERS = 1000;
const USUAL_WIDTH_M = 1852;

export const newPen = (kind: ShapeKind): Pen => ({
  kind,
  corners: [],
  holes: [],
  radiusM: undefined,
  widthM: USUAL_WIDTH_M,
  crossing: 'both',
});

export function penOf(shape: Shape): Pen {
  const empty = newPen(shape.kind);
  switch (shape.kind) {
    case 'polygon':
      return { ...empty, corners: shape.rings[0] ?? [], holes: shape.rings.slice(1) };
    case 'circle':
      return { ...empty, corners: [shape.centre], radiusM: shape.radiusM };
    case 'corridor':
      return { ...empty, corners: shape.line, widthM: shape.widthM };
    case 'line':
      return { ...empty, corners: shape.line, crossing: shape.crossing };
    default:
      return shape satisfies never;
  }
}

const FEWEST: { readonly [K in ShapeKind]: number } = { polygon: 3, circle: 1, corridor: 2, line: 2 };

/** The shape, once there is enough of it. It may still have a fault: see `proto/domain/shapes`. */
export function shapeOf({ kind, corners, holes, radiusM, widthM, crossing }: Pen): Shape | undefined {
  if (corners.length < FEWEST[kind]) return undefined;
  switch (kind) {
    case 'polygon':
      return { kind, rings: [corners, ...holes] };
    case 'circle':
      return radiusM === undefined || radiusM <= 0 ? undefined : { kind, centre: corners[0]!, radiusM };
    case 'corridor':
      return widthM > 0 ? { kind, line: corners, widthM } : undefined;
    case 'line':
      return { kind, line: corners, crossing };
    default:
      return kind satisfies never;
  }
}

/** Corners that are shown: a circle has its centre alone, whatever was drawn before it became one. */
export const cornersOf = ({ kind, corners }: Pen): readonly LatLon[] =>
  kind === 'circle' ? corners.slice(0, 1) : corners;

/** A corner before place `at`; at the end where absent. Of a circle it is the centre. */
export function withCorner(pen: Pen, corner: LatLon, at = pen.corners.length): Pen {
  if (pen.kind === 'circle') return { ...pen, corners: [corner] };
  if (pen.corners.length >= MOST_CORNERS) return pen;
  return { ...pen, corners: pen.corners.toSpliced(at, 0, corner) };
}

export const withCornerAt = (pen: Pen, at: number, corner: LatLon): Pen =>
  at < 0 || at >= pen.corners.length ? pen : { ...pen, corners: pen.corners.with(at, corner) };

export const withoutCorner = (pen: Pen, at: number): Pen =>
  at < 0 || at >= pen.corners.length ? pen : { ...pen, corners: pen.corners.toSpliced(at, 1) };

/** A corner goes one place earlier or later in the order. */
export function withCornerMoved(pen: Pen, at: number, by: 1 | -1): Pen {
  const corner = pen.corners[at];
  const to = at + by;
  if (corner === undefined || to < 0 || to >= pen.corners.length) return pen;
  return { ...pen, corners: pen.corners.toSpliced(at, 1).toSpliced(to, 0, corner) };
}

/** The other way round: what was to the left of a line is to its right. */
export const reversed = (pen: Pen): Pen => ({ ...pen, corners: pen.corners.toReversed() });

export const hasHoles = ({ kind, holes }: Pen): boolean => kind === 'polygon' && holes.length > 0;
