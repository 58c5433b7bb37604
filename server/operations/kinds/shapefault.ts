/** What a schema cannot see of a drawn shape: edges that cross, a pole inside. */
import type { Shape } from '../../../proto/domain/operations/area.ts';
import { faultOfShape } from '../../../proto/domain/shapes/fault.ts';
import type { OperationFault } from '../outcome.ts';
import { invalid } from './references.ts';

/** Shapes come from the schema as new objects; `before` is the same where nobody touched it. */
export function shapeFault(shape: Shape, where: string, before?: Shape): OperationFault | undefined {
  if (before !== undefined && JSON.stringify(before) === JSON.stringify(shape)) return undefined;
  const fault = faultOfShape(shape);
  return fault && invalid(fault.what, `${where}: ${fault.where}`, fault.remedy);
}
