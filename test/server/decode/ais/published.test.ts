import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { decodeOne } from '../corpus.ts';

interface Published {
  readonly what: string;
  readonly sentences: readonly string[];
  readonly message: Readonly<Record<string, unknown>>;
}

const file = path.resolve(import.meta.dirname, '../../../../fixtures/ais/sentences.json');
const published = JSON.parse(readFileSync(file, 'utf8')) as Published[];

test.each(published)('published sentence: $what', ({ sentences, message }) => {
  const { lat, lon, ...rest } = decodeOne(...sentences) as unknown as Record<string, number>;
  const { lat: expectedLat, lon: expectedLon, ...expected } = message;
  expect(rest).toEqual(expected);
  // published to six decimals
  if (expectedLat !== undefined) expect(lat).toBeCloseTo(Number(expectedLat), 5);
  if (expectedLon !== undefined) expect(lon).toBeCloseTo(Number(expectedLon), 5);
});
