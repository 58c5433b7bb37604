/** The Patrols workspace keeps nobody out: board, cards, lists and forms, by night and by day. */
import { expect, test } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import { findings, findingsByNightAndDay } from './axe.ts';
import { describeInBrowser } from './site.ts';
import { startVisit } from './visit.ts';

describeInBrowser('the patrols workspace', () => {
  test('nothing that axe calls serious', async () => {
    const visit = await startVisit(['--demo'], '?w=patrols&rec=unit/detari-2');
    try {
      const { page } = visit.watch;
      const side = page.locator('.plan-side');
      const tab = (name: string) => side.getByRole('button', { name: new RegExp(`^${name}`) });
      await side.getByRole('heading', { name: 'Detari 2' }).waitFor();
      expect(await findingsByNightAndDay(visit.watch), 'a card').toEqual([]);
      await tab(en['plan.tab.units']).click();
      await side.getByRole('option', { name: /Detari 2/ }).waitFor();
      expect(await findings(visit.watch), 'units').toEqual([]);
      await side.getByRole('button', { name: en['unit.new'] }).click();
      await side.getByLabel(en['unit.base.place']).waitFor();
      expect(await findingsByNightAndDay(visit.watch), 'the form of a unit').toEqual([]);
      await side.getByRole('button', { name: en['zone.discard'] }).click();
      await page.getByRole('button', { name: en['board.new'] }).click();
      await side.getByLabel(en['patrol.title']).waitFor();
      expect(await findingsByNightAndDay(visit.watch), 'the form of a patrol').toEqual([]);
    } finally {
      await visit.close();
    }
  });
});
