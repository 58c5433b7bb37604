/** `watchfloor detect`: recordings through the whole pipeline, an alert a line. */
import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import { type Happening, PRIORITIES, type Priority } from '../../proto/domain/alert/alert.ts';
import { ALERT_KINDS, type AlertKind } from '../../proto/domain/alert/kinds.table.ts';
import { feedId } from '../../proto/domain/ids.ts';
import { Nature } from '../../proto/domain/observation.ts';
import { openShore } from '../detect/ground/shore.ts';
import { reasonOf } from '../feeds/reasons.ts';
import { openRecording } from '../feeds/recording.ts';
import { describeFault, FEED_FORMATS, type FeedFormat, type SettingFault } from '../feeds/settings.ts';
import { alertLine } from '../offline/alertline.ts';
import { poissonUpper } from '../offline/bounds.ts';
import { type DetectConfig, noConfig, readDetectConfig } from '../offline/config.ts';
import { formatOf } from '../offline/format.ts';
import { merged, Recording, type RecordingSettings } from '../offline/recording.ts';
import { OfflineWatch } from '../offline/watching.ts';
import { type Command, EXIT, type ExitCode, usage, writeOut } from './command.ts';
import { detectAgain } from './detectagain.ts';

export const detect: Command = {
  name: 'detect',
  summary: 'recordings through every detector, an alert a line',
  help: `watchfloor detect [--config FILE] [--format ${FEED_FORMATS.join('|')}] FILE…
watchfloor detect --from-record DIR --from T --until T [--tracks]

Reads recordings (gzip and captured traffic, pcap or pcapng, too) through decoders, tracks and detectors, several merged
by time, and writes a JSON object an alert to stdout when it is over for good or the data end: id, kind, priority,
trackIds, mmsis, onsetMs, raisedMs, provedMs, clearedMs, ending, rule, measured, threshold, evidence, place, about,
parts. Times are the data's own; the same files give the same bytes.
  --config FILE  JSON: feeds (what is said of the recording of that name: format, sensor, sensors), receivers, agencies,
                 zones, crossingPoints, sectors, units, patrols, tasks, watchLists, detection (docs/alerts-evaluation.md)
  --format F     of every file; else by its name and first bytes
  --from-record DIR --from T --until T [--tracks]
                 in place of files: what a server recorded in DIR (<data>/record), known from T until T, run again from the
                 state kept at the hour before, half an hour to warm up; --tracks: a line a point of a track besides
A summary (messages, tracks, vessel-days, alerts by priority and kind, with what they allow to be said of their rate at
95 %) and faults go to stderr as JSON lines.
Exit 0, 1 when nothing could be used or a file could not be read, 2 for wrong usage or settings.
`,
  async run(args) {
    let parsed: ReturnType<typeof readArguments>;
    try {
      parsed = readArguments(args);
    } catch (error) {
      return usage('detect', error instanceof Error ? error.message : String(error));
    }
    const { values, positionals } = parsed;
    if (values['from-record'] !== undefined) {
      const { from, until, tracks = false } = values;
      return detectAgain({ record: values['from-record'], from, until, tracks });
    }
    const format = FEED_FORMATS.find((known) => known === values.format);
    if (values.format !== undefined && format === undefined)
      return usage('detect', `'${values.format}' is no format; there are ${FEED_FORMATS.join(', ')}.`);
    if (positionals.length === 0) return usage('detect', 'no recording is named.');
    const faults: SettingFault[] = [];
    const config = values.config === undefined ? noConfig() : readDetectConfig(values.config, faults);
    if (faults.length > 0) {
      for (const fault of faults) process.stderr.write(`watchfloor detect: ${describeFault(fault)}\n`);
      return EXIT.usage;
    }
    const recordings: RecordingSettings[] = [];
    for (const path of positionals) {
      try {
        recordings.push(await settingsOf(path, format, config));
      } catch (error) {
        process.stderr.write(`watchfloor detect: ${reasonOf(error, path)}.\n`);
        return EXIT.nothingUsable;
      }
    }
    try {
      return await watch(recordings, config);
    } catch (error) {
      process.stderr.write(`watchfloor detect: ${reasonOf(error, 'a recording')}.\n`);
      return EXIT.nothingUsable;
    }
  },
};

const readArguments = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      ...{ config: { type: 'string' }, format: { type: 'string' } },
      ...{ 'from-record': { type: 'string' }, from: { type: 'string' }, until: { type: 'string' } },
      tracks: { type: 'boolean' },
    },
    allowPositionals: true,
  });

/** Its feed is called as the file is, without the last ending. */
async function settingsOf(
  path: string,
  format: FeedFormat | undefined,
  config: DetectConfig,
): Promise<RecordingSettings> {
  const file = basename(path).replace(/\.gz$/, '');
  const id = feedId(file.slice(0, file.length - extname(file).length));
  const said = config.feeds.get(id);
  const chosen = format ?? said?.format ?? formatOf(path, await firstBytes(path));
  return {
    path,
    feedId: id,
    format: chosen,
    nature: said?.nature ?? Nature.recorded,
    decoding: said?.decoding ?? {},
  };
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const stream = await openRecording(path);
  for await (const chunk of stream) return chunk as Uint8Array;
  return new Uint8Array(0);
}

async function watch(settings: readonly RecordingSettings[], config: DetectConfig): Promise<ExitCode> {
  const watching = new OfflineWatch({ config, shore: openShore() });
  const recordings = settings.map((one) => new Recording(one));
  const counts = new Counts();
  let tracks = 0;
  const tell = (happenings: readonly Happening[]): Promise<boolean> | true => {
    if (happenings.length === 0) return true;
    for (const happening of happenings) counts.add(happening);
    return writeOut(happenings.map((one) => `${JSON.stringify(alertLine(one))}\n`).join(''));
  };
  for await (const batches of merged(recordings)) {
    for (const batch of batches) if (!(await tell(watching.take(batch)))) return EXIT.ok;
    tracks = Math.max(tracks, watching.run.picture.size);
  }
  if (!(await tell(watching.end()))) return EXIT.ok;
  let messages = 0;
  for (const [i, { tally }] of recordings.entries()) {
    messages += tally.messages - tally.untimed;
    process.stderr.write(
      `${JSON.stringify({ file: settings[i]!.path, format: settings[i]!.format, ...tally })}\n`,
    );
  }
  const { vessels, vesselDays, vesselDaysSpanned } = watching.exposure;
  const exposure = { vessels, vesselDays, vesselDaysSpanned };
  process.stderr.write(
    `${JSON.stringify({ messages, tracks, ...exposure, ...counts.summary(vesselDays) })}\n`,
  );
  return messages > 0 ? EXIT.ok : EXIT.nothingUsable;
}

/** Of the alerts that were told; what was retracted never was so, and is counted apart. */
class Counts {
  retracted = 0;
  readonly #priorities = new Map<Priority, number>();
  readonly #kinds = new Map<AlertKind, number>();

  add({ priority, lead: { kind }, ending }: Happening): void {
    if (ending === 'retracted') {
      this.retracted++;
      return;
    }
    this.#priorities.set(priority, (this.#priorities.get(priority) ?? 0) + 1);
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
  }

  summary(vesselDays: number): object {
    const rated = (count: number) => ({
      count,
      ...(vesselDays > 0 && {
        perVesselDay: count / vesselDays,
        upper95PerVesselDay: poissonUpper(count) / vesselDays,
      }),
    });
    const of = <K extends string>(all: readonly K[], counted: ReadonlyMap<K, number>, always: boolean) =>
      Object.fromEntries(
        all.filter((one) => always || counted.has(one)).map((one) => [one, rated(counted.get(one) ?? 0)]),
      );
    return {
      alerts: of(PRIORITIES, this.#priorities, true),
      kinds: of(ALERT_KINDS, this.#kinds, false),
      retracted: this.retracted,
    };
  }
}
