/** The Socket.IO events of `watchfloor.v1`, typed for both sides. Payloads are protobuf bytes (watchfloor.proto). */

export interface ServerToClientEvents {
  /** `Hello`, once a connection. */
  hello: (bytes: Uint8Array) => void;
  /** `PictureFrame`. Call `applied` when it is drawn or stored: only then comes the next. */
  picture: (bytes: Uint8Array, applied: () => void) => void;
}

export interface ClientToServerEvents {
  /** `WatchRequest`. */
  watch: (bytes: Uint8Array) => void;
}

export const PROTOCOL_VERSION = 1;
