/** Zones from a file: which format it is, what the server found in it, and which of it is entered. Pure. */
import type { Zone } from '../../../proto/domain/operations/zone.ts';

export type ImportFormat = 'geojson' | 'kml' | 'csv';

/** What the server takes; a larger file is refused before it is sent. */
export const MOST_BYTES = 8 * 1024 * 1024;

/** One feature of the file: a zone, or what is wrong with it. */
export interface ImportedFeature {
  /** `feature 3`, `line 12`. */
  readonly where: string;
  readonly name?: string;
  readonly value?: Zone;
  readonly fault?: { readonly what: string; readonly where?: string; readonly remedy?: string };
}

export interface Imported {
  readonly features: readonly ImportedFeature[];
}

/** By the name's end; else by how it begins. */
export function formatOf(fileName: string, text: string): ImportFormat {
  const end = fileName.toLowerCase().split('.').at(-1);
  if (end === 'kml' || end === 'csv') return end;
  if (end === 'geojson' || end === 'json') return 'geojson';
  const begin = text.trimStart()[0];
  return begin === '<' ? 'kml' : begin === '{' || begin === '[' ? 'geojson' : 'csv';
}
