/**
 * `npm test`: sets up what is missing, then types, lint, tests, browser tests. `npm run test:long`: the same tests with longer campaigns.
 * Closes with one line that counts the tests.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBrowser, ensureBuilt, findBrowser, root, run, say } from './steps.mjs';

const long = process.argv.includes('--long');
const reports = mkdtempSync(path.join(tmpdir(), 'watchfloor-test-'));
const tool = (file, ...args) =>
  run(process.execPath, [path.join(root, 'node_modules', file), ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
  });
const env = { ...process.env, ...(long ? { WATCHFLOOR_LONG: '1' } : {}) };
const failed = [];
let reported = 0;

async function check(name, work) {
  say(`${name} …`);
  try {
    await work();
  } catch (error) {
    say(`${name}: FAILED (${error.message})`);
    failed.push(name);
  }
}

const vitest = (...args) =>
  tool(
    'vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${path.join(reports, `${reported++}.json`)}`,
    ...args,
  );

function counted() {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (let i = 0; i < reported; i++) {
    const file = path.join(reports, `${i}.json`);
    if (!existsSync(file)) continue;
    const report = JSON.parse(readFileSync(file, 'utf8'));
    sum.passed += report.numPassedTests;
    sum.failed += report.numFailedTests;
    sum.skipped += report.numPendingTests;
  }
  return sum;
}

try {
  await ensureBuilt();
  await ensureBrowser();
  const browser = findBrowser();
  if (browser) env.WATCHFLOOR_CHROMIUM = browser;
  if (long) {
    await check('long tests', () => vitest('--exclude', 'test/browser/**', '--testTimeout=3600000'));
  } else {
    await check('types', () => tool('typescript/bin/tsc', '-b'));
    await check('lint', () => tool('@biomejs/biome/bin/biome', 'check', '.'));
    await check('tests', () => vitest('--exclude', 'test/browser/**'));
    if (browser) await check('browser tests', () => vitest('test/browser/', '--no-file-parallelism'));
  }
} catch (error) {
  say(`could not be set up: ${error.message}`);
  failed.push('set-up');
}
const { passed, failed: tests, skipped } = counted();
rmSync(reports, { recursive: true, force: true });
if (failed.length > 0) say(`failed: ${failed.join(', ')}`);
process.stdout.write(`${passed} passed, ${tests} failed, ${skipped} skipped\n`);
process.exitCode = failed.length > 0 || tests > 0 ? 1 : 0;
