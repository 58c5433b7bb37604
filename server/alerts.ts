/** What needs a person: the picture with its detectors, the alerts that come of them, and who is told. */
import path from 'node:path';
import type { Logger } from 'pino';
import type { Happening } from '../proto/domain/alert/alert.ts';
import type { Clock } from '../proto/domain/clock.ts';
import {
  NO_RECORDS,
  type PlanVoid,
  type Trouble,
  type WatchedRecords,
  type WatchedSystem,
} from '../proto/domain/detecting.ts';
import type { Observation } from '../proto/domain/observations.ts';
import type { Finding } from '../proto/domain/operations/record.ts';
import { type EpochMs, epochMs } from '../proto/domain/units.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import type { OpenDecisions } from './decisions.ts';
import { openShore } from './detect/ground/shore.ts';
import type { FeedSnapshot } from './feeds/health.ts';
import { LearnedFile } from './learnedfile.ts';
import { AlertBook } from './operations/alerts/book.ts';
import { FILE_PREFIX, natureOf } from './people.ts';
import { AlarmMarks } from './publish/alarmmarks.ts';
import type { StageReport } from './publish/metrics.ts';
import type { Alerts } from './publish/routeoptions.ts';
import type { Picture } from './tracks/picture.ts';
import { Troubles } from './troubles.ts';
import { WatchedPictureRun } from './watch.ts';
import { watchedSensors } from './watchedsensors.ts';

/** A detector's defect is logged no more often. */
const BUG_EVERY_MS = 10_000;
/** What the plans lack is asked anew so often, from so long ago, so that it is known since when. */
const VOIDS_EVERY_MS = 60_000;
const VOIDS_BACK_MS = 2 * 3_600_000;

interface Watching {
  readonly config: Config;
  /** The picture's. */
  readonly clock: Clock;
  readonly epoch: number;
  readonly feeds: () => readonly FeedSnapshot[];
  /** Beside those that {@link Troubles} finds. */
  readonly moreTroubles?: () => readonly Trouble[];
  readonly log: Logger;
}

/** The picture, watched. Until {@link openAlerts} joins it to what people decided, detectors find nothing decided. */
export interface OpenWatch {
  readonly picture: Picture;
  readonly run: WatchedPictureRun;
  readonly troubles: Troubles;
  readonly learned: LearnedFile;
  hear(said: Observation): void;
  /** From now on the detectors read these. */
  decided(records: WatchedRecords): void;
  /** What the plans lack now. */
  lacking(voids: readonly PlanVoid[]): void;
}

export function openWatch({ config, clock, epoch, feeds, moreTroubles, log }: Watching): OpenWatch {
  const { dataDir } = config;
  const file = path.join(dataDir, `${FILE_PREFIX[natureOf(config, clock)]}learned.json`);
  const learned = new LearnedFile(file, log, systemClock.monotonicMs());
  const troubles = new Troubles({ clock, machine: systemClock, dataDir, feeds });
  let records = NO_RECORDS;
  let voids: readonly PlanVoid[] = [];
  const run = new WatchedPictureRun({
    ...{ epoch, registrationAllowed: config.demonstration, shore: openShore(), learned: learned.learned },
    records: {
      get revision() {
        return records.revision;
      },
      get: (kind, id) => records.get(kind, id),
      list: (kind) => records.list(kind),
    },
    system: (picture): WatchedSystem => ({
      feeds,
      sensors: watchedSensors(picture),
      troubles: () => [...troubles.list(), ...(moreTroubles?.() ?? [])],
      voids: () => voids,
    }),
    onBug: seldom((error) => log.error({ err: error }, 'a defect: a detector failed')),
  });
  return {
    ...{ picture: run.picture, run, troubles, learned },
    hear(said) {
      troubles.heard(said);
      run.apply(said);
    },
    decided(standing) {
      records = standing;
    },
    lacking(now) {
      voids = now;
    },
  };
}

interface Alerting {
  readonly watch: OpenWatch;
  readonly decisions: OpenDecisions;
  /** The picture's. */
  readonly clock: Clock;
  readonly findings: (fromMs: EpochMs, untilMs: EpochMs) => Promise<readonly Finding[]>;
  readonly log: Logger;
}

export interface OpenAlerts extends Alerts {
  readonly marks: AlarmMarks;
  /** Moves the picture on to a time, then what watches it, then the alerts; answers the picture's tick. */
  moveOn(nowMs: EpochMs): number;
  stages(): readonly StageReport[];
  /** About once a second. */
  tick(): void;
  close(): Promise<void>;
}

/** Throws a `DatabaseError` when the alerts' tables cannot be used. */
export function openAlerts({ watch, decisions, clock, findings, log }: Alerting): OpenAlerts {
  const { database, audit, records } = decisions;
  const { run, troubles, learned, picture } = watch;
  const rescueCentres = () =>
    records
      .list('agency')
      .filter(({ value }) => value.rescueCentre === true)
      .map(({ id, value: { name } }) => ({ id, name }));
  const book = AlertBook.open({ database, audit, clock: systemClock, rescueCentres });
  const marks = new AlarmMarks(book, records, picture);
  watch.decided(records);
  const notKept = seldom((fault) => log.error({ fault }, 'alerts are told and could not be kept'));
  const bug = seldom((error) => log.error({ err: error }, 'a defect: alerts were not brought up to date'));
  const guarded = (work: () => void): boolean => {
    try {
      work();
      return true;
    } catch (error) {
      bug(error);
      return false;
    }
  };
  /** One that cannot be taken loses nothing but itself. */
  const take = (happenings: readonly Happening[]): void => {
    const isTaken = guarded(() => {
      const outcome = book.tick(happenings, picture.nowMs);
      if (!outcome.ok) notKept(outcome.fault);
    });
    if (isTaken || happenings.length < 2) return;
    const half = happenings.length >> 1;
    take(happenings.slice(0, half));
    take(happenings.slice(half));
  };
  const stopTouching = records.onChange(({ kind, id }) => book.touchAbout(kind, id));
  let askedMs = Number.NEGATIVE_INFINITY;
  return {
    ...{ book, machine: systemClock, rescueCentres, marks },
    moveOn(nowMs) {
      troubles.tick(book.counts.unsaved);
      const pictureTick = run.tick(nowMs);
      take(run.drain());
      guarded(() => marks.tick());
      return pictureTick;
    },
    stages() {
      const { madeRoom, unsaved, ...open } = book.counts;
      return [
        { name: 'detect', counts: run.detection.counts },
        { name: 'alerts', counts: { ...open, madeRoom, unsaved } },
      ];
    },
    tick() {
      const nowMs = systemClock.monotonicMs();
      learned.tick(nowMs);
      if (nowMs - askedMs < VOIDS_EVERY_MS) return;
      askedMs = nowMs;
      const atMs = clock.nowMs();
      void findings(epochMs(atMs - VOIDS_BACK_MS), epochMs(atMs + VOIDS_EVERY_MS)).then(
        (found) => watch.lacking(found.flatMap(voidOf)),
        bug,
      );
    },
    async close() {
      stopTouching();
      await learned.save();
    },
  };
}

function voidOf({ code, about, values }: Finding): readonly PlanVoid[] {
  const { fromMs, untilMs } = values ?? {};
  if ((code !== 'sectorVoid' && code !== 'crossingVoid') || fromMs === undefined || untilMs === undefined)
    return [];
  const kind = code === 'sectorVoid' ? 'sector' : 'crossingPoint';
  const id = about[kind];
  return id === undefined ? [] : [{ kind, id, fromMs: epochMs(fromMs), untilMs: epochMs(untilMs) }];
}

/** Once in ten seconds: what goes wrong with every message must not fill the disk besides. */
function seldom<T>(tell: (what: T) => void): (what: T) => void {
  let toldMs = Number.NEGATIVE_INFINITY;
  return (what) => {
    const nowMs = systemClock.monotonicMs();
    if (nowMs - toldMs < BUG_EVERY_MS) return;
    toldMs = nowMs;
    tell(what);
  };
}
