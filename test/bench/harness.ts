/**
 * What every bench shares: sides that run alternately, each round of a side in a fresh process, CPU time by
 * `process.cpuUsage`, medians, and a table with the ratios. A bench file calls `ranAsSide()` first: in a side's
 * process it runs that side and prints its figures as one line of JSON; otherwise it compares them all.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What one round of a side measured: figures by name, each with its unit in the name. */
export type Figures = Readonly<Record<string, number>>;

export interface Side {
  readonly name: string;
  /** Runs in its own process; warms up by itself, then measures. */
  readonly run: (options: readonly string[]) => Promise<Figures> | Figures;
}

const SIDE_FLAG = '--side';
const RESULT_MARK = 'bench-result ';

/** Runs the side that the command line names; false when it names none (then the caller compares). */
export async function ranAsSide(sides: readonly Side[]): Promise<boolean> {
  const at = process.argv.indexOf(SIDE_FLAG);
  if (at < 0) return false;
  const name = process.argv[at + 1];
  const side = sides.find((one) => one.name === name);
  if (side === undefined) throw new Error(`no side called ${name}`);
  const figures = await side.run(process.argv.slice(at + 2));
  process.stdout.write(`${RESULT_MARK}${JSON.stringify(figures)}\n`);
  return true;
}

/** One round of a side in a fresh process; `nodeFlags` for example `--expose-gc`. */
export function runFresh(
  benchUrl: string,
  side: string,
  options: readonly string[] = [],
  nodeFlags: readonly string[] = [],
): Promise<Figures> {
  const child = spawn(
    process.execPath,
    [...nodeFlags, '--import', 'tsx', fileURLToPath(benchUrl), SIDE_FLAG, side, ...options],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const line = output.split('\n').find((one) => one.startsWith(RESULT_MARK));
      if (code === 0 && line !== undefined) resolve(JSON.parse(line.slice(RESULT_MARK.length)) as Figures);
      else reject(new Error(`side ${side} ended with ${code} and said: ${output.slice(-400)}`));
    });
  });
}

export interface Comparison {
  /** `import.meta.url` of the bench file. */
  readonly benchUrl: string;
  readonly sides: readonly Side[];
  readonly rounds: number;
  readonly options?: readonly string[];
  readonly nodeFlags?: readonly string[];
}

/** All rounds of all sides, alternating (A B C, A B C, …); the median of each figure by side. */
export async function compare({
  benchUrl,
  sides,
  rounds,
  options = [],
  nodeFlags = [],
}: Comparison): Promise<Map<string, Figures>> {
  const measured = new Map<string, Figures[]>(sides.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round++)
    for (const { name } of sides) {
      process.stderr.write(`round ${round} of ${rounds}: ${name}\n`);
      measured.get(name)?.push(await runFresh(benchUrl, name, options, nodeFlags));
    }
  return new Map([...measured].map(([name, all]) => [name, mediansOf(all)]));
}

function mediansOf(all: readonly Figures[]): Figures {
  const names = Object.keys(all[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(all.map((one) => one[name] ?? Number.NaN))]));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** CPU microseconds (user and system) that `work` used in this process. */
export async function cpuMicroseconds(work: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const used = process.cpuUsage(before);
  return used.user + used.system;
}

/** A floor or ceiling to hold: `ratio` measured against `floor`. */
export interface Ratio {
  readonly what: string;
  readonly ratio: number;
  readonly floor: number;
}

/** Rows as a table with aligned columns; numbers to three significant digits. */
export function table(rows: readonly Readonly<Record<string, string | number>>[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: string | number | undefined): string =>
    typeof value === 'number' ? value.toLocaleString('en', { maximumSignificantDigits: 4 }) : (value ?? '');
  const widths = columns.map((name) => Math.max(name.length, ...rows.map((row) => cell(row[name]).length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((text, i) => (i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0)))
      .join('  ');
  return [line(columns), ...rows.map((row) => line(columns.map((name) => cell(row[name]))))].join('\n');
}

/** Prints the figures and ratios, a table on stderr and one JSON line on stdout; the exit code is 1 when a floor does not hold. */
export function report(title: string, figures: ReadonlyMap<string, Figures>, ratios: readonly Ratio[]): void {
  console.error(`${title}\n\n${table([...figures].map(([side, one]) => ({ side, ...one })))}\n`);
  console.error(table(ratios.map((one) => ({ ...one, holds: one.ratio >= one.floor ? 'yes' : 'NO' }))));
  console.log(JSON.stringify({ bench: title, figures: Object.fromEntries(figures), ratios }));
  if (ratios.some(({ ratio, floor }) => ratio < floor)) process.exitCode = 1;
}
