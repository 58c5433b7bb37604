/** From a vessel found to an hour of it replayed, moved and shared, on a server that records. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import type { Replay } from '../../proto/domain/record/replay.ts';
import { findings } from './axe.ts';
import { COAST, FLEET, NEAR, VALONA } from './fleet.ts';
import { type ShipReceiver, startReceiver } from './receiver.ts';
import { describeInBrowser } from './site.ts';
import { startRecordedVisit, type Visit } from './visit.ts';
import { openWatch, positionIn, shown, soon, type Watch } from './watch.ts';

describeInBrowser('a replay', () => {
  let receiver: ShipReceiver;
  let visit: Visit;
  let watch: Watch;

  beforeAll(async () => {
    receiver = await startReceiver(FLEET);
    visit = await startRecordedVisit(['--feed', `${receiver.url}?name=coast`], COAST);
    watch = visit.watch;
    await watch.rows.nth(NEAR - 1).waitFor();
  });
  afterAll(async () => {
    await visit?.close();
    await receiver?.cut();
  });

  const banner = () => shown(watch.page.getByRole('banner'));
  const tag = () => watch.page.locator('.replay-tag');
  const button = (name: string) => watch.page.getByRole('button', { name, exact: true });
  const slider = () => watch.page.getByRole('slider', { name: en['replay.cursor'] });
  const at = async () => Number(await slider().getAttribute('aria-valuenow'));
  /** Where it comes to stand: the way there is asked of the server. */
  const standing = async () => {
    let last = await at();
    let times = 0;
    await soon(async () => {
      const now = await at();
      times = now === last ? times + 1 : 0;
      last = now;
      return times;
    }).toBeGreaterThan(15);
    return last;
  };

  it('is found by the name of a vessel, and begins where the row says', async () => {
    await watch.page.keyboard.press('7');
    // What is recorded is there after some seconds.
    await soon(banner).toContain(en['replay.health']);
    await button(en['replay.part.find']).click();
    await watch.page.getByRole('textbox', { name: /^Vessel/ }).fill('valona');
    await watch.page.getByRole('textbox', { name: /^Purpose/ }).fill('a test');
    await button(en['find.ask']).click();
    const row = watch.page.getByRole('grid', { name: en['find.answer'] }).getByRole('row').nth(1);
    await soon(() => shown(row)).toContain(VALONA.name);
    await row.click();
    await soon(() => shown(watch.field('MMSI'))).toBe(String(VALONA.mmsi));
    await button(en['find.replay']).click();
    await soon(() => shown(tag())).toMatch(/replay.*as it was known.*paused/is);
    await soon(banner).not.toContain(en['health.live']);
  });

  it('is the same for whoever gets its URL', async () => {
    const momentNow = async () => /\d{4}-\d\d-\d\d [\d:]+/.exec(await shown(tag()))?.[0] ?? '';
    // The address is written now and then, and the replay may still be on its way.
    await soon(async () =>
      watch.page.url().includes(`r=known,${(await momentNow()).replace(' ', 'T')},1`),
    ).toBe(true);
    const moment = await momentNow();
    expect(watch.page.url()).toContain('ask=');
    const other = await openWatch(visit.browser, watch.page.url());
    await soon(() => shown(other.page.locator('.replay-tag'))).toContain(moment);
    await soon(() => other.page.getByRole('textbox', { name: /^Vessel/ }).inputValue()).toBe('valona');
    await soon(() => shown(other.field('MMSI'))).toBe(String(VALONA.mmsi));
    await other.close();
  });

  it('is accessible', async () => {
    expect(await findings(watch)).toEqual([]);
  });

  it('moves by keys and by hand, and the ship with it', async () => {
    const before = await standing();
    // What is recorded by now ends somewhere, and no step leads beyond it.
    await watch.page.waitForResponse(
      async (response) =>
        /\/api\/replays\/[^/]+$/.test(response.url()) &&
        ((await response.json()) as Replay).range.untilMs > (before + 11) * 1000,
    );
    const lon = async () => positionIn(await shown(watch.card))?.lon ?? Number.NaN;
    await slider().focus();
    await watch.page.keyboard.press('Shift+ArrowRight');
    // Frames tell tenths of a second, the slider whole ones.
    await soon(async () => Math.abs((await at()) - before - 10)).toBeLessThanOrEqual(1);
    const later = await standing();
    await soon(lon).toBeGreaterThan(VALONA.lon);
    const east = await lon();
    await watch.page.keyboard.press('ArrowLeft');
    await soon(at).toBe(later - 1);
    await soon(lon).toBeLessThan(east);
    const box = (await slider().boundingBox())!;
    await watch.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await watch.page.mouse.down();
    await watch.page.mouse.move(box.x + box.width * 0.2, box.y + box.height / 2);
    await watch.page.mouse.up();
    const least = Number(await slider().getAttribute('aria-valuemin'));
    const most = Number(await slider().getAttribute('aria-valuemax'));
    // Before the first record there is nothing: it stands there then.
    await soon(at).toBeLessThan(least + (most - least) * 0.45);
  });

  it('ends at once where it is left, and nothing of the live picture is called a replay', async () => {
    await watch.page.keyboard.press('1');
    await soon(banner).toContain(en['health.live']);
    expect(await tag().count()).toBe(0);
    expect(watch.complaints()).toEqual([]);
  });
});
