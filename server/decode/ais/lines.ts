/** AIS bytes as plain objects that JSON can carry: `watchfloor decode`. */
import type { FaultKind } from '../../../proto/domain/frame.ts';
import { formatMmsi } from '../../../proto/domain/ids.ts';
import type { AisMessage } from './message.ts';
import { communicationState } from './radio.ts';
import { type AisHandler, AisReader } from './reader.ts';
import type { AisRecord } from './record.ts';
import { toFullMessage } from './to-message.ts';

/**
 * One decoded message: the fields of its type (see `AisMessage`; MMSIs as nine digits, binary data as hexadecimal),
 * then how it came. What is not available is not there.
 */
export type DecodedLine = { readonly [field: string]: unknown; readonly type: number; readonly mmsi: string };

export interface DecodedFault {
  readonly fault: FaultKind;
  readonly detail: string;
  readonly sample: string;
}

/** How often each kind of fault came, and how many messages of each type. */
export interface DecodeSummary {
  messages: number;
  readonly types: Record<string, number>;
  readonly faults: Partial<Record<FaultKind, number>>;
}

export const emptySummary = (): DecodeSummary => ({ messages: 0, types: {}, faults: {} });

/**
 * Decodes a stream of bytes of one source, in the order it came; adds up `summary` on the way.
 * Memory: what one chunk decodes to, and the bounds of `AisReader`.
 */
export async function* decodeToJson(
  chunks: AsyncIterable<Uint8Array>,
  summary: DecodeSummary,
): AsyncGenerator<DecodedLine | DecodedFault> {
  const reader = new AisReader();
  let decoded: (DecodedLine | DecodedFault)[] = [];
  const handler: AisHandler = {
    message(record) {
      const line = toJson(record);
      if (line === undefined) return;
      summary.messages++;
      summary.types[line.type] = (summary.types[line.type] ?? 0) + 1;
      decoded.push(line);
    },
    fault(kind, detail, sample) {
      summary.faults[kind] = (summary.faults[kind] ?? 0) + 1;
      decoded.push({ fault: kind, detail, sample });
    },
  };
  for await (const chunk of chunks) {
    // a file says nothing of when it was received: parts are told apart by their stations' times and their order
    reader.push(chunk, 0, 0, handler);
    yield* decoded;
    decoded = [];
  }
  reader.close(0, 0, handler);
  yield* decoded;
}

export const isFault = (line: object): line is DecodedFault => 'fault' in line;

/** A record as an object that JSON can carry. */
export function toJson(record: AisRecord): DecodedLine | undefined {
  const message = toFullMessage(record);
  if (message === undefined) return undefined;
  const { tags, suffix } = record;
  return {
    ...messageToJson(message),
    channel: record.channel,
    talker: record.talker,
    ...(record.own ? { own: true } : {}),
    timeMs: record.stationMs,
    timeSource: record.timeSource,
    station: record.station,
    signalDbm: suffix.signalDbm,
    arrivalSecond: suffix.arrivalSecond,
    tags: tags.empty ? undefined : tagsToJson(record),
  };
}

/** The message with MMSIs as nine digits, binary data as hexadecimal and its communication state read. */
export function messageToJson(message: AisMessage): DecodedLine {
  const json = Object.fromEntries(
    Object.entries(message)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [field, jsonValue(field, value)]),
  );
  const radio = 'radio' in message ? message.radio : undefined;
  if (radio !== undefined) json.communication = communicationState(message.type, radio);
  return json as DecodedLine;
}

function jsonValue(field: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (Array.isArray(value)) return value.map((one) => jsonValue(field.replace(/s$/, ''), one));
  if (typeof value === 'number') return /mmsi$/i.test(field) ? formatMmsi(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => [name, jsonValue(name, inner)]),
  );
}

function tagsToJson({ tags }: AisRecord): Record<string, unknown> {
  const { source, timeMs, destination, group, line, text, distrusted } = tags;
  return { source, timeMs, destination, group, line, text, ...(distrusted ? { distrusted } : {}) };
}
