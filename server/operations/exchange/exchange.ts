/** Zones in and out as files. Nothing here throws on what a file says. */
import { type ExportedZone, type FileRead, MAX_TEXT_LENGTH, noFile } from './feature.ts';
import { readCsv } from './readcsv.ts';
import { readGeoJson } from './readgeojson.ts';
import { readKml } from './readkml.ts';
import { writeCsv } from './writecsv.ts';
import { writeGeoJson } from './writegeojson.ts';
import { writeKml } from './writekml.ts';

export const ZONE_FORMATS = ['geojson', 'kml', 'csv'] as const;
export type ZoneFormat = (typeof ZONE_FORMATS)[number];

export const ZONE_MEDIA_TYPES: Readonly<Record<ZoneFormat, string>> = {
  geojson: 'application/geo+json',
  kml: 'application/vnd.google-earth.kml+xml',
  csv: 'text/csv; charset=utf-8',
};

const READERS: Readonly<Record<ZoneFormat, (text: string) => FileRead>> = {
  geojson: readGeoJson,
  kml: readKml,
  csv: readCsv,
};
const WRITERS: Readonly<Record<ZoneFormat, (zones: readonly ExportedZone[]) => string>> = {
  geojson: writeGeoJson,
  kml: writeKml,
  csv: writeCsv,
};

/** Each feature of a file as a zone or a named fault, or why the file cannot be read: at most 8 Mi letters, 5,000 features. */
export function readZones(format: ZoneFormat, text: string): FileRead {
  if (text.length > MAX_TEXT_LENGTH)
    return noFile(
      `longer than ${MAX_TEXT_LENGTH / 1024 / 1024} MiB`,
      'file',
      'split it, or simplify its shapes',
    );
  return READERS[format](text);
}

export const writeZones = (format: ZoneFormat, zones: readonly ExportedZone[]): string =>
  WRITERS[format](zones);
