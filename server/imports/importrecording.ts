/**
 * A recording into the archive: its bytes through today's decoders and the picture, recorded as a live feed is, in a run
 * of its own that is named by the file's hash. All of it comes in or nothing; the same file once.
 */
import path from 'node:path';
import type { Alert, Happening } from '../../proto/domain/alert/alert.ts';
import type { FeedId } from '../../proto/domain/ids.ts';
import { Nature } from '../../proto/domain/observation.ts';
import { classOfKind } from '../../proto/domain/record/retention.table.ts';
import type { EpochMs } from '../../proto/domain/units.ts';
import { openShore } from '../detect/ground/shore.ts';
import { openRecording } from '../feeds/recording.ts';
import type { FeedFormat } from '../feeds/settings.ts';
import type { DetectConfig } from '../offline/config.ts';
import { formatOf } from '../offline/format.ts';
import { Recording } from '../offline/recording.ts';
import { OfflineWatch } from '../offline/watching.ts';
import { openDuck } from '../record/archive/duck.ts';
import { hashFile } from '../record/archive/durable.ts';
import { Manifest } from '../record/archive/manifest.ts';
import { ManifestWriter } from '../record/archive/manifestwriter.ts';
import { absolute, WORK } from '../record/archive/places.ts';
import { sweep } from '../record/archive/sweep.ts';
import type { Imported, Reject } from '../record/import/importcsv.ts';
import { importedBefore, summaryOf } from '../record/import/importedfiles.ts';
import { importedRun } from '../record/import/importedrun.ts';
import { PictureTap } from '../record/taps/picturetap.ts';
import { classOfFeed } from '../recordedfeeds.ts';
import { ImportStages } from './importstages.ts';

/** Silence after which what is left at the end is taken to have left the picture. */
const GONE_MS = 30 * 60_000;
/** By it our own exports say that nothing of them happened. */
const SYNTHETIC_SOURCE = /\\(?:[^\\]*,)?s:SYNTHETIC[,*]/;
const TOLD_EVERY = 200_000;

export interface RecordingImport {
  /** The record's folder. */
  readonly record: string;
  readonly file: string;
  /** Absent: by its name and first bytes. */
  readonly format?: FeedFormat;
  /** The feed that it is said to be of. */
  readonly feed: FeedId;
  /** Sensors and the like. */
  readonly config: DetectConfig;
  /** Of lines without times. */
  readonly startMs?: EpochMs;
  /** Alerts, too. */
  readonly detect: boolean;
  readonly isSynthetic: boolean;
  /** The machine's time, UTC epoch milliseconds. */
  readonly nowMs: number;
  readonly onStep?: (step: 'hashed' | 'read' | 'written', rows: number) => void;
  readonly onReject: (reject: Reject) => void;
}

/** Throws as DuckDB and the file system do: the archive is then as it was. Nobody else may write it meanwhile. */
export async function importRecording(asked: RecordingImport): Promise<Imported> {
  const { record, file, onStep, nowMs } = asked;
  const { sha256 } = hashFile(file);
  onStep?.('hashed', 0);
  const epoch = importedRun(sha256);
  const before = importedBefore(Manifest.read(record), epoch);
  if (before) return { ...before, isNew: false, sha256, epoch };
  const number = sha256.slice(0, 12);
  const duck = await openDuck(path.join(absolute(record, WORK), `import-${number}`));
  try {
    const stages = await ImportStages.open(duck.connection, { record, epoch, number, nowMs });
    const { rejected, tracks } = await play(asked, epoch, stages);
    await stages.write();
    const { files } = stages;
    onStep?.('written', stages.points);
    if (files.length > 0)
      ManifestWriter.open(record).commit({
        ...{ what: 'imported', why: `${path.basename(file)} ${sha256}`, atMs: nowMs, add: files },
      });
    return { isNew: true, sha256, epoch, rejected, tracks, ...summaryOf(files) };
  } catch (error) {
    sweep(record, Manifest.read(record));
    throw error;
  } finally {
    duck.close();
  }
}

async function play(
  asked: RecordingImport,
  epoch: number,
  stages: ImportStages,
): Promise<{ readonly rejected: number; readonly tracks: number }> {
  const { file, feed, config, detect, startMs, onReject, onStep } = asked;
  const first = await firstBytes(file);
  const said = config.feeds.get(feed);
  const format = asked.format ?? said?.format ?? formatOf(file, first);
  const isSynthetic = asked.isSynthetic || SYNTHETIC_SOURCE.test(Buffer.from(first).toString('latin1'));
  const of = classOfFeed({ id: feed, format }, { markings: new Map() });
  let rejected = 0;
  const reject = (line: number, why: string): void => {
    rejected += 1;
    onReject({ line, why });
  };
  const recording = new Recording({
    ...{ path: file, feedId: feed, format, nature: isSynthetic ? Nature.synthetic : Nature.recorded },
    decoding: said?.decoding ?? {},
    ...(startMs !== undefined && { startMs }),
    onFrame: (frame, atMs) => stages.frame(of, frame, atMs),
    onFault: ({ kind, detail }, piece) => reject(piece, `${kind}: ${detail}`),
    onUntimed: (piece) => reject(piece, 'nobody says when it was received'),
  });
  const live = new Set<number>();
  let tracks = 0;
  let tap: PictureTap | undefined;
  const watching: OfflineWatch = new OfflineWatch({
    ...{ config, epoch, shore: openShore() },
    ...(!detect && { detectors: [] }),
    onTick(nowMs, tick) {
      tap ??= new PictureTap({
        picture: watching.run.picture,
        keep(class_, what, knownMs) {
          for (const { track } of what.identities?.identities ?? [])
            if (typeof track === 'number' && !live.has(track)) {
              live.add(track);
              tracks += 1;
            }
          for (const track of what.ends?.tracks ?? []) live.delete(track);
          stages.keep(class_, what, knownMs);
        },
      });
      tap.ticked(tick, nowMs);
    },
  });
  let lastMs: number | undefined;
  let told = 0;
  for await (const batches of recording.batches()) {
    for (const batch of batches) {
      watching.take(batch);
      keepAlerts(watching, stages);
      lastMs = batch.atMs;
    }
    if (stages.isFull) await stages.write();
    if (stages.frames - told >= TOLD_EVERY) {
      told = stages.frames;
      onStep?.('read', told);
    }
  }
  if (lastMs !== undefined) {
    watching.end();
    keepAlerts(watching, stages);
    endAll(watching, stages, lastMs + GONE_MS);
  }
  onStep?.('read', stages.frames);
  return { rejected, tracks };
}

/** After the last of it nothing is known: no track goes on for ever. */
function endAll({ run: { picture } }: OfflineWatch, stages: ImportStages, atMs: number): void {
  for (let slot = 0; slot < picture.slotCount; slot += 1)
    if (picture.alive(slot)) {
      const { counter, kind } = picture.columns;
      stages.keep(classOfKind(kind[slot]!), { ends: { tracks: [counter[slot]!] } }, atMs);
    }
}

/** As nobody answered them. */
function keepAlerts({ changed }: OfflineWatch, stages: ImportStages): void {
  for (const { happening, toldMs } of changed) {
    const alert = alertOf(happening, toldMs);
    const land = [alert.lead, ...alert.parts].some(({ parties }) =>
      parties.some(({ kind }) => classOfKind(kind) === 'land'),
    );
    const told = { kind: 'alert', id: alert.id, json: JSON.stringify(alert), land };
    stages.keep(land ? 'land' : 'decisions', { told }, toldMs);
  }
}

const alertOf = (happening: Happening, toldMs: EpochMs): Alert => ({
  ...happening,
  ...{ revision: 0, toldMs, history: [] },
  state: happening.endedMs === undefined ? 'unacknowledged' : 'rectified',
});

async function firstBytes(file: string): Promise<Uint8Array> {
  for await (const chunk of await openRecording(file)) return chunk as Uint8Array;
  return new Uint8Array(0);
}
