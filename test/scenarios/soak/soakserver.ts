/** `watchfloor serve --demo` as its own process, its time running at a pace, and what it says of itself when asked. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '../../..');
const MIB = 2 ** 20;

/** What the process holds after a full collection of garbage. */
interface Held {
  readonly heapUsed: number;
  readonly rss: number;
  readonly external: number;
  readonly arrayBuffers: number;
  readonly descriptors: number;
  readonly resources: number;
  readonly waitedP99Ms: number;
  readonly waitedMaxMs: number;
  readonly cpuS: number;
  readonly nowMs: number;
}

interface Stage {
  readonly name: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly lastActivityMs?: number;
}

/** One look at everything. */
export interface SoakSample {
  /** Simulated hours since the start. */
  readonly hour: number;
  readonly heapMiB: number;
  readonly rssMiB: number;
  readonly externalMiB: number;
  readonly buffersMiB: number;
  readonly descriptors: number;
  readonly resources: number;
  /** By what it does: the recorder, the query process. */
  readonly children: Readonly<Record<string, { readonly rssMiB: number; readonly descriptors: number }>>;
  readonly tracks: number;
  readonly alerts: number;
  readonly messages: number;
  readonly recorded: number;
  readonly recordLost: number;
  readonly rolls: number;
  readonly rolledRows: number;
  readonly defects: number;
  /** The last bytes of the world behind the clock, simulated seconds. */
  readonly behindS: number;
  /** Of the event loop since the sample before, machine milliseconds. */
  readonly waitedP99Ms: number;
  readonly waitedMaxMs: number;
  readonly cpuS: number;
}

export interface SoakServer {
  readonly url: string;
  /** Its time since the start, ms. */
  nowMs(): Promise<number>;
  sample(): Promise<SoakSample>;
  /** What it wrote to its log; the last part. */
  output(): string;
  close(): Promise<void>;
}

const LONGEST_OUTPUT = 20_000;

/** Starts it with the demonstration and recording; resolves when it listens. Needs `dist/`. */
export async function startSoakServer(pace: number): Promise<SoakServer> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'watchfloor-soak-'));
  const preload = pathToFileURL(path.join(import.meta.dirname, 'pace.mjs')).href;
  const fromMs = Date.now();
  const entry = pathToFileURL(path.join(root, 'dist/server/cli.js')).href;
  const script = `import(${JSON.stringify(entry)}).then((cli) => cli.runCommand(process.argv.slice(1)))`;
  const child = spawn(
    process.execPath,
    ['--heapsnapshot-signal=SIGUSR2', '-e', script, 'serve', '--demo', '--port', '0', '--data', dataDir],
    {
      cwd: dataDir,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: {
        ...process.env,
        NODE_OPTIONS: `--import=${preload}`,
        WATCHFLOOR_PACE: String(pace),
        WATCHFLOOR_PACE_FROM_MS: String(fromMs),
      },
    },
  );
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-LONGEST_OUTPUT);
      const said = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
      if (said !== undefined) resolve(said);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} and said:\n${output}`)));
  });
  const died = once(child, 'exit').then(() =>
    Promise.reject(new Error(`the server ended and said:\n${output}`)),
  );
  // Its end is no fault where nothing is asked.
  died.catch(() => {});
  const ask = async <T>(what: 'now' | 'sample'): Promise<T> => {
    const answer = once(child, 'message');
    child.send(what);
    const [said] = (await Promise.race([answer, died])) as [T];
    return said;
  };
  const nowMs = async () => (await ask<{ readonly nowMs: number }>('now')).nowMs - fromMs;
  const sample = async (): Promise<SoakSample> => {
    const held = await ask<Held>('sample');
    const health = (await (await fetch(`${url}/healthz`)).json()) as { nowMs: number; stages: Stage[] };
    return sampleOf(held, health, fromMs, childrenOf(child.pid!));
  };
  return {
    ...{ url, nowMs, sample, output: () => output },
    async close() {
      await ended(child);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function sampleOf(
  held: Held,
  health: { readonly nowMs: number; readonly stages: readonly Stage[] },
  fromMs: number,
  children: SoakSample['children'],
): SoakSample {
  const stage = (name: string): Stage =>
    health.stages.find((one) => one.name === name) ?? { name, counts: {} };
  const count = (name: string, what: string): number => stage(name).counts[what] ?? Number.NaN;
  const alerts = stage('alerts').counts;
  const mib = (bytes: number): number => Math.round((bytes / MIB) * 100) / 100;
  return {
    hour: Math.round(((held.nowMs - fromMs) / 3_600_000) * 100) / 100,
    ...{ heapMiB: mib(held.heapUsed), rssMiB: mib(held.rss), externalMiB: mib(held.external) },
    buffersMiB: mib(held.arrayBuffers),
    ...{ descriptors: held.descriptors, resources: held.resources, children },
    tracks: count('tracks', 'tracks'),
    alerts: ['emergency', 'alarm', 'warning', 'caution'].reduce((sum, name) => sum + (alerts[name] ?? 0), 0),
    messages: count('decode', 'messages'),
    ...{ recorded: count('record', 'entries'), recordLost: count('record', 'lost') },
    ...{ rolls: count('archive', 'runs'), rolledRows: count('archive', 'rows') },
    defects: count('detect', 'defects'),
    behindS: (health.nowMs - (stage('feeds').lastActivityMs ?? 0)) / 1000,
    ...{ waitedP99Ms: Math.round(held.waitedP99Ms), waitedMaxMs: Math.round(held.waitedMaxMs) },
    cpuS: Math.round(held.cpuS),
  };
}

/** The processes that it began and that last: those that come and go by the hour are not in it. */
function childrenOf(pid: number): SoakSample['children'] {
  const found: Record<string, { rssMiB: number; descriptors: number }> = {};
  for (const task of readdirSync(`/proc/${pid}/task`))
    for (const child of readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ')) {
      if (child === '') continue;
      try {
        const name = /processes\/(\w+)/.exec(readFileSync(`/proc/${child}/cmdline`, 'utf8'))?.[1];
        if (name === undefined || name === 'roller') continue;
        const rss = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1];
        found[name] = {
          rssMiB: Math.round(Number(rss) / 1024),
          descriptors: readdirSync(`/proc/${child}/fd`).length,
        };
      } catch {
        // It ended meanwhile.
      }
    }
  return found;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}
