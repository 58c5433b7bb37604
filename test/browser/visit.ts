/** A server with its feeds and a browser before its page, begun and ended together. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, type Site, startSite } from './site.ts';
import { openWatch, type Watch } from './watch.ts';

export interface Visit {
  readonly site: Site;
  readonly browser: Browser;
  readonly watch: Watch;
  close(): Promise<void>;
}

/** The same on a server that keeps what comes in. */
export const startRecordedVisit = (options: readonly string[], query: string): Promise<Visit> =>
  startVisit(options, query, true);

/** Starts `watchfloor serve` with these options and opens its page there: `?c=…`. */
export async function startVisit(options: readonly string[], query: string, records = false): Promise<Visit> {
  const site = await startSite(options, records);
  const ends = [() => site.close()];
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const browser = await launchBrowser();
    ends.push(() => browser.close());
    return { site, browser, watch: await openWatch(browser, `${site.url}/${query}`), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A feed as the config file has it: its address, and what the site says of its sensors. */
export interface FeedEntry {
  readonly url: string;
  readonly name: string;
  readonly format?: string;
  readonly sensor?: object;
}

/** The same with feeds of a config file. */
export async function startVisitWith(feeds: readonly FeedEntry[], query: string): Promise<Visit> {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-config-'));
  const file = path.join(folder, 'config.json');
  writeFileSync(file, JSON.stringify({ feeds }));
  const removed = () => rmSync(folder, { recursive: true, force: true });
  try {
    const begun = await startVisit(['--config', file], query);
    return { ...begun, close: () => begun.close().finally(removed) };
  } catch (error) {
    removed();
    throw error;
  }
}
