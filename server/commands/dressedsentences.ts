/** Sentences with what stood around them: tag blocks, `$PGHP`, suffixes, a time before the line. */
import { withChecksum } from '../decode/ais/encode.ts';

/** What a decoded line says of how it came. */
export interface Around {
  readonly timeMs?: number;
  readonly timeSource?: 'tag' | 'pghp' | 'suffix' | 'line';
  readonly station?: string;
  readonly signalDbm?: number;
  readonly arrivalSecond?: number;
  readonly tags?: TagFields;
}

interface TagFields {
  readonly source?: string;
  readonly timeMs?: number;
  readonly destination?: string;
  readonly text?: string;
  readonly line?: number;
  readonly group?: { readonly total: number; readonly id: string };
}

/** The lines of one message, each ended; the first carries the tags, all carry the suffix. */
export function dressed(sentences: readonly string[], around: Around): string {
  const { timeMs, timeSource, station } = around;
  const fromSuffix = around.tags === undefined && /^[rb]./.test(station ?? '') && timeSource !== 'tag';
  const tags: TagFields = around.tags ?? {
    ...(station !== undefined && !fromSuffix && { source: station }),
    ...(timeMs !== undefined && (timeSource ?? 'tag') === 'tag' && { timeMs }),
  };
  const stationOfSuffix = station !== undefined && station !== tags.source ? station : undefined;
  const suffix = suffixOf(around, stationOfSuffix);
  return sentences
    .map((sentence, i) => {
      const block = tagBlock(i === 0 ? tags : {}, tags.group, i + 1);
      const before = timeSource === 'line' && timeMs !== undefined ? `${epoch(timeMs)} ` : '';
      const gatehouse =
        timeSource === 'pghp' && timeMs !== undefined ? `${gatehouseLine(timeMs, sentence)}\r\n` : '';
      return `${gatehouse}${before}${block}${sentence}${suffix}\r\n`;
    })
    .join('');
}

function tagBlock(tags: TagFields, group: TagFields['group'], part: number): string {
  const { source, timeMs, destination, text, line } = tags;
  const fields = [
    ...(group === undefined ? [] : [`g:${part}-${group.total}-${group.id}`]),
    ...(source === undefined ? [] : [`s:${source}`]),
    ...(line === undefined ? [] : [`n:${line}`]),
    ...(destination === undefined ? [] : [`d:${destination}`]),
    ...(timeMs === undefined ? [] : [`c:${epoch(timeMs)}`]),
    ...(text === undefined ? [] : [`t:${text}`]),
  ];
  // the checksum is that of a sentence: of all characters behind the first
  return fields.length === 0 ? '' : `${withChecksum(`\\${fields.join(',')}`)}\\`;
}

function suffixOf(
  { timeMs, timeSource, signalDbm, arrivalSecond }: Around,
  station: string | undefined,
): string {
  const fields = [
    ...(signalDbm === undefined ? [] : [`d${signalDbm === 0 ? '-0' : signalDbm}`]),
    ...(arrivalSecond === undefined ? [] : [`T${arrivalSecond}`]),
    ...(station === undefined ? [] : [station]),
    ...(timeSource === 'suffix' && timeMs !== undefined ? [epoch(timeMs)] : []),
  ];
  return fields.map((field) => `,${field}`).join('');
}

/** Seconds where they are whole, else milliseconds. */
const epoch = (timeMs: number): string => String(timeMs % 1000 === 0 ? timeMs / 1000 : timeMs);

function gatehouseLine(timeMs: number, sentence: string): string {
  const [date = '', time = ''] = new Date(timeMs).toISOString().replace('Z', '').split('T');
  const parts = [...date.split('-'), ...time.split(/[:.]/)].map(Number);
  return withChecksum(`$PGHP,1,${parts.join(',')},,,,1,${sentence.slice(-2)}`);
}
