/** Holds and corrections of the archive, made and released by the keyboard alone. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import { findings, findingsByNightAndDay } from './axe.ts';
import { describeInBrowser } from './site.ts';
import { startRecordedVisit, type Visit } from './visit.ts';
import { shown, soon } from './watch.ts';

describeInBrowser('what must stay, and what was wrong', () => {
  let visit: Visit;

  beforeAll(async () => {
    visit = await startRecordedVisit(
      ['--feed', 'file:missing.nmea?name=missing'],
      '?w=administration&c=43.5,15.2,13',
    );
    const parts = visit.watch.page.getByRole('navigation', { name: en['admin.parts'] });
    await parts.getByRole('button', { name: en['admin.part.archive'] }).click();
  });
  afterAll(() => visit?.close());

  const part = (name: 'keeping.holds' | 'keeping.corrections') =>
    visit.watch.page.getByRole('region', { name: en[name], exact: true });
  const press = (key: string): Promise<void> => visit.watch.page.keyboard.press(key);
  /** Into one field after the other, from the one that is focused. */
  const type = async (texts: readonly string[]): Promise<void> => {
    for (const [i, text] of texts.entries()) {
      if (i > 0) await press('Tab');
      await visit.watch.page.keyboard.type(text);
    }
  };

  it('a hold is made, stands with who, why and until when, and is released', async () => {
    const holds = part('keeping.holds');
    await soon(() => shown(holds)).toContain(en['keeping.holds.none']);
    await holds.getByRole('button', { name: en['keeping.hold.new'] }).focus();
    await press('Enter');
    await press('Enter');
    await soon(() => shown(holds)).toContain(en['keeping.wrong.reason']);
    expect(await findingsByNightAndDay(visit.watch)).toEqual([]);
    // The palette took the focus.
    await holds.getByRole('textbox').first().focus();
    await type(['case 12', 'a court, 3 November', '2026-07-01 04:00', '+2h', '212123000']);
    await press('Enter');
    const hold = holds.getByRole('listitem');
    await soon(() => shown(hold)).toContain('case 12');
    const said = await shown(hold);
    expect(said).toContain('a court, 3 November');
    expect(said).toContain('MMSI 212123000 · everything · 2026-07-01 04:00 to 2026-07-01 06:00 UTC');
    expect(said).toMatch(/By Mira Test, .* UTC · until it is released/);
    await hold.getByRole('button', { name: en['keeping.release'] }).focus();
    await press('Enter');
    expect(await findings(visit.watch)).toEqual([]);
    await type(['it is over']);
    await press('Enter');
    await soon(() => shown(holds)).toContain(en['keeping.holds.none']);
    // Whoever works by keys is still there.
    await press('Tab');
    const next = holds.getByRole('button', { name: en['keeping.hold.new'] });
    expect(await next.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('a track is marked as wrong in a time', async () => {
    const corrections = part('keeping.corrections');
    await corrections.getByRole('button', { name: en['keeping.correct.new'] }).focus();
    await press('Enter');
    await corrections.getByRole('combobox').focus();
    await press('Tab');
    await type(['1-812', '2026-07-01 04:00', '2026-07-01 05:00', 'a test transmitter']);
    expect(await findings(visit.watch)).toEqual([]);
    await press('Enter');
    // Where it was, and who it was.
    await soon(() => corrections.getByRole('listitem').count()).toBe(2);
    expect(await shown(corrections)).toContain('a test transmitter');
    expect(await findingsByNightAndDay(visit.watch)).toEqual([]);
    expect(visit.watch.complaints()).toEqual([]);
  });
});
