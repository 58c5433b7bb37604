/** By keys alone: from the strip to the alert, and from there to its moment on the map with what led to it. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import { decodeTrail } from '../../proto/codec/trails.ts';
import { destination } from '../../proto/domain/geo.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import { type Desk, openDesk } from './alertdesk.ts';
import {
  type AlertSite,
  BEGINS_OUTSIDE_M,
  named,
  PLACE,
  QUIET_WATER,
  startAlertSite,
  ZONE_NAME,
  ZONE_RADIUS_M,
} from './alertsite.ts';
import { describeInBrowser, launchBrowser } from './site.ts';
import { shown, soon } from './watch.ts';

const PETREL = { mmsi: 201_000_111, name: 'BLUE PETREL' };
const SENTENCE = `${PETREL.name} entered ${ZONE_NAME}`;
/** The picture, a long way from the alert. */
const ELSEWHERE = '?c=44.2000,13.9000,9.00';
const MINUTE_MS = 60_000;
const LED_TO_IT_MIN = 30;
const UNDER_WAY_MIN = 15;
const KNOTS = 6;
const M_A_MINUTE = (KNOTS * 1852) / 60;
/** More than the page has to be gone through with Tab. */
const MANY = 60;

describeInBrowser('with the keyboard alone', () => {
  let site: AlertSite;
  let browser: Browser;
  let desk: Desk;

  beforeAll(async () => {
    site = await startAlertSite();
    await site.zone(ZONE_NAME, QUIET_WATER, [{ kind: 'entry', priority: 'alarm' }]);
    browser = await launchBrowser();
    desk = await openDesk(browser, `${site.site.url}/${ELSEWHERE}`);
    // A receiver tells late what it heard: half an hour, at anchor and then towards the zone. It enters now.
    const nowMs = Date.now();
    for (let min = LED_TO_IT_MIN; min > 0; min -= 1) {
      const isAnchored = min > UNDER_WAY_MIN;
      const fromM = ZONE_RADIUS_M + BEGINS_OUTSIDE_M + Math.min(min, UNDER_WAY_MIN) * M_A_MINUTE;
      const { lat, lon } = destination(PLACE, 90, fromM);
      const way = { sogKn: isAnchored ? 0 : KNOTS, cogDeg: 270, headingDeg: 270, accurate: true };
      site.sendAt(nowMs - min * MINUTE_MS, {
        type: 1,
        mmsi: PETREL.mmsi,
        navStatus: isAnchored ? 1 : 0,
        lat,
        lon,
        ...way,
      });
    }
    site.send(named(PETREL.mmsi, PETREL.name));
    const stop = site.sailIn(PETREL.mmsi, 90);
    await desk.strip.getByRole('button', { name: SENTENCE }).waitFor();
    stop();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  it('leads from the strip to the alert', async () => {
    const { page } = desk;
    const sentence = desk.strip.getByRole('button', { name: SENTENCE });
    const isThere = () => sentence.evaluate((element) => element === document.activeElement);
    for (let i = 0; i < MANY && !(await isThere()); i += 1) await page.keyboard.press('Tab');
    expect(await isThere()).toBe(true);
    await page.keyboard.press('Enter');
    await desk.card.getByRole('heading', { name: SENTENCE }).waitFor();
    expect(await desk.row(SENTENCE).getAttribute('aria-selected')).toBe('true');
  });

  it('leads from the alert to its moment, with the thirty minutes before it', async () => {
    const { page, card } = desk;
    // That the receiver is late is an alert of its own, of no ship.
    const alert = (await site.alerts()).find(({ lead }) => lead.parties.length > 0);
    const track = alert!.lead.parties[0]!.trackId;
    await page.keyboard.press('u');
    const bytes = await page.evaluate(
      async (id) => Array.from(new Uint8Array(await (await fetch(`/api/trails?ids=${id}`)).arrayBuffer())),
      track,
    );
    const { trails } = watchfloor.v1.Trails.decode(Uint8Array.from(bytes));
    const way = decodeTrail(trails[0]!)!;
    expect(alert!.onsetMs - way.observedMs[0]!).toBeGreaterThan((LED_TO_IT_MIN - 2) * MINUTE_MS);
    const at = () => new URL(page.url()).searchParams;
    await soon(() => at().get('sel')).toBe(track);
    await soon(() => Number(at().get('t'))).toBeGreaterThanOrEqual(LED_TO_IT_MIN);
    const centre = () => at().get('c')?.split(',').map(Number) ?? [];
    await soon(() => Math.abs(centre()[0]! - PLACE.lat)).toBeLessThan(0.1);
    expect(Math.abs(centre()[1]! - PLACE.lon)).toBeLessThan(0.1);
    expect(centre()[2]).toBeGreaterThan(11);
    // What it stands on stays beside it.
    expect(await shown(card)).toContain(en['alerts.card.evidence']);
  });

  it('answers it: claimed, acknowledged, left', async () => {
    const { page, card, row } = desk;
    await page.keyboard.press('c');
    await soon(() => shown(row(SENTENCE))).toContain('Mira Test');
    await page.keyboard.press('y');
    await soon(() => shown(row(SENTENCE))).toContain(en['alerts.state.acknowledged']);
    // What lies above it is put away first.
    await soon(async () => {
      await page.keyboard.press('Escape');
      return card.count();
    }).toBe(0);
    await soon(() => desk.strip.getByRole('button', { name: SENTENCE }).count()).toBe(0);
    expect(desk.watch.complaints()).toEqual([]);
  });
});
