/**
 * 50,000 vessels at 5,000 messages a second through a real socket for ten minutes, everything on, a page watching: nothing is
 * lost, nothing grows, and the page stays in the hand. WATCHFLOOR_LOAD_SECONDS, _VESSELS and _RATE make it shorter and smaller.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser } from '../site.ts';
import { startRecordedVisit, type Visit } from '../visit.ts';
import { VIEW } from './loadarea.ts';
import { type PageTasks, tracedTasks } from './pagetasks.ts';

const SECONDS = Number(process.env.WATCHFLOOR_LOAD_SECONDS ?? 600);
const VESSELS = Number(process.env.WATCHFLOOR_LOAD_VESSELS ?? 50_000);
const RATE = Number(process.env.WATCHFLOOR_LOAD_RATE ?? 5000);
/** A machine that is busy elsewhere takes longer: the sender waits for whoever reads. */
const TIMEOUT_MS = SECONDS * 8000 + 300_000;
const TRACED_MS = 8000;
const BETWEEN_MS = 12_000;
const WARM_SHARE = 0.4;
const MIB = 2 ** 20;

interface Sent {
  readonly messages: number;
  readonly sentences: number;
  readonly positions: number;
  readonly bytes: number;
  /** How far the sender fell behind the clock at worst, ms. */
  readonly behindMs: number;
  /** Vessels that said where they are. */
  readonly placed: number;
}

interface Health {
  readonly nowMs: number;
  readonly stages: readonly { readonly name: string; readonly counts: Readonly<Record<string, number>> }[];
}

interface Memory {
  readonly atS: number;
  /** Of the server's main process, all its threads. */
  readonly cpuS: number;
  readonly heapMiB: number;
  readonly rssMiB: number;
}

describeInBrowser('a load', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-load-'));
  const file = path.join(folder, 'sent.json');
  let sender: ChildProcess;
  let visit: Visit;
  const isOver = (): boolean => said.includes('done');
  let said = '';

  beforeAll(async () => {
    const script = fileURLToPath(new URL('loadsender.ts', import.meta.url));
    const args = [String(VESSELS), String(RATE), String(SECONDS), file];
    sender = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    sender.stdout!.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    await once(sender.stdout!, 'data');
    visit = await startRecordedVisit(['--feed', `tcp://127.0.0.1:${said.trim()}?format=ais&name=load`], VIEW);
  });
  afterAll(async () => {
    await visit?.close();
    sender?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const counts = async (stage: string): Promise<Readonly<Record<string, number>>> => {
    const health = (await (await fetch(`${visit.site.url}/healthz`)).json()) as Health;
    return health.stages.find(({ name }) => name === stage)?.counts ?? {};
  };

  const memory = async (beganMs: number): Promise<Memory> => {
    const { cookie, url } = visit.site;
    const headers = { cookie: `watchfloor_session=${cookie}` };
    const text = await (await fetch(`${url}/metrics`, { headers })).text();
    const value = (name: string): number => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
    return {
      atS: (performance.now() - beganMs) / 1000,
      cpuS: value('watchfloor_process_cpu_seconds_total'),
      heapMiB: value('watchfloor_nodejs_heap_size_used_bytes') / MIB,
      rssMiB: value('watchfloor_process_resident_memory_bytes') / MIB,
    };
  };

  /** From the press until the card names who was chosen, by the page's own clock, ms. */
  const selection = async (row: number): Promise<number> => {
    const { rows, page } = visit.watch;
    const tookMs = await rows.nth(row).evaluate(async (element) => {
      const beganMs = performance.now();
      (element as HTMLElement).click();
      const isShown = (): boolean =>
        Array.from(document.querySelectorAll('h2')).some(({ textContent }) =>
          /LOAD \d{6}|28\d{7}/.test(textContent ?? ''),
        );
      while (!isShown() && performance.now() - beganMs < 20_000)
        await new Promise((resolve) => setTimeout(resolve, 10));
      return performance.now() - beganMs;
    });
    await page.keyboard.press('Escape');
    return tookMs;
  };

  it('is taken whole while the page is watched', { timeout: TIMEOUT_MS }, async () => {
    sender.stdin!.end('go\n');
    const beganMs = performance.now();
    const held: Memory[] = [];
    const tasks: PageTasks[] = [];
    const selectionsMs: number[] = [];
    while (!isOver()) {
      tasks.push(await tracedTasks(visit.watch.page, TRACED_MS));
      held.push(await memory(beganMs));
      selectionsMs.push(await selection(3 + tasks.length));
      const tracks = await counts('tracks');
      console.info(
        JSON.stringify({
          ...held.at(-1),
          ...tasks.at(-1),
          tookMs: selectionsMs.at(-1),
          tracks: tracks.tracks,
          applied: tracks.applied,
        }),
      );
      if (!isOver()) await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    }
    const sent = JSON.parse(readFileSync(file, 'utf8')) as Sent;
    await expect.poll(async () => (await counts('decode')).messages, { timeout: 60_000 }).toBe(sent.messages);
    const decode = await counts('decode');
    const tracks = await counts('tracks');
    const record = await counts('record');
    const most = (of: (one: PageTasks) => number): number => Math.max(...tasks.map(of));
    const tookS = (performance.now() - beganMs) / 1000;
    const figures = {
      sent,
      ...{
        tookS,
        messagesPerS: sent.messages / tookS,
        cpuUsPerMessage: (held.at(-1)!.cpuS / sent.messages) * 1e6,
      },
      ...{ decode, tracks, recorded: record.entries, notRecorded: record.lost },
      longestTaskMs: most((one) => one.longestMs),
      longestTaskWallMs: most((one) => one.longestWallMs),
      longestDrawingMs: most((one) => one.longestDrawingMs),
      selectionsMs: selectionsMs.toSorted((a, b) => a - b),
      held,
    };
    console.info(JSON.stringify(figures));
    expect(decode).toMatchObject({ messages: sent.messages, faults: 0 });
    // Each message says one thing, and each is in the table.
    const { applied, older, tooOld, refused, evicted } = tracks;
    expect({ applied, older, tooOld, refused, evicted }).toEqual({
      ...{ applied: sent.messages, older: 0, tooOld: 0, refused: 0, evicted: 0 },
    });
    expect(tracks.tracks).toBe(sent.placed);
    expect(record.lost).toBe(0);
    expect(figures.longestTaskMs).toBeLessThan(200);
    expect(figures.selectionsMs[figures.selectionsMs.length >> 1]).toBeLessThan(1000);
    // The lowest of each part, between two collections: what is kept.
    const warm = held.filter(({ atS }) => atS > SECONDS * WARM_SHARE);
    const half = warm.length >> 1;
    if (half < 3) return;
    const lowest = (some: readonly Memory[]): number => Math.min(...some.map(({ heapMiB }) => heapMiB));
    expect(lowest(warm.slice(half))).toBeLessThan(lowest(warm.slice(0, half)) * 1.1 + 10);
  });
});
