import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readLines, readOne } from './reading.ts';

interface Published {
  readonly what: string;
  readonly sentence: string;
  readonly means: Readonly<Record<string, unknown>>;
}

const file = path.resolve(import.meta.dirname, '../../../../../fixtures/nmea/sentences.json');
const published: Published[] = JSON.parse(readFileSync(file, 'utf8'));

describe('published sentences', () => {
  test.each(published)('$what', ({ sentence, means }) => {
    const read = Object.fromEntries(Object.entries(readOne(sentence)));
    for (const [field, meant] of Object.entries(means))
      if (typeof meant === 'number') expect(read[field], field).toBeCloseTo(meant, 6);
      else expect(read[field], field).toEqual(meant);
  });

  test('a proprietary address is not taken for what it ends in', () => {
    const { sentences, unknown } = readLines('$PGRMC,A,1*3B');
    expect([sentences.length, unknown.length]).toEqual([0, 1]);
  });
});
