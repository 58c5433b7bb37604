/** The archive, asked of the server: what there is, what was there over time, one track, and the analysts' questions. */
import type { TrackId } from '../../proto/domain/ids.ts';
import type {
  ArchiveSummary,
  ExportFormat,
  Histogram,
  Question,
  QuestionState,
  TrackPoints,
} from '../../proto/domain/record/questions.ts';
import { type Change, exchange } from './records.ts';

const AT = '/api/archive';
const QUESTIONS = `${AT}/questions`;

export const fetchArchive = (base = ''): Promise<Change<ArchiveSummary>> =>
  exchange('GET', AT, undefined, base);

/** Times in UTC epoch milliseconds. */
export const fetchHistogram = (
  fromMs: number,
  untilMs: number,
  steps: number,
  base = '',
): Promise<Change<Histogram>> =>
  exchange('GET', `${AT}/histogram?from=${fromMs}&until=${untilMs}&steps=${steps}`, undefined, base);

export const fetchTrackPoints = (
  id: TrackId,
  fromMs: number,
  untilMs: number,
  base = '',
): Promise<Change<TrackPoints>> =>
  exchange('GET', `${AT}/tracks/${encodeURIComponent(id)}?from=${fromMs}&until=${untilMs}`, undefined, base);

/** `purpose`: why it is asked; it is logged with the question. */
export const askQuestion = (
  question: Question,
  purpose: string,
  base = '',
): Promise<Change<{ readonly id: string }>> => exchange('POST', QUESTIONS, { question, purpose }, base);

export const fetchQuestion = (id: string, base = ''): Promise<Change<QuestionState>> =>
  exchange('GET', `${QUESTIONS}/${encodeURIComponent(id)}`, undefined, base);

export const cancelQuestion = (id: string, base = ''): Promise<Change<unknown>> =>
  exchange('DELETE', `${QUESTIONS}/${encodeURIComponent(id)}`, {}, base);

/** Where the answer is taken away as a file. */
const answerFile = (id: string, format: ExportFormat, purpose: string): string =>
  `${QUESTIONS}/${encodeURIComponent(id)}/file?format=${format}&purpose=${encodeURIComponent(purpose)}`;

/** Large answers take their time. */
const FILE_TIMEOUT_MS = 300_000;

/** Fetches the file and hands it to the browser to keep; a refusal is a fault. */
export async function takeFile(
  id: string,
  format: ExportFormat,
  purpose: string,
  base = '',
): Promise<Change<undefined>> {
  try {
    const response = await fetch(base + answerFile(id, format, purpose), {
      credentials: 'same-origin',
      signal: AbortSignal.timeout(FILE_TIMEOUT_MS),
    });
    if (!response.ok) {
      const said = (await response.json().catch(() => undefined)) as
        | { readonly error?: { readonly what: string; readonly remedy?: string } }
        | undefined;
      return {
        ok: false,
        status: response.status,
        what: said?.error?.what ?? `the server answered ${response.status}`,
      };
    }
    const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
    const url = URL.createObjectURL(await response.blob());
    const link = Object.assign(document.createElement('a'), {
      href: url,
      download: name ?? `answer.${format}`,
    });
    link.click();
    URL.revokeObjectURL(url);
    return { ok: true, value: undefined };
  } catch (error) {
    return { ok: false, what: error instanceof Error ? error.message : String(error) };
  }
}
