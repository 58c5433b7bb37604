import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { THRESHOLD_TABLES, thresholdAt } from '../../../../../proto/domain/alert/thresholds/alltables.ts';

const folder = path.resolve(import.meta.dirname, '../../../../../proto/domain/alert/thresholds');
const files = readdirSync(folder).filter((file) => file.endsWith('.table.ts'));
const names = files.flatMap((file) =>
  [...readFileSync(path.join(folder, file), 'utf8').matchAll(/thresholds\(\s*'(\w+)'/g)].map(
    ([, name]) => name,
  ),
);

test('every table of the folder is known by its name, once', () => {
  expect(names.length).toBeGreaterThan(10);
  expect([...THRESHOLD_TABLES.keys()].toSorted()).toEqual(names.toSorted());
});

test('a path finds its row', () => {
  expect(thresholdAt('taskUnanswered.afterS')).toMatchObject({ value: 300, unit: 's' });
  expect(thresholdAt('taskUnanswered.never')).toBeUndefined();
  expect(thresholdAt('nothing')).toBeUndefined();
});

test('every value lies within its bounds', () => {
  for (const [name, { rows }] of THRESHOLD_TABLES)
    for (const [member, { value, from, to, ofClass = {} }] of Object.entries(rows))
      for (const each of [value, ...Object.values(ofClass)])
        expect(each >= from && each <= to, `${name}.${member}`).toBe(true);
});
