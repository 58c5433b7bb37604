import type { Line } from './clip.mjs';

export function cutAtAntimeridian(polygon: readonly Line[]): readonly (readonly Line[])[];
