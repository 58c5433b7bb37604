import type { Bounds } from '../../../proto/domain/geo.ts';
import type { Line } from './clip.mjs';

export function smoothRing(ring: Line, bounds?: Bounds): Line;
