/**
 * A day of a country's AIS as a table (the columns and the habits of the Danish files) into the archive: rows a CPU second,
 * from the first byte read to the manifest, hash, sorting and compression included; and what it costs to read alone.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDuck, quoted } from '../../server/record/archive/duck.ts';
import { openCsv } from '../../server/record/import/csvtable.ts';
import { importCsv } from '../../server/record/import/importcsv.ts';
import { cpuMicroseconds, type Figures, ranAsSide, report, runFresh } from './harness.ts';
import { writeDanishDay } from './importing/danish.ts';

const ROWS = Number(process.env.WATCHFLOOR_BENCH_ROWS ?? 2_000_000);
const ROUNDS = 3;
const FLOOR = 500_000;

async function imported([file = '']: readonly string[]): Promise<Figures> {
  const folder = mkdtempSync(path.join(process.env.WATCHFLOOR_BENCH_DIR ?? tmpdir(), 'watchfloor-bench-'));
  try {
    const opened = await openCsv(file);
    if (!opened.ok) throw new Error(opened.fault);
    let [rows, bytes] = [0, 0];
    const cpu = await cpuMicroseconds(async () => {
      const result = await importCsv({
        ...{ record: path.join(folder, 'record'), table: opened.table, feed: 'import' },
        nowMs: Date.UTC(2026, 0, 1),
        onReject: () => {},
      });
      ({ rows, bytes } = result);
      if (rows < ROWS * 0.99) throw new Error(`${rows} rows of ${ROWS} came in`);
    });
    return {
      rowsACpuS: rows / (cpu / 1e6),
      bytesARow: bytes / rows,
      csvShare: bytes / statSync(file).size,
      mostMb: process.resourceUsage().maxRSS / 1024,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Every column as text and none kept: what reading costs before anything is done. */
async function readAlone([file = '']: readonly string[]): Promise<Figures> {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-bench-'));
  const duck = await openDuck(path.join(folder, 'work'));
  try {
    const cpu = await cpuMicroseconds(async () => {
      await duck.connection.run(
        `SELECT count("MMSI"), min("Latitude") FROM read_csv(${quoted(file)}, all_varchar = true, header = true)`,
      );
    });
    return { rowsACpuS: ROWS / (cpu / 1e6) };
  } finally {
    duck.close();
    rmSync(folder, { recursive: true });
  }
}

const sides = [
  { name: 'read alone', run: readAlone },
  { name: 'import', run: imported },
];

if (!(await ranAsSide(sides))) {
  const folder = mkdtempSync(path.join(process.env.WATCHFLOOR_BENCH_DIR ?? tmpdir(), 'watchfloor-bench-'));
  try {
    const file = path.join(folder, 'day.csv');
    process.stderr.write(`writing ${ROWS} rows\n`);
    writeDanishDay(file, ROWS);
    // The best of each: others are at the machine, and take from every round but the luckiest.
    const figures = new Map<string, Figures>();
    for (let round = 1; round <= ROUNDS; round += 1)
      for (const { name } of sides) {
        process.stderr.write(`round ${round} of ${ROUNDS}: ${name}\n`);
        const one = await runFresh(import.meta.url, name, [file]);
        const best = figures.get(name);
        if (!best || (one.rowsACpuS ?? 0) > (best.rowsACpuS ?? 0)) figures.set(name, one);
      }
    const { rowsACpuS = 0, csvShare = 1 } = figures.get('import') ?? {};
    report('import: a table of AIS reports into the archive', figures, [
      { what: 'rows a CPU second', ratio: rowsACpuS, floor: FLOOR },
      { what: 'an eighth of the CSV over the size', ratio: 1 / 8 / csvShare, floor: 1 },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
