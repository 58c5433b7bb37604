/** Tracks that are nothing but the position in a distress call, until their vessel is heard. */
import { type DistressObservation, TrackKind } from '../../proto/domain/observation.ts';
import { SourceBits } from '../../proto/domain/track.ts';
import { type Fix, takeFix } from './fix.ts';
import type { LifeEnds } from './notes.ts';
import type { TrackRegistry } from './registry.ts';

/** A call is repeated about every 4 min until it is answered (ITU-R M.541): stale after three missed. */
const STALE_MS = 15 * 60_000;
const LOST_MS = 4 * 60 * 60_000;
const GONE_MS = 24 * 60 * 60_000;
/** What was cancelled is still to be seen for a while. */
const KEPT_AFTER_CANCEL_MS = 15 * 60_000;

export class CallTracks {
  readonly #tracks: TrackRegistry;

  constructor(tracks: TrackRegistry) {
    this.#tracks = tracks;
  }

  /** Puts the call's position in the picture where no live track of that number is. */
  place(key: number, call: DistressObservation, nowMs: number): void {
    const { lat, lon, mmsi, feedId, nature, observedMs, receivedMs, sigmaM } = call;
    if (lat === undefined || lon === undefined) return;
    const { columns, siblings } = this.#tracks;
    const slots = [...siblings.of(key)];
    const own = slots.find((slot) => this.#isCallOnly(slot));
    if (own === undefined && slots.some((slot) => !columns.isLost(slot))) return;
    const birth = { mmsi, nature, kind: TrackKind.unknown, observedMs, sources: SourceBits.dsc };
    const slot = own ?? this.#tracks.start(birth, true, nowMs);
    if (slot === undefined) return;
    const fix: Fix = { lat, lon, sigmaM, observedMs, receivedMs };
    // An expansion brings the same call with a better position.
    if (own !== undefined && columns.observedMs[own] === observedMs) columns.reports[own] = 0;
    this.#tracks.notesOf(slot).toldBy = feedId;
    takeFix(this.#tracks, slot, fix, endsOf(observedMs));
  }

  /** The call is over: what is known by it alone goes soon. */
  end(slot: number, atMs: number): void {
    if (!this.#isCallOnly(slot)) return;
    const staleMs = atMs + STALE_MS;
    this.#tracks.notesOf(slot).ends = { staleMs, lostMs: staleMs, goneMs: atMs + KEPT_AFTER_CANCEL_MS };
    this.#tracks.age(slot, atMs);
  }

  #isCallOnly(slot: number): boolean {
    return this.#tracks.columns.sources[slot] === SourceBits.dsc;
  }
}

const endsOf = (observedMs: number): LifeEnds => ({
  staleMs: observedMs + STALE_MS,
  lostMs: observedMs + LOST_MS,
  goneMs: observedMs + GONE_MS,
});
