/**
 * `docs/alerts.md` is made of the tables. After changing one of them write it anew with
 * `WRITE_DOCS=1 npx vitest run test/server/operations/alerts/alertspage.test.ts` and read the difference.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { alertsPage } from '../../../../server/operations/alerts/alertspage.ts';
import { ALERT_ROWS } from '../../../../server/operations/alerts/states.table.ts';

const PAGE = fileURLToPath(new URL('../../../../docs/alerts.md', import.meta.url));

it('docs/alerts.md is current, and tells every step', () => {
  const now = alertsPage();
  if (process.env.WRITE_DOCS) writeFileSync(PAGE, now);
  expect(readFileSync(PAGE, 'utf8')).toBe(now);
  for (const { text } of ALERT_ROWS) expect(now).toContain(text);
});
