/** Keeps what people decided as new as the server's. */
import type { RecordKind } from '../../proto/domain/operations/record.ts';
import { takeRecord, takeRecords, useRecords } from '../store/records.ts';
import { type Keeper, keep } from './keeper.ts';
import { type Change, fetchOperations, type Made } from './records.ts';

export const keepRecords = (base = ''): Keeper =>
  keep({
    revision: () => useRecords.getState().revision,
    async ask() {
      const { revision, access } = useRecords.getState();
      const answer = await fetchOperations(revision, access, base);
      return answer.ok ? () => takeRecords(answer.value) : undefined;
    },
  });

/** One's own change is on the screen at once, not with the server's next news. */
export async function kept<K extends RecordKind>(change: Promise<Change<Made<K>>>): Promise<Change<Made<K>>> {
  const answer = await change;
  if (answer.ok) takeRecord(answer.value.record as Parameters<typeof takeRecord>[0]);
  else if (answer.current !== undefined) takeRecord(answer.current);
  return answer;
}
