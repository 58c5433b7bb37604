/** Two stations answer one emergency: it sounds and shows, nothing hides or shelves it, and what one did the other sees. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import { encodeDsc } from '../../server/decode/nmea/sentences/write.ts';
import { findingsByNightAndDay } from './axe.ts';
import { Receiver } from './receiver.ts';
import { describeInBrowser } from './site.ts';
import { startVisitWith, type Visit } from './visit.ts';
import { openWatch, shown, soon, type Watch } from './watch.ts';

const CALLER = 201_000_199;
const SENTENCE = `${CALLER} is in distress`;

/** Counts the tones that the page begins from here on. */
const countTones = `
  globalThis.tones = 0;
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...at) {
    globalThis.tones += 1;
    return start.apply(this, at);
  };
`;

describeInBrowser('the alerts workspace', () => {
  let radio: Receiver;
  let visit: Visit;
  let watch: Watch;
  let other: Watch;

  beforeAll(async () => {
    radio = new Receiver(() => {});
    await radio.listen();
    visit = await startVisitWith([{ url: `${radio.url}?format=nmea`, name: 'radio' }], '?w=alerts');
    watch = visit.watch;
    other = await openWatch(visit.browser, `${visit.site.url}/?w=picture`);
  });
  afterAll(async () => {
    await other?.close();
    await visit?.close();
    await radio?.cut();
  });

  const queue = (of: Watch) => of.page.getByRole('region', { name: en['alerts.queue'], exact: true });
  const row = (of: Watch) => queue(of).getByRole('row').filter({ hasText: SENTENCE });
  const card = (of: Watch) => of.page.getByRole('region', { name: en['alerts.card'], exact: true });
  const tones = (of: Watch): Promise<number> => of.page.evaluate('globalThis.tones');

  it('says that nothing waits, and that sound is off until somebody presses', async () => {
    const { page } = watch;
    await soon(() => shown(queue(watch))).toContain(en['alerts.none']);
    const locked = page.getByRole('button', { name: en['alerts.sound.locked'] });
    await locked.click();
    await locked.waitFor({ state: 'detached' });
    await page.evaluate(countTones);
  });

  it('shows and sounds an emergency at once, on every workspace of every station', async () => {
    const call = { format: 'distress', category: 'distress', mmsi: CALLER } as const;
    radio.write(`${encodeDsc({ ...call, natureOfDistress: 'sinking' })}\r\n`);
    await soon(() => row(watch).count()).toBe(1);
    await soon(() => tones(watch)).toBeGreaterThan(0);
    const lines = other.page.getByRole('region', { name: en['distress.label'], exact: true });
    await soon(() => shown(lines)).toContain(String(CALLER));
    await soon(() => shown(lines)).toContain(en['alerts.state.unacknowledged']);
  });

  it('is hidden by no filter, and offers no shelf', async () => {
    const { page } = watch;
    await page.getByRole('button', { name: en['alerts.priority.caution'], exact: true }).click();
    await soon(() => page.getByRole('button', { name: en['alerts.filter.clear'], exact: true }).count()).toBe(
      1,
    );
    expect(await row(watch).count()).toBe(1);
    await page.getByRole('button', { name: en['alerts.filter.clear'], exact: true }).click();
    await row(watch).click();
    await soon(() => shown(card(watch))).toContain(SENTENCE);
    expect(await card(watch).getByRole('button', { name: en['alerts.act.shelve'] }).count()).toBe(0);
    expect(await card(watch).getByRole('button', { name: en['alerts.act.claim'] }).count()).toBe(1);
    expect(await findingsByNightAndDay(watch)).toEqual([]);
  });

  it('is acknowledged by key once for both, claimed, commented and judged', async () => {
    const { page } = watch;
    await page.keyboard.press('y');
    await soon(() => shown(row(watch))).toContain(en['alerts.state.acknowledged']);
    await other.page.keyboard.press('6');
    await soon(() => shown(row(other))).toContain(en['alerts.state.acknowledged']);
    await page.keyboard.press('c');
    await soon(() => shown(row(other))).toContain('Mira Test');
    await page.keyboard.press('t');
    await page.keyboard.type('Helicopter is on its way');
    await page.keyboard.press('Control+Enter');
    await row(other).click();
    await soon(() => shown(card(other))).toContain('Helicopter is on its way');
    await card(watch).getByRole('button', { name: en['alerts.verdict.true'], exact: true }).click();
    await soon(() => shown(card(other))).toContain(en['alerts.event.judge']);
  });

  it('is one of the load, against what a person can answer', async () => {
    const { page } = watch;
    await page.getByRole('button', { name: en['alerts.part.load'], exact: true }).click();
    const load = page.getByRole('region', { name: en['alerts.load'], exact: true });
    await soon(() => shown(load)).toContain(en['alerts.kind.distress']);
    expect(await findingsByNightAndDay(watch)).toEqual([]);
  });

  it('had no error, no breach of the content policy and no request to elsewhere', () => {
    expect([...watch.complaints(), ...other.complaints()]).toEqual([]);
  });
});
