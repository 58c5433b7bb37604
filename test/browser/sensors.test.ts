/** What sensors see: joined with AIS or alone, with the evidence; filtered, and never with distress hidden. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import { encodeDsc } from '../../server/decode/nmea/sentences/write.ts';
import { findingsByNightAndDay } from './axe.ts';
import { pointAt, survey } from './chart.ts';
import { type CoastRadar, startCoastRadar } from './coastradar.ts';
import { NICOLA, ROADS, SKIFF, VALONA } from './fleet.ts';
import { Receiver, type ShipReceiver, startReceiver } from './receiver.ts';
import { describeInBrowser } from './site.ts';
import { startVisitWith, type Visit } from './visit.ts';
import { shown, soon, type Watch } from './watch.ts';

const HERE = '?c=41.0500,18.9700,12.00';
const UNCOOPERATIVE = en['contact.uncooperative'];

describeInBrowser('what sensors see', () => {
  let receiver: ShipReceiver;
  let radar: CoastRadar;
  let radio: Receiver;
  let visit: Visit;
  let watch: Watch;

  beforeAll(async () => {
    receiver = await startReceiver(ROADS);
    const seen = [...ROADS, SKIFF];
    radar = await startCoastRadar(
      () => new Map(seen.map((ship, i) => [i + 1, receiver.whereabouts(ship)] as const)),
    );
    radio = new Receiver(() => {});
    await radio.listen();
    visit = await startVisitWith(
      [{ url: receiver.url, name: 'coast' }, radar.feed, { url: `${radio.url}?format=nmea`, name: 'radio' }],
      HERE,
    );
    watch = visit.watch;
  });
  afterAll(async () => {
    await visit?.close();
    for (const each of [receiver, radar, radio]) await each?.cut();
  });

  const skiff = () => watch.row(UNCOOPERATIVE);
  const evidence = () => watch.card.getByRole('region', { name: en['card.evidence'] });
  const why = () => watch.card.getByRole('region', { name: en['card.why'], exact: true });
  const distress = () => watch.page.getByRole('region', { name: en['distress.label'], exact: true });
  /** Chooses in one of the filter's menus, or chooses no more. */
  const choose = async (name: string, choice: string): Promise<void> => {
    await watch.filter.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await watch.page.getByRole('checkbox', { name: choice, exact: true }).click();
    await watch.page.keyboard.press('Escape');
  };

  it('is one track with what AIS says, each sensor and transmitter named with its part in it', async () => {
    await soon(() => watch.rows.count()).toBe(ROADS.length + 1);
    await watch.row(VALONA.name).click();
    const from = (source: string) => evidence().getByRole('row').filter({ hasText: source });
    await soon(() => shown(from(radar.name))).toMatch(/\s[1-9]\d*\s+[\d.]+ m · [\d.]+ σ\s+\S+ s/);
    await soon(() => shown(from('coast'))).toMatch(/\s[1-9]\d*\s/);
    await soon(() => shown(evidence())).toMatch(/95 % ellipse\s+± [\d.]+ × [\d.]+ m/);
    await soon(() => shown(why())).toContain(`AIS ${VALONA.mmsi} taken for this track`);
    await soon(() => shown(watch.field('Destination'))).toBe('ALDRZ');
  });

  it('leads from the card to the sensor, with where it stands and how it does', async () => {
    await evidence().getByRole('button', { name: radar.name }).click();
    const sensor = watch.page.getByRole('region', { name: `Sensor ${radar.name}`, exact: true });
    await soon(() => shown(sensor)).toContain(en['health.sensor.1']);
    const said = await shown(sensor);
    expect(said).toContain('41°03.000′N 019°03.000′E');
    expect(said).toMatch(/Blind sectors\s+060°–120°/);
    await soon(() => shown(sensor)).toMatch(/Plots a scan\s+4/);
    expect(await findingsByNightAndDay(watch)).toEqual([]);
    await watch.workspace('picture');
  });

  it('is hidden and shown by source, and the address says so', async () => {
    const { page } = watch;
    await choose(en['filter.sources'], en['source.ais']);
    await soon(() => watch.rows.count()).toBe(ROADS.length);
    await soon(() => page.url()).toContain('src=ais');
    await choose(en['filter.sources'], en['source.radar']);
    await soon(() => watch.rows.count()).toBe(ROADS.length + 1);
    await choose(en['filter.sources'], en['source.ais']);
    // Radar sees all of them, with AIS or without.
    await soon(() => page.url()).toMatch(/src=radar(&|$)/);
    expect(await watch.rows.count()).toBe(ROADS.length + 1);
    await page.keyboard.press('x');
  });

  it('does not stand over distress: a call without a position is said, whatever is filtered', async () => {
    const caller = 201_000_199;
    await choose(en['filter.sources'], en['source.camera']);
    await soon(() => watch.rows.count()).toBe(0);
    const call = { format: 'distress', category: 'distress', mmsi: caller } as const;
    radio.write(`${encodeDsc({ ...call, natureOfDistress: 'sinking' })}\r\n`);
    await soon(() => shown(distress())).toMatch(/DSC call, MMSI 201000199\s+sinking\s+no position/);
    expect(await watch.rows.count()).toBe(0);
    await watch.workspace('feeds');
    await soon(() => shown(distress())).toContain(String(caller));
    await watch.workspace('picture');
    expect(await findingsByNightAndDay(watch)).toEqual([]);
    await watch.page.keyboard.press('x');
  });

  it('without AIS where AIS is heard is uncooperative, in the list, on the map and on its card', async () => {
    await soon(() => skiff().count()).toBe(1);
    expect(await shown(skiff())).toMatch(/Contact at sea \d+/);
    await skiff().click();
    await watch.card.getByRole('heading', { name: /^Contact at sea \d+$/ }).waitFor();
    await soon(() => shown(watch.card)).toContain(en['contact.uncooperative.long']);
    expect(await shown(watch.card)).toContain(en['source.radar']);
    await soon(() => shown(why())).toContain(en['why.uncooperative']);
    expect(await shown(why())).toContain(en['why.confirmed']);
    await soon(() => shown(watch.field('SOG'))).toMatch(/^(29|30|31)\.\d kn$/);
    expect(await watch.card.getByRole('region', { name: en['card.identity'] }).count()).toBe(0);
    expect(await watch.card.getByRole('term').filter({ hasText: en['card.mmsi'] }).count()).toBe(0);
    expect(await findingsByNightAndDay(watch)).toEqual([]);
    const pixelOf = await survey(watch);
    await soon(() => pointAt(watch, pixelOf(receiver.whereabouts(SKIFF)))).toContain(UNCOOPERATIVE);
  });

  it('is hidden and shown by who sends, for a colleague who opens the address, too', async () => {
    const { page } = watch;
    await choose(en['filter.contacts'], UNCOOPERATIVE);
    await soon(() => watch.rows.count()).toBe(1);
    const pixelOf = await survey(watch);
    await soon(() => pointAt(watch, pixelOf(receiver.whereabouts(NICOLA)))).toBe('');
    await soon(() => page.url()).toContain('contact=uncooperative');
    await page.goto(page.url());
    await soon(() => watch.rows.allInnerTexts()).toEqual([expect.stringContaining(UNCOOPERATIVE)]);
    await soon(() => shown(page.getByRole('banner'))).toContain('1 filter');
  });

  it('had no error, no breach of the content policy and no request to elsewhere', () => {
    expect(watch.complaints()).toEqual([]);
  });
});
