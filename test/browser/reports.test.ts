/** A contact that a person reports by keys alone: shown with its age, and joined with what a radar sees there later. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import type { Position } from '../../proto/domain/geo.ts';
import { degrees } from '../../proto/domain/units.ts';
import { findingsByNightAndDay } from './axe.ts';
import { type CoastRadar, startCoastRadar } from './coastradar.ts';
import { describeInBrowser } from './site.ts';
import { startVisitWith, type Visit } from './visit.ts';
import { positionIn, shown, soon, type Watch } from './watch.ts';

const HERE = '?c=41.0500,18.9700,12.00';
const WHO = 'fishing vessel by VHF 16';
const NAME = 'WHITE RHIB';
/** Where it is said to be, and where it is: some 200 m away. */
const SAID = '41°03.000′N 018°58.200′E';
const TRUE_PLACE = { lat: degrees(41.0515), lon: degrees(18.9715) };
/** No form has more fields than this. */
const MANY = 40;

describeInBrowser('a contact that a person reports', () => {
  const echoes = new Map<number, Position>();
  let radar: CoastRadar;
  let visit: Visit;
  let watch: Watch;

  beforeAll(async () => {
    radar = await startCoastRadar(() => echoes);
    visit = await startVisitWith([radar.feed], HERE);
    watch = visit.watch;
  });
  afterAll(async () => {
    await visit?.close();
    await radar?.cut();
  });

  const form = () => watch.page.getByRole('form', { name: en['report.label'] });
  const why = () => watch.card.getByRole('region', { name: en['card.why'], exact: true });
  /** Goes on with Tab until the element with this label has the focus. */
  const tabTo = async (label: string): Promise<void> => {
    const wanted = form().getByLabel(label, { exact: false }).first();
    for (let i = 0; i < MANY; i += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await watch.page.keyboard.press('Tab');
    }
    expect.fail(`Tab does not lead to ${label}`);
  };

  it('is entered with the keyboard, and what is wrong is said first', async () => {
    const { keyboard } = watch.page;
    await soon(() => shown(watch.page.getByRole('banner'))).toContain(en['health.live']);
    await keyboard.press('w');
    await form().waitFor();
    await keyboard.press('Enter');
    await soon(() => shown(form())).toContain(en['report.wrong.saidBy']);
    expect(await shown(form())).toContain(en['report.wrong.position']);
    await keyboard.type('41 03.0 N, 18 58.2 E');
    await soon(() => shown(form())).toContain(SAID);
    await tabTo(en['report.saidBy']);
    await keyboard.type(WHO);
    await tabTo(en['report.name']);
    await keyboard.type(NAME);
    await keyboard.press('Enter');
    await form().waitFor({ state: 'detached' });
  });

  it('is shown as reported: by whom, where, how far off it may be, and how old', async () => {
    await soon(() => shown(watch.row(NAME))).toContain(en['contact.manual']);
    await watch.row(NAME).click();
    await soon(() => shown(watch.card)).toContain(`Reported by ${WHO}`);
    expect(await shown(watch.card)).toContain(en['contact.manual.long']);
    expect(positionIn(await shown(watch.card))).toEqual(positionIn(SAID));
    await soon(() => shown(watch.field(en['card.ellipse']))).toMatch(/^± \d{3}/);
    await soon(() => shown(watch.card)).toMatch(/Reported [1-9]\d* s ago/);
    await soon(() => shown(why())).toContain(`Reported: ${WHO}`);
  });

  it('and the form are fit for everybody, by day and by night', async () => {
    expect(await watch.card.getByText(en['manual.offers']).count()).toBe(0);
    echoes.set(7, TRUE_PLACE);
    await watch.page.keyboard.press('w');
    await form().waitFor();
    expect(await findingsByNightAndDay(watch)).toEqual([]);
    await form().getByRole('button', { name: en['report.clear'] }).click();
    await form().waitFor({ state: 'detached' });
  });

  it('is offered what a radar sees there; a person joins them, and that track keeps its id', async () => {
    const { page, card } = watch;
    const reported = card.getByRole('region', { name: en['manual.label'] });
    await soon(() => shown(reported)).toContain(en['manual.offers']);
    const offered = reported.getByRole('listitem').getByRole('button', { name: /^Contact at sea \d+$/ });
    const number = /\d+$/.exec(await shown(offered))?.[0];
    await reported.getByRole('button', { name: en['manual.associate'] }).click();
    await soon(() => page.url()).toMatch(new RegExp(`sel=\\d+-${number}(&|$)`));
    await soon(() => watch.rows.count()).toBe(1);
    await soon(() => shown(watch.row(NAME))).not.toContain(en['contact.manual']);
    await card.getByRole('heading', { name: NAME }).waitFor();
    await soon(() => shown(why())).toContain(`Reported: ${WHO}`);
    expect(await shown(why())).toContain(`A person decided that it is what ${WHO} reported`);
    const evidence = card.getByRole('region', { name: en['card.evidence'] });
    await soon(() => shown(evidence)).toContain(radar.name);
    expect(await card.getByRole('region', { name: en['manual.label'] }).count()).toBe(0);
  });

  it('had no error, no breach of the content policy and no request to elsewhere', () => {
    expect(watch.complaints()).toEqual([]);
  });
});
