/** Points as a table, a row each; `watchfloor import` reads it again. */
import { formatMmsi } from '../../../proto/domain/ids.ts';
import { guarded } from '../../operations/exchange/csvcolumns.ts';
import { type ExportedTrack, kindName, natureName } from '../exported.ts';
import type { FileSink } from '../filesink.ts';
import type { StagedPoints } from '../stagedpoints.ts';
import { degOf, isoOf, tenthOf } from '../words.ts';

const COLUMNS =
  'time,track,mmsi,name,callSign,imo,shipType,lat,lon,sogKn,cogDeg,headingDeg,navStatus,kind,nature';

/** RFC 4180: quoted where it must be; a text that no spreadsheet runs. */
const field = (text: string): string => {
  const safe = guarded(text);
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const whoOf = ({ id, mmsi, name, callSign, imo, shipType }: ExportedTrack): string =>
  [
    // A run below zero is no formula: it is text in every reader, and a number in none.
    field(id),
    mmsi === undefined ? '' : formatMmsi(mmsi),
    name === undefined ? '' : field(name),
    callSign === undefined ? '' : field(callSign),
    imo ?? '',
    shipType ?? '',
  ].join(',');

export async function writePointsCsv(sink: FileSink, staged: StagedPoints): Promise<void> {
  sink.text(`${COLUMNS}\r\n`);
  const who = new Map(staged.tracks.map((track) => [track.id, whoOf(track)]));
  for await (const some of staged.points('track'))
    for (const { track, point } of some) {
      const { ms, latE6, lonE6, sogDkn, cogDdeg, headingDdeg, navStatus, kind, nature } = point;
      sink.text(
        `${isoOf(ms)},${who.get(track.id)},${degOf(latE6)},${degOf(lonE6)},${tenthOf(sogDkn) ?? ''},${
          tenthOf(cogDdeg) ?? ''
        },${tenthOf(headingDdeg) ?? ''},${navStatus ?? ''},${kindName(kind)},${natureName(nature)}\r\n`,
      );
    }
}
