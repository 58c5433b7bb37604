/** What the live socket asks of the rest of the house: who enters, what people decided, and how much one may ask. */
import type { Clock } from '../../proto/domain/clock.ts';
import type { RecordKind, Version } from '../../proto/domain/operations/record.ts';
import type { Access } from '../access/access.ts';
import type { Asker } from '../access/asker.ts';
import type { Hosts } from './hosts.ts';
import type { ClientLink } from './publisher.ts';
import type { ReplaySeat } from './replay/session.ts';
import type { Rate } from './requestrate.ts';

/** People's decisions; `Records` of server/operations fits. */
export interface DecidedRecords {
  /** Grows with every change of anything. */
  readonly revision: number;
  get<K extends RecordKind>(kind: K, id: string): Version<K> | undefined;
  /** Called after each change; returns how to stop listening. */
  onChange(listener: () => void): () => void;
}

/** What needs a person; `AlertBook` of server/operations fits. */
export interface ToldAlerts {
  /** Grows with every change of any alert. */
  readonly revision: number;
  /** Called after each change, `urgent` where an emergency or an alarm asks for attention; returns how to stop listening. */
  onChange(listener: (urgent: boolean) => void): () => void;
}

/** Replays that somebody began; `Replays` of server/publish/replay fits. */
export interface ReplayedPictures {
  /** A place before a replay of theirs; undefined: there is none such. `over` is called when it ends. */
  enter(id: string, asker: Asker, link: ClientLink, over: () => void): ReplaySeat | undefined;
}

export interface SocketLimits {
  /** Sockets of one session or token at once: windows and tabs. The demonstration's viewers have no session. */
  readonly ofSession: number;
  /** Sockets from one address at once, those that have not yet said who they are too. */
  readonly ofAddress: number;
  /** Messages of one socket; an event with bytes is two, an acknowledgement one. */
  readonly messages: Rate;
}

export const SOCKET_LIMITS: SocketLimits = {
  ofSession: 16,
  ofAddress: 256,
  messages: { perSecond: 100, burst: 400 },
};

export interface Door {
  readonly access: Access;
  readonly hosts: Hosts;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  /** Absent where nothing can be decided. */
  readonly records?: DecidedRecords;
  /** Absent where nothing is detected. */
  readonly alerts?: ToldAlerts;
  /** Absent where nothing is recorded. */
  readonly replays?: ReplayedPictures;
  /** In place of {@link SOCKET_LIMITS}. */
  readonly limits?: Partial<SocketLimits>;
}
