/** What every part of the patrol's form is given: the plan as it is, and the way to change it. */
import type { Patrol } from '../../../proto/domain/operations/patrol.ts';

export interface PartProps {
  readonly patrol: Patrol;
  readonly onChange: (patrol: Patrol) => void;
}
