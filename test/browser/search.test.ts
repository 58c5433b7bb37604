/** Finding: by Ctrl-K, the search box and the filter that list and map share. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import { pointAt, survey } from './chart.ts';
import { ANTIVARI, COAST, FLEET, NEAR, NICOLA, PEARL, RAPIDA, SKAGEN, VALONA } from './fleet.ts';
import { type ShipReceiver, startReceiver } from './receiver.ts';
import { describeInBrowser } from './site.ts';
import { startVisit, type Visit } from './visit.ts';
import { shown, soon, type Watch } from './watch.ts';

describeInBrowser('finding', () => {
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
  beforeEach(async () => {
    await watch.closeDialog();
    await watch.page.keyboard.press('Escape');
  });

  const options = () => watch.palette.getByRole('option');
  const searched = async (text: string): Promise<void> => {
    await watch.palette.getByRole('combobox').fill(text);
  };

  it('opens with Ctrl-K and from the box, and finds by name, MMSI, IMO and call sign', async () => {
    await watch.page.keyboard.press('Control+k');
    await watch.palette.waitFor();
    for (const text of ['valona', '201000101', '9074729', 'zada1']) {
      await searched(text);
      await soon(() => shown(options().first())).toMatch(/^VALONA STAR\s/);
      await searched('no such thing');
      await soon(() => options().count()).toBe(0);
    }
    await watch.closeDialog();
    await watch.page.getByRole('button', { name: en['search.open'] }).click();
    await watch.palette.waitFor();
  });

  it('takes letters with and without accents, in either case, for the same', async () => {
    await watch.page.keyboard.press('Control+k');
    for (const text of ['vlore', 'VLORË', 'vlorë']) {
      await searched(text);
      await soon(async () => (await options().allInnerTexts()).join('\n')).toMatch(
        /VLORE RAPIDA[\s\S]*Vlorë/,
      );
    }
  });

  it('filters by text with / : list, count and map agree, and the bar says that something is hidden', async () => {
    const { page } = watch;
    const pixelOf = await survey(watch);
    const hidden = pixelOf(receiver.whereabouts(ANTIVARI));
    await soon(() => pointAt(watch, hidden)).toContain(ANTIVARI.name);
    await page.keyboard.press('/');
    await page.keyboard.type('nicola');
    await soon(() => watch.rows.allInnerTexts()).toEqual([expect.stringContaining(NICOLA.name)]);
    await soon(() => shown(watch.list)).toContain(`1 of ${FLEET.length}`);
    await soon(() => shown(page.getByRole('banner'))).toContain('1 filter');
    await soon(() => pointAt(watch, hidden)).toBe('');
    await soon(() => pointAt(watch, pixelOf(receiver.whereabouts(NICOLA)))).toContain(NICOLA.name);
    await page.getByRole('banner').getByRole('button', { name: en['filter.clear'] }).click();
    await soon(() => watch.rows.count()).toBe(NEAR);
  });

  it('filters by class, by what moves, and by both', async () => {
    const { page } = watch;
    await watch.filter.getByRole('button', { name: en['filter.classes'], exact: true }).click();
    await page.getByRole('checkbox', { name: en['class.tanker'] }).check();
    await soon(() => watch.rows.allInnerTexts()).toEqual([expect.stringContaining(ANTIVARI.name)]);
    await page.getByRole('checkbox', { name: en['class.highSpeed'] }).check();
    await soon(() => watch.rows.count()).toBe(2);
    await page.keyboard.press('Escape');
    await watch.filter.getByRole('button', { name: en['filter.moving'] }).click();
    await soon(() => watch.rows.allInnerTexts()).toEqual([expect.stringContaining(RAPIDA.name)]);
    await soon(() => shown(page.getByRole('banner'))).toContain('2 filters');
    await page.keyboard.press('x');
    await soon(() => watch.rows.count()).toBe(NEAR);
  });

  it('sorts by a column, and the other way round', async () => {
    const names = async (): Promise<string[]> =>
      (await watch.rows.allInnerTexts()).map(
        (text) => FLEET.find(({ name }) => text.includes(name))?.name ?? text,
      );
    await watch.list.getByRole('columnheader', { name: en['list.sog'] }).getByRole('button').click();
    await soon(names).toEqual([RAPIDA, PEARL, VALONA, NICOLA, ANTIVARI].map(({ name }) => name));
    await watch.list.getByRole('columnheader', { name: en['list.name'] }).getByRole('button').click();
    await soon(names).toEqual([ANTIVARI, PEARL, NICOLA, VALONA, RAPIDA].map(({ name }) => name));
  });

  it('takes a ship by a click: chosen, and in sight between the panels', async () => {
    await watch.page.keyboard.press('Control+k');
    await searched('pearl');
    await options().filter({ hasText: PEARL.name }).click();
    await watch.card.getByRole('heading', { name: PEARL.name }).waitFor();
    const at = (await survey(watch))(receiver.whereabouts(PEARL));
    const list = await watch.list.boundingBox();
    const card = await watch.card.boundingBox();
    const left = (list?.x ?? 0) + (list?.width ?? 0);
    expect(at.x).toBeGreaterThan(left + 40);
    expect(at.x).toBeLessThan((card?.x ?? 0) - 40);
    await soon(() => pointAt(watch, at)).toContain(PEARL.name);
  });

  it('finds what is on no screen by asking the server, and goes there', async () => {
    await watch.page.keyboard.press('Control+k');
    await searched('skagen');
    await options().filter({ hasText: SKAGEN.name }).click();
    await watch.card.getByRole('heading', { name: SKAGEN.name }).waitFor();
    await soon(() => shown(watch.field('Flag'))).toBe('Denmark (DK)');
    await soon(() => watch.row(SKAGEN.name).count()).toBe(1);
  });

  it('had no error, no breach of the content policy and no request to elsewhere', () => {
    expect(watch.complaints()).toEqual([]);
  });
});
