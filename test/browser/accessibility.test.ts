/** axe-core finds nothing serious or critical, in any workspace and with what opens over it, by day and by night. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import { findings } from './axe.ts';
import { COAST, FLEET, NEAR, VALONA } from './fleet.ts';
import { type ShipReceiver, startReceiver } from './receiver.ts';
import { describeInBrowser } from './site.ts';
import { startVisit, type Visit } from './visit.ts';
import { shown, soon, type Watch } from './watch.ts';

describeInBrowser('axe', () => {
  let receiver: ShipReceiver;
  let visit: Visit;
  let watch: Watch;

  beforeAll(async () => {
    receiver = await startReceiver(FLEET);
    visit = await startVisit(
      ['--feed', `${receiver.url}?name=coast`, '--feed', 'file:missing.nmea?name=missing'],
      COAST,
    );
    watch = visit.watch;
    await watch.rows.nth(NEAR - 1).waitFor();
  });
  afterAll(async () => {
    await visit?.close();
    await receiver?.cut();
  });

  const press = (key: string): Promise<void> => watch.page.keyboard.press(key);

  for (const palette of ['night', 'day'] as const) {
    it(`finds nothing serious in the picture by ${palette}`, async () => {
      const { page } = watch;
      await watch.paint(palette);
      // A recording and a feed that is not well: the bar has the most to say.
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(
        page.viewportSize()?.width,
      );
      expect(await findings(watch)).toEqual([]);
      await press('Escape');
      await watch.row(VALONA.name).click();
      await soon(() => shown(watch.field('Destination'))).toBe('ALDRZ');
      await watch.filter.getByRole('button', { name: en['filter.classes'], exact: true }).click();
      expect(await findings(watch)).toEqual([]);
      await press('Escape');
      await page.getByRole('button', { name: en['layers.label'], exact: true }).click();
      expect(await findings(watch)).toEqual([]);
      await press('Escape');
      await press('Escape');
    });

    it(`finds nothing serious in the dialogs by ${palette}`, async () => {
      await press('Control+k');
      await watch.palette.getByRole('combobox').fill('vlo');
      await watch.palette.getByRole('option').first().waitFor();
      expect(await findings(watch)).toEqual([]);
      await watch.closeDialog();
      await press('?');
      await watch.page.getByRole('dialog', { name: en['keys.label'] }).waitFor();
      expect(await findings(watch)).toEqual([]);
      await watch.closeDialog();
    });

    it(`finds nothing serious in Feeds and on the wall by ${palette}`, async () => {
      await press('2');
      await watch.page.getByRole('button', { name: 'missing', exact: true }).click();
      expect(await findings(watch)).toEqual([]);
      await press('3');
      await soon(() => shown(watch.page.getByRole('main'))).toContain(en['wall.tracks']);
      expect(await findings(watch)).toEqual([]);
      await press('Escape');
      await watch.list.waitFor();
    });
  }

  it('finds nothing serious when the server is gone', async () => {
    await visit.site.end('SIGKILL');
    await soon(() => shown(watch.page.getByRole('main'))).toContain(en['frozen.cut']);
    expect(await findings(watch)).toEqual([]);
  });
});
