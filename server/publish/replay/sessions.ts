/** The replays that go on, each for one person: begun, found by those who may, and ended when nobody looks any more. */
import type { Replay, ReplayAsked, ReplayRange } from '../../../proto/domain/record/replay.ts';
import { type Asker, actorOfAsker } from '../../access/asker.ts';
import type { AuditLog } from '../../operations/audit/log.ts';
import { done, notDone, type Outcome } from '../../operations/outcome.ts';
import { randomId } from '../../operations/recordid.ts';
import type { ClientLink } from '../publisher.ts';
import { type Preparing, type ReplaySeat, ReplaySession, type SessionOptions } from './session.ts';

/** Replays of one person, of a demonstration's viewers, whom nothing tells apart, together, and in all. */
export const MOST_REPLAYS = { ofPerson: 2, ofViewers: 6, inAll: 16 } as const;
/** Machine milliseconds after the last one left, or after it was begun and nobody came. */
export const ENDS_AFTER_MS = { left: 60_000, unseen: 5 * 60_000 } as const;
/** What is run again at once: each is a process that works as hard as it can. */
const MOST_PREPARING = 1;
const LONGEST_AGAIN_MS = 6 * 3_600_000;
const LOOK_EVERY_MS = 5000;
/** Epochs of replays: above those of runs, and of another run never the same within 2,048 runs. */
const REPLAY_EPOCHS = 0x8000_0000;
const EPOCHS_A_RUN = 1 << 20;

export type ReplaysOptions = Pick<
  SessionOptions,
  'reader' | 'past' | 'machine' | 'after' | 'published' | 'records'
> & {
  /** The run's number. */
  readonly epoch: number;
  /** What can be replayed as it was known; undefined: nothing was recorded yet. */
  readonly range: () => ReplayRange | undefined;
  /** Looks how far that goes; called before a replay begins, and now and then while one goes on. */
  readonly refresh?: () => Promise<void>;
  /** Runs a range again; absent where nothing can be. */
  readonly again?: (id: string, range: ReplayRange) => Preparing;
  /** Absent where nothing is logged. */
  readonly audit?: Pick<AuditLog, 'record'>;
};

export class Replays {
  readonly #options: ReplaysOptions;
  readonly #sessions = new Map<string, ReplaySession>();
  #begun = 0;
  #cancel: () => void = () => {};

  constructor(options: ReplaysOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#sessions.size;
  }

  /** Resolves when its picture is there. */
  async begin(by: Asker, { mode, atMs, range: asked }: ReplayAsked): Promise<Outcome<ReplaySession>> {
    await this.#options.refresh?.();
    const range = this.#options.range();
    if (!range)
      return notDone('refused', 'nothing was recorded yet', 'atMs', 'come again when something was');
    const fault = mode === 'again' ? this.#whyNotAgain(asked, range) : undefined;
    if (fault) return fault;
    const room = this.#makeRoom(by);
    if (!room.ok) return room;
    const { reader, past, machine, after, published, records, epoch, audit } = this.#options;
    this.#begun += 1;
    const id = randomId();
    const session = new ReplaySession({
      ...{ id, mode, by, atMs, reader, past, machine, after, published, records },
      ...(mode === 'again' && asked && { again: this.#options.again!(id, asked) }),
      range: mode === 'again' && asked ? () => asked : () => this.#options.range() ?? range,
      epoch: REPLAY_EPOCHS + ((epoch % 2048) * EPOCHS_A_RUN + (this.#begun % EPOCHS_A_RUN)),
      watched({ fromMs, untilMs }) {
        const details = { mode, fromMs, untilMs };
        const object = { kind: 'replay', id };
        void audit?.record({ by: actorOfAsker(by), action: 'replay', object, outcome: 'yes', details });
      },
    });
    this.#sessions.set(session.id, session);
    this.#look();
    await session.begin();
    return done(session);
  }

  /** Their own. */
  of(asker: Asker): readonly ReplaySession[] {
    return [...this.#sessions.values()].filter((session) => isBy(session, asker));
  }

  get(asker: Asker, id: string): ReplaySession | undefined {
    const session = this.#sessions.get(id);
    return session && isBy(session, asker) ? session : undefined;
  }

  /** A place before a replay of theirs; undefined: there is none such. */
  enter(id: string, asker: Asker, link: ClientLink, over: () => void): ReplaySeat | undefined {
    return this.get(asker, id)?.enter(asker, link, over);
  }

  end(session: ReplaySession): Replay {
    const state = session.state();
    this.#sessions.delete(session.id);
    session.end();
    return state;
  }

  close(): void {
    this.#cancel();
    for (const session of [...this.#sessions.values()]) this.end(session);
  }

  #whyNotAgain(asked: ReplayRange | undefined, range: ReplayRange): Outcome<never> | undefined {
    const running = [...this.#sessions.values()].filter((one) => one.state().state === 'preparing').length;
    if (!this.#options.again)
      return notDone('refused', 'nothing can be run again here', 'mode', 'replay what was known');
    if (!asked || asked.untilMs - asked.fromMs > LONGEST_AGAIN_MS)
      return notDone('invalid', 'it is said what to run again: six hours at most', 'range', 'name a range');
    if (asked.fromMs >= range.untilMs || asked.untilMs <= range.fromMs)
      return notDone('refused', 'nothing was recorded then', 'range', 'choose a time within the record');
    if (running >= MOST_PREPARING)
      return notDone('busy', `${running} are run again already`, 'replays', 'wait until one is ready');
    return undefined;
  }

  #makeRoom(by: Asker): Outcome<undefined> {
    const most = by.personId === undefined ? MOST_REPLAYS.ofViewers : MOST_REPLAYS.ofPerson;
    const own = this.of(by);
    if (own.length >= most) {
      // What a page left behind when it was loaded anew.
      const left = own.find(({ emptySinceMs }) => emptySinceMs !== undefined);
      if (!left)
        return notDone('refused', `you have ${own.length} replays`, 'replays', 'end one of them first');
      this.end(left);
    }
    if (this.#sessions.size < MOST_REPLAYS.inAll) return done(undefined);
    return notDone('busy', `${MOST_REPLAYS.inAll} replays go on`, 'replays', 'wait until one of them ends');
  }

  /** Ends what nobody looks at. */
  readonly #look = (): void => {
    this.#cancel();
    const nowMs = this.#options.machine.monotonicMs();
    for (const session of [...this.#sessions.values()]) {
      const { emptySinceMs, hasBeenJoined } = session;
      const mostMs = hasBeenJoined ? ENDS_AFTER_MS.left : ENDS_AFTER_MS.unseen;
      if (emptySinceMs !== undefined && nowMs - emptySinceMs >= mostMs) this.end(session);
    }
    if (this.#sessions.size > 0) void this.#options.refresh?.();
    if (this.#sessions.size > 0) this.#cancel = this.#options.after(LOOK_EVERY_MS, this.#look);
  };
}

/** A demonstration's viewers are told apart by nothing: what is known of a replay is its id. */
const isBy = ({ by }: ReplaySession, { personId, credential, how }: Asker): boolean =>
  personId === undefined
    ? by.personId === undefined && by.how === how && by.credential === credential
    : by.personId === personId;
