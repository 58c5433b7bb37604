/** Zones drawn, typed, saved, imported and fought over, and crossing points seen at a glance: in a real browser. */
import { type Browser, type Locator, request } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import { findings, findingsByNightAndDay } from './axe.ts';
import { describeInBrowser, launchBrowser, type Site, signInAs, startSite } from './site.ts';
import { openWatch, shown, soon, type Watch } from './watch.ts';

/** Two pages at once, drawn in software. */
const SIDE_BY_SIDE_MS = 180_000;
/** Open water: nothing to snap to, and little to draw. */
const THERE = '?c=43.1,15.2,13';

/** Beside the map's middle, CSS pixels of the window: no panel is over them. */
const CORNERS = [
  [560, 330],
  [800, 330],
  [800, 520],
  [560, 520],
] as const;

const FILE = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    feature('Sound triangle', '18,41 18.2,41 18.1,41.2 18,41'),
    feature('Bow tie', '18,41 18.2,41.2 18.2,41 18,41.2 18,41'),
  ],
});

function feature(name: string, ring: string): object {
  const coordinates = [ring.split(' ').map((corner) => corner.split(',').map(Number))];
  return { type: 'Feature', properties: { name }, geometry: { type: 'Polygon', coordinates } };
}

describeInBrowser('zones and crossing points', () => {
  let site: Site;
  let browser: Browser;
  let watch: Watch;

  const sitDown = async (login: string): Promise<Watch> => {
    const come = await openWatch(browser, `${site.url}/${THERE}`, await signInAs(site.url, login));
    await come.list.waitFor();
    await come.page.keyboard.press('a');
    await come.page.getByRole('tablist', { name: en['plan.parts'] }).waitFor();
    return come;
  };

  beforeAll(async () => {
    site = await startSite(['--demo', '--seed', '4']);
    browser = await launchBrowser();
    watch = await sitDown('mira.dushi');
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  const button = (name: string, from: Watch = watch): Locator =>
    from.page.getByRole('button', { name, exact: true });
  const box = (name: string, from: Watch = watch): Locator =>
    from.page.getByRole('textbox', { name, exact: true });
  const card = (from: Watch = watch): Locator => from.page.getByRole('region', { name: en['zone.card'] });
  const row = (name: string, from: Watch = watch): Locator =>
    from.page.getByRole('option').filter({ hasText: name });
  const form = (from: Watch = watch): Locator => from.page.locator('form.report');

  it('takes a circle by typing alone, names what is wrong, and is validated and active', async () => {
    const { page } = watch;
    await button(en['zone.draw']).click();
    await button(en['draw.kind.circle']).click();
    await box(en['draw.centre']).fill('41 12.345 N 18 70.5 E');
    await page.keyboard.press('Enter');
    await soon(() => shown(form())).toContain(en['draw.wrong.position']);
    await box(en['draw.centre']).fill('41 12.345 N 18 40.5 E');
    await page.keyboard.press('Enter');
    await soon(() => box('Corner 1').inputValue()).toBe('41°12.345′N 018°40.500′E');
    await box(en['draw.radius']).fill('2000000');
    await page.keyboard.press('Enter');
    // 2,000 km are 18° of latitude.
    await box('Corner 1').fill('75 N 18 40.5 E');
    await page.keyboard.press('Enter');
    await soon(() => shown(form())).toContain('it reaches beyond 85°');
    await page.keyboard.press('Control+z');
    await soon(() => box('Corner 1').inputValue()).toBe('41°12.345′N 018°40.500′E');
    await box(en['draw.radius']).fill('3704');
    await button(en['zone.save.new']).click();
    await soon(() => shown(form())).toContain(en['zone.wrong.name']);
    await box(en['zone.name']).fill('Two miles');
    await button(en['zone.save.new']).click();
    await button(en['zone.event.validate']).click();
    await button(en['zone.event.activate']).click();
    await soon(() => shown(row('Two miles'))).toContain(en['zone.standing.active']);
    // π · 3.704² km².
    await soon(() => shown(card())).toContain('43.1 km²');
    await soon(() => shown(card())).toContain('2.00 NM');
  });

  it('takes a polygon by clicks, and a fault is named while it is drawn', async () => {
    const { page } = watch;
    await page.keyboard.press('Escape');
    await button(en['zone.draw']).click();
    const corners = form().getByRole('textbox', { name: /^Corner \d/ });
    for (const [i, [x, y]] of CORNERS.entries()) {
      // The pen comes with the first drawing: until then a click sets nothing.
      await soon(async () => {
        if ((await corners.count()) === i) await page.mouse.click(x, y);
        return corners.count();
      }).toBe(i + 1);
    }
    const [first, second] = [await corners.nth(0).inputValue(), await corners.nth(1).inputValue()];
    await corners.nth(0).fill(second);
    await corners.nth(0).press('Enter');
    await corners.nth(1).fill(first);
    await corners.nth(1).press('Enter');
    await soon(() => shown(form())).toMatch(/edge \d–\d meets edge \d–\d/);
    expect(await findingsByNightAndDay(watch)).toEqual([]);
    await box(en['zone.name']).fill('Four corners');
    await button(en['zone.save.new']).click();
    await soon(() => shown(form())).toContain('to be put right');
    await button(en['draw.undo']).click();
    await button(en['draw.undo']).click();
    await soon(() => corners.nth(0).inputValue()).toBe(first);
    await button(en['zone.save.new']).click();
    await soon(() => shown(card())).toContain('Polygon · 4 corners');
    expect(await findingsByNightAndDay(watch)).toEqual([]);
  });

  it('shows both versions where two changed the same zone, and loses neither', {
    timeout: SIDE_BY_SIDE_MS,
  }, async () => {
    const other = await sitDown('arta.leka');
    await row('Four corners', other).click();
    await button(en['record.change'], other).click();
    await button(en['record.change']).click();
    await soon(() => shown(form())).toContain('Arta Leka');
    await box(en['zone.name'], other).fill('Four corners north');
    await button(en['zone.save'], other).click();
    await card(other).waitFor();
    await other.close();
    await soon(() => shown(form())).toContain('Arta Leka has changed it since you began.');
    await box(en['zone.note']).fill('seen from the tower');
    await button(en['zone.save']).click();
    const both = watch.page.getByRole('alert', { name: en['conflict.label'] });
    await soon(() => shown(both)).toContain('Four corners north');
    await soon(() => shown(both)).toContain('seen from the tower');
    await button(en['conflict.takeChosen']).click();
    await button(en['zone.save']).click();
    await soon(() => shown(card())).toContain('Four corners north');
    await soon(() => shown(card())).toContain('seen from the tower');
  });

  it('takes from a file what is sound, and says of the rest what is wrong', async () => {
    const { page } = watch;
    await button(en['zone.import']).click();
    const dialog = page.getByRole('dialog', { name: en['import.label'] });
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'plan.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(FILE) });
    await soon(() => shown(dialog)).toContain('1 to enter, 1 with a fault');
    await soon(() => shown(dialog)).toMatch(/Bow tie[\s\S]*edge 1–2 meets edge 3–4/);
    expect(await findings(watch)).toEqual([]);
    await dialog.getByRole('button', { name: 'Enter 1 zone as draft' }).click();
    await soon(() => shown(dialog)).toContain('1 zone was entered as draft.');
    await watch.closeDialog();
    await row('Sound triangle').waitFor();
  });

  it('takes from those who keep a crossing point that it is closed, why and until when', async () => {
    expect(watch.complaints().filter((text) => !/409/.test(text))).toEqual([]);
    await watch.close();
    watch = await sitDown('besa.kola');
    const { page } = watch;
    await page.getByRole('tab', { name: en['plan.part.crossings'] }).click();
    await row('Muriqan – Sukobin').click();
    await button(en['crossing.status.closed']).click();
    expect(await button(en['crossing.status.say.closed']).isDisabled()).toBe(true);
    await box(en['crossing.status.reason']).fill('a landslide on the road');
    await box(en['crossing.status.until']).fill('+8h');
    expect(await findingsByNightAndDay(watch)).toEqual([]);
    await button(en['crossing.status.say.closed']).click();
    // What is worst is first: of two that are closed, by name.
    await soon(() => shown(page.getByRole('option').first())).toMatch(/^Muriqan[\s\S]*Closed/);
    await button(en['crossing.report']).click();
    await box(en['crossing.figure.waitingIn']).fill('85');
    await button(en['crossing.report.send']).click();
    await soon(() => shown(row('Muriqan – Sukobin'))).toContain('85 waiting');
    expect(watch.complaints()).toEqual([]);
  });

  it('shows it at a glance to another agency, and at once when it changes', async () => {
    await watch.close();
    watch = await sitDown('mira.dushi');
    const { page } = watch;
    await page.getByRole('tab', { name: en['plan.part.crossings'] }).click();
    await soon(() => shown(page.getByRole('option').first())).toMatch(/^Muriqan[\s\S]*Closed/);
    await row('Muriqan – Sukobin').click();
    const there = page.getByRole('region', { name: en['crossing.card'], exact: true });
    await soon(() => shown(there)).toContain('a landslide on the road');
    // It is another agency's: nothing of it is offered here.
    expect(await button(en['crossing.status.closed']).count()).toBe(0);
    expect(await findingsByNightAndDay(watch)).toEqual([]);

    const asPolice = await request.newContext({
      baseURL: site.url,
      extraHTTPHeaders: { cookie: `watchfloor_session=${await signInAs(site.url, 'besa.kola')}` },
    });
    const path = '/api/crossing-points/muriqan';
    const { version } = (await (await asPolice.get(path)).json()) as { version: number };
    const told = await asPolice.post(`${path}/open`, { data: { version } });
    expect(told.status()).toBe(200);
    await asPolice.dispose();
    await soon(() => shown(row('Muriqan – Sukobin'))).toContain(en['crossing.state.open']);
    expect(watch.complaints()).toEqual([]);
  });
});
