/** Keeps what people decided as new as the server's: asked whole once, then what changed since. */
import type { RecordKind } from '../../proto/domain/operations/record.ts';
import { takeRecord, takeRecords, useRecords } from '../store/records.ts';
import { type Change, fetchOperations, type Made } from './records.ts';

/** A failed question is asked again after this. */
const AGAIN_MS = 3000;

export interface RecordKeeper {
  /** The server's revision as it was last told; asks when it is another than ours. */
  told(revision: number): void;
  /** Asks in any case: the person or what they may see is another. */
  refresh(): void;
  stop(): void;
}

/** One question at a time; what is told meanwhile is asked for afterwards. */
export function keepRecords(base = ''): RecordKeeper {
  let asking = false;
  let again = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = async (): Promise<void> => {
    if (stopped) return;
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    again = false;
    clearTimeout(timer);
    const { revision, access } = useRecords.getState();
    const answer = await fetchOperations(revision, access, base);
    asking = false;
    if (stopped) return;
    if (answer.ok) takeRecords(answer.value);
    else timer = setTimeout(() => void ask(), AGAIN_MS);
    if (again) void ask();
  };

  return {
    told: (revision) => {
      if (revision !== useRecords.getState().revision) void ask();
    },
    refresh: () => void ask(),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** One's own change is on the screen at once, not with the server's next news. */
export async function kept<K extends RecordKind>(change: Promise<Change<Made<K>>>): Promise<Change<Made<K>>> {
  const answer = await change;
  if (answer.ok) takeRecord(answer.value.record as Parameters<typeof takeRecord>[0]);
  else if (answer.current !== undefined) takeRecord(answer.current);
  return answer;
}
