/** The vectors of the corpus: read as expected, and written again byte for byte. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptySummary } from '../../../../server/decode/ais/lines.ts';
import { encodeSapient } from '../../../../server/decode/sapient/encode.ts';
import { decodeSapientToJson, encodeSapientJson } from '../../../../server/decode/sapient/lines.ts';
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

  it.each(vectors)('%s as lines, framed or not, and back', async (vector) => {
    const expected: unknown = JSON.parse(readFileSync(`${vector}.expected.json`, 'utf8'));
    for (const file of [`${vector}.bin`, `${vector}.frame.bin`]) {
      const bytes = readFileSync(file);
      const lines: unknown[] = [];
      const chunks = async function* () {
        yield* [bytes.subarray(0, 3), bytes.subarray(3)];
      };
      for await (const line of decodeSapientToJson(chunks(), emptySummary())) lines.push(line);
      expect(lines).toEqual([expected]);
    }
    expect(encodeSapientJson(expected)).toEqual(Uint8Array.from(readFileSync(`${vector}.frame.bin`)));
  });
});

describe('what is no message', () => {
  it.each([5, null, [], 'x', { timestamp: 5 }, { registration: 'x' }])('%j is a fault', (json) => {
    expect(encodeSapientJson(json)).toMatchObject({ fault: 'format' });
  });
});
