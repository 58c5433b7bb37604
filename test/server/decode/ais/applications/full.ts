/** The only message of sentences, with what its application says. */
import type { AisMessage } from '../../../../../server/decode/ais/message.ts';
import { AisReader } from '../../../../../server/decode/ais/reader.ts';
import { toFullMessage } from '../../../../../server/decode/ais/to-message.ts';

export function fullOf(sentences: readonly string[]): AisMessage {
  const messages: AisMessage[] = [];
  const handler = {
    message: (record: Parameters<typeof toFullMessage>[0]) => {
      const message = toFullMessage(record);
      if (message !== undefined) messages.push(message);
    },
    fault: (kind: string, detail: string) => {
      throw new Error(`${kind}: ${detail}`);
    },
  };
  new AisReader().push(Buffer.from(`${sentences.join('\r\n')}\r\n`), 0, 0, handler);
  const [message] = messages;
  if (message === undefined || messages.length > 1) throw new Error(`${messages.length} messages`);
  return message;
}
