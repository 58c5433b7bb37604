/** axe-core finds nothing serious or critical, in any workspace and with what opens over it, by day and by night. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import { COAST, FLEET, NEAR, VALONA } from './fleet.ts';
import { type ShipReceiver, startReceiver } from './receiver.ts';
import { describeInBrowser, launchBrowser, type Site, startSite } from './site.ts';
import { openWatch, shown, soon, type Watch } from './watch.ts';

/** The page's content policy stays in force: the debugger, not the page, brings the tool in. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Findings that are a library's and not ours to mend: rule and the part of the page, each with its reason. */
const UPSTREAM: readonly { readonly rule: string; readonly html: RegExp; readonly reason: string }[] = [];

async function findings({ page }: Watch): Promise<readonly string[]> {
  const results = (await page.evaluate(
    (options) => {
      const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
      return axe.run(options);
    },
    { resultTypes: ['violations'] } satisfies RunOptions,
  )) as AxeResults;
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, nodes }) =>
      nodes
        .filter(({ html }) => !UPSTREAM.some((known) => known.rule === id && known.html.test(html)))
        .map(({ html, any }) => `${impact} ${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`),
    );
}

describeInBrowser('axe', () => {
  let receiver: ShipReceiver;
  let site: Site;
  let browser: Browser;
  let watch: Watch;

  beforeAll(async () => {
    receiver = await startReceiver(FLEET);
    site = await startSite([
      '--feed',
      `${receiver.url}?name=coast`,
      '--feed',
      'file:missing.nmea?name=missing',
    ]);
    browser = await launchBrowser();
    watch = await openWatch(browser, `${site.url}/${COAST}`);
    await watch.rows.nth(NEAR - 1).waitFor();
    await watch.page.evaluate(AXE);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await receiver?.cut();
  });

  const press = (key: string): Promise<void> => watch.page.keyboard.press(key);

  for (const palette of ['night', 'day'] as const) {
    it(`finds nothing serious in the picture by ${palette}`, async () => {
      const { page } = watch;
      await page.getByRole('button', { name: /^Palette:/ }).click();
      await page.getByRole('radio', { name: en[`palette.${palette}`], exact: true }).check();
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
    await site.end('SIGKILL');
    await soon(() => shown(watch.page.getByRole('main'))).toContain(en['frozen.cut']);
    expect(await findings(watch)).toEqual([]);
  });
});
