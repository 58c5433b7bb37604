import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { FORMS } from '../../../../../server/decode/ais/applications/applications.ts';
import { encodeAis } from '../../../../../server/decode/ais/encode.ts';
import type { AisMessage } from '../../../../../server/decode/ais/message.ts';
import { fullOf } from './full.ts';

interface Published {
  readonly what: string;
  readonly sentences: readonly string[];
  readonly application: Readonly<Record<string, unknown>>;
}

const file = path.resolve(import.meta.dirname, '../../../../../fixtures/ais/applications.json');
const published = JSON.parse(readFileSync(file, 'utf8')) as Published[];

/** Numbers as near as their field can say them: to nine decimals. */
const rounded = (value: unknown): unknown => {
  if (typeof value === 'number') return Math.round(value * 1e9) / 1e9;
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => (one === undefined ? [] : [[name, rounded(one)]])),
  );
};
const applicationOf = (message: AisMessage): unknown =>
  'application' in message ? rounded(message.application) : undefined;

describe('published and hand-checked applications', () => {
  test.each(published)('$what', ({ sentences, application }) => {
    const message = fullOf(sentences);
    expect(applicationOf(message)).toEqual(rounded(application));
    // and what is said of it goes the whole way again
    const again = fullOf(encodeAis({ ...message, data: undefined } as AisMessage));
    expect(applicationOf(again)).toEqual(rounded(application));
  });

  test('every identifier has one', () => {
    const shown = new Set(
      published.map(({ sentences }) => {
        const message = fullOf(sentences);
        return 'dac' in message ? `${message.dac}/${message.fi}` : '';
      }),
    );
    expect(FORMS.map(({ dac, fi }) => `${dac}/${fi}`).filter((id) => !shown.has(id))).toEqual([]);
  });
});
