/** Ten thousand open and a hundred a second arriving: a tick costs what arrives, not what is open. */
import { expect, it } from 'vitest';
import { agencyId } from '../../../../proto/domain/operations/agency.ts';
import type { Access } from '../../../../server/access/access.ts';
import type { Asker } from '../../../../server/access/asker.ts';
import { AlertViews } from '../../../../server/publish/alertviews.ts';
import { TestPicture } from '../../publish/testpicture.ts';
import { condition, found, openBook } from './found.ts';

const OPEN = 10_000;
const ARRIVING = 100;

it('writes and decides of what changed alone, and loses none', { timeout: 60_000 }, () => {
  const { tick, book, database, dir, close } = openBook();
  let made = 0;
  const next = () => {
    made += 1;
    return found(String(made));
  };
  const open = Array.from({ length: OPEN }, next);
  tick(open);
  const rows = () => Number(database.get('SELECT total_changes() AS n')?.n);
  const asker: Asker = {
    ...{ name: 'Jo', agency: agencyId('xa'), roles: ['operator'], how: 'session', credential: 's' },
  };
  let decisions = 0;
  const access = {
    revision: 1,
    decide: () => {
      decisions += 1;
      return { verdict: 'yes', rule: 'test' };
    },
  } as unknown as Access;
  const records = { get: () => undefined, list: () => [], versions: () => [] };
  const views = new AlertViews({ access, book, records, source: new TestPicture() });
  const first = views.answer(asker, 0, '');
  expect(first.alerts).toHaveLength(OPEN);
  let { revision, access: name } = first;
  for (let second = 0; second < 20; second += 1) {
    const [before, decided] = [rows(), decisions];
    // Every one of them says something new of its evidence besides.
    const evidence = open.map((one, i) => ({
      ...one,
      lead: { ...one.lead, measured: { value: i + second, unit: 'm' } as const },
    }));
    expect(tick([...Array.from({ length: ARRIVING }, next), ...evidence]).ok).toBe(true);
    const written = rows() - before;
    // An alert and a line of its history each, and of those that wait for their evidence two hundred.
    expect(written).toBeGreaterThanOrEqual(2 * ARRIVING);
    expect(written).toBeLessThanOrEqual(2 * ARRIVING + 200);
    const news = views.answer(asker, revision, name);
    expect([news.whole, news.alerts.length >= ARRIVING, news.alerts.length <= ARRIVING + 200]).toEqual([
      false,
      true,
      true,
    ]);
    expect(decisions - decided).toBeLessThanOrEqual(5 * (ARRIVING + 200));
    ({ revision, access: name } = news);
  }
  expect(book.counts).toMatchObject({ warning: OPEN + 20 * ARRIVING, unsaved: 0, madeRoom: 0 });
  close();
  const again = openBook(dir, 60_000);
  expect(again.book.counts.warning).toBe(OPEN + 20 * ARRIVING);
  expect(again.book.now(`1-a${made}`)?.lead.key).toBe(condition(String(made)).key);
});
