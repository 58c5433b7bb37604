/** Two stations answer the same alerts: what one does the other sees, with who did it. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import type { Alert } from '../../proto/domain/alert/alert.ts';
import { SILENCE_MS } from '../../server/operations/alerts/states.table.ts';
import { type Desk, openDesk } from './alertdesk.ts';
import { type AlertSite, MIRA, named, QUEUE, QUIET_WATER, startAlertSite, ZONE_NAME } from './alertsite.ts';
import { findingsByNightAndDay } from './axe.ts';
import { describeInBrowser, launchBrowser } from './site.ts';
import { shown, soon } from './watch.ts';

const JON = 'Jon Desk';
const PETREL = { mmsi: 201_000_111, name: 'BLUE PETREL' };
const GANNET = { mmsi: 201_000_112, name: 'GREY GANNET' };
/** Two pages at once, drawn in software. */
const SIDE_BY_SIDE_MS = 180_000;

describeInBrowser('two stations', () => {
  let site: AlertSite;
  let browser: Browser;
  let mira: Desk;
  let jon: Desk;

  beforeAll(async () => {
    site = await startAlertSite();
    await site.zone(ZONE_NAME, QUIET_WATER, [{ kind: 'entry', priority: 'alarm' }]);
    const stops = [PETREL, GANNET].map(({ mmsi, name }, i) => {
      site.send(named(mmsi, name));
      return site.sailIn(mmsi, 90 + 180 * i);
    });
    browser = await launchBrowser();
    mira = await openDesk(browser, `${site.site.url}/${QUEUE}`);
    jon = await openDesk(browser, `${site.site.url}/${QUEUE}`, site.cookies.jon);
    for (const desk of [mira, jon]) for (const { name } of [PETREL, GANNET]) await desk.row(name).waitFor();
    for (const stop of stops) stop();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  const alertOf = async (name: string): Promise<Alert> => {
    const found = (await site.alerts()).find(({ lead }) => lead.parties[0]?.name === name);
    if (found === undefined) throw new Error(`no alert about ${name}`);
    return found;
  };
  const history = ({ card }: Desk) => card.getByRole('region', { name: en['alerts.card.history'] });

  it('are silent for a while when one of them silences, and nothing is acknowledged by that', async () => {
    await mira.choose(PETREL.name);
    await jon.choose(PETREL.name);
    await mira.press(en['alerts.act.silence']);
    await soon(() => shown(jon.row(PETREL.name))).toContain(en['alerts.state.silenced']);
    await soon(() => shown(history(jon))).toContain(`${en['alerts.event.silence']} · ${MIRA}`);
    await soon(() => shown(jon.card)).toMatch(/Silent until \d\d:\d\d:\d\d/);
    const { acknowledged, silentUntilMs, history: lines } = await alertOf(PETREL.name);
    expect(acknowledged).toBeUndefined();
    const line = lines.find(({ what }) => what === 'silence');
    expect(silentUntilMs).toBe(line!.atMs + SILENCE_MS);
    await jon.card.getByRole('button', { name: new RegExp(`^${en['alerts.act.acknowledge']}`) }).waitFor();
  });

  it('acknowledge once for both, and say who did', async () => {
    await jon.press(en['alerts.act.acknowledge']);
    for (const { row, card } of [mira, jon]) {
      await soon(() => shown(row(PETREL.name))).toContain(en['alerts.state.acknowledged']);
      await soon(() => shown(card)).toMatch(new RegExp(`${en['alerts.card.acknowledged']}\\s+${JON}, `));
      const again = card.getByRole('button', { name: new RegExp(`^${en['alerts.act.acknowledge']}`) });
      expect(await again.count()).toBe(0);
    }
    expect((await alertOf(PETREL.name)).acknowledged?.byName).toBe(JON);
    // The other alarm waits as before.
    await soon(() => shown(mira.strip)).toContain(GANNET.name);
  });

  it('know who answers: claimed, handed back, assigned', async () => {
    await jon.press(en['alerts.act.claim']);
    await soon(() => shown(mira.row(PETREL.name))).toContain(JON);
    await jon.press(en['alerts.act.handBack']);
    await soon(() => shown(mira.row(PETREL.name))).not.toContain(JON);
    await mira.press(en['alerts.act.assign']);
    const form = mira.form(en['alerts.act.assign']);
    await form.getByLabel(en['alerts.act.assign.to']).selectOption({ label: JON });
    await form.getByRole('button', { name: en['alerts.act.assign'], exact: true }).click();
    await soon(() => shown(jon.row(PETREL.name))).toContain(JON);
    await soon(() => shown(history(jon))).toContain(`${en['alerts.event.assign']} · ${MIRA}`);
    // Who answers alerts does not say who else does.
    expect(await jon.card.getByRole('button', { name: en['alerts.act.assign'], exact: true }).count()).toBe(
      0,
    );
  });

  it('comment, escalate and judge for each other', async () => {
    const { page } = jon;
    await page.keyboard.press('t');
    await jon
      .form(en['alerts.act.comment'])
      .getByLabel(en['alerts.act.comment.text'])
      .fill('No answer on 16');
    await page.keyboard.press('Control+Enter');
    await soon(() => shown(history(mira))).toContain('No answer on 16');
    await jon.form(en['alerts.act.comment']).waitFor({ state: 'detached' });
    await page.keyboard.press('e');
    await jon.form(en['alerts.act.escalate']).waitFor();
    await page.keyboard.type('Two miles from the cable');
    await page.keyboard.press('Control+Enter');
    await soon(() => shown(mira.row(PETREL.name))).toContain(en['alerts.row.escalated']);
    await soon(() => shown(history(mira))).toContain('Two miles from the cable');
    await mira.press(en['alerts.verdict.true']);
    const pressed = jon.card.getByRole('button', { name: en['alerts.verdict.true'], pressed: true });
    await pressed.waitFor();
    expect((await alertOf(PETREL.name)).verdict).toMatchObject({ is: 'true', byName: MIRA });
    expect(await findingsByNightAndDay(mira.watch)).toEqual([]);
  });

  it('group what is one happening, and take it apart', { timeout: SIDE_BY_SIDE_MS }, async () => {
    await mira.row(GANNET.name).getByLabel(en['alerts.mark']).check();
    await mira.page.keyboard.press('g');
    const form = mira.form(en['alerts.act.join']);
    await form.getByRole('button', { name: en['alerts.act.join'], exact: true }).click();
    // One row stands for both, and its card names the other.
    await jon.row(GANNET.name).waitFor({ state: 'detached' });
    await soon(() => shown(jon.row(PETREL.name))).toContain('+1 part');
    await jon.card
      .getByRole('region', { name: en['alerts.card.joined'] })
      .getByRole('button', { name: new RegExp(GANNET.name) })
      .click();
    await jon.card.getByRole('heading', { name: GANNET.name }).waitFor();
    await jon.press(en['alerts.act.leave']);
    await mira.row(GANNET.name).waitFor();
    expect((await alertOf(GANNET.name)).partOf).toBeUndefined();
  });

  it('put one aside with a reason, and one of them takes it back', async () => {
    await jon.choose(GANNET.name);
    await jon.page.keyboard.press('s');
    const form = jon.form(en['alerts.act.shelve']);
    await form.getByLabel(en['alerts.act.shelve.time']).selectOption({ label: en['alerts.shelf.quarter'] });
    const send = form.getByRole('button', { name: en['alerts.act.shelve'], exact: true });
    // Nothing without a reason.
    expect(await send.isDisabled()).toBe(true);
    await form.getByLabel(en['alerts.act.shelve.reason']).fill('Survey, told by the harbour');
    await send.click();
    await mira.row(GANNET.name).waitFor({ state: 'detached' });
    await mira.page.getByRole('button', { name: en['alerts.filter.shelved'], exact: true }).click();
    await mira.page.getByRole('radio', { name: en['alerts.filter.shelved.only'] }).check();
    await mira.page.keyboard.press('Escape');
    await mira.choose(GANNET.name);
    await soon(() => shown(mira.card)).toContain(`On the shelf: Survey, told by the harbour (${JON})`);
    const { shelf } = await alertOf(GANNET.name);
    expect(shelf?.untilMs).toBeGreaterThan(shelf!.atMs + 14 * 60_000);
    await mira.press(en['alerts.act.unshelve']);
    await jon.row(GANNET.name).waitFor();
    await mira.page.getByRole('button', { name: en['alerts.filter.clear'], exact: true }).click();
  });

  it('read how much is asked of them', async () => {
    const { page } = mira;
    await page.getByRole('button', { name: en['alerts.part.load'], exact: true }).click();
    const kinds = page.getByRole('region', { name: en['alerts.load.kinds'] });
    const entries = kinds.getByRole('row').filter({ hasText: en['alerts.kind.zoneEntry'] });
    // Two were raised and are open, one was judged, and true.
    await soon(() => shown(entries)).toMatch(/Zone entered\s+2\s+2\s+1\s+0\s+0\s+100/);
    expect(await findingsByNightAndDay(mira.watch)).toEqual([]);
  });

  it('had no error and no breach of the content policy', () => {
    for (const { watch } of [mira, jon]) expect(watch.complaints()).toEqual([]);
  });
});
