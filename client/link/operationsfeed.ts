/** Keeps what people decided as the server has it: whole at first and when another may be seen, then what changed. */
import { forgetRecords, takeRecords, useRecords } from '../store/records.ts';
import { useSession } from '../store/session.ts';
import { fetchOperations } from './records.ts';

/** After a fault the server is left alone for this long, ms. */
const RETRY_AFTER_MS = 3000;

export interface RecordsOptions {
  /** Origin of the server; the page's own when empty. */
  readonly base?: string;
  /** Calls the listener with each revision that the server tells; returns how to stop. `onRevision` of the link. */
  readonly onRevision: (listener: (revision: number) => void) => () => void;
}

/** Asks at once, on news, and when another person sits down. Returns the way to stop. */
export function keepRecords({ base = '', onRevision }: RecordsOptions): () => void {
  let isAsking = false;
  let isDue = false;
  let stopped = false;
  /** Grows when another person sits down: an answer that was asked for before is not theirs. */
  let sitting = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = async (): Promise<void> => {
    clearTimeout(timer);
    if (stopped || useSession.getState().status !== 'signedIn') return;
    if (isAsking) {
      isDue = true;
      return;
    }
    isAsking = true;
    isDue = false;
    const asked = sitting;
    const { revision, access } = useRecords.getState();
    const answer = await fetchOperations(revision, access, base);
    isAsking = false;
    if (stopped) return;
    if (asked !== sitting) return void ask();
    if (answer.ok) takeRecords(answer.value);
    else timer = setTimeout(ask, RETRY_AFTER_MS);
    if (isDue) void ask();
  };

  const stopNews = onRevision(() => void ask());
  const stopSession = useSession.subscribe(({ status, me, seesAs }, before) => {
    const isSame = status === before.status && seesAs === before.seesAs && sameOne(me, before.me);
    if (isSame) return;
    sitting += 1;
    forgetRecords();
    void ask();
  });
  void ask();
  return () => {
    stopped = true;
    clearTimeout(timer);
    stopNews();
    stopSession();
  };
}

interface Someone {
  readonly personId?: string;
  readonly agency: string;
  readonly may: readonly string[];
}

const sameOne = (a: Someone | undefined, b: Someone | undefined): boolean =>
  a?.personId === b?.personId && a?.agency === b?.agency && a?.may.join() === b?.may.join();
