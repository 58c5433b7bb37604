/**
 * `docs/detectors.md` is made of the tables. After changing one of them write it anew with
 * `WRITE_DOCS=1 npx vitest run test/server/detect/detectorspage.test.ts` and read the difference.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ALERT_KINDS } from '../../../proto/domain/alert/kinds.table.ts';
import { THRESHOLD_TABLES } from '../../../proto/domain/alert/thresholds/alltables.ts';
import { detectorsPage } from '../../../server/detect/detectorspage.ts';

const PAGE = fileURLToPath(new URL('../../../docs/detectors.md', import.meta.url));

describe('docs/detectors.md', () => {
  it('is current', () => {
    const now = detectorsPage();
    if (process.env.WRITE_DOCS) writeFileSync(PAGE, now);
    expect(readFileSync(PAGE, 'utf8')).toBe(now);
  });
  it('tells every kind once, and every threshold with its source', () => {
    const page = detectorsPage();
    for (const kind of ALERT_KINDS) expect(page.split(`| \`${kind}\` |`)).toHaveLength(2);
    for (const { name, rows } of THRESHOLD_TABLES.values())
      for (const [member, { source }] of Object.entries(rows)) {
        expect(page).toContain(`\`${name}.${member}\``);
        expect(source.length).toBeGreaterThan(5);
      }
  });
  it('keeps every default within what a site may set', () => {
    for (const { name, rows } of THRESHOLD_TABLES.values())
      for (const [member, { value, from, to, ofClass }] of Object.entries(rows))
        for (const one of [value, ...Object.values(ofClass ?? {})])
          expect(one >= from && one <= to, `${name}.${member}`).toBe(true);
  });
});
