/**
 * `npm run screens [-- --feed URL …]`: starts the server, opens its screen and writes pictures of it to `docs/screens/`,
 * by day and by night, at a desk's size and at a wall's. Without feeds it shows the demonstration.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';
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
/** Fewer ships than this in the whole picture are no picture to show. */
const ENOUGH = 20;

/** What is shown: the part of the address that says where, at a desk's size, and what is waited for. */
const SHOTS = [
  { name: 'picture', query: { c: [41.0, 18.6, 7.7] }, prepare: listed },
  { name: 'card', query: offAPort, prepare: carded },
  { name: 'feeds', query: { w: 'feeds', c: [41.0, 18.6, 7.7] }, prepare: charted },
  { name: 'wall', query: { w: 'wall', c: [41.0, 18.6, 7.9] }, prepare: counted },
];

/** The list is full and in order. */
async function listed(page) {
  await page.getByRole('row').nth(ENOUGH).waitFor();
  const refresh = page.getByRole('button', { name: 'update order' });
  if (await refresh.isVisible()) await refresh.click();
}

/** Where ships are looked at from near: the roads of Durrës, of Brindisi, of Vlorë; then anywhere. */
const APPROACHES = [
  '19.38,41.26,19.50,41.33',
  '17.90,40.60,18.05,40.70',
  '19.35,40.35,19.52,40.48',
  '16,39,20,43',
];
/** Ship types that a port is for: 60…89, passengers, cargo, tankers (ITU-R M.1371-5, table 53). */
const isMerchant = ({ shipType = 0 }) => shipType >= 60 && shipType < 90;

/** The fastest ship with a name off a port, chosen and seen from near. */
async function offAPort(url) {
  for (const bbox of APPROACHES) {
    const answer = await fetch(`${url}/api/tracks?bbox=${bbox}`);
    const { features } = await answer.json();
    const ship = features
      .filter(({ properties }) => properties.name && isMerchant(properties) && properties.sogKn !== undefined)
      .toSorted((a, b) => b.properties.sogKn - a.properties.sogKn)[0];
    if (ship === undefined) continue;
    const [lon, lat] = ship.geometry.coordinates;
    return { c: [lat, lon, 13.3], sel: ship.id, t: 20 };
  }
  throw new Error('no ship off any port: let the picture live longer');
}

/** The card says who her sources are. */
async function carded(page) {
  await page
    .getByRole('region', { name: 'Selected track' })
    .getByRole('heading', { name: 'Sources' })
    .waitFor();
}

/** The curves of the feed in full are drawn. */
async function charted(page) {
  await page.getByRole('img', { name: /^Messages a second/ }).waitFor();
}

/** The wall says how many there are. */
async function counted(page) {
  await page.getByRole('term').filter({ hasText: 'Tracks' }).waitFor();
}

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
      document.querySelector('[role=alert]')?.textContent === '' &&
      document.querySelector('.frozen') === null,
  );
}

async function take(browser, url, size) {
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: 1,
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Tirane',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  for (const { name, query, prepare } of SHOTS) {
    const where = typeof query === 'function' ? await query(url) : query;
    for (const palette of PALETTES) {
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
const server = await serve(process.argv.slice(2));
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
});
try {
  say(`${server.url}: letting the picture live for ${LIVED_MS / 1000} s …`);
  await setTimeout(LIVED_MS);
  for (const size of SIZES) await take(browser, server.url, size);
} catch (error) {
  say(`the screens could not be taken: ${error.message}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  await server.stop();
}
