/** A replay asked for, moved and ended; what becomes of it is in the store. One at a time, for one page. */
import type { Alert } from '../../proto/domain/alert/alert.ts';
import type { AnyVersion } from '../../proto/domain/operations/record.ts';
import type {
  Bookmark,
  Replay,
  ReplayAsked,
  ReplayDifference,
  ReplayMoved,
} from '../../proto/domain/record/replay.ts';
import { epochMs } from '../../proto/domain/units.ts';
import { tablesOf } from '../store/records.ts';
import { cursorMs, forgetReplay, useReplay } from '../store/replay.ts';
import { type Change, exchange } from './records.ts';

/** How often it is asked how the replay stands, and which alerts stood at its cursor. */
const LOOK_EVERY_MS = 1500;
/** What people had decided changes seldom: asked again when the cursor went this far, of the replay's time. */
const RECORDS_EVERY_MS = 60_000;

/** The server ends those that nobody looks at by itself, a minute after. */
const CLOSED_AFTER_MS = 3000;

const pathOf = (id: string, ...rest: readonly string[]): string =>
  ['/api/replays', encodeURIComponent(id), ...rest].join('/');

export class ReplayControl {
  readonly #base: string;
  /** Of the latest wish to begin: answers to earlier ones are closed again. */
  #turn = 0;
  #asked: ReplayMoved | undefined;
  #moving = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #looking = false;
  #recordsAtMs: number | undefined;

  /** @param base the server's origin; the page's own when empty */
  constructor(base = '') {
    this.#base = base;
  }

  /** Begins a replay in place of the one that runs. */
  async open(asked: ReplayAsked): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#stopLooking();
    const { replay: before } = useReplay.getState();
    useReplay.setState({ phase: 'opening', fault: undefined, differences: undefined, scrubMs: undefined });
    const answer = await exchange<Replay>('POST', '/api/replays', asked, this.#base);
    if (turn !== this.#turn) {
      if (answer.ok) this.#close(answer.value.id);
      return;
    }
    if (before !== undefined) this.#close(before.id);
    if (!answer.ok) {
      this.#fail(answer);
      return;
    }
    this.#recordsAtMs = undefined;
    useReplay.setState({ phase: 'open', replay: answer.value });
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
    void this.#look();
  }

  /** Changes what it names, at once on the screen. While one change is under way, those that come are made one. */
  move(moved: ReplayMoved): void {
    const { replay } = useReplay.getState();
    if (replay === undefined) return;
    useReplay.setState({ replay: movedReplay(replay, moved) });
    this.#asked = joined(this.#asked, moved);
    void this.#send();
  }

  /** Ends it: the picture is live again. */
  leave(): void {
    this.#turn += 1;
    this.#asked = undefined;
    this.#stopLooking();
    const { replay } = useReplay.getState();
    forgetReplay();
    if (replay !== undefined) this.#close(replay.id);
  }

  async fetchBookmarks(): Promise<void> {
    const answer = await exchange<{ readonly bookmarks: readonly Bookmark[] }>(
      'GET',
      '/api/bookmarks',
      undefined,
      this.#base,
    );
    if (answer.ok) useReplay.setState({ bookmarks: answer.value.bookmarks });
  }

  async addBookmark(asked: Pick<Bookmark, 'atMs' | 'note' | 'view'>): Promise<Change<unknown>> {
    const answer = await exchange('POST', '/api/bookmarks', asked, this.#base);
    if (answer.ok) await this.fetchBookmarks();
    return answer;
  }

  async removeBookmark(id: string): Promise<void> {
    await exchange('DELETE', `/api/bookmarks/${encodeURIComponent(id)}`, {}, this.#base);
    await this.fetchBookmarks();
  }

  async #send(): Promise<void> {
    const { replay } = useReplay.getState();
    if (this.#moving || replay === undefined) return;
    this.#moving = true;
    while (this.#asked !== undefined) {
      const asked = this.#asked;
      this.#asked = undefined;
      const answer = await exchange<Replay>('POST', pathOf(replay.id), asked, this.#base);
      // What was asked meanwhile is on the screen already.
      if (answer.ok && this.#asked === undefined) this.#take(answer.value);
      else if (!answer.ok && this.#take404(answer)) break;
    }
    this.#moving = false;
  }

  /** How it stands, and what was known at its cursor. */
  async #look(): Promise<void> {
    const id = useReplay.getState().replay?.id;
    if (id === undefined || this.#looking) return;
    this.#looking = true;
    const turn = this.#turn;
    const answer = await exchange<Replay>('GET', pathOf(id), undefined, this.#base);
    if (turn === this.#turn && !this.#moving) {
      if (answer.ok) this.#take(answer.value);
      else this.#take404(answer);
    }
    if (turn === this.#turn && answer.ok && answer.value.state === 'ready') await this.#lookAround(id, turn);
    this.#looking = false;
  }

  async #lookAround(id: string, turn: number): Promise<void> {
    const alerts = await this.#get<{ readonly alerts: readonly Alert[] }>(id, 'alerts');
    const atMs = cursorMs(performance.now()) ?? 0;
    const far = this.#recordsAtMs === undefined || Math.abs(atMs - this.#recordsAtMs) >= RECORDS_EVERY_MS;
    const records = far
      ? await this.#get<{ readonly records: readonly AnyVersion[] }>(id, 'records')
      : undefined;
    const { replay, differences } = useReplay.getState();
    const differ =
      replay?.mode === 'again' && differences === undefined
        ? await this.#get<{ readonly differences: readonly ReplayDifference[] }>(id, 'differences')
        : undefined;
    if (turn !== this.#turn) return;
    if (records !== undefined) this.#recordsAtMs = atMs;
    useReplay.setState({
      ...(alerts && { alerts: alerts.alerts }),
      ...(records && { tables: tablesOf(records.records) }),
      ...(differ && { differences: differ.differences }),
    });
  }

  async #get<T>(id: string, what: string): Promise<T | undefined> {
    const answer = await exchange<T>('GET', pathOf(id, what), undefined, this.#base);
    return answer.ok ? answer.value : undefined;
  }

  #take(replay: Replay): void {
    if (useReplay.getState().replay?.id === replay.id) useReplay.setState({ replay });
  }

  /** The server has let go of it: the next wish begins another. */
  #take404(answer: Extract<Change<Replay>, { ok: false }>): boolean {
    if (answer.status !== 404) return false;
    this.#stopLooking();
    this.#fail(answer);
    return true;
  }

  #fail({ what, remedy }: Extract<Change<Replay>, { ok: false }>): void {
    const atMs = cursorMs(performance.now());
    useReplay.setState(({ wanted }) => ({
      phase: 'failed',
      replay: undefined,
      fault: { what, remedy },
      wanted: { ...wanted, ...(atMs !== undefined && { atMs }) },
    }));
  }

  #stopLooking(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** A moment later: the page shows its picture, and asks about it, until another is there. */
  #close(id: string): void {
    setTimeout(() => void exchange('DELETE', pathOf(id), {}, this.#base), CLOSED_AFTER_MS);
  }
}

/** The replay as it will be, before the server has said so. */
export function movedReplay(replay: Replay, { atMs, stepMs, rate, isPlaying, loop }: ReplayMoved): Replay {
  const { fromMs, untilMs } = replay.range;
  const { loop: looped, ...rest } = replay;
  const to = (atMs ?? replay.atMs) + (stepMs ?? 0);
  const next = loop === undefined ? looped : (loop ?? undefined);
  return {
    ...rest,
    atMs: epochMs(Math.max(fromMs, Math.min(untilMs, to))),
    rate: rate ?? replay.rate,
    // A step stands where it went.
    isPlaying: isPlaying ?? (stepMs === undefined && replay.isPlaying),
    ...(next && { loop: next }),
  };
}

/** Two changes as one: the later one's time stands, steps add up. */
export function joined(first: ReplayMoved | undefined, then: ReplayMoved): ReplayMoved {
  if (first === undefined) return then;
  if (then.atMs !== undefined) {
    const { stepMs: _gone, ...rest } = first;
    return { ...rest, ...then };
  }
  const stepMs = (first.stepMs ?? 0) + (then.stepMs ?? 0);
  return { ...first, ...then, ...(stepMs !== 0 && { stepMs }) };
}
