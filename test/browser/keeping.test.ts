/**
 * What the demonstration keeps: held and corrected by the keyboard alone, found, replayed and taken away, each by
 * those who may and as far as they may.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import { findings, findingsByNightAndDay } from './axe.ts';
import { describeInBrowser, launchBrowser, type Site, signInAs, startSite } from './site.ts';
import { openWatch, shown, soon, type Watch } from './watch.ts';

/** Where the map has little to draw. */
const NOWHERE = 'c=43.5,15.2,13';
/** Lights have these letters, and a flight that only the owner of its receiver sees. */
const WORDS = 'ht';
const FLIGHT = 'XHT1928';

describeInBrowser('what is kept', () => {
  let site: Site;
  let browser: Browser;
  /** Of whoever answers for the archive. */
  let keeper: Watch;

  const sitDown = async (login: string, query: string): Promise<Watch> =>
    openWatch(browser, `${site.url}/${query}`, await signInAs(site.url, login));

  beforeAll(async () => {
    site = await startSite(['--demo', '--seed', '4'], true);
    browser = await launchBrowser();
    keeper = await sitDown('admin.alba', `?w=administration&${NOWHERE}`);
    const parts = keeper.page.getByRole('navigation', { name: en['admin.parts'] });
    await parts.getByRole('button', { name: en['admin.part.archive'] }).click();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  const part = (name: 'keeping.holds' | 'keeping.corrections') =>
    keeper.page.getByRole('region', { name: en[name], exact: true });
  const press = (key: string): Promise<void> => keeper.page.keyboard.press(key);
  /** Into one field after the other, from the one that is focused. */
  const type = async (texts: readonly string[]): Promise<void> => {
    for (const [i, text] of texts.entries()) {
      if (i > 0) await press('Tab');
      await keeper.page.keyboard.type(text);
    }
  };

  it('a hold is made, stands with who, why and until when, and is released', async () => {
    const holds = part('keeping.holds');
    await soon(() => shown(holds)).toContain(en['keeping.holds.none']);
    await holds.getByRole('button', { name: en['keeping.hold.new'] }).focus();
    await press('Enter');
    await press('Enter');
    await soon(() => shown(holds)).toContain(en['keeping.wrong.reason']);
    expect(await findingsByNightAndDay(keeper)).toEqual([]);
    // The palette took the focus.
    await holds.getByRole('textbox').first().focus();
    await type(['case 12', 'a court, 3 November', '2026-07-01 04:00', '+2h', '212123000']);
    await press('Enter');
    const hold = holds.getByRole('listitem');
    await soon(() => shown(hold)).toContain('case 12');
    const said = await shown(hold);
    expect(said).toContain('a court, 3 November');
    expect(said).toContain('MMSI 212123000 · everything · 2026-07-01 04:00 to 2026-07-01 06:00 UTC');
    expect(said).toMatch(/By Alba Zeqo, .* UTC · until it is released/);
    await hold.getByRole('button', { name: en['keeping.release'] }).focus();
    await press('Enter');
    expect(await findings(keeper)).toEqual([]);
    await type(['it is over']);
    await press('Enter');
    await soon(() => shown(holds)).toContain(en['keeping.holds.none']);
    // Whoever works by keys is still there.
    await press('Tab');
    const next = holds.getByRole('button', { name: en['keeping.hold.new'] });
    expect(await next.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('a track is marked as wrong in a time', async () => {
    const corrections = part('keeping.corrections');
    await corrections.getByRole('button', { name: en['keeping.correct.new'] }).focus();
    await press('Enter');
    await corrections.getByRole('combobox').focus();
    await press('Tab');
    await type(['1-812', '2026-07-01 04:00', '2026-07-01 05:00', 'a test transmitter']);
    expect(await findings(keeper)).toEqual([]);
    await press('Enter');
    // Where it was, and who it was.
    await soon(() => corrections.getByRole('listitem').count()).toBe(2);
    expect(await shown(corrections)).toContain('a test transmitter');
    expect(await findingsByNightAndDay(keeper)).toEqual([]);
    expect(keeper.complaints()).toEqual([]);
    await keeper.close();
  });

  let analyst: Watch;
  let found = 0;
  const button = ({ page }: Watch, name: string) => page.getByRole('button', { name, exact: true });
  const tag = ({ page }: Watch) => page.locator('.replay-tag');
  /** Asks what the form says, for a reason of one's own; how many rows came. */
  const ask = async (watch: Watch): Promise<number> => {
    await watch.page.getByRole('textbox', { name: /^Purpose/ }).fill('case 12');
    await button(watch, en['find.ask']).click();
    const count = watch.page.getByText(/^[\d,]+ found$/);
    await count.waitFor();
    return Number((await shown(count)).split(' ')[0]);
  };
  const answer = ({ page }: Watch) => page.getByRole('grid', { name: en['find.answer'] });
  /** Tracks of the whole picture of then. */
  const trackCount = async ({ list }: Watch): Promise<number> =>
    Number((await list.getByText(/^\d+ of \d+$/).innerText()).split(' ').at(-1));
  const take = async (format: 'geoparquet' | 'evidence'): Promise<{ name: string; file: string }> => {
    await button(analyst, en['find.files']).click();
    const coming = analyst.page.waitForEvent('download');
    await button(analyst, en[`find.file.${format}`]).click();
    const download = await coming;
    await button(analyst, en['find.files']).click();
    const file = path.join(site.dataDir, download.suggestedFilename());
    await download.saveAs(file);
    return { name: download.suggestedFilename(), file };
  };

  it('of the demonstration is marked as synthetic in a replay', async () => {
    analyst = await sitDown('arta.leka', `?w=replay&${NOWHERE}`);
    await soon(() => shown(tag(analyst))).toMatch(/replay.*as it was known.*synthetic/is);
  });

  it('is found, and taken away as a file that others open', async () => {
    await button(analyst, en['replay.part.find']).click();
    await analyst.page.getByRole('textbox', { name: /^Vessel/ }).fill(WORDS);
    found = await ask(analyst);
    await soon(() => shown(answer(analyst))).toContain(FLIGHT);
    const { file, name } = await take('geoparquet');
    expect(name).toMatch(/^SYNTHETIC-watchfloor-vessel.*\.parquet$/);
    const duck = await (await DuckDBInstance.create(':memory:')).connect();
    const [row] = (
      await duck.runAndReadAll(
        `SELECT count(*)::INTEGER AS points, count(DISTINCT track)::INTEGER AS tracks,
           count(*) FILTER (ST_AsText(geometry) = 'POINT (' || lon || ' ' || lat || ')')::INTEGER AS there,
           count(*) FILTER (nature = 'SYNTHETIC')::INTEGER AS synthetic, bool_or(name = '${FLIGHT}') AS flies
         FROM '${file}'`,
      )
    ).getRowObjectsJS();
    duck.closeSync();
    const points = Number(row?.points);
    expect(points).toBeGreaterThan(found);
    expect(row).toEqual({ points, tracks: found, there: points, synthetic: points, flies: true });
  });

  it('is taken away as evidence that shows whether anybody changed it', async () => {
    const { file } = await take('evidence');
    const program = path.resolve(import.meta.dirname, '../../server/setup/watchfloor.mjs');
    const verify = (pack: string) =>
      execFileSync(process.execPath, [program, 'verify', pack], { stdio: 'pipe' });
    expect(String(verify(file))).toContain('"intact":true');
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(`${file}.changed.zip`, bytes);
    expect(() => verify(`${file}.changed.zip`)).toThrow(/changed/);
    expect(analyst.complaints()).toEqual([]);
  });

  it('is for another agency what it might see then, and may see now', async () => {
    const [moment] = /\d{4}-\d\d-\d\d [\d:]+/.exec(await shown(tag(analyst)))!;
    await soon(() => analyst.page.url()).toContain(`r=known,${moment.replace(' ', 'T')},1`);
    const url = new URL(analyst.page.url());
    await button(analyst, en['replay.part.tracks']).click();
    const all = await trackCount(analyst);
    await analyst.close();

    const other = await sitDown('jelena.maric', url.search);
    await soon(() => shown(tag(other))).toContain(moment);
    const theirs = await ask(other);
    expect(theirs).toBeLessThan(found);
    expect(await shown(answer(other))).not.toContain(FLIGHT);
    await button(other, en['replay.part.tracks']).click();
    await soon(() => trackCount(other)).toBeGreaterThan(0);
    const less = await trackCount(other);
    expect(less).toBeLessThan(all);

    expect(other.complaints()).toEqual([]);

    // What was released then is not any more: no answer of before is given again.
    const ended = await fetch(`${site.url}/api/releases/ais-albania-to-xc/end`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: `watchfloor_session=${site.cookie}` },
      body: JSON.stringify({ version: 1, reason: 'it is over' }),
    });
    expect(ended.status).toBe(200);
    await soon(() => trackCount(other)).toBeLessThan(less);
    await button(other, en['replay.part.find']).click();
    expect(await ask(other)).toBeLessThan(theirs);
  });
});
