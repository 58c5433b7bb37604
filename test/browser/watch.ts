/** A page before an operator: where to look on it, and everything that went wrong on it. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import type { Palette } from '../../client/store/view.ts';
import { cookieOf, PATIENCE_MS } from './site.ts';

/** Large enough for every panel, small enough for drawing in software. */
const SCREEN: BrowserContextOptions = {
  viewport: { width: 1440, height: 900 },
  reducedMotion: 'reduce',
  timezoneId: 'Europe/Tirane',
};

export interface Watch {
  readonly page: Page;
  readonly list: Locator;
  readonly rows: Locator;
  readonly card: Locator;
  readonly map: Locator;
  readonly palette: Locator;
  /** The row of the list that names this ship. */
  row(name: string): Locator;
  /** What stands behind a term of the card. */
  field(term: string): Locator;
  workspace(name: 'picture' | 'alerts' | 'patrols' | 'feeds' | 'wall'): Promise<void>;
  /** The filter above the list. */
  readonly filter: Locator;
  /** Takes a palette from the menu in the top bar. */
  paint(palette: Palette): Promise<void>;
  /** Presses Escape and waits until no dialog is left. */
  closeDialog(): Promise<void>;
  /** Errors on the console, uncaught exceptions, requests that failed or left the site: emptied by reading. */
  complaints(): string[];
  close(): Promise<void>;
}

/**
 * Opens an address in a context of its own, as the person whom {@link startSite} let in.
 *
 * @param cookie of another's session; `nobody` for none
 * @param before runs in the page before anything of its own
 */
export async function openWatch(
  browser: Browser,
  url: string,
  cookie: string | undefined = cookieOf(new URL(url).origin),
  before?: () => void,
): Promise<Watch> {
  const context = await browser.newContext(SCREEN);
  if (before !== undefined) await context.addInitScript(before);
  const site = new URL(url).origin;
  if (cookie !== undefined && cookie !== 'nobody') {
    await context.addCookies([{ name: 'watchfloor_session', value: cookie, url: site, sameSite: 'Strict' }]);
  }
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const found: string[] = [];
  page.on('console', (message) => {
    // Violations of the content security policy come as errors, too.
    if (message.type() === 'error') found.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => found.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== site) found.push(`elsewhere: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) found.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto(url);
  const list = page.getByRole('region', { name: en['list.label'], exact: true });
  const rows = list.getByRole('row').filter({ has: page.getByRole('gridcell') });
  const card = page.getByRole('region', { name: en['card.label'], exact: true });
  return {
    page,
    list,
    rows,
    card,
    map: page.locator('canvas.maplibregl-canvas'),
    palette: page.getByRole('dialog', { name: en['search.label'] }),
    row: (name) => rows.filter({ hasText: name }),
    field: (term) =>
      card
        .getByRole('term')
        .filter({ hasText: new RegExp(`^${term}$`) })
        .locator('xpath=following-sibling::dd[1]'),
    async workspace(name) {
      await page
        .getByRole('navigation')
        .getByRole('button', { name: en[`workspace.${name}`] })
        .click();
    },
    filter: page.getByRole('search', { name: en['filter.label'] }),
    async paint(palette) {
      await page.getByRole('button', { name: /^Palette:/ }).click();
      await page.getByRole('radio', { name: en[`palette.${palette}`], exact: true }).check();
      await page.keyboard.press('Escape');
    },
    async closeDialog() {
      await page.keyboard.press('Escape');
      // By its element: the browser hides it a moment before the page knows that it is closed.
      await page.locator('dialog').waitFor({ state: 'detached' });
    },
    complaints: () => found.splice(0),
    close: () => context.close(),
  };
}

/** The text of an element as it stands on the screen: hidden parts left out, lines apart. */
export const shown = (of: Locator): Promise<string> => of.innerText();

/** Asks again until the answer is as expected. */
export const soon = (read: () => unknown): ReturnType<typeof expect.poll> =>
  expect.poll(read, { timeout: PATIENCE_MS, interval: 150 });

const ANGLE = /(\d{2,3})°(\d{2}\.\d{3})′([NSEW])/g;

/** Latitude and longitude, degrees, from text such as `41°19.230′N 019°26.700′E`; undefined where there is none. */
export function positionIn(text: string): { readonly lat: number; readonly lon: number } | undefined {
  const [lat, lon] = Array.from(text.matchAll(ANGLE), ([, whole, minutes, side]) => {
    const angle = Number(whole) + Number(minutes) / 60;
    return side === 'S' || side === 'W' ? -angle : angle;
  });
  return lat === undefined || lon === undefined ? undefined : { lat, lon };
}
