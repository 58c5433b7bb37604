import type { Bounds } from '../../../proto/domain/geo.ts';

export interface TileSet {
  readonly bounds: Bounds;
  readonly zoom: { readonly min: number; readonly max: number };
  readonly files: number;
  readonly bytes: number;
}

export interface Manifest {
  readonly inputs: string;
  readonly world: TileSet;
  readonly area: TileSet;
}

export function buildBasemap(options?: {
  readonly log?: (line: string) => void;
  readonly folder?: string;
}): Promise<{ readonly manifest: Manifest; readonly built: boolean }>;
