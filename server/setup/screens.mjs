/**
 * `npm run screens [-- [--only NAME,…] --feed URL …]`: starts the server, opens its screen and writes pictures of it to `docs/screens/`,
 * by day and by night, at a desk's size and at a wall's. Without feeds it shows the demonstration.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { DEMONSTRATION_SHOTS, SHOTS } from './shots.mjs';
import { ensureBuilt, findBrowser, root, say } from './steps.mjs';

const FOLDER = path.join(root, 'docs/screens');
const SIZES = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
];
const PALETTES = ['night', 'day'];
/** The picture lives this long before it is taken: trails and rates have grown. */
const LIVED_MS = 90_000;
const PATIENCE_MS = 180_000;

/** Starts the server on a free port; resolves with its address and the way to end it. */
function serve(options) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'watchfloor-screens-'));
  const command = path.join(root, 'server/setup/watchfloor.mjs');
  const child = spawn(process.execPath, [command, 'serve', '--port', '0', '--data', dataDir, ...options], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stop = async () => {
    const ended = child.exitCode ?? child.signalCode;
    if (ended === null) {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    }
    rmSync(dataDir, { recursive: true, force: true });
  };
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (url !== undefined) resolve({ url, stop });
    });
    child.on('exit', (code) => reject(new Error(`the server ended with ${code} and said:\n${said}`)));
  });
}

/** A wall shows the ground of a desk: each doubling of its width is one step of zoom. */
function address(url, query, palette, width) {
  const { c: camera, ...rest } = query;
  const zoom = camera[2] + Math.log2(width / SIZES[0].width);
  const parts = { ...rest, c: `${camera[0]},${camera[1]},${zoom.toFixed(2)}`, p: palette };
  return `${url}/?${Object.entries(parts)
    .map(([key, value]) => `${key}=${value}`)
    .join('&')}`;
}

/** The map has drawn what it loads, and the picture is live. */
async function settled(page) {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(
    () =>
      // Somebody without a picture has no place where its alarms are said.
      (document.querySelector('[role=alert]')?.textContent ?? '') === '' &&
      document.querySelector('.frozen') === null,
  );
}

/** Of what only the demonstration shows two pictures do: a desk by night, a wall by day. */
const palettesOf = (shot, size) => (SHOTS.includes(shot) ? PALETTES : [size === SIZES[0] ? 'night' : 'day']);

/** Who sits before the demonstration's screen where a picture does not say: somebody who may do what it shows. */
const USUALLY = 'arta.leka';

async function take(browser, url, size, shots) {
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: 1,
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Tirane',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  for (const shot of shots) {
    if (isDemonstration)
      await context.request.post(`${url}/api/session`, { data: { demonstration: shot.as ?? USUALLY } });
    const { name, query, prepare } = shot;
    for (const palette of palettesOf(shot, size)) {
      const where = typeof query === 'function' ? await query(url) : query;
      await page.goto(address(url, where, palette, size.width));
      await prepare(page);
      // Nothing hovered, nothing in focus.
      await page.mouse.move(size.width / 2, 2);
      await page.evaluate(() => document.activeElement?.blur());
      await settled(page);
      const file = path.join(FOLDER, `${name}-${palette}-${size.width}x${size.height}.png`);
      await page.screenshot({ path: file, caret: 'hide', timeout: PATIENCE_MS });
      say(`${path.relative(root, file)}: ${Math.round(statSync(file).size / 1000)} kB`);
    }
  }
  await context.close();
}

const executablePath = findBrowser();
if (executablePath === undefined) {
  say('no Chromium found: install it, or name one in WATCHFLOOR_CHROMIUM.');
  process.exit(1);
}
await ensureBuilt();
mkdirSync(FOLDER, { recursive: true });
const options = process.argv.slice(2);
const only = options[0] === '--only' ? options.splice(0, 2)[1]?.split(',') : undefined;
const isDemonstration = !options.some((option) => /^--(feed|config)/.test(option));
const offered = isDemonstration ? [...SHOTS, ...DEMONSTRATION_SHOTS] : SHOTS;
const shots = offered.filter(({ name }) => only === undefined || only.includes(name));
const server = await serve(options);
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
});
try {
  say(`${server.url}: letting the picture live for ${LIVED_MS / 1000} s …`);
  await setTimeout(LIVED_MS);
  for (const size of SIZES) await take(browser, server.url, size, shots);
} catch (error) {
  say(`the screens could not be taken: ${error.message}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  await server.stop();
}
