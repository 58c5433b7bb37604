/** Who sits down, what they are shown, and what one agency lets another see: in real browsers, side by side. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import { findings, findingsByNightAndDay } from './axe.ts';
import { describeInBrowser, launchBrowser, type Site, signInAs, startSite } from './site.ts';
import { openWatch, shown, soon, type Watch } from './watch.ts';

/** The coast guards' waters. */
const THERE = '?c=41.5,18.9,8';
/** Paper, over a map that has little to draw. */
const PAPER = '?w=administration&c=43.5,15.2,13';
/** Two pages at once, drawn in software. */
const SIDE_BY_SIDE_MS = 240_000;

describeInBrowser('who sees and does what', () => {
  let site: Site;
  let browser: Browser;

  beforeAll(async () => {
    site = await startSite(['--demo', '--seed', '4']);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  // A page that is left open goes on drawing, at the cost of the next.
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  /** As nobody: the demonstration's viewer. */
  const open = (): Promise<Watch> => openWatch(browser, `${site.url}/${THERE}`, 'nobody');

  const sitDown = async (login: string, query = PAPER): Promise<Watch> =>
    openWatch(browser, `${site.url}/${query}`, await signInAs(site.url, login));

  const part = async ({ page }: Watch, name: keyof typeof en): Promise<void> => {
    await page
      .getByRole('navigation', { name: en['admin.parts'] })
      .getByRole('button', { name: en[name] })
      .click();
  };

  /** Tracks of the whole picture, as the list's head counts them. */
  const trackCount = async ({ list }: Watch): Promise<number> =>
    Number((await list.getByText(/^\d+ of \d+$/).innerText()).split(' ').at(-1));

  describe('signing in', () => {
    it('takes one click in the demonstration, and one to leave', async () => {
      const watch = await open();
      const { page } = watch;
      await page.getByRole('button', { name: en['signin.do'], exact: true }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Genc Hoti/ })
        .click();
      await page.getByRole('button', { name: 'Genc Hoti', exact: true }).waitFor();
      expect(watch.complaints()).toEqual([]);
      await page.getByRole('button', { name: 'Genc Hoti', exact: true }).click();
      await page.getByRole('button', { name: en['signin.out'] }).click();
      await page.getByRole('button', { name: en['signin.do'], exact: true }).waitFor();
    });

    it('says that something was wrong, and not what', async () => {
      const watch = await open();
      const { page } = watch;
      const said = async (login: string): Promise<string> => {
        await page.getByLabel(en['signin.login']).fill(login);
        await page.getByLabel(en['signin.password']).fill('seven gulls over the mole');
        await page.getByRole('dialog').getByRole('button', { name: en['signin.do'], exact: true }).click();
        const fault = page.getByRole('dialog').getByRole('alert').first();
        await soon(() => fault.innerText()).toContain('wrong');
        return fault.innerText();
      };
      await page.getByRole('button', { name: en['signin.do'], exact: true }).click();
      const known = await said('genc.hoti');
      expect(await said('nobody.here')).toBe(known);
    });

    it('has nothing serious for axe', async () => {
      const watch = await open();
      const { page } = watch;
      for (const palette of ['day', 'night'] as const) {
        await watch.paint(palette);
        await page.getByRole('button', { name: en['signin.do'], exact: true }).click();
        expect(await findings(watch)).toEqual([]);
        await watch.closeDialog();
      }
    });
  });

  it('shows a supervisor what another agency would see, marked as such', async () => {
    const watch = await sitDown('arta.leka', THERE);
    const { page } = watch;
    await soon(() => trackCount(watch)).toBeGreaterThan(50);
    const own = await trackCount(watch);
    await page.keyboard.press('Control+k');
    await watch.palette.getByRole('combobox').fill('see as border police of the north');
    await watch.palette.getByRole('option').first().click();
    const banner = page.getByText(en['seesAs.banner'].replace('{{agency}}', 'Border Police of the north'));
    await banner.waitFor();
    await soon(() => trackCount(watch)).toBeLessThan(own);
    await page.getByRole('button', { name: en['seesAs.end'] }).click();
    await banner.waitFor({ state: 'detached' });
    await soon(() => trackCount(watch)).toBeGreaterThanOrEqual(own - 20);
  });

  it('lets another agency see what is released, at once, and no longer when it is ended', {
    timeout: SIDE_BY_SIDE_MS,
  }, async () => {
    const theirs = await sitDown('petar.novak');
    theirs.page.setDefaultTimeout(SIDE_BY_SIDE_MS / 3);
    await part(theirs, 'admin.part.releases');
    const seen = theirs.page.getByRole('button', { name: /ADS-?B[ -]Tirana/i });
    await theirs.page.getByRole('button', { name: /./ }).first().waitFor();
    expect(await seen.count()).toBe(0);

    const ours = await sitDown('arta.leka');
    ours.page.setDefaultTimeout(SIDE_BY_SIDE_MS / 3);
    await part(ours, 'admin.part.releases');
    const { page } = ours;
    await page.getByRole('button', { name: en['release.new'] }).click();
    const form = page.getByRole('form', { name: en['release.new.title'] });
    await form.getByLabel(en['release.what.feed'], { exact: true }).selectOption({ label: 'ADS-B Tirana' });
    await form.getByRole('checkbox', { name: 'Border Police of the north (XC)' }).check();
    await form.getByRole('button', { name: en['release.do'], exact: true }).click();
    // Nothing without a reason.
    await form.getByText(en['release.wrong.reason']).waitFor();
    await form.getByLabel(en['release.reason']).fill('a joint search from the air');
    await form.getByRole('button', { name: en['release.do'], exact: true }).click();
    await seen.waitFor();
    await seen.click();
    await soon(() => shown(theirs.page.getByRole('main'))).toContain(en['release.reason.hidden']);

    await page.getByRole('button', { name: en['release.end'], exact: true }).click();
    await page.getByRole('textbox', { name: en['release.reason'] }).fill('the search is over');
    await page.getByRole('button', { name: en['release.end.do'], exact: true }).click();
    await seen.waitFor({ state: 'detached' });
  });

  it('shows an administrator people and no picture', async () => {
    const watch = await sitDown('admin.alba');
    const { page } = watch;
    await page.getByRole('button', { name: 'Petar Novak' }).waitFor();
    expect(await watch.map.count()).toBe(0);
    expect(await page.getByRole('button', { name: en['workspace.picture'], exact: true }).count()).toBe(0);
    expect(await findingsByNightAndDay(watch)).toEqual([]);
    await page.getByRole('button', { name: en['people.new'], exact: true }).click();
    await page.getByRole('button', { name: en['admin.save'], exact: true }).click();
    await page.getByText(en['person.wrong.roles']).waitFor();
    expect(await findingsByNightAndDay(watch)).toEqual([]);
    expect(watch.complaints()).toEqual([]);
  });

  it('has all of it in the log, for the auditor to read', async () => {
    await fetch(`${site.url}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ login: 'genc.hoti', password: 'nine gulls over the mole' }),
    });
    const watch = await sitDown('auditor.niko');
    const { page } = watch;
    await page.getByText(en['audit.told']).waitFor();
    const log = page.getByRole('region', { name: en['audit.label'], exact: true });
    for (const said of ['seeAs', 'a joint search from the air', 'the search is over', 'readAudit'])
      await log.getByText(said).first().waitFor();
    await log.getByLabel(en['audit.outcome']).selectOption('no');
    await log.getByRole('button', { name: en['audit.find'], exact: true }).click();
    // Who could not sign in, below the head.
    await soon(() => log.getByRole('row').count()).toBeGreaterThanOrEqual(2);
    await log.getByRole('button', { name: /^Row/ }).first().click();
    await page.getByText(en['audit.details']).waitFor();
    expect(await findingsByNightAndDay(watch)).toEqual([]);
  });

  it('finds nothing serious in agreements and releases', async () => {
    const watch = await sitDown('arta.leka');
    await part(watch, 'admin.part.agreements');
    await watch.page.getByRole('button', { name: /^Joint patrols/ }).click();
    expect(await findingsByNightAndDay(watch)).toEqual([]);
    await watch.page.getByRole('button', { name: en['admin.change'], exact: true }).click();
    expect(await findingsByNightAndDay(watch)).toEqual([]);
    await part(watch, 'admin.part.releases');
    await watch.page.getByRole('button', { name: en['release.new'] }).click();
    expect(await findingsByNightAndDay(watch)).toEqual([]);
    await part(watch, 'admin.part.own');
    expect(await findingsByNightAndDay(watch)).toEqual([]);
  });
});
