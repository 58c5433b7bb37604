/** The door: who is asking, what they may see and do, and when that changes. `publish` knows access by this alone. */
import type { Asker } from './asker.ts';
import type { Audience } from './audience.ts';
import type { Action, Decision, Field, PolicyObject } from './decision.ts';

/** What a request or a socket's handshake carries. */
export interface Credentials {
  /** The session cookie's value. */
  readonly session?: string;
  /** Of `Authorization: Bearer …`. */
  readonly token?: string;
  /** The agency through whose eyes a coordinator looks. */
  readonly seesAs?: string;
}

export interface Access {
  /** Grows whenever somebody may see or do something else than before: people, agreements, releases, their times. */
  readonly revision: number;
  /** Who that is now; undefined: nobody, or no longer. */
  asker(credentials: Credentials): Asker | undefined;
  /** The one policy function. */
  decide(asker: Asker, action: Action, object: PolicyObject, field?: Field): Decision;
  /** What the asker is shown of the picture; undefined: nothing of it. Equal sights have one audience object. */
  audience(asker: Asker): Audience | undefined;
  /** Called after each change of {@link revision}; returns how to stop listening. */
  onChange(listener: () => void): () => void;
}
