/** What is wrong with a shape while it is drawn; computed once a step, for the map and the form alike. */
import { faultOfShape, type ShapeFault } from '../../proto/domain/shapes/fault.ts';
import { type Pen, shapeOf } from './pen.ts';

const known = new WeakMap<Pen, { readonly fault: ShapeFault | undefined }>();

/** Undefined for a sound shape, and for one that has too few corners yet. */
export function penFault(pen: Pen): ShapeFault | undefined {
  let answer = known.get(pen);
  if (answer === undefined) {
    const shape = shapeOf(pen);
    answer = { fault: shape === undefined ? undefined : faultOfShape(shape) };
    known.set(pen, answer);
  }
  return answer.fault;
}
