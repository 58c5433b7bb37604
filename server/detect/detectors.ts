/** Every detector there is, in the order in which they are told. */
import type { OpenDetector } from './detector.ts';
import { distress } from './distress/distress.ts';
import { crossings } from './operations/crossings.ts';
import { patrols } from './operations/patrols.ts';
import { tasks } from './operations/tasks.ts';
import { troubles } from './operations/troubles.ts';
import { voids } from './operations/voids.ts';

export const DETECTORS: readonly OpenDetector[] = [distress, crossings, patrols, tasks, voids, troubles];
