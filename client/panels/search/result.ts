/** One thing that a search found, and what choosing it does. */
import type { VesselClass } from '../../store/view.ts';

export interface Result {
  readonly key: string;
  readonly group: 'vessels' | 'notices' | 'places' | 'commands';
  readonly label: string;
  readonly detail: string;
  readonly vesselClass?: VesselClass;
  readonly keys?: readonly string[];
  readonly go: () => void;
}
