/**
 * A transmitter that jumps: under its number a second track begins where it cannot be, and the first falls silent. It is
 * one transmitter that now says something else, not a second ship; what sensors see where it was goes on without it.
 */
import { ContactState } from '../../../proto/domain/track.ts';
import type { KeyedTracks } from '../keyed.ts';
import { owedBy } from '../life.ts';
import { sameSort } from '../plausibility.ts';
import type { TrackRegistry } from '../registry.ts';
import type { Contacts } from './contacts.ts';
import type { Cooperation } from './cooperation.ts';
import { setContact } from './judge.ts';
import { moveTransmitter } from './transfer.ts';

/** Reports of the second track from which on it is asked, and up to which. */
const FROM_REPORTS = 3;
const TO_REPORTS = 30;
/** The first must have missed so much of what it owes. */
const OVERDUE = 1.5;
/** The jump itself: the last word here and the first there are of about one time. */
const BETWEEN_MS = 60_000;
const RECEIVERS_MS = 1000;

/** Looks, after a report in `slot`, whether it is another track's transmitter that jumped, and then makes it one again. */
export function takeJump(
  tracks: TrackRegistry,
  keyed: KeyedTracks,
  cooperation: Cooperation,
  contacts: Contacts,
  slot: number,
): void {
  const { columns, siblings } = tracks;
  const reports = columns.reports[slot]!;
  const key = tracks.keyOf(slot);
  if (reports < FROM_REPORTS || reports > TO_REPORTS || key === undefined) return;
  if (siblings.only(key) !== undefined || tracks.notes[slot]?.spoken) return;
  const left = [...siblings.of(key)].find((other) => other !== slot && hasJumped(tracks, other, slot));
  if (left === undefined) return;
  const seen = contacts.seen(left);
  if (!seen) {
    cooperation.handOver(left, slot);
    return;
  }
  siblings.remove(key, slot);
  const own = tracks.tallies[slot];
  moveTransmitter(tracks, keyed, left, slot, cooperation);
  tracks.tallies[slot] = own;
  columns.reports[slot] = reports;
  tracks.notesOf(slot).spoken = undefined;
  columns.kind[left] = seen.votes.kind;
  setContact(tracks, left, ContactState.none);
  tracks.reconcile(key);
}

/** Whether the transmitter of one track is what speaks in the other now. */
function hasJumped(tracks: TrackRegistry, from: number, to: number): boolean {
  const { columns, notes } = tracks;
  if (columns.coopKey[from] === 0 || !sameSort(columns.kindOf(from), columns.kindOf(to))) return false;
  const lastMs = notes[from]?.spoken?.observedMs ?? columns.observedMs[from]!;
  const beganMs = columns.firstMs[to]!;
  const nowMs = columns.observedMs[to]!;
  if (lastMs > beganMs + RECEIVERS_MS || beganMs - lastMs > BETWEEN_MS) return false;
  return nowMs - lastMs > OVERDUE * owedBy(columns, from);
}
