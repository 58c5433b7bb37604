/** The Socket.IO events of `watchfloor.v1`, typed for both sides. Payloads are protobuf bytes (watchfloor.proto). */

export interface ServerToClientEvents {
  /** `Hello`, once a connection. */
  hello: (bytes: Uint8Array) => void;
  /** `PictureFrame`. Call `applied` when it is drawn or stored: only then comes the next. */
  picture: (bytes: Uint8Array, applied: () => void) => void;
  /** Why the server is about to close this connection, in words. */
  cut: (reason: string) => void;
}

export interface ClientToServerEvents {
  /** `WatchRequest`. */
  watch: (bytes: Uint8Array) => void;
}

export const PROTOCOL_VERSION = 1;

/** What one `WatchRequest` may ask for; the server ignores the rest of a longer one. */
export const WATCH_LIMITS = { tiles: 512, chosen: 64, bytes: 16_384 } as const;
