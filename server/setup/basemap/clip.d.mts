import type { Bounds } from '../../../proto/domain/geo.ts';

export type Point = readonly [lon: number, lat: number];
export type Line = readonly Point[];

export function clipRing(ring: Line, bounds: Bounds): Line | undefined;
export function clipPolygon(polygon: readonly Line[], bounds: Bounds): readonly Line[] | undefined;
export function clipLine(line: Line, bounds: Bounds): readonly Line[];
export function partsWhere(line: Line, holds: (at: Point) => boolean, stepDeg: number): readonly Line[];
