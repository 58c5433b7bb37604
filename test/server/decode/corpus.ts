/** The corpora by path, and the short way to decode bytes in a test. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { AisMessage } from '../../../server/decode/ais/message.ts';
import { AisReader } from '../../../server/decode/ais/reader.ts';
import type { AisRecord } from '../../../server/decode/ais/record.ts';
import { toMessage } from '../../../server/decode/ais/to-message.ts';

const ROOT = path.resolve(
  import.meta.dirname,
  '../../..',
  process.env.WATCHFLOOR_CORPORA ?? '../shared/corpora',
);

/** A corpus file, or undefined, said loudly, where there is none. */
export function corpus(name: string): string | undefined {
  const file = path.join(ROOT, name);
  if (existsSync(file)) return file;
  console.warn(`SKIPPED: no corpus ${file}; set WATCHFLOOR_CORPORA to the folder that has it`);
  return undefined;
}

export interface Decoded {
  readonly messages: AisMessage[];
  readonly faults: { readonly kind: string; readonly detail: string; readonly sample: string }[];
}

/** Everything that these bytes say, the last line and the unfinished parts included. */
export function decode(
  input: string | Uint8Array | readonly Uint8Array[],
  seen?: (record: AisRecord) => void,
): Decoded {
  const reader = new AisReader();
  const decoded: Decoded = { messages: [], faults: [] };
  const handler = {
    message(record: AisRecord) {
      seen?.(record);
      const message = toMessage(record);
      if (message !== undefined) decoded.messages.push(message);
    },
    fault: (kind: string, detail: string, sample: string) => {
      decoded.faults.push({ kind, detail, sample });
    },
  };
  const chunks =
    typeof input === 'string'
      ? [Buffer.from(input, 'latin1')]
      : input instanceof Uint8Array
        ? [input]
        : input;
  for (const chunk of chunks) reader.push(chunk, 0, 0, handler);
  reader.close(0, 0, handler);
  return decoded;
}

/** The only message of these sentences. */
export function decodeOne(...sentences: readonly string[]): AisMessage {
  const { messages, faults } = decode(`${sentences.join('\r\n')}\r\n`);
  const [message] = messages;
  if (message === undefined || messages.length > 1 || faults.length > 0)
    throw new Error(`${messages.length} messages, faults: ${JSON.stringify(faults)}`);
  return message;
}
