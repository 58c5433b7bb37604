/** Tracks as KML 2.2 with Google’s `gx:Track` (KML extension namespace): times and places side by side. */
import { type ExportHead, headFields, trackFields } from '../exported.ts';
import type { FileSink } from '../filesink.ts';
import type { StagedPoints, Way } from '../stagedpoints.ts';
import { degOf, escaped, isoOf } from '../words.ts';

/** Of one track’s element; a longer way is several, which share an end. */
const MOST_OF_TRACK = 50_000;

const dataOf = (fields: Readonly<Record<string, unknown>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `<Data name="${name}"><value>${escaped(String(value))}</value></Data>`)
    .join('');

function placemark(sink: FileSink, { track, points }: Way): void {
  const name = track.name ?? (track.mmsi === undefined ? track.id : String(track.mmsi));
  sink.text(
    `<Placemark><name>${escaped(name)}</name><ExtendedData>${dataOf(trackFields(track))}</ExtendedData><gx:Track>\n`,
  );
  for (const { ms } of points) sink.text(`<when>${isoOf(ms)}</when>\n`);
  for (const { lonE6, latE6 } of points)
    sink.text(`<gx:coord>${degOf(lonE6)} ${degOf(latE6)} 0</gx:coord>\n`);
  sink.text('</gx:Track></Placemark>\n');
}

export async function writeKml(sink: FileSink, staged: StagedPoints, head: ExportHead): Promise<void> {
  const fields = headFields(head);
  const title = `${head.isSynthetic ? 'SYNTHETIC ' : ''}${head.question.ask}`;
  sink.text(
    `<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>
<name>${escaped(title)}</name><ExtendedData>${dataOf(fields)}</ExtendedData>
`,
  );
  for await (const way of staged.ways(MOST_OF_TRACK)) placemark(sink, way);
  sink.text('</Document></kml>\n');
}
