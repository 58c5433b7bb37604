/** Aircraft, as their transponders say where they are. */
import { type AircraftObservation, TrackKind } from '../../proto/domain/observation.ts';
import { SourceBits } from '../../proto/domain/track.ts';
import { countHeard } from './contributions.ts';
import { takeFix } from './fix.ts';
import { type KeyedTracks, keyOf } from './keyed.ts';
import type { LifeEnds } from './notes.ts';
import type { TrackRegistry } from './registry.ts';

/** ADS-B positions come twice a second (ICAO Annex 10 volume IV, 5.2.3): receivers' lists drop an aircraft after a minute. */
const STALE_MS = 15_000;
const LOST_MS = 60_000;
const GONE_MS = 5 * 60_000;

/** Takes what an aircraft says; where it never said a position there is nothing to show. */
export function applyAircraft(
  tracks: TrackRegistry,
  keyed: KeyedTracks,
  said: AircraftObservation,
  nowMs: number,
): number | undefined {
  const { address, nature, feedId, observedMs, receivedMs, callSign, lat, lon } = said;
  const key = keyOf('aircraft', nature, address);
  const kind = TrackKind.aircraft;
  const birth = { nature, kind, observedMs, sources: SourceBits.adsb };
  const placed = lat !== undefined && lon !== undefined;
  const slot = placed ? keyed.findOrStart(key, birth, false, nowMs) : keyed.find(key);
  if (slot === undefined) return undefined;
  const { columns } = tracks;
  if (placed) {
    countHeard(tracks.tallies[slot]!, feedId, observedMs);
    const motion = {
      sogKn: said.sogKn ?? known(columns.sogKn[slot]!),
      cogDeg: said.cogDeg ?? known(columns.cogDeg[slot]!),
    };
    const { sigmaM, altM } = said;
    const fix = { lat, lon, ...motion, sigmaM, altM, observedMs, receivedMs };
    takeFix(tracks, slot, fix, endsOf(observedMs));
  } else if (observedMs >= columns.observedMs[slot]!) {
    if (said.sogKn !== undefined) columns.sogKn[slot] = said.sogKn;
    if (said.cogDeg !== undefined) columns.cogDeg[slot] = said.cogDeg;
    tracks.touch(slot);
  }
  const fields = callSign === undefined ? {} : { name: callSign, callSign };
  tracks.claim(slot, { fields, feedId, observedMs, kind }, false);
  remark(tracks, slot, said);
  return slot;
}

function remark(tracks: TrackRegistry, slot: number, said: AircraftObservation): void {
  const notes = tracks.notesOf(slot);
  notes.remark('address', said.address);
  if (said.altM !== undefined) notes.altM = said.altM;
  if (said.squawk !== undefined) notes.remark('squawk', said.squawk);
  if (said.onGround !== undefined) notes.remark('onGround', String(said.onGround));
  // It is said with every message while it lasts; a message with position that leaves it out ends it.
  if (said.emergency !== undefined || said.squawk !== undefined) notes.remark('emergency', said.emergency);
}

const known = (value: number): number | undefined => (Number.isNaN(value) ? undefined : value);

const endsOf = (observedMs: number): LifeEnds => ({
  staleMs: observedMs + STALE_MS,
  lostMs: observedMs + LOST_MS,
  goneMs: observedMs + GONE_MS,
});
