/** Who else has what open to change it, and what this page has; written by `client/link`, read by everyone. */
import { create } from 'zustand';
import type { RecordKind } from '../../proto/domain/operations/record.ts';
import type { Editing, Presence } from '../../proto/wire.ts';

export interface PresenceState {
  /** Of things that this person may see; this page's own entry is not among them. */
  readonly others: readonly Presence[];
  /** What this page tells of itself; null: nothing. */
  readonly mine: Editing | null;
}

export const usePresence = create<PresenceState>()(() => ({ others: [], mine: null }));

/** Who else has this open. */
export const editorsOf = ({ others }: PresenceState, kind: RecordKind, id: string): readonly Presence[] =>
  others.filter((one) => one.kind === kind && one.id === id);
