/** The live connection: asks for what the view needs, applies what comes, and says how the link is. */
import { io, type Socket } from 'socket.io-client';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import {
  type ClientToServerEvents,
  type CutCode,
  PROTOCOL_VERSION,
  type RefusedHandshake,
  type ServerToClientEvents,
} from '../../proto/wire.ts';
import { useAggregates } from '../store/aggregates.ts';
import { FROZEN_AFTER_MS, useLink } from '../store/link.ts';
import { plots } from '../store/plots.ts';
import { useReplay, watchedReplay } from '../store/replay.ts';
import { useSensors } from '../store/sensors.ts';
import { forgetSurroundings, useSurroundings } from '../store/surroundings.ts';
import { type TrackStore, tracks } from '../store/tracks.ts';
import { useView } from '../store/view.ts';
import { PictureReceiver } from './frame.ts';
import { forgetPresence, keepPresence } from './presence.ts';
import { sensorInfo } from './sensors.ts';
import { surroundingsIn } from './surroundings.ts';
import { aggregateCells, linkChanges } from './views.ts';
import { asksTheSame, wantedFor } from './wanted.ts';

const MAX_RETRY_MS = 1400;
/** How a page connects, and again: each delay is twice the last, half to one and a half times. */
export const CONNECTING = {
  transports: ['websocket'],
  reconnectionDelay: 250,
  reconnectionDelayMax: MAX_RETRY_MS,
  randomizationFactor: 0.5,
  timeout: 5000,
  forceNew: true,
};
/** While the map moves, at most one request in this time. */
const WATCH_EVERY_MS = 150;
/** How often the age of the newest frame is looked at. */
const LOOK_EVERY_MS = 250;
/** Nobody signs in so fast; whoever does gets a link of their own. */
const SIGNED_OUT_RETRY_MS = 10_000;
/** A connection without frames for this long is given up and made anew. */
const GIVE_UP_AFTER_MS = 8000;

export interface LinkOptions {
  /** Of the server; the page's own by default. */
  readonly url?: string;
  readonly store?: TrackStore;
  /** Told of the revision of people's decisions, once a connection and whenever it is another. */
  readonly onRevision?: (revision: number) => void;
  /** Told of the revision of the alerts whenever it is another. */
  readonly onAlerts?: (revision: number) => void;
  /** A connection is made, also again, or what may be seen is another: what was told meanwhile was told to nobody. */
  readonly onAnew?: () => void;
  /** The server takes this person no longer: who is it? */
  readonly onRefused?: () => void;
}

export interface Link {
  /** Ends it, and forgets the picture: the next to sit here may not see it. */
  stop(): void;
}

type PictureSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

const bytesOf = (data: Uint8Array | ArrayBuffer): Uint8Array =>
  data instanceof Uint8Array ? data : new Uint8Array(data);

export function connectLink(options: LinkOptions = {}): Link {
  const receiver = new PictureReceiver(options.store ?? tracks, plots);
  const socket: PictureSocket = options.url === undefined ? io(CONNECTING) : io(options.url, CONNECTING);
  let lastSign = performance.now();
  let cut: { readonly reason: string; readonly code: CutCode } | undefined;
  let revision: number | undefined;
  let watchTimer: ReturnType<typeof setTimeout> | undefined;
  let lastWatch = Number.NEGATIVE_INFINITY;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;

  const watch = (): void => {
    clearTimeout(watchTimer);
    watchTimer = undefined;
    if (!socket.connected) return;
    lastWatch = performance.now();
    socket.emit('watch', receiver.request(wantedFor(useView.getState())));
  };

  const tellRevision = (now: number): void => {
    if (now === revision) return;
    revision = now;
    options.onRevision?.(now);
  };

  /** What is beside the tracks: of another picture it is not ours any more. */
  const forgetBeside = (): void => {
    useAggregates.setState({ cells: undefined });
    useSensors.setState({ sensors: [] });
    forgetSurroundings();
    useLink.setState({ feeds: [], trackCount: 0, session: undefined });
  };

  const forgetAll = (): void => {
    receiver.forget();
    forgetBeside();
    forgetPresence();
  };

  /** Says why it is over, and comes back where Socket.IO leaves that to us. */
  const end = (reason: string, code: CutCode | undefined, comesBack: boolean): void => {
    const signedOut = code === 'signedOut';
    useLink.setState({ link: { status: 'cut', reason, ...(signedOut && { signedOut }) } });
    if (signedOut) {
      forgetAll();
      options.onRefused?.();
    }
    if (!comesBack) return;
    const delayMs = (signedOut ? SIGNED_OUT_RETRY_MS : MAX_RETRY_MS) * (0.5 + Math.random() * 0.5);
    clearTimeout(retryTimer);
    retryTimer = setTimeout(() => socket.connect(), delayMs);
  };

  const stopPresence = keepPresence(socket);

  socket.on('connect', () => {
    lastSign = performance.now();
    cut = undefined;
    revision = undefined;
    const replay = watchedReplay(useReplay.getState());
    if (replay !== null) socket.emit('replay', replay);
  });

  socket.on('hello', (data) => {
    const hello = watchfloor.v1.Hello.decode(bytesOf(data));
    if (hello.protocol !== PROTOCOL_VERSION) {
      const reason = `the server speaks protocol ${hello.protocol}, this page ${PROTOCOL_VERSION}: reload the page`;
      useLink.setState({ link: { status: 'cut', reason } });
      socket.disconnect();
      return;
    }
    if (receiver.begin(hello.epoch, hello.audience)) forgetBeside();
    const { serverVersion, site, demonstration } = hello;
    useLink.setState({ serverVersion, site: site || undefined, demonstration });
    options.onAnew?.();
    watch();
  });

  socket.on('picture', (data, applied) => {
    lastSign = performance.now();
    const result = receiver.apply(bytesOf(data));
    if (!result.ok) {
      // What no longer fits is asked for whole.
      watch();
      applied();
      return;
    }
    const { frame, isNew } = result;
    if (isNew) {
      forgetBeside();
      options.onAnew?.();
    }
    const cells = frame.aggregate ? aggregateCells(frame.aggregate) : undefined;
    if (cells) useAggregates.setState({ cells });
    else if (!receiver.wanted.aggregate && useAggregates.getState().cells) {
      useAggregates.setState({ cells: undefined });
    }
    if (frame.notices || frame.stations) useSurroundings.setState(surroundingsIn(frame));
    if (frame.sensors) useSensors.setState({ sensors: (frame.sensors.sensors ?? []).map(sensorInfo) });
    const arrivedAt = performance.now();
    useLink.setState({
      ...linkChanges(frame),
      link: { status: 'live' },
      arrivedAt,
      ...(!frame.clock?.session && { liveBaseMs: frame.baseMs, liveArrivedAt: arrivedAt }),
    });
    applied();
    // What is decided now is told of by the live picture alone.
    if (!frame.clock?.session) tellRevision(frame.operationsRevision);
  });

  socket.on('changed', tellRevision);
  socket.on('alerts', (now) => options.onAlerts?.(now));

  socket.on('cut', (reason, code) => {
    cut = { reason, code };
  });

  socket.on('disconnect', (reason) =>
    end(cut?.reason ?? reason, cut?.code, reason === 'io server disconnect'),
  );

  socket.on('connect_error', (error: Error & { readonly data?: RefusedHandshake }) =>
    // Without data it is the transport that failed, and Socket.IO goes on trying.
    end(error.message, error.data?.code, error.data !== undefined),
  );

  const look = setInterval(() => {
    if (!socket.connected) return;
    const silentMs = performance.now() - lastSign;
    if (silentMs > FROZEN_AFTER_MS && useLink.getState().link.status === 'live') {
      useLink.setState({ link: { status: 'stalled' } });
    }
    if (silentMs > GIVE_UP_AFTER_MS) {
      lastSign = performance.now();
      socket.io.engine.close();
    }
  }, LOOK_EVERY_MS);

  // A page that was left may be kept by the browser, connected and before its replay: it lets go, and comes back when shown.
  const leave = (): void => void socket.disconnect();
  const comeBack = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) socket.connect();
  };
  const page = typeof window === 'undefined' ? undefined : window;
  page?.addEventListener('pagehide', leave);
  page?.addEventListener('pageshow', comeBack);

  const stopView = useView.subscribe((state, before) => {
    const isSame =
      state.viewport === before.viewport &&
      state.selected === before.selected &&
      state.layers.plots === before.layers.plots &&
      state.pinned === before.pinned;
    if (isSame || watchTimer !== undefined) return;
    if (asksTheSame(wantedFor(state), receiver.wanted)) return;
    const sinceMs = performance.now() - lastWatch;
    watchTimer = setTimeout(watch, Math.max(0, WATCH_EVERY_MS - sinceMs));
  });

  const stopReplay = useReplay.subscribe((state, before) => {
    const replay = watchedReplay(state);
    if (replay !== watchedReplay(before) && socket.connected) socket.emit('replay', replay);
  });

  return {
    stop: () => {
      stopReplay();
      clearInterval(look);
      page?.removeEventListener('pagehide', leave);
      page?.removeEventListener('pageshow', comeBack);
      clearTimeout(watchTimer);
      clearTimeout(retryTimer);
      stopView();
      stopPresence();
      socket.disconnect();
      forgetAll();
    },
  };
}
