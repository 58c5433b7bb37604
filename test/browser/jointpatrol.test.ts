/** Two agencies of two countries plan, run and hand over a patrol together, each at its own screen. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import { findingsByNightAndDay } from './axe.ts';
import {
  choose,
  identityIn,
  isByRadarAlone,
  isOnLand,
  local,
  openPlanner,
  type Planner,
  type TrackFeature,
  utc,
} from './planner.ts';
import { describeInBrowser, launchBrowser, type Site, startSite } from './site.ts';
import { shown, soon } from './watch.ts';

const SECTOR = 'Bay of Durrës';
const TITLE = 'Bay of Durrës together';
const NEXT = 'Durrës coast, first round';
const PARTNERS = 'Bar approaches';
const ENGAGED = `Delfin 1 is already engaged in ${NEXT}`;
/** By the name of the one or of the other. */
const GALEB_ENGAGED = new RegExp(`Galeb 1 is already engaged in (${TITLE}|${PARTNERS})`);
const VOID = `${SECTOR} has no suitable unit`;
const MINUTE_MS = 60_000;
const PERIOD_MS = 45 * MINUTE_MS;
/** Delfin 1 sees 9 km by radar: a sector whose north-eastern corner is 8.9 km off is seen more and more as it comes. */
const CORNER = { south: 0.0787, west: 0.02 };
const SIDE_DEG = 0.0105;
/** What two people at one desk write into the same field. */
const SOONER = 'Fuel first, at the mole';
const LATER = 'Begin at Cape Rodon';

const named = (name: string) => ({ name, exact: true });

/** A boat's way, or the fixture's delay of a minute, the trail's interval and a contact that begins late. */
const LATE = { timeout: 120_000, interval: 1000 };

describeInBrowser('a joint patrol', () => {
  const ends: (() => Promise<unknown>)[] = [];
  let site: Site;
  let here: string;
  let besa: Planner;
  let petar: Planner;
  let fromMs: number;

  beforeAll(async () => {
    site = await startSite(['--demo', '--seed', '1']);
    ends.push(() => site.close());
    here = `${site.url}/?w=patrols&c=41.3000,19.4000,10.00`;
    besa = await sitDown('Besa Kola');
    petar = await sitDown('Petar Novak');
  });
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });

  /** Each in a browser of their own. */
  const sitDown = async (name: string): Promise<Planner> => {
    const browser = await launchBrowser();
    ends.push(() => browser.close());
    return openPlanner(browser, here, name);
  };
  const delfin = async (): Promise<TrackFeature | undefined> =>
    (await besa.tracks()).find(({ properties }) => properties.callSign === 'Delfin 1');
  const found = ({ form }: Planner) => form.getByRole('region', named(en['findings.plan']));
  const inTime = ({ side }: Planner) => side.getByRole('region', named(en['findings.all']));

  it('begins with a sector, typed corner by corner, that needs somebody now', async () => {
    const { tab, press, side, watch } = besa;
    await soon(async () => (await delfin())?.id).toBeDefined();
    const [lon, lat] = (await delfin())!.geometry.coordinates;
    const north = lat - CORNER.south;
    const east = lon - CORNER.west;

    await tab('sectors');
    await press(en['sector.draw']);
    const form = side.getByRole('region', named(en['sector.new']));
    await form.getByLabel(en['sector.name'], { exact: true }).fill(SECTOR);
    await form.getByLabel(en['sector.covered']).fill('10');
    const corner = form.getByRole('textbox', named(en['draw.corner.new']));
    for (const [y, x] of [
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 0],
    ] as const) {
      await corner.fill(`${(north - y * SIDE_DEG).toFixed(5)}, ${(east - x * SIDE_DEG).toFixed(5)}`);
      await corner.press('Enter');
    }
    await soon(() => shown(form)).toMatch(/1\.\d+ km²/);
    fromMs = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
    await press(en['hours.add']);
    await form.getByLabel(en['hours.from'], { exact: true }).fill(local(fromMs));
    await form.getByLabel(en['hours.until'], { exact: true }).fill(local(fromMs + PERIOD_MS));
    await press(en['sector.save']);
    await side.getByRole('heading', named(SECTOR)).waitFor();
    await soon(() => besa.achieved()).toBe(0);
    await tab('findings');
    await soon(() => shown(inTime(besa))).toContain(VOID);
    await tab('card');
    expect(watch.complaints()).toEqual([]);
  });

  it('is planned with the neighbour; what stands against it is named, and gone with its remedy', async () => {
    const { press, form, side } = besa;
    await press(en['remedy.plan']);
    await form.getByLabel(en['patrol.title'], { exact: true }).fill(TITLE);
    await form.getByLabel(en['patrol.from']).fill(utc(fromMs));
    await form.getByLabel(en['patrol.until']).fill('+8h');
    await choose(form.getByLabel(en['patrol.units.add']), 'Delfin 1');
    await choose(form.getByLabel(en['patrol.units.add']), 'Galeb 1');
    await choose(form.getByLabel(en['patrol.parties.add']), 'Border Police of the north');
    await soon(() => shown(found(besa))).toContain(ENGAGED);
    await soon(() => shown(found(besa))).toContain('No agreement allows');
    await choose(form.getByLabel(en['patrol.agreement']), 'Joint patrols of XA and XC');
    await soon(() => shown(found(besa))).not.toContain('No agreement allows');
    await form.getByLabel(en['patrol.until']).fill(utc(fromMs + PERIOD_MS));
    await form.getByLabel(en['patrol.until']).press('Enter');
    await soon(() => shown(found(besa))).not.toContain(ENGAGED);
    expect(await shown(found(besa))).not.toContain(VOID);
    // That the neighbour's boat goes elsewhere is the neighbour's to know.
    expect(await shown(form)).not.toContain('Galeb 1 is already engaged');
    await press(en['patrol.save.create'], form);
    await side.getByRole('heading', named(TITLE)).waitFor();
    await press(en['patrol.event.propose']);
    await soon(() => shown(side)).toContain(en['patrol.answer.asked']);
  });

  it('reaches the neighbour by itself, who frees the unit and accepts; the void is closed', async () => {
    await petar.tab('findings');
    await soon(() => shown(inTime(petar))).toMatch(GALEB_ENGAGED);
    await petar.pick(PARTNERS);
    await petar.press(en['patrol.event.complete']);
    await petar.side.getByLabel(en['patrol.outcome.ask']).fill('Quiet; Galeb 1 goes south');
    await petar.side.getByRole('button', named(en['patrol.event.complete'])).last().click();
    await soon(() => shown(petar.side)).toContain(en['patrol.state.completed']);
    await petar.tab('findings');
    await soon(() => shown(inTime(petar))).not.toMatch(GALEB_ENGAGED);
    await petar.pick(TITLE);
    await besa.press(en['patrol.edit']);
    await soon(() => shown(petar.side)).toContain('Besa Kola (Border Police) is editing this');
    await besa.press(en['patrol.discard'], besa.form);
    await soon(() => shown(petar.side)).not.toContain('is editing this');
    await petar.press(en['patrol.event.accept']);
    await soon(() => shown(besa.side)).toContain(`${en['patrol.answer.accepted']} · Petar Novak`);
    await besa.tab('findings');
    await soon(() => shown(inTime(besa))).not.toContain(VOID);
    await besa.tab('card');
    await besa.press(en['patrol.event.brief']);
    await besa.press(en['patrol.event.start']);
    await soon(() => shown(besa.side)).toContain(en['patrol.state.underWay']);
    await soon(() => shown(petar.side)).toContain(en['patrol.state.underWay']);
  });

  it('is told to the unit, which answers by its equipment', async () => {
    const { tab, side } = besa;
    await tab('tasks');
    await side.getByText(en['order.new'], { exact: true }).click();
    const order = side.getByRole('form', named(en['order.new']));
    await order.getByLabel(en['order.unit'], { exact: true }).selectOption({ label: 'Delfin 1' });
    await order
      .getByLabel(en['order.kind'], { exact: true })
      .selectOption({ label: en['order.kind.patrol'] });
    await order
      .getByLabel(en['order.where'], { exact: true })
      .selectOption({ label: en['order.where.sector'] });
    await order.getByLabel(en['order.where.sector'], { exact: true }).selectOption({ label: SECTOR });
    await order.getByLabel(en['order.text'], { exact: true }).fill('Patrol the bay with Galeb 1');
    await order.getByRole('button', named(en['order.send'])).click();
    const task = side.getByRole('region', named(en['order.label'])).getByRole('listitem').first();
    await soon(() => shown(task)).toContain(`${en['order.kind.patrol']} · Delfin 1`);
    for (const state of ['delivered', 'acknowledged', 'willComply'] as const)
      await soon(() => shown(task)).toMatch(new RegExp(`${en[`order.state.${state}`]} \\d\\d:\\d\\d UTC`));
  });

  it('is fit for everybody, by night and by day', async () => {
    await besa.pick(TITLE);
    expect(await findingsByNightAndDay(besa.watch)).toEqual([]);
  });

  // While the boat sets out.
  it('showed each side only what it may see', async () => {
    const told = async ({ records }: Planner): Promise<readonly string[]> =>
      (await records()).map(({ kind, id }) => `${kind}/${id}`);
    const ours = await told(besa);
    const theirs = await told(petar);
    const own = ['unit/galeb-1', 'zone/porto-romano', 'sector/durres-coast'];
    expect(ours).toEqual(expect.arrayContaining(own));
    for (const hidden of ['sector/bar-sea', 'patrol/bar-own', 'zone/bar-approach'])
      expect(ours).not.toContain(hidden);
    expect(theirs).toEqual(expect.arrayContaining(['unit/delfin-1', 'sector/bar-sea', 'patrol/bar-own']));
    const plans = 'sector/durres-coast patrol/durres-round patrol/green-night unit/petrit-1';
    const zones = 'zone/porto-romano zone/strait-cable zone/vlore-landing zone/durres-anchorage';
    for (const hidden of `${plans} ${zones}`.split(' ')) expect(theirs).not.toContain(hidden);

    for (const desk of [besa, petar]) await desk.tab('sectors');
    const sectors = ({ side }: Planner) => shown(side.getByRole('region', named(en['patrol.sectors'])));
    await soon(() => sectors(besa)).toContain('Durrës coast');
    expect(await sectors(besa)).not.toContain(PARTNERS);
    await soon(() => sectors(petar)).toContain(PARTNERS);
    expect(await sectors(petar)).not.toContain('Durrës coast');

    expect((await besa.tracks()).filter(isOnLand).length).toBeGreaterThan(0);
    expect((await petar.tracks()).filter(isOnLand)).toEqual([]);
  });

  it('shows who is on the land border to those whose border it is', async () => {
    for (const { watch } of [besa, petar]) {
      await watch.workspace('picture');
      await watch.page.keyboard.press('Control+k');
      await watch.palette.getByRole('combobox').fill('Muriqan');
      await watch.palette.getByRole('option').first().click();
      await soon(() => watch.page.url()).toMatch(/c=42\.0/);
      await watch.filter.getByRole('searchbox').fill('Ujku');
    }
    await besa.watch.row('Ujku 1').waitFor();
    await soon(() => shown(petar.watch.list)).toMatch(/\b0 of \d+/);
    for (const { watch } of [besa, petar]) await watch.workspace('patrols');
  });

  it('covers more and more of its sector, on both screens', { timeout: 200_000 }, async () => {
    await besa.pick(TITLE);
    await expect.poll(besa.achieved, LATE).toBeGreaterThan(0);
    const before = await besa.achieved();
    await expect.poll(async () => (await delfin())?.properties.sogKn, LATE).toBeGreaterThan(1);
    await expect.poll(besa.achieved, LATE).toBeGreaterThan(before);
    await petar.pick(TITLE);
    await soon(() => petar.achieved()).toBeGreaterThan(before);
  });

  it('is handed over to the next', async () => {
    await besa.press(en['patrol.event.handOver']);
    await choose(besa.side.getByLabel(en['patrol.handTo']), NEXT);
    await besa.side.getByRole('button', named(en['patrol.event.handOver'])).last().click();
    await soon(() => shown(besa.side)).toContain(en['patrol.state.handedOver']);
    expect(await shown(besa.side)).toContain(`${en['patrol.handedTo']}\n${NEXT}`);
    await soon(() => shown(petar.side)).toContain(en['patrol.state.handedOver']);
    // The next one is not the neighbour's.
    expect(await shown(petar.side)).toContain(en['findings.thing']);
  });

  // What radars alone see is a minute late for the neighbour, and has to live that long first.
  it('showed the neighbour what radars alone see without who it is', { timeout: 150_000 }, async () => {
    const byRadarAlone = async () =>
      new Set((await besa.tracks()).filter(isByRadarAlone).map(({ id }) => id));
    // What was so before and after was so in between.
    const partners = async (): Promise<readonly TrackFeature[]> => {
      const [before, told, after] = [await byRadarAlone(), await petar.tracks(), await byRadarAlone()];
      return told.filter(({ id }) => before.has(id) && after.has(id));
    };
    await expect.poll(async () => (await partners()).length, LATE).toBeGreaterThan(0);
    for (const { properties } of await partners()) {
      expect(properties).toMatchObject({ reduced: true, sources: [] });
      expect(identityIn(properties)).toEqual([]);
    }
  });

  it('had no error, no breach of the content policy and no request to elsewhere', async () => {
    expect(besa.watch.complaints()).toEqual([]);
    expect(petar.watch.complaints()).toEqual([]);
    await petar.watch.close();
  });

  it('is planned on by two at once: both are told, and nothing that either wrote is lost', async () => {
    const second = await sitDown('Besa Kola');
    const note = ({ form }: Planner) => form.getByRole('textbox', named(en['patrol.note']));
    for (const desk of [besa, second]) {
      await desk.pick(NEXT);
      await desk.press(en['patrol.edit']);
    }
    for (const desk of [besa, second])
      await soon(() => shown(desk.side)).toContain('Besa Kola (Border Police) is editing this');
    await note(second).fill(LATER);
    await note(besa).fill(SOONER);
    await besa.press(en['patrol.save'], besa.form);
    await besa.side.getByText(SOONER, { exact: true }).waitFor();

    const conflict = second.form.getByRole('alert', named('Besa Kola changed this meanwhile'));
    const row = conflict.getByRole('row', { name: new RegExp(`^${en['patrol.note']}`) });
    await row.getByRole('radio', named(SOONER)).waitFor();
    expect(await note(second).inputValue()).toBe(LATER);
    await row.getByRole('radio', named(LATER)).check();
    await conflict.getByRole('button', named(en['patrol.conflict.save'])).click();
    await conflict.waitFor({ state: 'detached' });
    await second.press(en['patrol.save'], second.form);
    await second.side.getByText(LATER, { exact: true }).waitFor();
    await soon(() => shown(besa.side)).toContain(LATER);
    const versions = await besa.get<{ readonly versions: readonly { readonly value: { note?: string } }[] }>(
      '/api/patrols/durres-round/versions',
    );
    expect(versions.versions.map(({ value }) => value.note)).toEqual(expect.arrayContaining([SOONER, LATER]));
    for (const { watch } of [besa, second]) expect(watch.complaints()).toEqual([]);
  });
});
