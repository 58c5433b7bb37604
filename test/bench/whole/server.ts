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
  readonly dataDir: string;
  /** Where V8's profile of it lies after {@link stop}. */
  readonly profile: string;
  /** The processes that it has begun: the recorder, the query process. */
  children(): number[];
  /** Its data are gone afterwards, the profile is not. */
  stop(): Promise<void>;
}

/** Resolves when it says where it listens. */
export async function startWholeServer(options: readonly string[], profiled = false): Promise<WholeServer> {
  const dataDir = mkdtempSync(path.join(process.env.WATCHFLOOR_BENCH_DIR ?? tmpdir(), 'watchfloor-bench-'));
  const args = ['serve', '--port', '0', '--data', dataDir, ...options];
  const run = `import(${JSON.stringify(CLI)}).then((m) => m.runCommand(${JSON.stringify(args)}))`;
  const profile = `${dataDir}.cpuprofile`;
  const name = ['--cpu-prof', '--cpu-prof-interval', '1000', '--cpu-prof-dir', path.dirname(profile)];
  const profiling = profiled ? [...name, '--cpu-prof-name', path.basename(profile)] : [];
  const child = spawn(process.execPath, [...profiling, '--import', 'tsx', '--input-type=module', '-e', run], {
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
    ...{ pid: child.pid!, dataDir, profile },
    children: () =>
      readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')
        .split(' ')
        .filter((pid) => pid !== '')
        .map(Number),
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

/** A new site's first person, and some zones over a sea; answers the cookies of so many sessions. */
export async function setUp(
  { url, dataDir }: WholeServer,
  zones: number,
  sea: { readonly west: number; readonly south: number; readonly east: number; readonly north: number },
  sessions: number,
): Promise<string[]> {
  const post = async (path: string, body: object, cookie = ''): Promise<string> => {
    const headers = { 'Content-Type': 'application/json', cookie };
    const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return /^(watchfloor_session=[^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? '';
  };
  const owner = 'xa-coast-guard';
  const password = 'seven gulls over the mole';
  const cookie = await post('/api/setup', {
    token: readFileSync(path.join(dataDir, 'setup-token'), 'utf8').trim(),
    agency: { id: owner, name: 'Coast Guard', country: 'XA', service: 'coastGuard' },
    person: {
      name: 'Mira Test',
      login: 'mira',
      agency: owner,
      roles: ['administrator', 'supervisor', 'analyst'],
    },
    password,
  });
  const marking = { owner, purpose: 'borderSurveillance', retention: 'decisions' };
  for (let i = 0; i < zones; i += 1) {
    const lat = sea.south + ((i % 8) + 0.5) * ((sea.north - sea.south) / 8);
    const lon = sea.west + (Math.floor(i / 8) + 0.5) * ((sea.east - sea.west) / Math.ceil(zones / 8));
    const ring = [
      { lat, lon },
      { lat: lat + 0.6, lon: lon + 0.2 },
      { lat: lat + 0.3, lon: lon + 0.8 },
    ];
    const rules = [{ kind: 'speed', priority: 'caution', maxKn: 30 }];
    const shape = { kind: 'polygon', rings: [ring] };
    const value = { name: `Zone ${i}`, shape, purpose: 'vigilance', life: 'active', rules, marking };
    await post('/api/zones', { value }, cookie);
  }
  const more: string[] = [cookie];
  while (more.length < sessions) more.push(await post('/api/session', { login: 'mira', password }));
  return more;
}
