/** The Socket.IO events of `watchfloor.v1`, typed for both sides. The picture is protobuf bytes (watchfloor.proto). */
import type { RecordKind } from './domain/operations/record.ts';

/** Why a connection ends, for a program: a person reads the words beside it. */
export type CutCode =
  /** Nobody is signed in, or no longer, or may see nothing of the picture: forget what was shown. */
  | 'signedOut'
  /** A limit was passed, or something was sent that is not understood. */
  | 'refused'
  /** The server cannot serve it now. */
  | 'busy';

/** What somebody has open to change it. */
export interface Editing {
  readonly kind: RecordKind;
  readonly id: string;
}

/** Who that is. */
export interface Presence extends Editing {
  /** A person's id. */
  readonly by: string;
  readonly name: string;
  readonly agency: string;
}

export interface ServerToClientEvents {
  /** `Hello`, once a connection. */
  hello: (bytes: Uint8Array) => void;
  /** `PictureFrame`. Call `applied` when it is drawn or stored: only then comes the next. */
  picture: (bytes: Uint8Array, applied: () => void) => void;
  /** Why the server is about to close this connection, in words. */
  cut: (reason: string, code: CutCode) => void;
  /** What people decided has changed: `/api/operations` has news up to this revision. */
  changed: (revision: number) => void;
  /** Alerts have changed: `/api/alerts` has news up to this revision. An emergency or an alarm is told of at once. */
  alerts: (revision: number) => void;
  /** Who has open what this client may see: the whole list, replaces the last. */
  present: (list: readonly Presence[]) => void;
}

export interface ClientToServerEvents {
  /** `WatchRequest`. */
  watch: (bytes: Uint8Array) => void;
  /** What this client has open to change it; null: nothing any more. */
  present: (editing: Editing | null) => void;
  /** The replay whose picture this client is shown from now on, by its id; null: the live one. Answered by `hello`. */
  replay: (id: string | null) => void;
}

/** `Error.data` of Socket.IO's `connect_error`, where the server would not take the connection. */
export interface RefusedHandshake {
  readonly code: CutCode;
}

export const PROTOCOL_VERSION = 2;

/** What one `WatchRequest` may ask for; the server ignores the rest of a longer one. */
export const WATCH_LIMITS = { tiles: 512, chosen: 64, bytes: 16_384 } as const;

/** Entries of a `present` list; `changed` events, and `alerts` events of nothing urgent, a second, at most. */
export const MAX_PRESENCE = 256;
export const CHANGED_A_SECOND = 5;
