/** An evidence pack: data, reasoning, pictures, hashes, a signed manifest, and a page that opens without us. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { kindRow } from '../../../proto/domain/alert/kinds.table.ts';
import { thresholdAt } from '../../../proto/domain/alert/thresholds/alltables.ts';
import type { Answer } from '../../../proto/domain/record/questions.ts';
import { hashFile } from '../../record/archive/durable.ts';
import { fingerprintOf, openKey } from '../../record/archive/key.ts';
import type { Asked } from '../../record/query/asks.ts';
import { writeAnswerCsv } from '../answercsv.ts';
import { headFields } from '../exported.ts';
import { type Written, written, writtenLater } from '../filesink.ts';
import { writeCellsGeoJson, writeGeoJson } from '../formats/geojson.ts';
import { writeNmea } from '../formats/nmea.ts';
import { writePointsCsv } from '../formats/pointscsv.ts';
import type { Making } from '../making.ts';
import { isoOf } from '../words.ts';
import {
  KEY_NAME,
  MANIFEST_NAME,
  PACK_FORMAT,
  PACK_VERSION,
  type PackManifest,
  SIGNATURE_NAME,
  SUMS_NAME,
} from './manifest.ts';
import { mapOf } from './map.ts';
import { pageOf } from './page.ts';
import { type Packed, writeZip } from './zipfile.ts';

/** Throws as DuckDB and the file system do; but for the pack nothing is left. */
export async function writePack(asked: Asked, making: Making): Promise<Written> {
  const folder = `${making.file}.work`;
  try {
    const files = await fill(asked, making, folder);
    return writeZip(making.file, files, making.params.about.madeMs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(asked: Asked, making: Making, folder: string): Promise<readonly Packed[]> {
  const { params, head, staged, record } = making;
  const { answer, question, about, pictures = [] } = params;
  const packed: Packed[] = [];
  const place = (name: string): string => {
    const file = path.join(folder, ...name.split('/'));
    mkdirSync(path.dirname(file), { recursive: true });
    packed.push({ name, file });
    return file;
  };
  const put = (name: string, content: string | Uint8Array): void =>
    writeFileSync(place(name), content, { mode: 0o600 });

  put('question.json', pretty({ question, askedFor: params.askedFor, ...headFields(head) }));
  put('data/answer.json', pretty(answer));
  written(place('data/answer.csv'), (sink) => void writeAnswerCsv(sink, answer, head));
  if (staged) {
    await writtenLater(place('data/points.csv'), (sink) => writePointsCsv(sink, staged));
    await writtenLater(place('data/tracks.geojson'), (sink) => writeGeoJson(sink, staged, head));
    await writtenLater(place('data/tracks.nmea'), async (sink) => void (await writeNmea(sink, staged, head)));
  } else if (answer.cells)
    written(place('data/cells.geojson'), (sink) =>
      writeCellsGeoJson(sink, answer.cells ?? [], question.ask === 'density' ? question.stepDeg : 0, head),
    );
  const reasons = reasonsOf(answer);
  if (reasons) put('reasoning.json', pretty(reasons));
  const map = mapOf(question, answer);
  put('pictures/map.svg', map);
  for (const [i, { name, png }] of pictures.entries())
    put(`pictures/${i + 1}-${plainName(name)}.png`, Buffer.from(png, 'base64'));

  const key = openKey(record);
  put(KEY_NAME, key.publicKey.export({ type: 'spki', format: 'pem' }).toString());
  const fingerprint = fingerprintOf(key.publicKey);
  const sealed = packed.map(({ name, file }) => ({ path: name, ...hashFile(file) }));
  put('index.html', pageOf({ head, params, map, files: sealed, fingerprint }));
  const listed = packed.map(({ name, file }) => ({ path: name, ...hashFile(file) }));
  put(SUMS_NAME, listed.map(({ path: name, sha256 }) => `${sha256}  ${name}\n`).join(''));
  const { marking } = headFields(head);
  const manifest: PackManifest = {
    ...{ format: PACK_FORMAT, version: PACK_VERSION, made: isoOf(about.madeMs) },
    ...{ by: about.by, ...(about.agency !== undefined && { agency: about.agency }) },
    ...{ site: about.site, serverVersion: about.version },
    ...{ purpose: about.purpose, askedFor: params.askedFor, question: { ...question } },
    ...(typeof marking === 'string' && { marking }),
    files: packed.map(({ name, file }) => ({ path: name, ...hashFile(file) })),
    archive: {
      files: asked.past.used.map(({ path: name, rows, sha256 }) => ({ path: name, rows, sha256 })),
      missing: [...asked.past.missing],
    },
    key: { algorithm: 'ed25519', fingerprint },
  };
  const text = pretty(manifest);
  put(MANIFEST_NAME, text);
  put(SIGNATURE_NAME, Buffer.from(key.sign(text), 'base64'));
  return packed;
}

const pretty = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** Letters, digits and hyphens of a name that somebody gave. */
const plainName = (name: string): string => name.replace(/[^\w-]+/g, '-').slice(0, 40) || 'picture';

/** The alerts of an answer with what they were raised by, each rule in words. */
function reasonsOf({ rows }: Answer): object | undefined {
  const alerts = rows.flatMap(({ alert }) => alert ?? []);
  if (alerts.length === 0) return undefined;
  const conditions = alerts.flatMap(({ lead, parts }) => [lead, ...parts]);
  const kinds = [...new Set(conditions.map(({ kind }) => kind))].sort();
  const rules = [...new Set(conditions.map(({ rule }) => rule))].sort();
  return {
    alerts,
    kinds: Object.fromEntries(kinds.map((kind) => [kind, kindRow(kind).text])),
    rules: Object.fromEntries(
      rules.map((rule) => [rule, thresholdAt(rule) ?? 'a rule of a zone of this site']),
    ),
  };
}
