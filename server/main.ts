/** Wiring, top to bottom: bytes in, observations, tracks, the picture out. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Clock } from '../proto/domain/clock.ts';
import { seeded } from '../proto/domain/random.ts';
import { localAudience } from './access/audience.ts';
import type { Config } from './config.ts';
import { AisDecoder } from './decode/ais/decoder.ts';
import type { DecodeSink } from './decode/decoder.ts';
import { demonstrationFeeds } from './demonstration.ts';
import { nextEpoch } from './epoch.ts';
import type { Feed, FeedListener } from './feeds/feed.ts';
import { feedState } from './feeds/feedstate.ts';
import { openFeed } from './feeds/open.ts';
import { systemTimers } from './feeds/timers.ts';
import { choosePictureClock } from './pictureclock.ts';
import { BASEMAP_DIR, CLIENT_DIR, productVersion } from './places.ts';
import { Publisher } from './publish/publisher.ts';
import { createWebServer } from './publish/webserver.ts';
import { Picture } from './tracks/picture.ts';

/** The picture is published at this pace. */
const TICK_MS = 1000;

export interface RunningServer {
  readonly url: string;
  /** Ends feeds, sockets and timers; resolves when nothing is left. */
  stop(): Promise<void>;
}

/** Starts everything; rejects when the data folder or the port cannot be had. */
export async function startServer(config: Config, log: Logger): Promise<RunningServer> {
  const serverVersion = productVersion();
  const clock = await choosePictureClock(config.feeds);
  const epoch = nextEpoch(config.dataDir);
  const picture = new Picture({ epoch });

  const openers = config.demonstration
    ? demonstrationFeeds(config.seed, clock)
        .filter(({ format }) => format === 'ais')
        .map(({ open }) => open)
    : config.feeds.map((settings, i) => (listener: FeedListener) => {
        const random = seeded(epoch * 1000 + i);
        return openFeed(settings, { listener, clock, timers: systemTimers, random });
      });
  const feeds = openers.map((open) => decodedInto(picture, open, log));

  const publisher = new Publisher(
    {
      source: picture,
      clock,
      epoch,
      tickMs: TICK_MS,
      feeds: () => feeds.map((feed) => feedState(feed.state())),
      serverVersion,
      site: config.site,
      demonstration: config.demonstration,
    },
    localAudience(),
  );

  const web = createWebServer({
    source: picture,
    publisher,
    clock,
    serverVersion,
    epoch,
    feeds: () => feeds.map((feed) => ({ snapshot: feed.state(), history: feed.health.history() })),
    stages: () => stages(feeds, picture),
    clientDir: CLIENT_DIR,
    basemapDir: BASEMAP_DIR,
    onBug: (error) => log.error({ error }, 'a defect: a request failed'),
  });
  await listening(web.http, config);

  publisher.start();
  for (const feed of feeds) feed.start();
  const { address, port, family } = web.http.address() as AddressInfo;
  const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  log.info({ url, epoch, version: serverVersion, clock: clockName(clock) }, 'listening');

  return {
    url,
    async stop() {
      await Promise.all(feeds.map((feed) => feed.stop()));
      await web.close();
    },
  };
}

/** A feed whose bytes become observations in the picture, and whose health hears what the decoder found. */
function decodedInto(picture: Picture, open: (listener: FeedListener) => Feed, log: Logger): Feed {
  const decoder = new AisDecoder();
  const sink: DecodeSink = {
    message: () => feed.health.message(),
    observation: (observation) => picture.apply(observation),
    fault: (fault) => feed.health.fault(fault),
  };
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      // Decoders and tracks take any input; whatever comes here is a defect of ours, and must not end the watch.
      log.error({ feed: feed.id, error }, 'a defect: input was dropped');
    }
  };
  const feed = open({
    frame: (frame) => guarded(() => decoder.push(frame, sink)),
    closed: (connection) => guarded(() => decoder.close(connection, sink)),
  });
  return feed;
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

function stages(feeds: readonly Feed[], picture: Picture) {
  const snapshots = feeds.map((feed) => feed.state());
  const lastByteMs = Math.max(...snapshots.map(({ lastByteMs = Number.NEGATIVE_INFINITY }) => lastByteMs));
  const sum = (of: (one: (typeof snapshots)[number]) => number): number =>
    snapshots.reduce((total, one) => total + of(one), 0);
  const faults = sum((one) => one.faults.reduce((total, { count }) => total + count, 0));
  const heard = Number.isFinite(lastByteMs) ? { lastActivityMs: lastByteMs } : {};
  return [
    {
      name: 'feeds',
      counts: {
        feeds: feeds.length,
        live: sum(({ life }) => Number(life === 'live')),
        bytes: sum(({ bytes }) => bytes),
      },
      ...heard,
    },
    { name: 'decode', counts: { messages: sum(({ messages }) => messages), faults }, ...heard },
    { name: 'tracks', counts: { tracks: picture.size }, ...heard },
  ];
}

const clockName = (clock: Clock): string =>
  clock.kind === 'live' ? 'the machine' : `a recording × ${clock.rate}`;
