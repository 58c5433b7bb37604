/** Units of ours and of partners, as they say themselves where they are. */
import type { UnitObservation } from '../../proto/domain/observation.ts';
import { SourceBits } from '../../proto/domain/track.ts';
import { countHeard } from './contributions.ts';
import { setCalling } from './distress.ts';
import { takeFix } from './fix.ts';
import { type KeyedTracks, keyOf } from './keyed.ts';
import type { LifeEnds } from './notes.ts';
import type { TrackRegistry } from './registry.ts';

/** After the sender's own stale time; its button pressed, it is looked for a day. */
const LOST_AFTER_STALE_MS = 5 * 60_000;
const KEPT_MS = 60 * 60_000;
const KEPT_IN_DISTRESS_MS = 24 * 60 * 60_000;
/** No sender's position is believed longer, whatever it says. */
const LONGEST_VALID_MS = 24 * 60 * 60_000;

/** The slot of the unit that says this; undefined when there is no room for it or it is old news. */
export function applyUnit(
  tracks: TrackRegistry,
  keyed: KeyedTracks,
  said: UnitObservation,
  nowMs: number,
): number | undefined {
  const { uid, nature, kind, observedMs, callSign, feedId } = said;
  const distress = said.distress === true;
  const birth = { nature, kind, observedMs, sources: SourceBits.unit };
  const slot = keyed.findOrStart(keyOf('unit', nature, uid), birth, distress, nowMs);
  if (slot === undefined) return undefined;
  countHeard(tracks.tallies[slot]!, feedId, observedMs);
  const { columns } = tracks;
  const pressed = distress || (columns.calling[slot] === 1 && said.distress !== false);
  if (!takeFix(tracks, slot, said, endsOf(said, pressed))) return undefined;
  if (columns.kind[slot] !== kind) {
    columns.kind[slot] = kind;
    columns.staticVersion[slot]!++;
  }
  const name = callSign ?? uid;
  const fields = { name, ...(callSign !== undefined && { callSign }) };
  tracks.claim(slot, { fields, feedId, observedMs, kind }, false);
  const notes = tracks.notesOf(slot);
  notes.remark('uid', uid);
  if (said.team !== undefined) notes.remark('team', said.team);
  if (said.distress !== undefined) setCalling(tracks, slot, distress, name, observedMs);
  return slot;
}

function endsOf({ observedMs, staleMs }: UnitObservation, distress: boolean): LifeEnds {
  const stale = Math.min(staleMs, observedMs + LONGEST_VALID_MS);
  const lost = Math.max(stale, observedMs) + LOST_AFTER_STALE_MS;
  return { staleMs: stale, lostMs: lost, goneMs: lost + (distress ? KEPT_IN_DISTRESS_MS : KEPT_MS) };
}
