/** Ten thousand alerts open and a hundred a second arriving: the queue stays in the hand, and nothing is lost. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../../client/messages/en.table.ts';
import { destination } from '../../../proto/domain/geo.ts';
import type { Shape } from '../../../proto/domain/operations/area.ts';
import { degrees } from '../../../proto/domain/units.ts';
import { type Desk, openDesk } from '../alertdesk.ts';
import { type AlertSite, QUEUE, startAlertSite } from '../alertsite.ts';
import { writeOpenAlerts } from '../alertstore.ts';
import { describeInBrowser, launchBrowser } from '../site.ts';
import { shown, soon } from '../watch.ts';

const OPEN = 10_000;
const A_SECOND = 100;
/** Every run has the load; only the long one keeps it up. */
const SECONDS = process.env.WATCHFLOOR_LONG === undefined ? 8 : 60;
const TIMEOUT_MS = 240_000;
/** Far from what the map shows, with a border along a meridian, which vessels cross in the order of no place. */
const WEST = -40;
const SOUTH = 30;
const HEIGHT_DEG = 5;
const FAR: Shape = {
  kind: 'polygon',
  rings: [
    [
      { lat: SOUTH, lon: WEST },
      { lat: SOUTH + HEIGHT_DEG, lon: WEST },
      { lat: SOUTH + HEIGHT_DEG, lon: WEST + 1 },
      { lat: SOUTH, lon: WEST + 1 },
    ],
  ],
};
const GOLDEN = 0.618_034;
const KNOTS = 40;
/** Two reports of a vessel, outside and inside for certain, as far apart as it makes in that time. */
const OUTSIDE_M = 60;
const INSIDE_M = 64;
const BETWEEN_S = 6;
const MORE_THAN_A_ROW_PX = 30;

describeInBrowser('ten thousand alerts', () => {
  let site: AlertSite;
  let browser: Browser;
  let desk: Desk;
  let arrived = 0;

  beforeAll(async () => {
    site = await startAlertSite();
    await site.zone('Far water', FAR, [{ kind: 'entry', priority: 'alarm' }]);
    await site.site.end();
    writeOpenAlerts(site.site.dataDir, OPEN);
    await site.site.again();
    browser = await launchBrowser();
    desk = await openDesk(browser, `${site.site.url}/${QUEUE}`);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  const rowCount = async (): Promise<number> => Number(await desk.queue.getAttribute('aria-rowcount'));
  const serverCount = async (): Promise<number> => (await site.alerts()).length;

  /** Vessels over the border for some seconds, {@link A_SECOND} each second. Ends when the last one is in. */
  const arrive = (seconds: number): Promise<void> =>
    new Promise((resolve) => {
      let second = 0;
      const report = (n: number, eastM: number) => {
        const lat = degrees(SOUTH + 0.1 + ((n * GOLDEN) % 1) * (HEIGHT_DEG - 0.2));
        const place = destination({ lat, lon: degrees(WEST) }, 90, eastM);
        const way = { sogKn: KNOTS, cogDeg: 90, headingDeg: 90, accurate: true };
        return { type: 1, mmsi: 202_000_000 + n, navStatus: 0, ...place, ...way } as const;
      };
      const some = (from: number, eastM: number) =>
        Array.from({ length: A_SECOND }, (_, i) => report(from * A_SECOND + i, eastM));
      const timer = setInterval(() => {
        if (second < seconds) site.send(...some(second, -OUTSIDE_M));
        const inside = second - BETWEEN_S;
        if (inside >= 0) site.send(...some(inside, INSIDE_M));
        second += 1;
        if (inside < seconds - 1) return;
        clearInterval(timer);
        arrived += seconds * A_SECOND;
        resolve();
      }, 1000);
    });

  it('are all in the queue, and few of them are drawn', { timeout: TIMEOUT_MS }, async () => {
    const before = Date.now();
    await soon(rowCount).toBe(OPEN);
    console.info(`ten thousand alerts were shown after ${Date.now() - before} ms`);
    expect(await desk.queue.getByRole('row').count()).toBeLessThan(100);
  });

  it('stay steady while others arrive, and are answered meanwhile', { timeout: TIMEOUT_MS }, async () => {
    const { page, queue, card } = desk;
    const body = queue.locator('.list-body');
    await body.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
    const middle = queue.getByRole('row').nth(10);
    await middle.locator('.alert-sentence').click();
    const id = (await queue.getAttribute('aria-activedescendant'))!;
    const chosen = page.locator(`[id="${id}"]`);
    await card.getByRole('button', { name: new RegExp(`^${en['alerts.act.acknowledge']}`) }).waitFor();
    await page.evaluate((id) => {
      const kept = { tasks: [] as number[], places: [] as (number | undefined)[], drawn: 0 };
      Object.assign(window, { kept });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) kept.tasks.push(duration);
      }).observe({ type: 'longtask' });
      const look = (): void => {
        kept.places.push(document.getElementById(id)?.getBoundingClientRect().top);
        requestAnimationFrame(look);
      };
      look();
    }, id);
    const devtools = await page.context().newCDPSession(page);
    // Processor time: what else the machine does is not in it.
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const workS = async (): Promise<number> =>
      (await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')!
        .value;
    const workedS = await workS();
    const sinceMs = Date.now();
    const all = arrive(SECONDS);
    await soon(rowCount).toBeGreaterThan(OPEN);
    const pressedMs = Date.now();
    await page.keyboard.press('y');
    await soon(() => shown(chosen)).toContain(en['alerts.state.acknowledged']);
    const acknowledgedMs = Date.now() - pressedMs;
    await all;
    await soon(rowCount).toBeGreaterThanOrEqual(OPEN + arrived);
    const kept = await page.evaluate(
      () =>
        (
          window as unknown as {
            readonly kept: { readonly tasks: number[]; readonly places: (number | null)[] };
          }
        ).kept,
    );
    const overMs = Date.now() - sinceMs;
    const share = ((await workS()) - workedS) / (overMs / 1000);
    console.info({
      arrived,
      frames: kept.places.length,
      acknowledgedMs,
      overMs,
      longTasks: kept.tasks.length,
      longestMs: Math.max(0, ...kept.tasks),
      share,
    });
    // The page's thread has time left for who works with it.
    expect(share).toBeLessThan(0.7);
    // It never left its place, nor the screen, however many came above it.
    const [first] = kept.places;
    expect(kept.places.every((top) => Math.abs((top ?? Number.NaN) - first!) < MORE_THAN_A_ROW_PX)).toBe(
      true,
    );
    expect(await chosen.getAttribute('aria-selected')).toBe('true');
    await queue.getByRole('button', { name: /above/ }).waitFor();
  });

  it('and those that arrived are all there after a kill', { timeout: TIMEOUT_MS }, async () => {
    const before = await serverCount();
    expect(before).toBeGreaterThanOrEqual(OPEN + arrived);
    await site.site.end('SIGKILL');
    await site.site.again();
    expect(await serverCount()).toBe(before);
    await soon(rowCount).toBe(before);
    await soon(() => shown(desk.card)).toContain(en['alerts.state.acknowledged']);
  });
});
