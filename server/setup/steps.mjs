/**
 * What has to be there before anything runs: dependencies, generated code, build, base map, browser.
 * Plain JavaScript, because it runs before the compiler is installed. Each step is skipped when it is up to date.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const inRoot = (...parts) => path.join(root, ...parts);

export const say = (text) => process.stderr.write(`watchfloor: ${text}\n`);

const children = new Set();
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  process.on(signal, () => {
    // Whoever runs after the steps ends in its own way; between steps, and when it is told twice, this ends at once.
    if (children.size === 0 && process.listenerCount(signal) > 1) return;
    for (const child of children) child.kill(signal);
    process.exit(code);
  });
}

/** Runs a program to its end; rejects with what failed. */
/** @param {{ nice?: number }} [options] and what `spawn` takes */
export function run(command, args, { nice, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
    children.add(child);
    // What it starts inherits it.
    if (nice !== undefined && child.pid !== undefined) setPriority(child.pid, nice);
    const ended = (outcome) => {
      children.delete(child);
      outcome();
    };
    child.on('error', (error) => ended(() => reject(new Error(`${command}: ${error.message}`))));
    child.on('exit', (code, signal) =>
      ended(() =>
        code === 0
          ? resolve()
          : reject(new Error(`${[command, ...args].join(' ')} ended with ${signal ?? code}`)),
      ),
    );
  });
}

const node = (script, ...args) => run(process.execPath, [inRoot(script), ...args]);

/** Does `work` unless the stamp says it was done with the same input; says how long it took. */
async function step(name, stampFile, input, work) {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === input) return false;
  const started = process.hrtime.bigint();
  say(`${name} …`);
  await work();
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, input);
  say(`${name}: done in ${(Number(process.hrtime.bigint() - started) / 1e9).toFixed(1)} s`);
  return true;
}

const SOURCE = /\.(ts|tsx|mjs|css|html|json|proto|svg)$/;

/** A fingerprint of the sources under some folders or files: their paths, sizes and times. */
function fingerprint(...places) {
  const hash = createHash('sha256');
  const visit = (place) => {
    const stat = statSync(place);
    if (stat.isDirectory()) {
      for (const name of readdirSync(place).sort())
        if (name !== 'generated' && name !== 'node_modules') visit(path.join(place, name));
    } else if (SOURCE.test(place))
      hash.update(`${path.relative(root, place)} ${stat.size} ${stat.mtimeMs}\n`);
  };
  for (const place of places) visit(inRoot(place));
  return hash.digest('hex');
}

const contentHash = (...files) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(inRoot(file)));
  return hash.digest('hex');
};

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  say(
    `Node ${process.versions.node} is too old: install Node 20.19 or newer (https://nodejs.org) and run this again.`,
  );
  process.exit(1);
}

export function ensureDependencies() {
  return step(
    'installing dependencies (npm ci; a few hundred MB the first time)',
    inRoot('node_modules/.watchfloor-stamp'),
    contentHash('package-lock.json'),
    () =>
      // Build tools are dev dependencies, and NODE_ENV may be production.
      run(process.platform === 'win32' ? 'npm.cmd' : 'npm', [
        'ci',
        '--include=dev',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      ]),
  );
}

export function ensureProto() {
  return step(
    'generating the protobuf code',
    inRoot('proto/generated/.stamp'),
    contentHash(
      'proto/watchfloor.proto',
      'proto/record/record.proto',
      'proto/sapient/sapient_v2.proto',
      'proto/tak/tak_v1.proto',
      'server/setup/proto.mjs',
      'package-lock.json',
    ),
    async () => {
      const { generateProto } = await import('./proto.mjs');
      generateProto();
    },
  );
}

/** Compiles the rooms that Node runs; the client is type-checked by the tests. */
export async function ensureServer() {
  await ensureProto();
  return step(
    'compiling the server',
    inRoot('dist/.server-stamp'),
    fingerprint('proto', 'server', 'tsconfig.json', 'package-lock.json'),
    async () => {
      await node('node_modules/typescript/bin/tsc', '-b', 'server');
      cpSync(inRoot('proto/generated'), inRoot('dist/proto/generated'), { recursive: true });
    },
  );
}

export async function ensureClient() {
  await ensureProto();
  return step(
    'building the screen',
    inRoot('dist/.client-stamp'),
    fingerprint('proto', 'client', 'vite.config.ts', 'package-lock.json'),
    () =>
      // A test that starts the server has an environment of its own; the screen is the same for all.
      run(process.execPath, [inRoot('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
        env: { ...process.env, NODE_ENV: 'production' },
      }),
  );
}

/** The base map's own manifest says whether it is up to date. */
export const ensureBasemap = () => node('server/setup/basemap/build.mjs');

export async function ensureBuilt() {
  checkNode();
  await ensureDependencies();
  await ensureServer();
  await ensureClient();
  await ensureBasemap();
}

const BROWSERS = [
  process.env.WATCHFLOOR_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
export const findBrowser = () => BROWSERS.find((file) => file && existsSync(file));

/** Chromium for the browser tests; installed from Debian's packages where that can be done. */
export async function ensureBrowser() {
  if (findBrowser()) return true;
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    say(
      'no Chromium found: the browser tests are skipped. Install Chromium, or name one in WATCHFLOOR_CHROMIUM.',
    );
    return false;
  }
  say("installing Chromium from Debian's packages …");
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('apt-get', ['-qq', 'update'], { env: environment });
    await run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'chromium'], {
      env: environment,
    });
  } catch (error) {
    say(`Chromium could not be installed (${error.message}): the browser tests are skipped.`);
  }
  return findBrowser() !== undefined;
}

/** The compiled command line. */
export const commandLine = () => import(pathToFileURL(inRoot('dist/server/cli.js')).href);
