/** The picture: ships appear, move, are chosen and read, and the screen's colours change. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import { PALETTES } from '../../client/store/view.ts';
import { distanceM } from '../../proto/domain/geo.ts';
import { degrees } from '../../proto/domain/units.ts';
import { colourAt, coloursAround, pointAt, survey } from './chart.ts';
import { ANTIVARI, COAST, FLEET, NEAR, NICOLA, PEARL, RAPIDA, VALONA } from './fleet.ts';
import { type ShipReceiver, startReceiver } from './receiver.ts';
import { describeInBrowser } from './site.ts';
import { startVisit, type Visit } from './visit.ts';
import { positionIn, shown, soon, type Watch } from './watch.ts';

describeInBrowser('the picture', () => {
  let receiver: ShipReceiver;
  let visit: Visit;
  let watch: Watch;

  beforeAll(async () => {
    receiver = await startReceiver(FLEET);
    visit = await startVisit(['--feed', `${receiver.url}?name=coast`], COAST);
    watch = visit.watch;
  });
  afterAll(async () => {
    await visit?.close();
    await receiver?.cut();
  });

  it('lists the ships in view by name, and how many there are in all', async () => {
    await soon(() => watch.rows.count()).toBe(NEAR);
    for (const { name } of FLEET.slice(0, NEAR)) await soon(() => watch.row(name).count()).toBe(1);
    await soon(() => shown(watch.list)).toContain(`${NEAR} of ${FLEET.length}`);
    await soon(() => shown(watch.row(PEARL.name))).toMatch(/HR\s+18\.0\s+330°/);
    await soon(() => shown(watch.page.getByRole('banner'))).toContain(en['health.live']);
  });

  it('shows who is chosen in the list: identity, motion, voyage, dimensions, and who says so', async () => {
    await watch.row(VALONA.name).click();
    await watch.card.getByRole('heading', { name: VALONA.name }).waitFor();
    const says = async (term: string, text: string): Promise<void> =>
      soon(() => shown(watch.field(term))).toBe(text);
    await says('Flag', 'Albania (AL)');
    await says('MMSI', '201000101');
    await says('IMO', '9074729');
    await says('Call sign', 'ZADA1');
    await says('SOG', '14.0 kn');
    await says('COG', '090°');
    await says('Heading', '090°');
    await says('Status', 'Under way using engine');
    await says('Destination', 'ALDRZ');
    await says('Draught', '6.4 m');
    await says('Length × Beam', '120 m × 18 m');
    await says('Antenna', '90 m from the bow');
    const evidence = watch.card.getByRole('region', { name: en['card.evidence'] });
    const coast = evidence.getByRole('row').filter({ hasText: 'coast' });
    await soon(() => shown(coast)).toMatch(/coast\s+[1-9]\d*\s+\S+ s/);
  });

  it('says who and what is on board, and who heard it', async () => {
    const { mmsi } = VALONA;
    receiver.say({ type: 8, mmsi, application: { application: 'personsOnBoard', personsOnBoard: 19 } });
    await soon(() => shown(watch.field(en['aboard.personsOnBoard']))).toBe('19');
  });

  it('moves her on the card as she moves at sea', async () => {
    const astray = async (): Promise<number> => {
      const read = positionIn(await shown(watch.card));
      if (read === undefined) return Number.POSITIVE_INFINITY;
      const place = { lat: degrees(read.lat), lon: degrees(read.lon) };
      return distanceM(place, receiver.whereabouts(VALONA));
    };
    const before = positionIn(await shown(watch.card));
    await soon(astray).toBeLessThan(30);
    // 14 kn eastward: 0.005′ of longitude a second.
    await soon(async () => positionIn(await shown(watch.card))?.lon).toBeGreaterThan(
      (before?.lon ?? 0) + 0.0002,
    );
    await soon(astray).toBeLessThan(30);
  });

  it('lets go with Escape', async () => {
    await watch.page.keyboard.press('Escape');
    await watch.card.waitFor({ state: 'detached' });
  });

  it('finds a notice by its words and tells what it says, of where and who says so', async () => {
    const circle = { shape: 'circle', lat: VALONA.lat, lon: VALONA.lon, radiusM: 1200 } as const;
    const text = { shape: 'text', text: 'KEEP CLEAR OF DIVERS' } as const;
    const [linkage, description, durationMin] = [5, 10, 90];
    receiver.say({
      ...{ type: 8, mmsi: 2_010_001 },
      application: { application: 'areaNotice', linkage, description, durationMin, areas: [circle, text] },
    });
    await watch.page.keyboard.press('Control+k');
    await watch.palette.getByRole('combobox').fill('keep clear');
    await watch.palette.getByRole('option', { name: /^Divers down/ }).waitFor();
    await watch.page.keyboard.press('Enter');
    const card = watch.page.getByRole('region', { name: en['notice.card'] });
    await card.getByRole('heading', { name: 'Divers down' }).waitFor();
    await soon(() => shown(card)).toMatch(/002010001[\s\S]*KEEP CLEAR OF DIVERS[\s\S]*Circle of 0\.65 NM/);
    await watch.page.keyboard.press('Escape');
    await soon(() => card.count()).toBe(0);
  });

  it('names what is under the pointer on the map, and chooses it by a click', async () => {
    const at = (await survey(watch))(receiver.whereabouts(NICOLA));
    await soon(() => pointAt(watch, at)).toMatch(/^SAN NICOLA\s+Fishing\s+4\.0 kn\s+010°/);
    await watch.page.mouse.click(at.x, at.y);
    await watch.card.getByRole('heading', { name: NICOLA.name }).waitFor();
    await watch.page.getByRole('button', { name: en['card.close'] }).click();
  });

  it('moves her on the map as she moves at sea', async () => {
    const { lat, lon } = receiver.whereabouts(RAPIDA);
    await watch.page.goto(`${visit.site.url}/?c=${lat.toFixed(4)},${lon.toFixed(4)},14`);
    await watch.row(RAPIDA.name).waitFor();
    const pixelOf = await survey(watch);
    const first = pixelOf(receiver.whereabouts(RAPIDA));
    await soon(() => pointAt(watch, pixelOf(receiver.whereabouts(RAPIDA)))).toContain(RAPIDA.name);
    // 45 kn: six pixels a second. Her symbol is found within some 15.
    await soon(async () => {
      const now = pixelOf(receiver.whereabouts(RAPIDA));
      return Math.hypot(now.x - first.x, now.y - first.y);
    }).toBeGreaterThan(40);
    await soon(() => pointAt(watch, first)).toBe('');
    await soon(() => pointAt(watch, pixelOf(receiver.whereabouts(RAPIDA)))).toContain(RAPIDA.name);
    await watch.page.goto(`${visit.site.url}/${COAST}`);
    await watch.row(RAPIDA.name).waitFor();
  });

  it('draws a ship where she lies, to the pixel of a berth', async () => {
    const { lat, lon } = receiver.whereabouts(ANTIVARI);
    await watch.page.goto(`${visit.site.url}/?c=${lat.toFixed(4)},${lon.toFixed(4)},17`);
    await watch.row(ANTIVARI.name).waitFor();
    const pixelOf = await survey(watch);
    const here = pixelOf(receiver.whereabouts(ANTIVARI));
    // A pixel is less than half a metre; her name is to the right of her symbol, where nothing is looked at.
    await soon(() => coloursAround(watch, here, 7)).toBeGreaterThan(2);
    expect(await coloursAround(watch, { x: here.x, y: here.y - 30 }, 7)).toBe(1);
    expect(await coloursAround(watch, { x: here.x, y: here.y + 30 }, 7)).toBe(1);
    await watch.page.goto(`${visit.site.url}/${COAST}`);
    await watch.row(ANTIVARI.name).waitFor();
  });

  it('has four palettes, each with a sea of its own, darker from bright to night', async () => {
    const { page } = watch;
    const sea = { x: 560, y: 700 };
    const seen: (readonly number[])[] = [];
    let before = await colourAt(watch, sea);
    for (const palette of PALETTES) {
      await page.getByRole('button', { name: /^Palette:/ }).click();
      await page.getByRole('radio', { name: en[`palette.${palette}`] }).check();
      await page.keyboard.press('Escape');
      await soon(async () => String(await colourAt(watch, sea))).not.toBe(String(before));
      before = await colourAt(watch, sea);
      seen.push(before);
    }
    const brightness = seen.map((rgb) => rgb.reduce((sum, part) => sum + part));
    expect(brightness).toEqual(brightness.toSorted((a, b) => b - a));
    expect(new Set(brightness).size).toBe(PALETTES.length);
  });

  it('remembers the palette at the next visit', async () => {
    await watch.page.getByRole('button', { name: /^Palette:/ }).click();
    await watch.page.getByRole('radio', { name: en['palette.dusk'] }).check();
    await watch.page.goto(`${visit.site.url}/${COAST}`);
    await watch.page.getByRole('button', { name: 'Palette: Dusk' }).waitFor();
    await soon(() => watch.rows.count()).toBe(NEAR);
  });

  it('had no error, no breach of the content policy and no request to elsewhere', async () => {
    expect(watch.complaints()).toEqual([]);
    // One that is made on purpose is noticed.
    await watch.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = ""';
      document.head.append(script);
    });
    await soon(() => watch.complaints().join()).toContain('Content Security Policy');
  });
});
