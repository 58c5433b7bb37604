/**
 * What three people who replay cost the watch: a real server that hears 2,000 ships, records and shows them to three
 * people, by the processor time of its main process, with and without their replays, alternating.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Site, startSite } from '../../browser/site.ts';
import { compactDay, makeDay } from './day.ts';

const SHIPS = 2000;
const PEOPLE = 3;
const ROUNDS = 4;
const SETTLE_MS = 4000;
const MEASURED_MS = 12_000;
const PASSWORD = 'nine gulls over the mole';

/** Shares of one core. */
export interface Watched {
  readonly rate: number;
  readonly without: number;
  readonly with: number;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const side = (name: string, args: readonly string[]): ChildProcess =>
  fork(fileURLToPath(new URL(`${name}.side.ts`, import.meta.url)), args, { execArgv: ['--import', 'tsx'] });

async function ask(site: Site, method: string, where: string, body: object, as = site.cookie) {
  const headers = { Cookie: `watchfloor_session=${as}`, 'Content-Type': 'application/json' };
  const answer = await fetch(site.url + where, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${where}: ${answer.status} ${await answer.text()}`);
  return answer;
}

/** Another person who may replay: the cookie of a session. */
async function enter(site: Site, name: string): Promise<string> {
  const value = { name, login: name, agency: 'xa-coast-guard', roles: ['analyst'] };
  const { record } = (await (await ask(site, 'POST', '/api/people', { value })).json()) as {
    record: { id: string };
  };
  await ask(site, 'PUT', `/api/people/${record.id}/password`, { password: PASSWORD });
  const signedIn = await ask(site, 'POST', '/api/session', { login: name, password: PASSWORD }, '');
  return /^watchfloor_session=([^;]+)/.exec(signedIn.headers.get('set-cookie') ?? '')![1]!;
}

/** Until the picture has every ship. */
async function heard(site: Site): Promise<void> {
  const headers = { Cookie: `watchfloor_session=${site.cookie}` };
  for (let tries = 0; tries < 120; tries += 1) {
    const answer = await fetch(`${site.url}/api/tracks?limit=1`, { headers });
    const { numberMatched } = (await answer.json()) as { numberMatched: number };
    if (numberMatched >= SHIPS) return;
    await wait(1000);
  }
  throw new Error('not every ship is in the picture');
}

/** Seconds of processor time that the main process has used. */
async function cpuS(site: Site): Promise<number> {
  const headers = { Cookie: `watchfloor_session=${site.cookie}` };
  const text = await (await fetch(`${site.url}/metrics`, { headers })).text();
  return Number(/^watchfloor_process_cpu_seconds_total (\S+)/m.exec(text)![1]);
}

/** @param tracks of the day that is replayed */
export async function measureWatch(tracks: number, rates: readonly number[]): Promise<readonly Watched[]> {
  const traffic = side('traffic', [String(SHIPS)]);
  const [feed] = (await once(traffic, 'message')) as [string];
  const site = await startSite(['--feed', `${feed}?name=coast`], true);
  const ends = [() => traffic.kill(), () => site.close()];
  try {
    const record = path.join(site.dataDir, 'record');
    await makeDay(record, tracks);
    await compactDay(record);
    const cookies: string[] = [];
    for (let i = 0; i < PEOPLE; i += 1) cookies.push(await enter(site, `analyst-${i}`));
    const people = side('people', [site.url, ...cookies]);
    ends.push(() => people.kill());
    await once(people, 'message');
    const told = async (what: object): Promise<void> => {
      people.send(what);
      await once(people, 'message');
    };
    const share = async (rate?: number): Promise<number> => {
      await told(rate === undefined ? {} : { rate });
      await wait(SETTLE_MS);
      const [begunS, begun] = [await cpuS(site), performance.now()];
      await wait(MEASURED_MS);
      return ((await cpuS(site)) - begunS) / ((performance.now() - begun) / 1000);
    };
    await heard(site);
    // The first minute is another: everything is new.
    await share(rates[0]);
    const measured: Watched[] = [];
    for (const rate of rates) {
      const [without, together]: [number[], number[]] = [[], []];
      for (let round = 0; round < ROUNDS; round += 1) {
        without.push(await share());
        together.push(await share(rate));
      }
      measured.push({ rate, without: median(without), with: median(together) });
    }
    return measured;
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
};
