/**
 * The publisher on Socket.IO: websocket only, uncompressed, small messages in. Nobody enters without being known to
 * the one policy, and whenever that may answer otherwise every open socket is decided about anew.
 */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { type DefaultEventsMap, Server, type Socket } from 'socket.io';
import {
  CHANGED_A_SECOND,
  type ClientToServerEvents,
  type CutCode,
  type RefusedHandshake,
  type ServerToClientEvents,
  WATCH_LIMITS,
} from '../../proto/wire.ts';
import type { Credentials } from '../access/access.ts';
import {
  handshakeCredentials,
  type Known,
  lookUp,
  OpenSockets,
  refusedConnection,
  sessionOf,
} from './admission.ts';
import { Coalesced } from './coalesced.ts';
import { type Door, SOCKET_LIMITS, type SocketLimits } from './door.ts';
import { inOneWrite } from './onewrite.ts';
import { PresenceBook, readEditing } from './presence.ts';
import type { ClientHandle, ClientLink, Publisher } from './publisher.ts';
import type { ReplaySeat } from './replay/session.ts';
import { RequestRate } from './requestrate.ts';

/** A watch request and Socket.IO's few bytes around it. */
const MAX_MESSAGE_BYTES = WATCH_LIMITS.bytes + 1024;
/** Who has not said within this time what it wants is closed. */
const CONNECT_WITHIN_MS = 5000;
/** After a change of what people may see every socket is decided about at once, and not more often than this. */
const REGARD_EVERY_MS = 250;
/** Beside that, so that a session which ended by time alone is found. */
const LOOK_EVERY_MS = 5000;
const TELL_EVERY_MS = 1000 / CHANGED_A_SECOND;

interface Member {
  readonly credentials: Credentials;
  known: Known;
  /** To the live picture, or to a replay's. */
  handle?: ClientHandle;
  /** Before a replay; absent: before the live picture. */
  seat?: ReplaySeat | undefined;
  /** The presence list as it was last told. */
  told: string;
}

type MemberSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, Member>;

export interface PictureSocket {
  /** Cuts every client and takes no more; the HTTP server stays its owner's to close. */
  close(): void;
}

/** Serves `publisher` on `/socket.io` of an HTTP server to those whom the door lets in. */
export const attachSocket = (http: HttpServer, publisher: Publisher, door: Door): PictureSocket =>
  new LiveSocket(http, publisher, door);

class LiveSocket implements PictureSocket {
  readonly #publisher: Publisher;
  readonly #door: Door;
  readonly #limits: SocketLimits;
  readonly #sessions: OpenSockets;
  readonly #rate: RequestRate;
  readonly #presence: PresenceBook | undefined;
  readonly #io: Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, Member>;
  readonly #stops: (() => void)[];

  constructor(http: HttpServer, publisher: Publisher, door: Door) {
    this.#publisher = publisher;
    this.#door = door;
    this.#limits = { ...SOCKET_LIMITS, ...door.limits };
    this.#sessions = new OpenSockets(this.#limits.ofSession);
    this.#rate = new RequestRate(door.clock, this.#limits.messages);
    this.#presence = door.records && new PresenceBook(door.access, door.records);
    const addresses = new OpenSockets(this.#limits.ofAddress);
    this.#io = new Server({
      transports: ['websocket'],
      allowUpgrades: false,
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      connectTimeout: CONNECT_WITHIN_MS,
      serveClient: false,
      allowRequest: (request: IncomingMessage, decide) => {
        const refused = refusedConnection(request, door.hosts, addresses);
        decide(refused, refused === undefined);
      },
    });
    this.#io.attach(http);
    this.#io.engine.on('connection', (raw: MemberSocket['conn']) => {
      const { remoteAddress } = (raw.request as IncomingMessage).socket;
      raw.on('close', addresses.enter(remoteAddress ?? ''));
    });
    this.#io.use((socket, next) => next(this.#admit(socket)));
    this.#io.on('connection', (socket) => this.#welcome(socket));
    const looking = setInterval(this.#regardAll.ask, LOOK_EVERY_MS);
    looking.unref();
    this.#stops = [
      () => clearInterval(looking),
      door.access.onChange(this.#regardAll.ask),
      door.records?.onChange(this.#tellChanged.ask) ?? (() => {}),
      door.alerts?.onChange((urgent) => (urgent ? this.#sayAlerts() : this.#tellAlerts.ask())) ?? (() => {}),
    ];
  }

  close(): void {
    for (const stop of this.#stops) stop();
    for (const coalesced of [this.#regardAll, this.#tellChanged, this.#tellAlerts, this.#tellPresence])
      coalesced.stop();
    this.#publisher.stop();
    this.#io.disconnectSockets(true);
    this.#io.engine.close();
    this.#io.removeAllListeners();
  }

  /** Undefined: it may come in. */
  #admit(socket: MemberSocket): Error | undefined {
    const credentials = handshakeCredentials(socket.request, socket.handshake.auth);
    const known = lookUp(this.#door.access, credentials);
    if (typeof known === 'string') return refusal(known, 'signedOut');
    const session = sessionOf(known.asker);
    if (session !== undefined && !this.#sessions.hasRoom(session)) {
      return refusal(`too many windows: at most ${this.#limits.ofSession} of one session`, 'busy');
    }
    socket.data = { credentials, known, told: NOBODY };
    return undefined;
  }

  #welcome(socket: MemberSocket): void {
    const { known } = socket.data;
    const session = sessionOf(known.asker);
    if (session !== undefined) socket.on('disconnect', this.#sessions.enter(session));
    if (!this.#show(socket, null)) return;
    socket.conn.on('packet', ({ type }: { type: string }) => {
      if (type !== 'message' || this.#rate.take(socket.id) === 0) return;
      socket.data.handle?.cut(`more than ${this.#limits.messages.perSecond} messages a second`, 'refused');
    });
    socket.on('watch', (bytes) => socket.data.handle?.watch(bytes));
    socket.on('present', (said) => this.#present(socket, said));
    socket.on('replay', (id) => this.#show(socket, typeof id === 'string' ? id : null));
    socket.on('disconnect', () => {
      this.#leavePicture(socket);
      if (this.#presence?.leave(socket.id)) this.#tellPresence.ask();
    });
    this.#tellPresence.ask();
  }

  /**
   * Puts a client before a replay's picture, or the live one: null, or a replay that is none of theirs or has ended.
   * False where there is no room, and it was told so.
   */
  #show(socket: MemberSocket, replay: string | null): boolean {
    this.#leavePicture(socket);
    const { data } = socket;
    const link: ClientLink = {
      hello: (bytes) => socket.emit('hello', bytes),
      picture: (bytes, applied) => inOneWrite(socket, () => socket.emit('picture', bytes, applied)),
      cut: (reason, code) => {
        socket.emit('cut', reason, code);
        socket.disconnect(true);
      },
    };
    const over = (): void => void this.#show(socket, null);
    data.seat = replay === null ? undefined : this.#door.replays?.enter(replay, data.known.asker, link, over);
    const handle = data.seat?.handle ?? this.#publisher.connect(link, data.known.audience);
    if (handle) data.handle = handle;
    return handle !== undefined;
  }

  #leavePicture({ data }: MemberSocket): void {
    if (data.seat) data.seat.leave();
    else data.handle?.close();
    data.seat = undefined;
    delete data.handle;
  }

  #present(socket: MemberSocket, said: unknown): void {
    const result = readEditing(said);
    if (!result.ok) socket.data.handle?.cut(result.fault, 'refused');
    else if (this.#presence?.set(socket.id, socket.data.known.asker, result.editing))
      this.#tellPresence.ask();
  }

  readonly #regardAll = new Coalesced(REGARD_EVERY_MS, () => {
    for (const socket of this.#members()) {
      const { data } = socket;
      const known = lookUp(this.#door.access, data.credentials);
      if (typeof known === 'string') {
        data.handle?.regard(undefined, known);
        continue;
      }
      data.known = known;
      this.#presence?.regard(socket.id, known.asker);
      if (data.seat) data.seat.regard(known.asker, 'you may not see this replay any more');
      else data.handle?.regard(known.audience, '');
    }
    this.#tellPresence.ask();
  });

  readonly #tellChanged = new Coalesced(TELL_EVERY_MS, () => {
    const { access, records } = this.#door;
    for (const socket of this.#members()) {
      const { verdict } = access.decide(socket.data.known.asker, 'see', { kind: 'any' });
      if (records && verdict !== 'no') socket.emit('changed', records.revision);
    }
    // What one may see of a thing can be another, and what is there no more is not edited.
    this.#tellPresence.ask();
  });

  readonly #sayAlerts = (): void => {
    const { access, alerts } = this.#door;
    for (const socket of this.#members()) {
      const { verdict } = access.decide(socket.data.known.asker, 'see', { kind: 'any' });
      if (alerts && verdict !== 'no') socket.emit('alerts', alerts.revision);
    }
  };

  readonly #tellAlerts = new Coalesced(TELL_EVERY_MS, this.#sayAlerts);

  readonly #tellPresence = new Coalesced(TELL_EVERY_MS, () => {
    if (!this.#presence) return;
    for (const socket of this.#members()) {
      const list = this.#presence.seenBy(socket.id, socket.data.known.asker);
      const told = JSON.stringify(list);
      if (told === socket.data.told) continue;
      socket.data.told = told;
      socket.emit('present', list);
    }
  });

  #members(): MemberSocket[] {
    return [...this.#io.of('/').sockets.values()];
  }
}

const NOBODY = '[]';

const refusal = (reason: string, code: CutCode): Error =>
  Object.assign(new Error(reason), { data: { code } satisfies RefusedHandshake });
