/** Wiring, top to bottom: bytes in, observations, tracks, the picture out. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Clock } from '../proto/domain/clock.ts';
import type { FeedId } from '../proto/domain/ids.ts';
import { Nature } from '../proto/domain/observation.ts';
import type { Observation } from '../proto/domain/observations.ts';
import { seeded } from '../proto/domain/random.ts';
import { setupTokenFile } from './access/accounts/setuptoken.ts';
import { openAlerts, openWatch } from './alerts.ts';
import { openArchiving } from './archiving.ts';
import { findingsWith, openAssist } from './assist.ts';
import { openCheckpointing } from './checkpointing.ts';
import { systemClock } from './clock.ts';
import { type Config, isLoopbackAddress } from './config.ts';
import { type OpenDecisions, openDecisions } from './decisions.ts';
import { configuredSensors, type DecodingSettings, openDecoder } from './decoders.ts';
import { demonstrationFeeds } from './demonstration.ts';
import { nextEpoch } from './epoch.ts';
import type { Feed, FeedListener } from './feeds/feed.ts';
import { feedState } from './feeds/feedstate.ts';
import { openFeed } from './feeds/open.ts';
import { Sameness } from './feeds/sameness.ts';
import type { FeedFormat } from './feeds/settings.ts';
import { systemTimers } from './feeds/timers.ts';
import { Outgoing, receiverOf } from './outgoing.ts';
import { openOperations } from './people.ts';
import { choosePictureClock } from './pictureclock.ts';
import { openPipeline } from './pipeline.ts';
import { BASEMAP_DIR, CLIENT_DIR, productVersion } from './places.ts';
import { Publisher } from './publish/publisher.ts';
import { createWebServer } from './publish/webserver.ts';
import { openQuestions } from './questions.ts';
import { openRecording } from './recording.ts';
import { openReplays } from './replays.ts';
import { stages } from './stages.ts';

/** The picture is published at this pace. */
const TICK_MS = 1000;
/** Decoders give up at this pace what waits too long, and what goes out goes. */
const SECOND_MS = 1000;
/** Whoever may see less than before loses it within a second. */
const DECIDE_MS = 400;

export interface RunningServer {
  readonly url: string;
  /** Nobody can sign in yet: the file with the token that sets the site up. */
  readonly setupTokenFile?: string;
  /** Ends feeds, sockets and timers; resolves when nothing is left. */
  stop(): Promise<void>;
}

/** Starts everything; rejects when the data folder or the port cannot be had. */
export async function startServer(config: Config, log: Logger): Promise<RunningServer> {
  const serverVersion = productVersion();
  const clock = await choosePictureClock(config.feeds);
  const epoch = nextEpoch(config.dataDir);
  const recording = openRecording({ config, clock, epoch, version: serverVersion, log });
  const feedStates = () => pipelines.map(({ feed }) => feed.state());
  const questions =
    config.record &&
    recording &&
    openQuestions({ record: config.record, dir: recording.dir, recorder: recording.link, epoch, clock, log });
  const archiving =
    config.record &&
    recording &&
    openArchiving({ record: config.record, dir: recording.dir, link: recording.link, clock, log });
  const recordRooms = [recording, archiving, questions];
  const moreTroubles = () => recordRooms.flatMap((room) => room?.troubles() ?? []);
  const watch = openWatch({ config, clock, epoch, feeds: feedStates, moreTroubles, log });
  const { picture } = watch;

  const hear = (said: Observation): void => {
    watch.hear(said);
    if (said.type === 'unitReply') assist.orders.answered(said);
  };

  const room = recording?.room;
  const sources = sourcesOf(config, clock, epoch, room);
  const sameness = sources.length > 1 ? new Sameness(clock.monotonicMs) : undefined;
  const pipelines = sources.map(({ id, nature, format, said, open }) => {
    for (const [sensor, settings] of configuredSensors(id, said))
      picture.sensors.configure(sensor, id, settings, nature);
    const recorded = (listener: FeedListener) =>
      open(recording?.tapped({ id, format }, listener) ?? listener);
    return openPipeline(openDecoder(format, id, said), recorded, hear, log, sameness);
  });
  const feeds = pipelines.map(({ feed }) => feed);
  const operations = await openOperations({ config, clock, epoch, picture, hear, pipelines });
  const decisions = openDecisions({ config, clock, findings: findingsWith(picture) });
  const { access, desk, records, plans } = decisions;
  checkPeople(config, decisions, log);
  const outgoing = feeds.flatMap((feed) => {
    const settings = config.sending.get(feed.id);
    if (settings === undefined) return [];
    const audience = () => {
      const agency = settings.agency ?? decisions.home();
      return agency && access.audience(receiverOf(agency));
    };
    return [new Outgoing(feed, picture, settings, audience)];
  });
  const exercise = config.demonstration;
  const assist = openAssist({ clock, picture, pipelines, decisions, exercise });
  const alerts = openAlerts({ watch, decisions, clock, findings: assist.findings, log });
  decisions.audit.onDecided = recording?.decided;
  recording?.joinAlerts(alerts.book);
  const checkpoint =
    recording &&
    openCheckpointing({ dir: recording.dir, config, sources, learned: watch.learned, records, log });

  const publisher = new Publisher({
    source: picture,
    clock,
    epoch,
    tickMs: TICK_MS,
    feeds: () => feedStates().map(feedState),
    serverVersion,
    site: config.site,
    demonstration: config.demonstration,
    decisionsRevision: () => records.revision,
    moveOn(nowMs) {
      const tick = alerts.moveOn(nowMs);
      recording?.ticked(picture, tick, nowMs);
      checkpoint?.(nowMs);
      return tick;
    },
    alarms: alerts.marks,
  });

  const published = { serverVersion, site: config.site, demonstration: config.demonstration };
  const replays =
    questions && openReplays({ link: questions.link, decisions, epoch, published, dir: recording!.dir, log });

  const web = createWebServer({
    source: picture,
    publisher,
    clock,
    serverVersion,
    epoch,
    feeds: () => feeds.map((feed) => ({ snapshot: feed.state(), history: feed.health.history() })),
    stages: () => [
      ...stages(feeds, picture, outgoing),
      ...alerts.stages(),
      ...recordRooms.flatMap((room) => room?.stages() ?? []),
    ],
    clientDir: CLIENT_DIR,
    basemapDir: BASEMAP_DIR,
    origins: config.origins,
    access,
    desk,
    decisions,
    alerts,
    assist,
    ...(questions && { archive: { ...questions.room, past: decisions.past, from: published } }),
    ...(replays && { replays }),
    operations,
    onBug: (error) => log.error({ err: error }, 'a defect: a request failed'),
  });
  await listening(web.http, config);

  for (const room of recordRooms) room?.start();
  publisher.start();
  for (const feed of feeds) feed.start();
  const ticking = setInterval(() => {
    for (const pipeline of pipelines) pipeline.tick(clock.nowMs());
    operations.registrations.tick();
    recording?.tick(feedStates());
    assist.tick();
    alerts.tick();
    const due = plans.tick(systemClock.nowMs());
    if (!due.ok) log.error({ fault: due.fault }, 'what is due by time could not be kept');
    for (const out of outgoing) {
      try {
        out.tick(clock.nowMs(), clock.monotonicMs());
      } catch (error) {
        log.error({ err: error }, 'a defect: tracks were not sent on');
      }
    }
  }, SECOND_MS);
  const deciding = setInterval(() => access.tick(), DECIDE_MS);
  const { address, port, family } = web.http.address() as AddressInfo;
  const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  log.info({ url, epoch, version: serverVersion, clock: clockName(clock) }, 'listening');

  return {
    url,
    ...(desk.needsSetup && { setupTokenFile: setupTokenFile(config.dataDir) }),
    async stop() {
      clearInterval(ticking);
      clearInterval(deciding);
      await Promise.all(feeds.map((feed) => feed.stop()));
      await web.close();
      await operations.contacts.close();
      await operations.registrations.close();
      assist.close();
      await alerts.close();
      replays?.close();
      await questions?.stop();
      await archiving?.stop();
      await recording?.stop();
      decisions.close();
    },
  };
}

/** Beyond loopback nothing is served before somebody can sign in. */
function checkPeople(config: Config, { desk, records, close }: OpenDecisions, log: Logger): void {
  const { host, rescueCentre } = config;
  if (desk.needsSetup && !isLoopbackAddress(host)) {
    close();
    throw new Error(
      `${host} is reachable by others, and nobody can sign in yet. Start it with --host 127.0.0.1, and set it up there.`,
    );
  }
  if (rescueCentre !== undefined && records.get('agency', rescueCentre)?.value.rescueCentre !== true)
    log.warn({ rescueCentre }, 'the “rescueCentre” of the configuration is not entered as a rescue centre');
}

/** A feed before it is opened, and how its bytes are read. */
interface Source {
  readonly id: FeedId;
  readonly nature: Nature;
  readonly format: FeedFormat;
  readonly said: DecodingSettings;
  open(listener: FeedListener): Feed;
}

function sourcesOf(
  config: Config,
  clock: Clock,
  epoch: number,
  room: (() => Promise<void>) | undefined,
): Source[] {
  if (config.demonstration) {
    return demonstrationFeeds(config.seed, clock).map((feed) => ({
      ...{ id: feed.id, nature: Nature.synthetic, format: feed.format, said: feed },
      open: (listener) => feed.open(listener),
    }));
  }
  return config.feeds.map((settings, i) => ({
    id: settings.id,
    nature: settings.transport === 'file' ? Nature.recorded : Nature.real,
    format: settings.format,
    said: config.decoding.get(settings.id) ?? {},
    open: (listener) =>
      openFeed(settings, {
        ...{ listener, clock, timers: systemTimers, random: seeded(epoch * 1000 + i) },
        ...(room && { room }),
      }),
  }));
}

async function listening(http: Server, config: Config): Promise<void> {
  http.listen(config.port, config.host);
  try {
    await once(http, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const place = `${config.host}:${config.port}`;
    if (code === 'EADDRINUSE')
      throw new Error(`${place} is taken by another program. Stop it, or choose another port with --port N.`);
    if (code === 'EACCES')
      throw new Error(`${place} may not be used without rights. Choose a port above 1023 with --port N.`);
    if (code === 'EADDRNOTAVAIL')
      throw new Error(`${config.host} is no address of this machine. Use --host 127.0.0.1.`);
    throw error;
  }
}

const clockName = (clock: Clock): string =>
  clock.kind === 'live' ? 'the machine' : `a recording × ${clock.rate}`;
