/** `watchfloor import`: recordings and tables from elsewhere into the archive. */
import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { feedId } from '../../proto/domain/ids.ts';
import { epochMs } from '../../proto/domain/units.ts';
import { systemClock } from '../clock.ts';
import { reasonOf } from '../feeds/reasons.ts';
import { openRecording } from '../feeds/recording.ts';
import { describeFault, FEED_FORMATS, type SettingFault } from '../feeds/settings.ts';
import { importRecording, type RecordingImport } from '../imports/importrecording.ts';
import { noConfig, readDetectConfig } from '../offline/config.ts';
import { type Lock, takeLock } from '../record/archive/lock.ts';
import { openCsv } from '../record/import/csvtable.ts';
import { type Imported, importCsv } from '../record/import/importcsv.ts';
import { importTracks, trackFormatOf } from '../record/import/importtracks.ts';
import { type Command, EXIT, type ExitCode, usage } from './command.ts';

/** The roller may be at work; it is waited for. */
const WAIT_MS = 10 * 60_000;
const LOOK_EVERY_MS = 500;

export const importCommand: Command = {
  name: 'import',
  summary: 'recordings, tables and tracks from elsewhere into the archive',
  help: `watchfloor import [--data DIR] [--into watch|demonstration|recording] [--feed NAME] FILE…

Reads into the archive, where it is found and replayed beside what was recorded:
  tables      of AIS reports (Danish Maritime Authority, MarineCadastre, or any with columns for time, MMSI, latitude and
              longitude; gzip too)
  recordings  of any feed: NMEA with tag blocks, suffixes, $PGHP or, with --start, without times; captured traffic (pcap,
              pcapng); and what watchfloor detect reads; gzip too: through decoders and tracks, as a live feed is recorded
  tracks      our own GeoParquet, CSV of points, GeoJSON and Moving Features JSON; lines and points of others with times;
              tracktable's .traj
A server may be running. All of a file comes in, or nothing of it; a file that is in already is passed over, so an import
that was interrupted is begun again with the same command.
  --data DIR     where the server keeps things (./data)
  --into WHICH   the watch’s record (watch), the demonstration’s, or that of recordings
  --feed NAME    the feed that they are said to come from (import)
  --format F     of a recording: ${FEED_FORMATS.join(', ')}; else by its name and first bytes
  --start TIME   of lines without times, when the first came (2026-07-01T05:00:00Z); the reports’ own seconds lead on
  --config FILE  of a recording: sensors and the like, as watchfloor detect reads them
  --detect       of a recording: alerts, too, as today’s detectors raise them
  --synthetic    of a recording: it is of an exercise or a simulation
  --rejects DIR  where FILE.rejects.csv with line and reason of each refused row is written (beside the file)
A JSON object a file goes to stdout: file, rows, rejected, tracks, from, until, bytes. Exit 0, 1 when a file could not be
imported, 2 for wrong usage. docs/exchange.md says what of each format is read.
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
    const how = howOf(values);
    if (typeof how === 'string') return usage('import', how);
    const record = path.resolve(values.data, `${prefix}record`);
    const lock = await waitForLock(record);
    if (lock === undefined) {
      process.stderr.write(`watchfloor import: ${record} is being written by another program; try again.\n`);
      return EXIT.nothingUsable;
    }
    let worst: ExitCode = EXIT.ok;
    try {
      for (const file of positionals) {
        if (!(await importOne(record, file, how, values.rejects))) worst = EXIT.nothingUsable;
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
      format: { type: 'string' },
      start: { type: 'string' },
      config: { type: 'string' },
      detect: { type: 'boolean', default: false },
      synthetic: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });

type How = Pick<RecordingImport, 'format' | 'startMs' | 'config' | 'detect' | 'isSynthetic'> & {
  readonly feed: string;
};

/** Or what is wrong with it. */
function howOf(values: ReturnType<typeof readArguments>['values']): How | string {
  const { feed, detect, synthetic: isSynthetic } = values;
  const format = FEED_FORMATS.find((one) => one === values.format);
  if (values.format !== undefined && format === undefined)
    return `'${values.format}' is no format; there are ${FEED_FORMATS.join(', ')}.`;
  const startMs = values.start === undefined ? undefined : Date.parse(values.start);
  if (startMs !== undefined && !Number.isFinite(startMs))
    return `“${values.start}” is no time: write it as 2026-07-01T05:00:00Z.`;
  const faults: SettingFault[] = [];
  const config = values.config === undefined ? noConfig() : readDetectConfig(values.config, faults);
  if (faults[0]) return describeFault(faults[0]);
  return {
    ...{ feed, config, detect, isSynthetic },
    ...(format && { format }),
    ...(startMs !== undefined && { startMs: epochMs(startMs) }),
  };
}

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
  how: How,
  rejectsIn: string | undefined,
): Promise<boolean> {
  const say = (what: string): void => void process.stderr.write(`${file}: ${what}\n`);
  const rejects = new RejectFile(
    path.join(rejectsIn ?? path.dirname(file), `${path.basename(file)}.rejects.csv`),
  );
  const told: Pick<RecordingImport, 'onStep' | 'onReject'> = {
    onStep: (step, rows) => say(step === 'hashed' ? 'reading …' : `${rows} ${step}`),
    onReject: ({ line, why }) => rejects.add(line, why),
  };
  try {
    const imported = await importFile({ record, file, nowMs: systemClock.nowMs(), ...how, ...told });
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

/** By what it is: tracks, a table, or a recording. Throws as the file system does, and where it is none of these. */
async function importFile(
  asked: Omit<RecordingImport, 'feed'> & { readonly feed: string },
): Promise<Imported> {
  const { file, format, startMs, feed } = asked;
  if (format === undefined && startMs === undefined) {
    const first = await firstBytes(file);
    const tracks = trackFormatOf(first);
    if (tracks) return importTracks({ ...asked, format: tracks });
    const opened = await openCsv(file);
    if (opened.ok) return importCsv({ ...asked, table: opened.table });
    if (/\.(csv|tsv)(\.gz)?$/i.test(file)) throw new Error(opened.fault);
  }
  return importRecording({ ...asked, feed: feedId(feed) });
}

async function firstBytes(file: string): Promise<Uint8Array> {
  for await (const chunk of await openRecording(file)) return chunk as Uint8Array;
  return new Uint8Array(0);
}

const lineOf = (file: string, { fromMs, untilMs, ...rest }: Imported) => ({
  file,
  ...rest,
  ...(fromMs !== undefined && { from: new Date(fromMs).toISOString() }),
  ...(untilMs !== undefined && { until: new Date(untilMs).toISOString() }),
});

function sentence({ isNew, rows, rejected, tracks }: Imported, rejects: string): string {
  if (!isNew)
    return `it came in before: ${rows} of its points are in the archive; what has gone since, being too old, does not come in again while they are.`;
  const refused = rejected === 0 ? 'none refused' : `${rejected} refused, see ${rejects}`;
  return `${rows} points of ${tracks} tracks are in the archive, ${refused}.`;
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
