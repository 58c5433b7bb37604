/** A server that stops or dies is said unmistakably; the page recovers by itself when it is back. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import { COAST, FLEET, NEAR, VALONA } from './fleet.ts';
import { type ShipReceiver, startReceiver } from './receiver.ts';
import { describeInBrowser } from './site.ts';
import { startVisit, type Visit } from './visit.ts';
import { positionIn, shown, soon, type Watch } from './watch.ts';

/** What the browser itself says of a server that is not there, and of a track that only the dead one knew. */
const GONE =
  /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket connection to|404.*(\/api\/tracks\/|Not Found)/;

/** Ends with the page's milliseconds from now until an alert says this. */
const millisecondsUntilSaid = (page: Page, words: string): Promise<number> =>
  page.evaluate(
    (text) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        const look = (): void => {
          const said = Array.from(
            document.querySelectorAll('[role=alert]'),
            (alert) => alert.textContent ?? '',
          );
          if (said.some((alert) => alert.includes(text))) resolve(performance.now() - start);
          else setTimeout(look, 20);
        };
        look();
      }),
    words,
  );

describeInBrowser('the server', () => {
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

  const banner = () => shown(watch.page.getByRole('banner'));
  const stage = () => shown(watch.page.getByRole('main'));

  it('that hangs: the picture is called frozen, with its age; live again when it goes on', async () => {
    await soon(banner).toContain(en['health.live']);
    const said = millisecondsUntilSaid(watch.page, en['frozen.stalled']);
    visit.site.signal('SIGSTOP');
    console.info(`a hanging server was said after ${Math.round(await said)} ms`);
    await soon(stage).toMatch(/Frozen since \d\d:\d\d:\d\d UTC/);
    await soon(banner).toContain(en['health.stalled']);
    visit.site.signal('SIGCONT');
    await soon(banner).toContain(en['health.live']);
    await soon(stage).not.toContain(en['frozen.stalled']);
  });

  it('that is killed: the picture is called cut off, stays to be read, and ships stand still', async () => {
    await watch.row(VALONA.name).click();
    await soon(() => shown(watch.field('MMSI'))).toBe(String(VALONA.mmsi));
    const said = millisecondsUntilSaid(watch.page, en['frozen.cut']);
    expect(await visit.site.end('SIGKILL')).toBe('SIGKILL');
    console.info(`a killed server was said after ${Math.round(await said)} ms`);
    await soon(banner).toContain(en['health.cut']);
    await soon(stage).toContain(en['frozen.retry']);
    expect(await watch.rows.count()).toBe(NEAR);
    expect(await shown(watch.field('MMSI'))).toBe(String(VALONA.mmsi));
    const still = positionIn(await shown(watch.card));
    await soon(stage).toMatch(/[3-9] s old/);
    expect(positionIn(await shown(watch.card))).toEqual(still);
  });

  it('that is back on the same port: the page shows the new picture without a reload', async () => {
    const loaded = await watch.page.evaluate(() => performance.timeOrigin);
    await visit.site.again();
    await soon(banner).toContain(en['health.live']);
    await soon(stage).not.toContain(en['frozen.cut']);
    await soon(() => shown(watch.row(VALONA.name))).toContain('14.0');
    // The ship that was chosen is chosen still, though the new server gave her another number.
    const lon = async (): Promise<number> => positionIn(await shown(watch.card))?.lon ?? Number.NaN;
    // The card may be drawn anew between two looks: what was seen is what is compared.
    let before = Number.NaN;
    await soon(async () => {
      before = await lon();
      return before;
    }).toBeGreaterThan(0);
    await soon(lon).toBeGreaterThan(before);
    await soon(() => shown(watch.field('Destination'))).toBe('ALDRZ');
    expect(await watch.page.evaluate(() => performance.timeOrigin)).toBe(loaded);
  });

  it('that is told to end does so by itself and cleanly', async () => {
    expect(await visit.site.end('SIGTERM')).toBe(0);
    await soon(banner).toContain(en['health.cut']);
  });

  it('left no complaint but that it was gone', () => {
    expect(watch.complaints().filter((text) => !GONE.test(text))).toEqual([]);
  });
});
