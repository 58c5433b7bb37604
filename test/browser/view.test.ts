/** The view as an address, the screen worked by keys alone, and the wall. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import { survey } from './chart.ts';
import { COAST, FLEET, NEAR, PEARL, VALONA } from './fleet.ts';
import { type ShipReceiver, startReceiver } from './receiver.ts';
import { describeInBrowser } from './site.ts';
import { startVisit, type Visit } from './visit.ts';
import { openWatch, shown, soon, type Watch } from './watch.ts';

describeInBrowser('the view', () => {
  let receiver: ShipReceiver;
  let visit: Visit;
  let watch: Watch;

  beforeAll(async () => {
    receiver = await startReceiver(FLEET);
    visit = await startVisit(['--feed', `${receiver.url}?name=coast`], COAST);
    watch = visit.watch;
    await watch.rows.nth(NEAR - 1).waitFor();
  });
  afterAll(async () => {
    await visit?.close();
    await receiver?.cut();
  });

  /** What the address says of the camera: latitude, longitude, zoom. */
  const camera = (): readonly number[] =>
    (new URL(watch.page.url()).searchParams.get('c') ?? '').split(',').map(Number);

  it('is the address: a second page shows the same place, palette, choice and filter', async () => {
    const { page } = watch;
    await watch.row(VALONA.name).click();
    await page.keyboard.press('d');
    await watch.filter.getByRole('button', { name: en['filter.moving'] }).click();
    await soon(() => new URL(page.url()).searchParams.get('moving')).toBe('1');
    await soon(() => new URL(page.url()).searchParams.get('sel')).not.toBeNull();
    const palette = await page.getByRole('button', { name: /^Palette:/ }).getAttribute('aria-label');
    const here = (await survey(watch))(PEARL);

    const other = await openWatch(visit.browser, page.url());
    await other.card.getByRole('heading', { name: VALONA.name }).waitFor();
    expect(await other.page.getByRole('button', { name: /^Palette:/ }).getAttribute('aria-label')).toBe(
      palette,
    );
    await soon(() => other.rows.count()).toBe(NEAR - 1);
    const there = (await survey(other))(PEARL);
    expect(Math.hypot(there.x - here.x, there.y - here.y)).toBeLessThan(4);
    expect(other.complaints()).toEqual([]);
    await other.close();
    await page.keyboard.press('x');
    await page.keyboard.press('Escape');
  });

  for (const focus of ['nothing', 'the map'] as const) {
    it(`comes back to the same place when one zooms in and out by keys, with ${focus} in focus`, async () => {
      const { page } = watch;
      if (focus === 'the map') await watch.map.focus();
      const before = (await survey(watch))(PEARL);
      const zoom = camera()[2] ?? Number.NaN;
      await page.keyboard.press('+');
      await soon(() => camera()[2]).toBeCloseTo(zoom + 1, 1);
      await page.keyboard.press('-');
      await soon(() => camera()[2]).toBeCloseTo(zoom, 1);
      const after = (await survey(watch))(PEARL);
      expect(Math.hypot(after.x - before.x, after.y - before.y)).toBeLessThan(4);
      await watch.map.blur();
    });
  }

  it('walks the list by keys, and goes through the workspaces and back', async () => {
    const { page, card } = watch;
    await page.keyboard.press('j');
    const first = await shown(card.getByRole('heading').first());
    await page.keyboard.press('j');
    await soon(() => shown(card.getByRole('heading').first())).not.toBe(first);
    await page.keyboard.press('k');
    await soon(() => shown(card.getByRole('heading').first())).toBe(first);
    await page.keyboard.press('2');
    await page.getByRole('region', { name: en['feed.list'], exact: true }).waitFor();
    await page.keyboard.press('1');
    await watch.list.waitFor();
    await page.goBack();
    await page.getByRole('region', { name: en['feed.list'], exact: true }).waitFor();
    await page.goBack();
    await watch.list.waitFor();
    await page.keyboard.press('Escape');
  });

  it('has a skip link first, and shows where the focus is', async () => {
    const { page } = watch;
    await page.goto(`${visit.site.url}/${COAST}`);
    await watch.rows.first().waitFor();
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    await soon(() => shown(focused)).toBe(en['skip.map']);
    for (let i = 0; i < 12; i += 1) {
      await page.keyboard.press('Tab');
      const ring = await focused.evaluate((element) => {
        const { outlineStyle, boxShadow } = getComputedStyle(element);
        return outlineStyle !== 'none' || boxShadow !== 'none' ? 'shown' : element.outerHTML.slice(0, 120);
      });
      expect(ring).toBe('shown');
    }
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  });

  it('fills a wall: time, age and counts without bars or panels; Escape leaves it', async () => {
    const { page } = watch;
    await page.keyboard.press('3');
    const wall = page.getByRole('main');
    await soon(() => shown(wall)).toMatch(/\d\d:\d\d:\d\d/);
    const figure = (term: string) =>
      shown(wall.getByRole('term').filter({ hasText: term }).locator('xpath=following-sibling::dd[1]'));
    await soon(() => figure(en['wall.tracks'])).toBe(String(FLEET.length));
    await soon(() => figure(en['wall.feeds'])).toBe('1 of 1');
    expect(await page.getByRole('banner').count()).toBe(0);
    expect(await watch.list.count()).toBe(0);
    await page.keyboard.press('Escape');
    await watch.list.waitFor();
  });

  it('is worked by keys alone: find, choose, read, let go, ask for the keys', async () => {
    const { page, card, palette } = watch;
    await page.keyboard.press('Control+k');
    await palette.getByRole('combobox').waitFor();
    await page.keyboard.type('pearl');
    await soon(() => shown(palette.getByRole('option', { selected: true }))).toContain(PEARL.name);
    await page.keyboard.press('Enter');
    await card.getByRole('heading', { name: PEARL.name }).waitFor();
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: en['keys.label'] });
    await soon(() => shown(keys)).toContain(en['do.measure']);
    await watch.closeDialog();
  });

  it('had no error, no breach of the content policy and no request to elsewhere', () => {
    expect(watch.complaints()).toEqual([]);
  });
});
