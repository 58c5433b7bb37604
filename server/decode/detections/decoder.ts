/** JSON detections from topics, by the site's mappings: frames in, plots and faults out. */
import type { FaultKind, Frame } from '../../../proto/domain/frame.ts';
import type { Decoder, DecodeSink } from '../decoder.ts';
import { printable } from '../nmea/ascii.ts';
import { visibleText } from '../visibletext.ts';
import type { DetectionMapping } from './mapping.ts';
import { plotOf } from './plot.ts';
import { matchTopic, valueAt } from './pointer.ts';

/** A longer payload is not read. */
export const MAX_PAYLOAD_BYTES = 1_048_576;
/** Of a payload with more detections, the first so many. */
export const MAX_DETECTIONS = 10_000;

interface Read {
  readonly mapping: DetectionMapping;
  /** What each `+` of its topic stood for. */
  readonly levels: readonly string[];
  readonly payload: unknown;
  readonly detections: readonly unknown[];
}

/** One for each feed. The first mapping whose topic matches is the one; nothing is kept from one frame to the next. */
export class DetectionsDecoder implements Decoder {
  readonly #mappings: readonly DetectionMapping[];

  constructor(mappings: readonly DetectionMapping[]) {
    this.#mappings = mappings;
  }

  push(frame: Frame, sink: DecodeSink): void {
    const read = this.#read(frame);
    const fault = (kind: FaultKind, detail: string) =>
      sink.fault({ kind, detail, sample: printable(frame.bytes, 0, frame.bytes.length) });
    if ('kind' in read) {
      fault(read.kind, read.detail);
      return;
    }
    const { payload, detections, mapping, levels } = read;
    sink.message();
    if (detections.length > MAX_DETECTIONS)
      fault(
        'too-long',
        `${detections.length} detections in one payload: the first ${MAX_DETECTIONS} are read`,
      );
    for (const detection of detections.slice(0, MAX_DETECTIONS)) {
      const plot = plotOf(detection, payload, mapping, levels, frame);
      if ('wrong' in plot) fault('schema', plot.wrong);
      else sink.observation(plot);
    }
  }

  #read({ bytes, topic }: Frame): Read | { readonly kind: FaultKind; readonly detail: string } {
    if (topic === undefined) return { kind: 'protocol', detail: 'no topic: detections come from a broker' };
    if (bytes.length > MAX_PAYLOAD_BYTES)
      return { kind: 'too-long', detail: `a payload of more than ${MAX_PAYLOAD_BYTES} bytes` };
    const found = this.#find(topic);
    if (found === undefined)
      return { kind: 'unsupported', detail: `no mapping for topic ${visibleText(topic, 100)}` };
    const payload = parse(bytes);
    if (payload === undefined) return { kind: 'format', detail: 'a payload that is no JSON' };
    const listed = valueAt(payload, found.mapping.detections ?? '');
    if (typeof listed !== 'object' || listed === null)
      return { kind: 'schema', detail: 'a payload without detections' };
    return { ...found, payload, detections: Array.isArray(listed) ? listed : [listed] };
  }

  close(): void {}

  #find(topic: string): Pick<Read, 'mapping' | 'levels'> | undefined {
    for (const mapping of this.#mappings) {
      const levels = matchTopic(mapping.topic, topic);
      if (levels !== undefined) return { mapping, levels };
    }
    return undefined;
  }
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
  } catch {
    return undefined;
  }
}
