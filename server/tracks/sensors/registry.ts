/** The sensors there are. */
import type { watchfloor } from '../../../proto/generated/watchfloor.js';

export class SensorRegistry {
  /** Grows whenever {@link list} would say something else. */
  readonly version: number = 0;

  list(): readonly watchfloor.v1.ISensorState[] {
    return [];
  }
}
