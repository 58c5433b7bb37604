/** The whole server as `watchfloor serve` runs it, from the sources, in a process of its own with its own data. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const CLI = pathToFileURL(path.join(ROOT, 'server/cli.ts')).href;

export interface WholeServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Resolves when it says where it listens. */
export async function startWholeServer(options: readonly string[]): Promise<WholeServer> {
  const dataDir = mkdtempSync(path.join(process.env.WATCHFLOOR_BENCH_DIR ?? tmpdir(), 'watchfloor-bench-'));
  const args = ['serve', '--port', '0', '--data', dataDir, ...options];
  const run = `import(${JSON.stringify(CLI)}).then((m) => m.runCommand(${JSON.stringify(args)}))`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', run], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-10_000);
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.on('exit', (code) => reject(new Error(`the server ended with ${code} and said:\n${said}`)));
  });
  return {
    url,
    pid: child.pid!,
    async stop() {
      if (child.exitCode === null) {
        const exit = once(child, 'exit');
        child.kill('SIGTERM');
        await exit;
      }
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** CPU seconds of a process and all its threads; Linux counts them in hundredths of a second. */
export function cpuS(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Which share of a core this machine gives a process that wants one, over half a second. */
export function shareOfCore(): number {
  const began = process.cpuUsage();
  const untilMs = performance.now() + 500;
  while (performance.now() < untilMs);
  const used = process.cpuUsage(began);
  return (used.user + used.system) / 500_000;
}

/** The session's cookie of somebody of the demonstration. */
export async function signInAs(url: string, login: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ demonstration: login }),
  });
  const cookie = /^(watchfloor_session=[^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1];
  if (cookie === undefined) throw new Error(`nobody could sign in: ${await response.text()}`);
  return cookie;
}
