import type { Bounds } from '../../../proto/domain/geo.ts';
import type { Line } from './clip.mjs';

export function readPolygonsTouching(file: string, bounds: Bounds): readonly (readonly Line[])[];
