/** `watchfloor import`: recordings and tables from elsewhere into the archive. */
import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../clock.ts';
import { reasonOf } from '../feeds/reasons.ts';
import { type Lock, takeLock } from '../record/archive/lock.ts';
import { openCsv } from '../record/import/csvtable.ts';
import { type Imported, importCsv } from '../record/import/importcsv.ts';
import { type Command, EXIT, type ExitCode, usage } from './command.ts';

/** The roller may be at work; it is waited for. */
const WAIT_MS = 10 * 60_000;
const LOOK_EVERY_MS = 500;

export const importCommand: Command = {
  name: 'import',
  summary: 'recordings and tables from elsewhere into the archive',
  help: `watchfloor import [--data DIR] [--into watch|demonstration|recording] [--feed NAME] FILE…

Reads tables of AIS reports (Danish Maritime Authority, MarineCadastre, or any with columns for time, MMSI, latitude and
longitude; gzip too) into the archive, where they are found and replayed beside what was recorded. A server may be
running. All of a file comes in, or nothing of it; a file that is in already is passed over, so an import that was
interrupted is begun again with the same command.
  --data DIR     where the server keeps things (./data)
  --into WHICH   the watch’s record (watch), the demonstration’s, or that of recordings
  --feed NAME    the feed that they are said to come from (import)
  --rejects DIR  where FILE.rejects.csv with line and reason of each refused row is written (beside the file)
A JSON object a file goes to stdout: file, rows, rejected, tracks, from, until, bytes. Exit 0, 1 when a file could not be
imported, 2 for wrong usage.
`,
  async run(args) {
    let parsed: ReturnType<typeof readArguments>;
    try {
      parsed = readArguments(args);
    } catch (error) {
      return usage('import', error instanceof Error ? error.message : String(error));
    }
    const { values, positionals } = parsed;
    const prefix = Object.hasOwn(RECORDS, values.into) ? RECORDS[values.into] : undefined;
    if (prefix === undefined)
      return usage('import', `'${values.into}' is no record; there are ${Object.keys(RECORDS).join(', ')}.`);
    if (positionals.length === 0) return usage('import', 'no file is named.');
    const record = path.resolve(values.data, `${prefix}record`);
    const lock = await waitForLock(record);
    if (lock === undefined) {
      process.stderr.write(`watchfloor import: ${record} is being written by another program; try again.\n`);
      return EXIT.nothingUsable;
    }
    let worst: ExitCode = EXIT.ok;
    try {
      for (const file of positionals) {
        if (!(await importOne(record, file, values.feed, values.rejects))) worst = EXIT.nothingUsable;
      }
    } finally {
      lock.release();
    }
    return worst;
  },
};

/** As `FILE_PREFIX` names them. */
const RECORDS: Readonly<Record<string, string>> = {
  watch: '',
  demonstration: 'demonstration-',
  recording: 'recording-',
};

const readArguments = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      data: { type: 'string', default: 'data' },
      into: { type: 'string', default: 'watch' },
      feed: { type: 'string', default: 'import' },
      rejects: { type: 'string' },
    },
    allowPositionals: true,
  });

async function waitForLock(record: string): Promise<Lock | undefined> {
  const untilMs = systemClock.monotonicMs() + WAIT_MS;
  for (;;) {
    const lock = takeLock(record, () => systemClock.nowMs());
    if (lock !== undefined || systemClock.monotonicMs() > untilMs) return lock;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** False where nothing of it is in. */
async function importOne(
  record: string,
  file: string,
  feed: string,
  rejectsIn: string | undefined,
): Promise<boolean> {
  const say = (what: string): void => void process.stderr.write(`${file}: ${what}\n`);
  const rejects = new RejectFile(
    path.join(rejectsIn ?? path.dirname(file), `${path.basename(file)}.rejects.csv`),
  );
  try {
    const opened = await openCsv(file);
    if (!opened.ok) {
      say(`${opened.fault}; nothing was imported.`);
      return false;
    }
    const imported = await importCsv({
      ...{ record, table: opened.table, nowMs: systemClock.nowMs(), feed },
      onStep: (step, rows) => say(step === 'hashed' ? 'reading …' : `${rows} rows ${step}`),
      onReject: ({ line, why }) => rejects.add(line, why),
    });
    process.stdout.write(`${JSON.stringify(lineOf(file, imported))}\n`);
    say(sentence(imported, rejects.file));
    return true;
  } catch (error) {
    say(`${reasonOf(error, file)}; the archive is as it was.`);
    return false;
  } finally {
    rejects.close();
  }
}

const lineOf = (file: string, { fromMs, untilMs, ...rest }: Imported) => ({
  file,
  ...rest,
  ...(fromMs !== undefined && { from: new Date(fromMs).toISOString() }),
  ...(untilMs !== undefined && { until: new Date(untilMs).toISOString() }),
});

function sentence({ isNew, rows, rejected, tracks }: Imported, rejects: string): string {
  if (!isNew) return `its ${rows} rows are in the archive already.`;
  const refused = rejected === 0 ? 'none refused' : `${rejected} refused, see ${rejects}`;
  return `${rows} rows of ${tracks} vessels are in the archive, ${refused}.`;
}

/** Made with its first line. */
class RejectFile {
  readonly file: string;
  #fd: number | undefined;

  constructor(file: string) {
    this.file = file;
  }

  add(line: number, why: string): void {
    if (this.#fd === undefined) {
      this.#fd = openSync(this.file, 'w');
      writeSync(this.#fd, 'line,why\n');
    }
    writeSync(this.#fd, `${line},"${why.replaceAll('"', '""')}"\n`);
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
  }
}
