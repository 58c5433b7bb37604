/** Shapes made ready for many questions. A shape is prepared once; shapes are never changed in place. */
import { type Bounds, wrapLongitude } from '../geo.ts';
import type { Shape } from '../operations/area.ts';
import { preparedCircle } from './preparedcircle.ts';
import { preparedLine } from './preparedline.ts';
import { preparedPolygon } from './preparedpolygon.ts';
import type { PreparedShape } from './preparedshape.ts';

const prepared = new WeakMap<Shape, PreparedShape>();

/** Of a shape without fault (`faultOfShape`). */
export function prepare(shape: Shape): PreparedShape {
  const known = prepared.get(shape);
  if (known !== undefined) return known;
  const made = make(shape);
  prepared.set(shape, made);
  return made;
}

function make(shape: Shape): PreparedShape {
  switch (shape.kind) {
    case 'polygon':
      return preparedPolygon(shape);
    case 'circle':
      return preparedCircle(shape);
    case 'corridor':
      return preparedLine(shape.line, shape.widthM / 2);
    case 'line':
      return preparedLine(shape.line, 0);
  }
}

/** Whether a place is in an area; never in a line. Edges are geodesics, kept to a metre. */
export const contains = (shape: Shape, lat: number, lon: number): boolean =>
  prepare(shape).contains(lat, lon);

/** What the shape is within; west > east where it crosses the antimeridian. */
export function boundsOf(shape: Shape): Bounds {
  const { west, south, east, north } = prepare(shape).box;
  return { west, south, east: east > 180 ? wrapLongitude(east) : east, north };
}
