/**
 * `docs/access.md` is made of the tables of the policy. After a change of them write it with
 * `WRITE_ACCESS_PAGE=1 npx vitest run test/server/access/accesspage.test.ts` and read the difference.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { accessPage } from '../../../server/access/accesspage.ts';
import {
  ASKER_RULES,
  AUDIT_RULES,
  CHANGE_RULES,
  FEED_RULES,
  RECORD_RULES,
} from '../../../server/access/rules.table.ts';

const PAGE = fileURLToPath(new URL('../../../docs/access.md', import.meta.url));

it('the page says what the program does', () => {
  const now = accessPage();
  if (process.env.WRITE_ACCESS_PAGE) writeFileSync(PAGE, now);
  expect(readFileSync(PAGE, 'utf8')).toBe(now);
});

it('every rule has a name of its own and a sentence, and the last of each table always holds', () => {
  const tables = [ASKER_RULES, FEED_RULES, RECORD_RULES, CHANGE_RULES, AUDIT_RULES];
  const rules = tables.flatMap((table) => table.map(({ name, text }) => ({ name, text })));
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  for (const { text } of rules) expect(text).toMatch(/^[A-Z“].*\.$/s);
  for (const table of tables.slice(1)) expect(table.at(-1)!.test.length).toBe(0);
});
