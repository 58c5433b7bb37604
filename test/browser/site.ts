/** The real server as its own process, and a real browser before it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { describe } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
export const CHROMIUM = process.env.WATCHFLOOR_CHROMIUM ?? '/usr/bin/chromium';
export const hasBrowser = existsSync(CHROMIUM);

/** Software drawing on a busy machine: seconds are usual, tens of seconds are not. */
const TEST_TIMEOUT_MS = 90_000;
export const PATIENCE_MS = 30_000;

/** Tests that look at the page; without a browser they are skipped and say so. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (!hasBrowser) {
    console.warn(`SKIPPED for want of a browser (${CHROMIUM}; WATCHFLOOR_CHROMIUM names another): ${name}`);
  }
  describe.skipIf(!hasBrowser)(name, { timeout: TEST_TIMEOUT_MS }, tests);
}

/** Headless Chromium with software WebGL 2; its own background traffic is off. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });

export interface Site {
  readonly url: string;
  /** The session's cookie of somebody who may do what a watch does; see {@link cookieOf}. */
  readonly cookie: string;
  /** Removed by {@link close}. */
  readonly dataDir: string;
  /** What the server wrote to stderr so far. */
  output(): string;
  signal(signal: NodeJS.Signals): void;
  /** Ends the server and waits for its exit; the exit code, or the signal's name. */
  end(signal?: NodeJS.Signals): Promise<number | string | null>;
  /** Starts it again with the same port, options and data, after {@link end}. */
  again(): Promise<void>;
  /** Ends the server and removes its data. */
  close(): Promise<void>;
}

/** The cookies of the sites that run, by their origins. */
const cookies = new Map<string, string>();
/** Of a site that {@link startSite} began: what its pages are opened with. */
export const cookieOf = (origin: string): string | undefined => cookies.get(origin);

/** The first person of a site, who does everything there. */
const WATCH = {
  name: 'Mira Test',
  login: 'mira',
  agency: 'xa-coast-guard',
  roles: ['administrator', 'supervisor', 'analyst'],
};

/** Signs somebody of the demonstration in; answers the session's cookie. */
export async function signInAs(url: string, login: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ demonstration: login }),
  });
  return cookieIn(response);
}

async function cookieIn(response: Response): Promise<string> {
  const cookie = /^watchfloor_session=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1];
  if (cookie === undefined) throw new Error(`nobody could sign in: ${await response.text()}`);
  return cookie;
}

/** Sets a new site up, or takes a person of the demonstration; answers the session's cookie. */
async function signIn(url: string, dataDir: string): Promise<string> {
  const tokenFile = path.join(dataDir, 'setup-token');
  if (!existsSync(tokenFile)) return signInAs(url, 'arta.leka');
  const first = {
    token: readFileSync(tokenFile, 'utf8').trim(),
    agency: { id: WATCH.agency, name: 'Coast Guard', country: 'XA', service: 'coastGuard' },
    person: WATCH,
    password: 'seven gulls over the mole',
  };
  const response = await fetch(`${url}/api/setup`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(first),
  });
  return cookieIn(response);
}

/**
 * Starts `watchfloor serve` with these options; resolves when it says where it listens, and somebody is signed in.
 *
 * @param records whether what comes in is kept: processes of their own, which few tests need
 */
export async function startSite(options: readonly string[], records = false): Promise<Site> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'watchfloor-site-'));
  let output = '';
  let child: ChildProcess;
  const start = async (port: number): Promise<string> => {
    const kept = records ? [] : ['--no-record'];
    const args = ['serve', ...kept, '--port', String(port), '--data', dataDir, ...options];
    const started = spawn(process.execPath, [path.join(root, 'server/setup/watchfloor.mjs'), ...args], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child = started;
    let said = '';
    return new Promise((resolve, reject) => {
      started.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        output += text;
        const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
        if (url !== undefined) resolve(url);
      });
      started.on('exit', (code) => reject(new Error(`the server ended with ${code} and said:\n${said}`)));
    });
  };
  const url = await start(0);
  const cookie = await signIn(url, dataDir);
  cookies.set(url, cookie);
  const end = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | string | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit');
      // A stopped process would never hear the signal.
      child.kill('SIGCONT');
      child.kill(signal);
      await exit;
    }
    return child.exitCode ?? child.signalCode;
  };
  return {
    ...{ url, cookie, dataDir },
    output: () => output,
    signal: (signal) => void child.kill(signal),
    end,
    async again() {
      await start(Number(new URL(url).port));
    },
    async close() {
      await end();
      cookies.delete(url);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
