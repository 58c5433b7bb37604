/** An answer as a file: what its asker may see of it and nothing else, marked where it is synthetic, or refused. */
import { mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Nature } from '../../proto/domain/observation.ts';
import type { ExportFormat } from '../../proto/domain/record/questions.ts';
import { hashFile } from '../record/archive/durable.ts';
import { type ExportParams, type ExportReply, LONGEST_FILE } from '../record/export/exportasked.ts';
import { type Answering, type Asked, asReply } from '../record/query/asks.ts';
import { QueryFault } from '../record/query/fault.ts';
import { Seen } from '../record/query/seen.ts';
import { isOneOf, keyOf, type TrackKey } from '../record/query/trackkeys.ts';
import { writeAnswerCsv } from './answercsv.ts';
import { writePack } from './evidence/pack.ts';
import { type ExportHead, SYNTHETIC } from './exported.ts';
import { type Written, written, writtenLater } from './filesink.ts';
import { writeCellsGeoJson, writeGeoJson } from './formats/geojson.ts';
import { writeGeoParquet } from './formats/geoparquet.ts';
import { writeKml } from './formats/kml.ts';
import { writeMfJson } from './formats/mfjson.ts';
import { writeNmea } from './formats/nmea.ts';
import { writePointsCsv } from './formats/pointscsv.ts';
import type { Making } from './making.ts';
import { StagedPoints } from './stagedpoints.ts';
import { compactTime } from './words.ts';

export interface ExportPlace {
  /** The record's folder. */
  readonly record: string;
  /** Where files are made: a folder of DuckDB's own under `<record>/query`. */
  readonly folder: string;
}

const FILES: Readonly<Record<ExportFormat, { readonly ending: string; readonly mediaType: string }>> = {
  csv: { ending: 'csv', mediaType: 'text/csv; charset=utf-8' },
  geojson: { ending: 'geojson', mediaType: 'application/geo+json' },
  geoparquet: { ending: 'parquet', mediaType: 'application/vnd.apache.parquet' },
  kml: { ending: 'kml', mediaType: 'application/vnd.google-earth.kml+xml' },
  mfjson: { ending: 'mf.json', mediaType: 'application/json' },
  nmea: { ending: 'nmea', mediaType: 'text/plain; charset=us-ascii' },
  evidence: { ending: 'zip', mediaType: 'application/zip' },
};

/** Of an answer that has no tracks. */
const OF_CELLS: ReadonlySet<ExportFormat> = new Set(['csv', 'geojson', 'evidence']);

/** Who asked opens the file as soon as it is told of it, and removes it; one that nobody opened by then goes. */
export const OPENED_WITHIN_MS = 60_000;

let made = 0;

/** Throws a `QueryFault`, or as DuckDB and the file system do; no file is left then. */
export const exporting =
  ({ record, folder }: ExportPlace): Answering =>
  async (asked, given) => {
    const params = given as ExportParams;
    const { question, answer, format, content = format === 'csv' ? 'rows' : 'points' } = params;
    if (answer.cells && (!OF_CELLS.has(format) || (format === 'csv' && content === 'points')))
      throw new QueryFault('refused', 'a density has no tracks: take it as csv, geojson or evidence');
    made += 1;
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `export-${made}.${FILES[format].ending}`);
    const seen = await Seen.open(asked.line, asked.past, params.sights);
    let staged: StagedPoints | undefined;
    try {
      const keys = keysOf(params);
      const isSynthetic = params.isExercise || (await findsSynthetic(asked, seen, keys, params));
      if (isSynthetic && !params.isExercise)
        throw new QueryFault(
          'refused',
          'there is synthetic data in it: that goes to those alone who are part of the exercise',
        );
      const head: ExportHead = { question, about: params.about, isSynthetic };
      const needsPoints = !answer.cells && (format !== 'csv' || content === 'points');
      if (needsPoints) staged = await StagedPoints.open({ ...asked, seen }, keys, question);
      asked.tell(0.5);
      const made = await write(asked, { record, file, params, head, staged });
      const reply: ExportReply = {
        ...{ file, name: nameOf(params, isSynthetic), mediaType: FILES[format].mediaType },
        ...{ ...made, isSynthetic, missing: asked.past.missing },
      };
      setTimeout(() => rmSync(file, { force: true }), OPENED_WITHIN_MS).unref();
      return asReply(reply);
    } catch (error) {
      rmSync(file, { force: true });
      throw error;
    } finally {
      await staged?.close();
      await seen.close();
    }
  };

async function write(asked: Asked, making: Making): Promise<Written & { readonly rows: number }> {
  const { file, params, head, staged } = making;
  const { answer, format, question } = params;
  let rows = staged?.rows ?? answer.cells?.length ?? answer.rows.length;
  if (format === 'evidence') return { ...(await writePack(asked, making)), rows };
  if (!staged) {
    const done = written(file, (sink) => {
      if (format === 'csv') rows = writeAnswerCsv(sink, answer, head);
      else
        writeCellsGeoJson(sink, answer.cells ?? [], question.ask === 'density' ? question.stepDeg : 0, head);
    });
    return { ...done, rows };
  }
  if (format === 'geoparquet') {
    await writeGeoParquet(asked.line, file, staged, head);
    if (statSync(file).size > LONGEST_FILE)
      throw new QueryFault('refused', 'the file would be larger than 2 GiB: ask for a shorter time');
    return { ...hashFile(file), rows };
  }
  const done = await writtenLater(file, async (sink) => {
    if (format === 'csv') await writePointsCsv(sink, staged);
    else if (format === 'geojson') await writeGeoJson(sink, staged, head);
    else if (format === 'kml') await writeKml(sink, staged, head);
    else if (format === 'mfjson') await writeMfJson(sink, staged, head);
    else rows = await writeNmea(sink, staged, head);
  });
  return { ...done, rows };
}

/** The tracks that the answer names. */
function keysOf({ answer }: ExportParams): readonly TrackKey[] {
  const ids = new Set(answer.rows.flatMap(({ track, other }) => [track ?? [], other?.track ?? []].flat()));
  return [...ids].flatMap((id) => keyOf(id) ?? []);
}

async function findsSynthetic(
  { line }: Asked,
  seen: Seen,
  keys: readonly TrackKey[],
  { question, answer }: ExportParams,
): Promise<boolean> {
  const inAlerts = answer.rows.some(({ alert }) =>
    [alert?.lead ?? [], alert?.parts ?? []]
      .flat()
      .some(({ parties }) => parties.some(({ nature }) => nature === Nature.synthetic)),
  );
  if (inAlerts) return true;
  const which = answer.cells ? 'true' : isOneOf(keys);
  if (keys.length === 0 && !answer.cells) return false;
  const found = await line.rows(
    `SELECT 1 FROM ${seen.points(question)} WHERE nature = ${Nature.synthetic} AND ${which} LIMIT 1`,
  );
  return found.length > 0;
}

function nameOf({ question, format }: ExportParams, isSynthetic: boolean): string {
  const { ask, fromMs, untilMs } = question;
  const name = `watchfloor-${ask}-${compactTime(fromMs)}-${compactTime(untilMs)}.${FILES[format].ending}`;
  return isSynthetic ? `${SYNTHETIC}-${name}` : name;
}
