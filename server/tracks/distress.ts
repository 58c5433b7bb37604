/** Distress by call or button: it stays with the vessel whatever else is said of it, and is never dropped for want of a position. */
import type { FeedId, Mmsi } from '../../proto/domain/ids.ts';
import {
  type DistressObservation,
  type IdentityObservation,
  type Nature,
  type PositionObservation,
  type TextObservation,
  TrackKind,
} from '../../proto/domain/observation.ts';
import { SourceBits, TrackStateBits } from '../../proto/domain/track.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import { CallTracks } from './calltracks.ts';
import type { TrackRegistry } from './registry.ts';
import { isDistress } from './report.ts';
import { claimKey } from './siblings.ts';

/** Calls and devices kept; beyond it the one heard longest ago goes, and is counted. */
export const CALLS_KEPT = 256;
/** Of one call; beyond it those that were heard first are forgotten. */
const FEEDS_KEPT = 16;
/** A call that nobody cancelled is over then: a new one would have come. */
const CALL_LASTS_MS = 24 * 60 * 60_000;
/** A device that is on speaks every minute; without a position it is listed this long after its last word. */
const DEVICE_LASTS_MS = 60 * 60_000;

/** Somebody in distress of whom no position is known. */
export interface DistressWithoutPosition {
  readonly mmsi: Mmsi;
  readonly nature: Nature;
  /** A call by digital selective calling, or an active locating device. */
  readonly by: 'dsc' | 'device';
  readonly natureOfDistress?: string;
  readonly firstMs: EpochMs;
  readonly lastMs: EpochMs;
  /** Who brought word of it, each once: few stations hear one vessel. */
  readonly feeds: readonly FeedId[];
}

export class DistressCalls {
  /** Calls that made room for others. */
  dropped = 0;
  readonly #tracks: TrackRegistry;
  readonly #callTracks: CallTracks;
  /** By claim key, the one heard longest ago first. */
  readonly #calls = new Map<number, DistressWithoutPosition>();

  constructor(tracks: TrackRegistry) {
    this.#tracks = tracks;
    this.#callTracks = new CallTracks(tracks);
  }

  apply(call: DistressObservation, nowMs: number): void {
    const key = claimKey(call.mmsi, call.nature);
    if (call.call === 'cancel') {
      this.#calls.delete(key);
      for (const slot of [...this.#tracks.siblings.of(key)]) {
        this.#callTracks.end(slot, call.observedMs);
        setCalling(this.#tracks, slot, false, 'DSC: cancelled', call.observedMs);
      }
      return;
    }
    // An acknowledgement of a call that was not heard here tells of it as well.
    const { mmsi, nature, observedMs, natureOfDistress, feedId } = call;
    this.#remember(key, {
      mmsi,
      nature,
      by: 'dsc',
      ...(natureOfDistress !== undefined && { natureOfDistress }),
      firstMs: observedMs,
      lastMs: observedMs,
      feeds: [feedId],
    });
    this.#callTracks.place(key, call, nowMs);
    for (const slot of this.#tracks.siblings.of(key)) this.#mark(slot, call.call, observedMs);
  }

  /** An active locating device spoke and did not say where it is. */
  heardDevice({ mmsi, nature, kind, observedMs, feedId }: TextObservation | IdentityObservation): void {
    if (!isDistress(kind, mmsi, undefined)) return;
    const times = { firstMs: observedMs, lastMs: observedMs };
    this.#remember(claimKey(mmsi, nature), { mmsi, nature, by: 'device', ...times, feeds: [feedId] });
  }

  /** A transmitter gave its position: if it called, its track is in distress. */
  attach(slot: number, { mmsi, nature }: PositionObservation): void {
    if (this.#calls.size === 0 || this.#tracks.columns.calling[slot] === 1) return;
    const call = this.#calls.get(claimKey(mmsi, nature));
    if (call?.by === 'dsc') this.#mark(slot, 'alert', call.lastMs);
  }

  /** Calls whose vessel, and devices whose position, is in no track now. The one heard longest ago first. */
  withoutPosition(): readonly DistressWithoutPosition[] {
    return [...this.#calls]
      .filter(([key]) => this.#tracks.siblings.of(key).next().done)
      .map(([, call]) => call);
  }

  tick(nowMs: number): void {
    for (const [key, { by, lastMs }] of this.#calls) {
      if (nowMs - lastMs < (by === 'dsc' ? CALL_LASTS_MS : DEVICE_LASTS_MS)) continue;
      this.#calls.delete(key);
      for (const slot of this.#tracks.siblings.of(key)) {
        setCalling(this.#tracks, slot, false, 'DSC: over', epochMs(nowMs));
      }
    }
  }

  #mark(slot: number, call: 'alert' | 'relay' | 'acknowledgement', atMs: EpochMs): void {
    const { columns } = this.#tracks;
    const { natureOfDistress } = this.#calls.get(this.#tracks.keyOf(slot)!) ?? {};
    if (natureOfDistress !== undefined) this.#tracks.notesOf(slot).remark('distress', natureOfDistress);
    const by = `DSC: ${call}${natureOfDistress === undefined ? '' : `, ${natureOfDistress}`}`;
    if (call !== 'alert' && columns.calling[slot] === 1) {
      this.#tracks.notesOf(slot).because({ atMs, what: 'distress', by });
    }
    setCalling(this.#tracks, slot, true, by, atMs);
    if ((columns.sources[slot]! & SourceBits.dsc) === 0) {
      columns.sources[slot]! |= SourceBits.dsc;
      columns.staticVersion[slot]!++;
    }
  }

  #remember(key: number, call: DistressWithoutPosition): void {
    const known = this.#calls.get(key);
    this.#calls.delete(key);
    const feeds = [...new Set([...(known?.feeds ?? []), ...call.feeds])].slice(-FEEDS_KEPT);
    this.#calls.set(key, known ? { ...known, ...call, firstMs: known.firstMs, feeds } : call);
    if (this.#calls.size <= CALLS_KEPT) return;
    this.#calls.delete(this.#calls.keys().next().value!);
    this.dropped++;
  }
}

/** Sets or takes back the distress of a track that somebody called for, and says why. */
export function setCalling(
  tracks: TrackRegistry,
  slot: number,
  calling: boolean,
  by: string,
  atMs: EpochMs,
): void {
  const { columns } = tracks;
  if ((columns.calling[slot] === 1) === calling) return;
  columns.calling[slot] = calling ? 1 : 0;
  const device =
    columns.kindOf(slot) !== TrackKind.unknown &&
    isDistress(columns.kindOf(slot), columns.mmsiOf(slot) ?? 0, columns.navStatusOf(slot));
  const { distress } = TrackStateBits;
  columns.state[slot] = (columns.state[slot]! & ~distress) | (calling || device ? distress : 0);
  tracks.notesOf(slot).because({ atMs, what: 'distress', by });
  tracks.touch(slot);
}
