/**
 * `watchfloor bench archive`: bytes an observation and questions over a simulated month of 100 M observations, and
 * against SQLite with indexes over 10 M of the same, side by side. WATCHFLOOR_BENCH_QUICK=1: a fiftieth of both.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { TABLES } from '../../proto/domain/record/tables.table.ts';
import { quoted } from '../../server/record/archive/duck.ts';
import { Manifest } from '../../server/record/archive/manifest.ts';
import { absolute } from '../../server/record/archive/places.ts';
import { ENGINE_DEFAULTS, Engine } from '../../server/record/query/engine.ts';
import { FileCopies } from '../../server/record/query/filecopies.ts';
import type { Line } from '../../server/record/query/line.ts';
import { Sources } from '../../server/record/query/sources.ts';
import { makeArchive, tellAll } from './archive/month.ts';
import { type Ask, askAll, questions } from './archive/questions.ts';
import { compare, type Figures, ranAsSide, report, runFresh, type Side } from './harness.ts';

const IS_QUICK = process.env.WATCHFLOOR_BENCH_QUICK === '1';
const VESSELS = IS_QUICK ? 200 : 900;
const MONTH_DAYS = IS_QUICK ? 3 : 30;
const RIVAL_DAYS = IS_QUICK ? 1 : 3;
const ROUNDS = IS_QUICK ? 1 : 3;
const COLUMNS = Object.keys(TABLES.points.columns);

/** As the query process has it (`runQuery`): its engine, its sources, its copies of what is asked about again. */
async function askArchive(record: string, days: number): Promise<Figures> {
  const engine = await Engine.open({ record, name: 'bench', lines: 3 });
  const [own, copying, line] = engine.lines as [Line, Line, Line];
  const copies = new FileCopies(copying, { record, memoryMb: ENGINE_DEFAULTS.memoryMb });
  const sources = new Sources(record, own, copies);
  const began = performance.now();
  const all = Manifest.read(record).files({ table: 'points' });
  const manifestMs = performance.now() - began;
  const last = `max_by(struct_pack(k := known_ms, a := lat_e6, o := lon_e6, s := sog_dkn, c := cog_ddeg), known_ms)`;
  let copyingMs = 0;
  const ask: Ask = {
    async answer({ fromMs, untilMs, sql }) {
      const past = await sources.past();
      try {
        const rows = past.rowsOf('points', { fromMs, untilMs });
        const text = sql.replace('{points}', rows).replace('{last}', last).replaceAll('{div}', '//');
        return (await line.connection.runAndReadAll(text)).currentRowCount;
      } finally {
        past.release();
      }
    },
    async between() {
      const before = process.cpuUsage();
      await copies.settled();
      const { user, system } = process.cpuUsage(before);
      copyingMs += (user + system) / 1000;
    },
  };
  const first = all[0]!;
  const some = await line.rows<{ mmsi: number }>(
    `SELECT DISTINCT mmsi FROM read_parquet(${quoted(absolute(record, first.path))}) WHERE track % 37 = 5 ORDER BY mmsi`,
  );
  const figures = await askAll(
    questions(
      days,
      some.map(({ mmsi }) => mmsi),
    ),
    ask,
  );
  const copiedRows = copies.rows;
  engine.close();
  const bytes = all.reduce((sum, file) => sum + file.bytes, 0);
  const rows = all.reduce((sum, file) => sum + file.rows, 0);
  return { ...figures, manifestMs, copyingMs, copiedRows, rows, bytesEach: bytes / rows, bytes };
}

function makeSqlite(file: string): void {
  const database = new Database(file);
  database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000');
  database.exec(`CREATE TABLE points (${COLUMNS.map((name) => `${name} INTEGER`).join(', ')})`);
  const insert = database.prepare(`INSERT INTO points VALUES (${COLUMNS.map(() => '?').join(', ')})`);
  database.exec('BEGIN');
  let rows = 0;
  tellAll(VESSELS, RIVAL_DAYS, (one) => {
    const cell = Math.floor(one.latE6 / 250_000 + 360) * 1440 + Math.floor(one.lonE6 / 250_000 + 720);
    insert.run([
      ...[cell, 7, one.vessel, one.knownMs, one.observedMs, one.mmsi, one.latE6, one.lonE6, one.sogDkn],
      ...[one.cogDdeg, one.headingDdeg ?? null, one.navStatus ?? null, 0, 0, 1, 0, 1, null],
      ...[one.vessel % 3, one.restated ? 1 : 0],
    ]);
    rows += 1;
  });
  database.exec('COMMIT');
  database.exec(
    'CREATE INDEX by_mmsi ON points (mmsi, known_ms); CREATE INDEX by_cell ON points (cell, known_ms); CREATE INDEX by_time ON points (known_ms); ANALYZE',
  );
  database.close();
  process.stderr.write(`SQLite has ${rows.toLocaleString('en')} observations\n`);
}

async function askSqlite(file: string): Promise<Figures> {
  const database = new Database(file);
  database.exec('PRAGMA cache_size = -1000000; PRAGMA mmap_size = 4000000000');
  const mmsis = (
    database
      .prepare('SELECT DISTINCT mmsi FROM points WHERE track % 37 = 5 AND known_ms < ? ORDER BY mmsi')
      .raw()
      .all(questions(1, [0]).heatMap[0]!.untilMs) as [number][]
  ).map(([mmsi]) => mmsi);
  // SQLite takes the other columns of a group from the row of the maximum (its documentation, “bare columns”).
  const ask: Ask = {
    answer: ({ sql }) =>
      database
        .prepare(
          sql
            .replace('{points}', 'points')
            .replace('{last}', 'max(known_ms), lat_e6, lon_e6, sog_dkn, cog_ddeg')
            .replaceAll('{div}', '/'),
        )
        .raw()
        .all().length,
    between() {},
  };
  const figures = await askAll(questions(RIVAL_DAYS, mmsis), ask);
  const [rows] = database.prepare('SELECT count(*) FROM points').raw().get() as [number];
  database.close();
  const bytes = statSync(file).size;
  return { ...figures, manifestMs: 0, copyingMs: 0, copiedRows: 0, rows, bytesEach: bytes / rows, bytes };
}

const SIDES: readonly Side[] = [
  { name: 'archive', run: ([folder = '']) => askArchive(path.join(folder, 'rival'), RIVAL_DAYS) },
  { name: 'SQLite', run: ([folder = '']) => askSqlite(path.join(folder, 'rival.sqlite')) },
  { name: 'month', run: ([folder = '']) => askArchive(path.join(folder, 'month'), MONTH_DAYS) },
];

if (!(await ranAsSide(SIDES))) {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-archive-'));
  try {
    await makeArchive(path.join(folder, 'rival'), VESSELS, RIVAL_DAYS);
    makeSqlite(path.join(folder, 'rival.sqlite'));
    const benchUrl = import.meta.url;
    const sides = SIDES.slice(0, 2);
    const figures = await compare({ benchUrl, sides, rounds: ROUNDS, options: [folder] });
    rmSync(path.join(folder, 'rival.sqlite'));
    const began = performance.now();
    const { rows } = await makeArchive(path.join(folder, 'month'), VESSELS, MONTH_DAYS);
    const rowsPerS = Math.round((rows / (performance.now() - began)) * 1000);
    figures.set('month', { ...(await runFresh(benchUrl, 'month', [folder])), rowsPerS });
    const of = (side: string, name: string): number => figures.get(side)?.[name] ?? Number.NaN;
    for (const name of ['vesselDay', 'boxHour', 'wholePicture', 'heatMap'])
      if (of('archive', `${name}Rows`) !== of('SQLite', `${name}Rows`))
        throw new Error(`${name}: the sides answer differently`);
    const faster = (name: string): number => of('SQLite', name) / of('archive', name);
    report(`the archive: ${rows.toLocaleString('en')} observations`, figures, [
      { what: '14 bytes an observation / measured', ratio: 14 / of('month', 'bytesEach'), floor: 1 },
      { what: 'a vessel’s day: 100 ms / measured', ratio: 100 / of('month', 'vesselDayMs'), floor: 1 },
      { what: 'a box and hour: 150 ms / measured', ratio: 150 / of('month', 'boxHourMs'), floor: 1 },
      { what: 'the whole picture: 300 ms / measured', ratio: 300 / of('month', 'wholePictureMs'), floor: 1 },
      { what: 'the month’s heat map: 15 s / measured', ratio: 15_000 / of('month', 'heatMapMs'), floor: 1 },
      { what: 'heat map, CPU: SQLite / archive', ratio: faster('heatMapCpuMs'), floor: 20 },
      { what: 'whole picture, CPU: SQLite / archive', ratio: faster('wholePictureCpuMs'), floor: 2 },
      { what: 'a vessel’s day, CPU: SQLite / archive', ratio: faster('vesselDayCpuMs'), floor: 1 },
      { what: 'a box and hour, CPU: SQLite / archive', ratio: faster('boxHourCpuMs'), floor: 1 },
      { what: 'size: SQLite / archive', ratio: faster('bytesEach'), floor: 4 },
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
