/**
 * `npm test`: sets up what is missing, then lint, types, architecture, and all tests. `npm run test:long`: the same tests with
 * longer campaigns. What is quick comes first, and what is wrong there ends it at once. Closes with one line that counts the tests.
 */
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  checkNode,
  ensureBasemap,
  ensureBrowser,
  ensureClient,
  ensureDependencies,
  ensureProto,
  ensureServer,
  findBrowser,
  root,
  run,
  say,
} from './steps.mjs';

/** Niceness: a third of the processor where both want all of it; enough to get on where others want it, too. */
const BEHIND = 3;
/** Browser tests for whoever has done the others: what is left of the first row then takes as long. */
const SECOND_ROW = ['access', 'keeping'].map((name) => `test/browser/${name}.test.ts`);

const long = process.argv.includes('--long');
const reports = mkdtempSync(path.join(tmpdir(), 'watchfloor-test-'));
const env = { ...process.env, ...(long ? { WATCHFLOOR_LONG: '1' } : {}) };
const failed = [];
let reported = 0;

const tool = (file, args, options) =>
  run(process.execPath, [path.join(root, 'node_modules', file), ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
    ...options,
  });

async function check(name, work) {
  say(`${name} …`);
  try {
    await work();
  } catch (error) {
    say(`${name}: FAILED (${error.message})`);
    failed.push(name);
  }
}

const vitest = (args, options) =>
  tool(
    'vitest/vitest.mjs',
    [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${path.join(reports, `${reported++}.json`)}`,
      ...args,
    ],
    options,
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

/** The same with its words kept until it has ended: two that run side by side do not talk between each other. */
async function checkAside(name, args, options) {
  const file = path.join(reports, `${name}.txt`);
  const words = openSync(file, 'w');
  await check(name, () => vitest(args, { stdio: ['ignore', words, words], ...options }));
  closeSync(words);
  process.stdout.write(readFileSync(file));
}

/** Seconds all in all; whoever has several faults is told all of them. */
async function quickChecks() {
  await check('lint', () => tool('@biomejs/biome/bin/biome', ['check', '.']));
  await ensureProto();
  await check('types', () => tool('typescript/bin/tsc', ['-b']));
  await check('architecture', () => vitest(['--project=architecture']));
  return failed.length === 0;
}

/**
 * A browser test waits as much as it works: the other tests have the processor meanwhile. They step back behind it, because
 * it looks at the clock and they do not.
 */
async function allTests(browser) {
  const rest = ['--project=client', '--project=server', '--project=native'];
  if (!browser) {
    await check('tests', () => vitest(rest));
    return;
  }
  const browserTests = ['--project=browser', '--no-file-parallelism'];
  const later = SECOND_ROW.map((file) => `--exclude=${file}`);
  const inBrowser = check('browser tests', () => vitest([...browserTests, ...later]));
  await checkAside('tests', [...rest, '--maxWorkers=1'], { nice: BEHIND });
  await checkAside('more browser tests', [...browserTests, ...SECOND_ROW]);
  await inBrowser;
}

try {
  checkNode();
  await ensureDependencies();
  if (long || (await quickChecks())) {
    await Promise.all([ensureServer().then(ensureClient), ensureBasemap()]);
    await ensureBrowser();
    const browser = findBrowser();
    if (browser) env.WATCHFLOOR_CHROMIUM = browser;
    if (long) {
      const args = ['--project=client', '--project=server', '--project=native', '--testTimeout=3600000'];
      await check('long tests', () => vitest(args));
      const inBrowser = ['--project=browser-long', '--no-file-parallelism'];
      if (browser) await check('long browser tests', () => vitest(inBrowser));
    } else await allTests(browser);
  } else say('no test was run: what is quick has to hold first');
} catch (error) {
  say(`could not be set up: ${error.message}`);
  failed.push('set-up');
}
const { passed, failed: tests, skipped } = counted();
rmSync(reports, { recursive: true, force: true });
if (failed.length > 0) say(`failed: ${failed.join(', ')}`);
process.stdout.write(`${passed} passed, ${tests} failed, ${skipped} skipped\n`);
process.exitCode = failed.length > 0 || tests > 0 ? 1 : 0;
