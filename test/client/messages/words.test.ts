import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { en } from '../../../client/messages/en.table.ts';

const client = path.resolve(import.meta.dirname, '../../../client');

const sources = readdirSync(client, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('messages'))
  .map((file) => readFileSync(path.join(client, file), 'utf8'))
  .join('\n');

const found = (pattern: RegExp): ReadonlySet<string> =>
  new Set(Array.from(sources.matchAll(pattern), ([, word]) => word!));
const quoted = found(/'([\w.-]+)'/g);
const begun = found(/`([\w.-]+)\$\{/g);

test('every message is used: by its key, or by the beginning of it that a template completes', () => {
  const unused = Object.keys(en).filter((key) => {
    const stem = key.replace(/_(one|other)$/, '');
    if (quoted.has(stem)) return false;
    const dots = [...stem.matchAll(/\./g)].map((dot) => stem.slice(0, dot.index + 1));
    return !dots.some((beginning) => begun.has(beginning));
  });
  expect(unused).toEqual([]);
});

test('both forms of a count are there', () => {
  const forms = Object.keys(en).filter((key) => /_(one|other)$/.test(key));
  for (const key of forms) {
    const other = key.endsWith('_one') ? key.replace(/_one$/, '_other') : key.replace(/_other$/, '_one');
    expect(en).toHaveProperty([other]);
  }
});

test('no word stands in the panels themselves', () => {
  // Text between tags, and the attributes that are read out or shown.
  const panels = readdirSync(path.join(client, 'panels'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => [file, readFileSync(path.join(client, 'panels', file), 'utf8')] as const);
  const found = panels.flatMap(([file, text]) =>
    [
      ...text.matchAll(
        /(?:aria-label|title|placeholder|label|alt)="([^"]+)"|<\w[^<>]*>\s*([A-Za-z][a-z]+[^<>{}=]*)<\//g,
      ),
    ].map((match) => `${file}: ${match[1] ?? match[2]}`),
  );
  expect(found).toEqual([]);
});
