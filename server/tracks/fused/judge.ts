/** Gives a row the contact state that the evidence makes it, and says why. */
import { ContactState, type Reason } from '../../../proto/domain/track.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { FusionTrack } from '../fusion/contract.ts';
import type { Seen } from '../region/region.ts';
import type { TrackRegistry } from '../registry.ts';
import { contactVerdict } from './contactstate.ts';

/** The states that are our own finding; of the others the fusion tells. */
const OWN_REASONS: Partial<Record<ContactState, Reason['what']>> = {
  [ContactState.uncooperative]: 'uncooperative',
  [ContactState.dark]: 'dark',
};

/** `hearsAis`: enough AIS was heard about there to say that one who sends would be heard. */
export function judge(
  tracks: TrackRegistry,
  slot: number,
  track: FusionTrack,
  seen: Seen | undefined,
  hearsAis: boolean,
  nowMs: number,
): void {
  const { columns } = tracks;
  const { state, why } = contactVerdict(
    {
      kind: columns.kindOf(slot),
      claimed: columns.coopKey[slot] !== 0,
      silentSinceMs: track.silentSinceMs,
      unverifiedSinceMs: track.unverifiedSinceMs,
      formerMmsi: seen?.formerMmsi,
      existence: track.existence,
      expectedAis: hearsAis ? track.expectedAis : 0,
      ship: seen?.votes.ship ?? 0,
    },
    nowMs,
  );
  if (state === columns.contactOf(slot)) return;
  const notes = tracks.notesOf(slot);
  const silent = state === ContactState.silent || state === ContactState.dark;
  notes.silentSinceMs = silent ? track.silentSinceMs : undefined;
  for (const reason of seen?.reasons.splice(0) ?? []) notes.because(reason);
  const what = OWN_REASONS[state];
  if (what) notes.because({ atMs: epochMs(nowMs), what, ...why });
  setContact(tracks, slot, state);
}

export function setContact(tracks: TrackRegistry, slot: number, state: ContactState): void {
  tracks.columns.contact[slot] = state;
  tracks.columns.staticVersion[slot]!++;
  tracks.touch(slot);
}

/** Nothing is to be said of the transmitter in a row any more; what people reported stays reported. */
export function clearContact(tracks: TrackRegistry, slot: number): void {
  const state = tracks.columns.contactOf(slot);
  if (state === ContactState.none || state === ContactState.manual) return;
  const notes = tracks.notes[slot];
  if (notes) notes.silentSinceMs = undefined;
  setContact(tracks, slot, ContactState.none);
}
