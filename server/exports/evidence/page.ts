/** The page of an evidence pack: it opens in any browser, from a disk, and asks nobody for anything. */
import type { Alert, Condition } from '../../../proto/domain/alert/alert.ts';
import { kindRow } from '../../../proto/domain/alert/kinds.table.ts';
import { thresholdAt } from '../../../proto/domain/alert/thresholds/alltables.ts';
import { formatMmsi } from '../../../proto/domain/ids.ts';
import type { Answer, FoundRow } from '../../../proto/domain/record/questions.ts';
import type { ExportParams } from '../../record/export/exportasked.ts';
import { type ExportHead, headFields } from '../exported.ts';
import { escaped, isoOf } from '../words.ts';
import { askedWords } from './askedwords.ts';
import { KEY_NAME, MANIFEST_NAME, type PackedFile, SIGNATURE_NAME, SUMS_NAME } from './manifest.ts';

/** Rows and alerts on the page; all of them are in the data. */
const MOST_SHOWN = 500;
const MOST_ALERTS = 100;

export interface PageOf {
  readonly head: ExportHead;
  readonly params: ExportParams;
  /** SVG. */
  readonly map: string;
  /** What it names with hashes: all but itself and what names it. */
  readonly files: readonly PackedFile[];
  readonly fingerprint: string;
}

const STYLE = `body{font:15px/1.5 sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#111}
table{border-collapse:collapse;font-size:13px}td,th{border:1px solid #bbb;padding:.15rem .4rem;text-align:start;vertical-align:top}
code,pre{font:12px/1.4 monospace;overflow-wrap:anywhere;white-space:pre-wrap}pre{background:#f3f3f3;padding:.6rem}
svg,img{max-width:100%;height:auto;border:1px solid #bbb}.marking{background:#ffd400;padding:.6rem;font-weight:bold}.wide{overflow-x:auto}`;

/** Nothing is loaded but what lies beside it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file: data:";

export function pageOf({ head, params, map, files, fingerprint }: PageOf): string {
  const { question, about, answer } = params;
  const { marking } = headFields(head);
  const title = `Evidence: ${question.ask}, ${isoOf(question.fromMs)} to ${isoOf(question.untilMs)}`;
  const pictures = files.filter(({ path }) => path.endsWith('.png'));
  const alerts = answer.rows.flatMap(({ alert }) => alert ?? []);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escaped(title)}</title><style>${STYLE}</style></head><body>
<h1>${escaped(title)}</h1>
${typeof marking === 'string' ? `<p class="marking">${escaped(marking)}</p>` : ''}
<table>
${pair('Made', isoOf(about.madeMs))}${pair('By', [about.by, about.agency].filter(Boolean).join(', '))}
${pair('Site', [about.site, `Watchfloor ${about.version}`].filter(Boolean).join(', '))}${pair('Purpose', about.purpose)}
${pair('Asked for', params.askedFor)}${pair('Question', askedWords(question))}
${pair('Signed by key', fingerprint)}
</table>
${answer.isCut ? '<p>There was more than is answered: the question was cut off.</p>' : ''}
${answer.missing.length > 0 ? `<p>Files of the archive that could not be read, and are missing: ${escaped(answer.missing.join(', '))}.</p>` : ''}
<h2>Map</h2>
<p>Drawn from the ways, thinned; the dashed line is what was asked about.</p>
${map}
${pictures.map(({ path }) => `<p><img src="${escaped(path)}" alt="${escaped(path)}"></p>`).join('\n')}
<h2>What was found</h2>
${answer.cells ? `<p>${answer.cells.length} cells; see data/answer.csv.</p>` : tableOf(answer)}
${alerts.length > 0 ? `<h2>Why</h2>${alerts.slice(0, MOST_ALERTS).map(reasonOf).join('\n')}<p>All of it is in reasoning.json.</p>` : ''}
<h2>Files</h2>
<div class="wide"><table><tr><th>File</th><th>Bytes</th><th>SHA-256</th></tr>
${files.map(({ path, bytes, sha256 }) => `<tr><td><a href="${escaped(path)}">${escaped(path)}</a></td><td>${bytes}</td><td><code>${sha256}</code></td></tr>`).join('\n')}
</table></div>
<h2>How to check it</h2>
<p>Unpack the zip and, in its folder (Linux, macOS; OpenSSL 3):</p>
<pre>sha256sum -c ${SUMS_NAME}
openssl pkeyutl -verify -pubin -inkey ${KEY_NAME} -rawin -in ${MANIFEST_NAME} -sigfile ${SIGNATURE_NAME}
openssl pkey -pubin -in ${KEY_NAME} -outform DER | sha256sum</pre>
<p>The first compares every file with its hash; the second says whether ${MANIFEST_NAME}, which names them all with their hashes,
is what the key signed; the third gives the key’s fingerprint. Ask the site for that of its key: a pack is as good as the
key that signed it. <code>watchfloor verify PACK.zip --key FINGERPRINT</code> does all of this.</p>
<p>Times are UTC. tracks.nmea is encoded anew from what was recorded: these are not the bytes that were received.</p>
</body></html>
`;
}

const pair = (name: string, value: string): string =>
  `<tr><th>${escaped(name)}</th><td>${escaped(value)}</td></tr>\n`;

function tableOf({ columns, rows }: Answer): string {
  const head = ['From', 'Until', 'Track', 'MMSI', 'Name', 'Other', 'Latitude', 'Longitude', ...columns];
  const more =
    rows.length > MOST_SHOWN ? `<p>The first ${MOST_SHOWN} of ${rows.length}; see data/answer.csv.</p>` : '';
  return `${more}<div class="wide"><table><tr>${head.map((name) => `<th>${escaped(name)}</th>`).join('')}</tr>
${rows
  .slice(0, MOST_SHOWN)
  .map((row) => rowOf(row, columns))
  .join('\n')}
</table></div>`;
}

function rowOf(row: FoundRow, columns: readonly string[]): string {
  const { other } = row;
  const cells = [
    ...[isoOf(row.fromMs), isoOf(row.untilMs), row.track, numberOf(row.mmsi), row.name],
    other && [other.track, numberOf(other.mmsi), other.name].filter(Boolean).join(' '),
    ...[row.lat?.toFixed(6), row.lon?.toFixed(6)],
    ...columns.map((column) => row.values[column]),
  ];
  return `<tr>${cells.map((cell) => `<td>${escaped(String(cell ?? ''))}</td>`).join('')}</tr>`;
}

const numberOf = (mmsi: number | undefined): string | undefined =>
  mmsi === undefined ? undefined : formatMmsi(mmsi);

function reasonOf({ id, lead, parts, raisedMs, verdict }: Alert): string {
  return `<h3>${escaped(`${lead.kind}, ${lead.priority}, ${isoOf(raisedMs)} (${id})`)}</h3>
<p>${escaped(kindRow(lead.kind).text)}</p>
${[lead, ...parts].map(conditionOf).join('\n')}
${verdict ? `<p>Judged “${escaped(verdict.is)}” by ${escaped(verdict.byName)}, ${isoOf(verdict.atMs)}.</p>` : ''}`;
}

function conditionOf({ kind, rule, measured, threshold, evidence, onsetMs, provedMs }: Condition): string {
  const known = thresholdAt(rule);
  const clues = evidence.map(({ what, measure, text, atMs, place }) =>
    [
      what,
      measure && `${measure.value} ${measure.unit}`,
      text,
      atMs !== undefined && isoOf(atMs),
      place && `${place.lat.toFixed(5)}, ${place.lon.toFixed(5)}`,
    ]
      .filter(Boolean)
      .join(' · '),
  );
  return `<p>${escaped(kind)} since ${isoOf(onsetMs)}, proved ${isoOf(provedMs)}: ${measured.value} ${measured.unit} against
${threshold.value} ${threshold.unit} by <code>${escaped(rule)}</code>${known ? ` (${escaped(known.text)} ${escaped(known.source)})` : ''}.</p>
<ul>${clues.map((clue) => `<li>${escaped(clue)}</li>`).join('')}</ul>`;
}
