/** The vectors of the corpus: read as expected, and written again byte for byte. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeSapient } from '../../../../server/decode/sapient/encode.ts';
import {
  decodeMessage,
  encodeMessage,
  messageFromJson,
  messageToJson,
} from '../../../../server/decode/sapient/message.ts';
import { corpus } from '../corpus.ts';

const folder = corpus('sensors/sapient');
const vectors =
  folder === undefined
    ? []
    : readdirSync(folder)
        .filter((name) => name.endsWith('.expected.json'))
        .map((name) => path.join(folder, name.slice(0, -'.expected.json'.length)));

describe.skipIf(folder === undefined)('the vectors', () => {
  it.each(vectors)('%s', (vector) => {
    const bytes = readFileSync(`${vector}.bin`);
    const message = decodeMessage(bytes);
    if (typeof message === 'string') throw new Error(message);
    const expected: unknown = JSON.parse(readFileSync(`${vector}.expected.json`, 'utf8'));
    expect(messageToJson(message)).toEqual(expected);
    expect(Buffer.from(encodeMessage(message))).toEqual(bytes);
    expect(Buffer.from(encodeSapient(message))).toEqual(readFileSync(`${vector}.frame.bin`));
    const again = messageFromJson(expected);
    if (typeof again === 'string') throw new Error(again);
    expect(Buffer.from(encodeSapient(again))).toEqual(readFileSync(`${vector}.frame.bin`));
  });
});
