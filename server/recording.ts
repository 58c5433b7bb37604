/** What is kept of everything: every frame, the picture's changes, alerts, decisions, and what happens to the system. */
import path from 'node:path';
import type { Logger } from 'pino';
import type { Alert } from '../proto/domain/alert/alert.ts';
import type { Clock } from '../proto/domain/clock.ts';
import type { Trouble } from '../proto/domain/detecting.ts';
import type { Frame } from '../proto/domain/frame.ts';
import type { FeedId } from '../proto/domain/ids.ts';
import type { AuditRecord } from '../proto/domain/operations/audit.ts';
import { seeded } from '../proto/domain/random.ts';
import type { RetentionClass } from '../proto/domain/record/retention.table.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import type { FeedListener } from './feeds/feed.ts';
import type { FeedFormat } from './feeds/settings.ts';
import { systemTimers } from './feeds/timers.ts';
import type { AlertBook } from './operations/alerts/book.ts';
import { FILE_PREFIX, natureOf } from './people.ts';
import { processEntry } from './places.ts';
import type { StageReport } from './publish/metrics.ts';
import { Child } from './record/child.ts';
import { RecorderLink } from './record/recorder/link.ts';
import type { RecordedPicture } from './record/taps/picturerecorded.ts';
import { classOfSeen, PictureTap } from './record/taps/picturetap.ts';
import { classOfFeed } from './recordedfeeds.ts';
import { RecordTroubles } from './recordtroubles.ts';
import { CLOCK_STEP_MS } from './troubles.ts';

/** A defect is logged no more often. */
const BUG_EVERY_MS = 10_000;

/** A feed as the recorder knows it. */
export interface RecordedFeed {
  readonly id: FeedId;
  readonly format: FeedFormat;
}

interface FeedNow {
  readonly id: FeedId;
  readonly life: string;
  readonly reason: string;
}

export interface RecordingOptions {
  readonly config: Config;
  /** The picture's. */
  readonly clock: Clock;
  readonly epoch: number;
  readonly version: string;
  readonly log: Logger;
  /** The machine's; tests set it. */
  readonly machine?: Clock;
}

export interface OpenRecording {
  /** `<data>/…record`. */
  readonly dir: string;
  readonly link: RecorderLink;
  readonly classes: ReadonlyMap<FeedId, RetentionClass>;
  /** What a feed hands over is kept before it is decoded. */
  tapped(feed: RecordedFeed, listener: FeedListener): FeedListener;
  /** Resolves when a feed that can wait may hand over more; see `FeedContext.room`. */
  room(): Promise<void>;
  /** What is known of the system: troubles for the detectors. */
  troubles(): readonly Trouble[];
  /** From now on alerts are kept as they change. */
  joinAlerts(book: Pick<AlertBook, 'onChange' | 'changedSince' | 'revision' | 'now' | 'list'>): void;
  decided(record: AuditRecord): void;
  /** After each tick of the picture. */
  ticked(picture: RecordedPicture, tick: number, nowMs: number): void;
  /** About once a second. */
  tick(feeds: readonly FeedNow[]): void;
  stages(): readonly StageReport[];
  start(): void;
  stop(): Promise<void>;
}

/** Undefined: nothing is recorded. The recorder's process is begun by `start`. */
export function openRecording(options: RecordingOptions): OpenRecording | undefined {
  const { config, clock, epoch, version, log, machine = systemClock } = options;
  const { record } = config;
  if (record === undefined) return undefined;
  const dir = path.join(config.dataDir, `${FILE_PREFIX[natureOf(config, clock)]}record`);
  const classes = new Map<FeedId, RetentionClass>();
  const rooms: (() => void)[] = [];
  const told = new WeakSet<Alert>();
  const lives = new Map<FeedId, string>();
  let diskSaid: string | undefined;
  let tap: PictureTap | undefined;
  const isLand = (feed: string): boolean => classes.get(feed as FeedId) === 'land';
  let leave = (): void => {};
  let offsetMs = machine.nowMs() - machine.monotonicMs();
  const happened = (kind: string, json: object, about = ''): void =>
    link.keep('decisions', { happened: { kind, about, json: JSON.stringify(json) } }, clock.nowMs());
  const link = new RecorderLink({
    ...{ epoch, machineMs: machine.nowMs, pictureMs: clock.nowMs, monotonicMs: machine.monotonicMs },
    after: systemTimers.after,
    open: ({ onMessage, onDown, onRoom }) =>
      new Child({
        ...{ name: 'recorder', entry: processEntry('recorder'), args: [dir], onMessage, onRoom },
        ...{ after: systemTimers.after, random: seeded(epoch * 1000 + 999) },
        onDown(why) {
          if (link.child.life !== 'stopped') log.warn({ why }, 'the recorder ended: it is started again');
          onDown(why);
        },
        onLine: (line) => log.warn({ line }, 'the recorder says'),
      }),
    onLoss: () => log.error({ lost: link.counts.lost }, 'not everything can be recorded'),
    onRoom: () => {
      for (const resolve of rooms.splice(0)) resolve();
    },
    onState({ disk, why, freeBytes }) {
      if (diskSaid !== undefined && diskSaid !== disk)
        happened('disk', { from: diskSaid, to: disk, why, freeBytes });
      diskSaid = disk;
    },
  });
  const troubles = new RecordTroubles(link, clock, machine);

  /** What fails here is not kept, and everything else goes on. */
  let saidMs = Number.NEGATIVE_INFINITY;
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (machine.monotonicMs() - saidMs < BUG_EVERY_MS) return;
      saidMs = machine.monotonicMs();
      log.error({ err: error }, 'a defect: something was not recorded');
    }
  };

  const frame = (of: RetentionClass, { feedId: feed, receivedMs, ...kept }: Frame): void =>
    link.keepFrame(of, { feed, ...kept }, receivedMs);

  const lookAtFeeds = (feeds: readonly FeedNow[]): void => {
    for (const { id, life, reason } of feeds) {
      const before = lives.get(id);
      if (before === life) continue;
      lives.set(id, life);
      happened('feed', { ...(before !== undefined && { from: before }), to: life, reason }, id);
    }
  };

  const lookAtClock = (): void => {
    const nowMs = machine.nowMs();
    const steppedMs = nowMs - machine.monotonicMs() - offsetMs;
    offsetMs += steppedMs;
    if (Math.abs(steppedMs) > CLOCK_STEP_MS)
      happened('clock', { steppedMs, fromMs: nowMs - steppedMs, toMs: nowMs });
  };

  return {
    ...{ dir, link, classes },
    tapped(feed, listener) {
      const of = classOfFeed(feed, config);
      classes.set(feed.id, of);
      return {
        frame(said) {
          guarded(() => frame(of, said));
          listener.frame(said);
        },
        closed(connection) {
          guarded(() => link.keepFrame(of, { feed: feed.id, connection, closed: true }, clock.nowMs()));
          listener.closed(connection);
        },
      };
    },
    room: () => (link.hasRoom() ? Promise.resolve() : new Promise((resolve) => void rooms.push(resolve))),
    troubles: () => troubles.list(),
    joinAlerts(book) {
      let { revision } = book;
      const tell = (): void => {
        const changed = book.changedSince(revision) ?? [...book.list()].map(({ id }) => id);
        revision = book.revision;
        for (const id of changed) {
          const alert = book.now(id);
          // Touched, for others may see something else of it: it is as it was.
          if (!alert || told.has(alert)) continue;
          told.add(alert);
          const land = speaksOfLand(alert, isLand);
          const said = { kind: 'alert', id, json: JSON.stringify(alert), land };
          link.keep(land ? 'land' : 'decisions', { told: said }, clock.nowMs());
        }
      };
      leave = book.onChange(() => guarded(tell));
    },
    decided(record) {
      guarded(() => {
        const said = { kind: 'decision', id: String(record.seq), json: JSON.stringify(record) };
        link.keep('decisions', { told: said }, clock.nowMs());
      });
    },
    ticked(picture, tick, nowMs) {
      tap ??= new PictureTap({
        picture,
        keep: (of, what, knownMs) => link.keep(of, what, knownMs),
        isLand,
      });
      const mine = tap;
      guarded(() => mine.ticked(tick, nowMs));
    },
    tick(feeds) {
      guarded(() => {
        lookAtClock();
        lookAtFeeds(feeds);
        troubles.tick();
      });
    },
    stages: () => [stageOf(link)],
    start() {
      happened('start', { version, epoch, clock: clock.kind, classes: Object.fromEntries(classes) });
      link.start();
    },
    async stop() {
      leave();
      happened('stop', {});
      for (const resolve of rooms.splice(0)) resolve();
      await link.stop();
    },
  };
}

/** Where anybody it is about is on land, it is kept as briefly as they are. */
const speaksOfLand = ({ lead, parts }: Alert, isLand: (feed: string) => boolean): boolean =>
  [lead, ...parts].some(({ parties }) =>
    parties.some(({ kind, feeds }) => classOfSeen(kind, feeds, isLand) === 'land'),
  );

function stageOf(link: RecorderLink): StageReport {
  const { state, isReady } = link;
  const { ackP50Ms = 0, ackP99Ms = 0, ...counts } = link.counts;
  return {
    name: 'record',
    counts: {
      ...{ ...counts, ackP50Ms, ackP99Ms, up: Number(isReady) },
      ...(state && {
        ...{
          writtenBytes: state.writtenBytes,
          segments: state.segments,
          logBytes: state.logBytes,
          damages: state.damageCount,
        },
        diskWell: Number(state.disk === 'ok'),
      }),
      ...(state?.freeBytes !== undefined && { freeBytes: state.freeBytes }),
      ...(state?.hoursUntilFull !== undefined && { hoursUntilFull: state.hoursUntilFull }),
    },
    ...(link.lastAckMs !== undefined && { lastActivityMs: link.lastAckMs }),
  };
}
