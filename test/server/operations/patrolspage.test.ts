/**
 * `docs/patrols.md` is made of the tables. After changing one of them write it anew with
 * `WRITE_DOCS=1 npx vitest run test/server/operations/patrolspage.test.ts` and read the difference.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FINDING_CODES } from '../../../proto/domain/operations/record.ts';
import { FINDINGS } from '../../../server/operations/checks/finding.table.ts';
import { KINDS } from '../../../server/operations/kinds.ts';
import { patrolsPage } from '../../../server/operations/patrolspage.ts';

const PAGE = fileURLToPath(new URL('../../../docs/patrols.md', import.meta.url));

describe('docs/patrols.md', () => {
  it('is current', () => {
    const now = patrolsPage();
    if (process.env.WRITE_DOCS) writeFileSync(PAGE, now);
    expect(readFileSync(PAGE, 'utf8')).toBe(now);
  });
  it('tells every step of every table, and every finding', () => {
    const page = patrolsPage();
    for (const { states } of Object.values(KINDS))
      for (const { text } of states?.rows ?? []) expect(page).toContain(text);
    expect(FINDINGS.map(({ code }) => code).sort()).toEqual([...FINDING_CODES].sort());
  });
});
