/** The picture's rows and the fusion's tracks brought together: one row for one thing, whoever speaks of it. */
import { formatMmsi } from '../../../proto/domain/ids.ts';
import { ContactState, type Reason } from '../../../proto/domain/track.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { type FusionEvent, FusionStatus, type FusionTrack } from '../fusion/contract.ts';
import type { KeyedTracks } from '../keyed.ts';
import type { Region, Seen } from '../region/region.ts';
import type { TrackRegistry } from '../registry.ts';
import type { Cooperation } from './cooperation.ts';
import { Departed } from './departed.ts';
import { giveBack, isNews, keepSpoken, writeEstimate } from './estimate.ts';
import { evidenceOf } from './evidence.ts';
import { faded } from './fade.ts';
import { clearContact, judge, setContact } from './judge.ts';
import { Reacquired } from './reacquired.ts';
import { reasonOf } from './reasons.ts';
import { moveTransmitter } from './transfer.ts';

/** After so long without a sensor a row whose transmitter goes on is its transmitter's alone. */
const SUPPORT_MS = 60_000;
/** AIS reports in a region before it is said of anybody there that he would have been heard. */
const ENOUGH_AIS = 20;
/** What sensors lost is still to be seen for a while. */
const KEPT_MS = 5 * 60_000;

export class Contacts {
  readonly #tracks: TrackRegistry;
  readonly #keyed: KeyedTracks;
  readonly #cooperation: Cooperation;
  readonly #departed = new Departed();
  readonly #reacquired: Reacquired;
  /** Which track of which fusion a row shows. */
  readonly #seenBy = new Map<number, Seen>();
  #nowMs = 0;

  constructor(tracks: TrackRegistry, keyed: KeyedTracks, cooperation: Cooperation) {
    this.#tracks = tracks;
    this.#keyed = keyed;
    this.#cooperation = cooperation;
    this.#reacquired = new Reacquired(tracks);
    tracks.leaving.push((slot) => this.#detach(slot));
  }

  /** Rows that show what sensors see, with or without a transmitter. */
  slots(): IterableIterator<number> {
    return this.#seenBy.keys();
  }

  seen(slot: number): Seen | undefined {
    return this.#seenBy.get(slot);
  }

  /** Brings the rows to what a region's fusion has by now. */
  sync(region: Region, nowMs: number): void {
    this.#nowMs = nowMs;
    const merged = new Map<number, number>();
    for (const event of region.fusion.drain()) {
      this.#tell(region, event);
      if (event.kind === 'merged' && event.otherTrackId !== undefined)
        merged.set(event.trackId, event.otherTrackId);
    }
    // A claim that is in doubt is a tentative track there, and its row must say so.
    const tracks = [...region.fusion.tracks(undefined, true)].map((track) => faded(track, nowMs));
    const there = new Set(tracks.map((track) => track.id));
    for (const [id, seen] of region.seen) {
      if (there.has(id)) continue;
      region.seen.delete(id);
      const heir = region.seen.get(merged.get(id) ?? -1);
      if (seen.slot !== undefined) this.#end(seen.slot, seen, heir);
    }
    for (const track of tracks) this.#unbind(region, track);
    const doubted = new Set<number>();
    for (const track of tracks) this.#show(region, track, doubted);
    // A claim that the fusion knows no more is in doubt no more.
    for (const slot of region.doubted) {
      if (!doubted.has(slot) && !this.#seenBy.has(slot)) clearContact(this.#tracks, slot);
    }
    region.doubted = doubted;
  }

  /** A region goes: what it showed is its transmitters' again, and the rest goes with it. */
  drop(region: Region, nowMs: number): void {
    this.#nowMs = nowMs;
    for (const { slot } of region.seen.values()) {
      if (slot === undefined) continue;
      this.#detach(slot);
      if (this.#tracks.columns.coopKey[slot] === 0 || !giveBack(this.#tracks, slot, nowMs)) {
        this.#tracks.remove(slot, nowMs);
      }
    }
    for (const slot of region.doubted) clearContact(this.#tracks, slot);
    region.seen.clear();
  }

  /** Whose claim the track carried no longer is: the row and its id stay with what is seen. */
  #unbind(region: Region, track: FusionTrack): void {
    const slot = region.seen.get(track.id)?.slot;
    if (slot === undefined) return;
    const { columns } = this.#tracks;
    const carried = columns.coopKey[slot]!;
    if (carried === 0 || carried === track.key) return;
    const { spoken } = this.#tracks.notesOf(slot);
    const birth = {
      nature: columns.natureOf(slot),
      kind: columns.kindOf(slot),
      observedMs: epochMs(spoken?.observedMs ?? columns.firstMs[slot]!),
      sources: 0,
    };
    const other = this.#tracks.start(birth, false, this.#nowMs);
    if (other === undefined) return;
    // Making room may have taken the very row.
    if (region.seen.get(track.id)?.slot !== slot) {
      this.#tracks.remove(other, this.#nowMs);
      return;
    }
    moveTransmitter(this.#tracks, this.#keyed, slot, other, this.#cooperation);
    columns.kind[slot] = region.seenOf(track.id).votes.kind;
    setContact(this.#tracks, slot, ContactState.none);
    if (!giveBack(this.#tracks, other, this.#nowMs)) this.#tracks.remove(other, this.#nowMs);
    else this.#tracks.reconcile(this.#tracks.keyOf(other));
  }

  #show(region: Region, track: FusionTrack, doubted: Set<number>): void {
    const claim = track.key === undefined ? undefined : this.#cooperation.slotOf(track.key);
    if (!this.#isSensed(track, claim)) {
      const { slot } = region.seen.get(track.id) ?? {};
      if (slot !== undefined && slot === claim) {
        this.#detach(slot);
        if (!giveBack(this.#tracks, slot, this.#nowMs)) {
          this.#tracks.remove(slot, this.#nowMs);
          return;
        }
      }
      if (claim === undefined) return;
      this.#judge(region, claim, track, region.seen.get(track.id));
      if (this.#tracks.columns.contact[claim] !== ContactState.none) doubted.add(claim);
      return;
    }
    const seen = region.seenOf(track.id);
    if (track.status === FusionStatus.lost) {
      if (seen.slot !== undefined) this.#end(seen.slot, seen, undefined);
      return;
    }
    const slot = seen.slot ?? this.#begin(region, track, seen, claim);
    if (slot === undefined) return;
    if (claim !== undefined) keepSpoken(this.#tracks, claim);
    const one = claim === undefined || claim === slot ? slot : this.#join(slot, claim);
    this.#attach(one, seen);
    this.#update(region, one, track, seen);
  }

  /** Sensors see it now, or nobody but sensors ever did. */
  #isSensed(track: FusionTrack, claim: number | undefined): boolean {
    if (track.sensedMs === undefined || track.unverifiedSinceMs !== undefined) return false;
    if (claim === undefined || track.silentSinceMs !== undefined) return true;
    return track.timeMs - track.sensedMs < SUPPORT_MS;
  }

  /** The row of a track that has none: its transmitter's, or a new one. */
  #begin(region: Region, track: FusionTrack, seen: Seen, claim: number | undefined): number | undefined {
    if (track.status === FusionStatus.tentative || track.status === FusionStatus.lost) return undefined;
    region.recall(track.id, seen);
    const slot = claim ?? this.#resume(region, track, seen) ?? this.#create(region, track, seen);
    if (slot === undefined) return undefined;
    const notes = this.#tracks.notesOf(slot);
    for (const reason of seen.reasons.splice(0)) notes.because(reason);
    return slot;
  }

  #create({ nature, plane }: Region, track: FusionTrack, seen: Seen): number | undefined {
    const { kind, sources } = seen.votes;
    const birth = { nature, kind, observedMs: epochMs(track.bornMs), sources };
    const at = plane.toPosition({ x: track.xM, y: track.yM });
    seen.formerMmsi = this.#departed.find(at, nature, track.timeMs);
    return this.#tracks.start(birth, false, this.#nowMs);
  }

  /** What was lost a moment ago and is seen again keeps its row. */
  #resume({ nature, plane }: Region, track: FusionTrack, seen: Seen): number | undefined {
    const at = plane.toPosition({ x: track.xM, y: track.yM });
    const { timeMs, vxMps, vyMps } = track;
    const found = this.#reacquired.take({ at, nature, timeMs, vxMps, vyMps });
    if (!found) return undefined;
    seen.votes.inherit(found.votes);
    seen.reasons.splice(0);
    const notes = this.#tracks.notesOf(found.slot);
    notes.ends = undefined;
    notes.because({ atMs: epochMs(this.#nowMs), what: 'seenAgain', value: found.apartM });
    this.#tracks.columns.dueMs[found.slot] = Number.POSITIVE_INFINITY;
    return found.slot;
  }

  /** Two rows are one thing: the older id stays. */
  #join(contact: number, claim: number): number {
    const { columns } = this.#tracks;
    if (columns.counter[contact]! < columns.counter[claim]!) {
      const reasons = this.#tracks.notesOf(claim).reasons;
      moveTransmitter(this.#tracks, this.#keyed, claim, contact, this.#cooperation);
      this.#tracks.notesOf(contact).inherit(reasons);
      this.#tracks.remove(claim, this.#nowMs);
      return contact;
    }
    this.#tracks.notesOf(claim).inherit(this.#tracks.notesOf(contact).reasons);
    this.#tracks.remove(contact, this.#nowMs);
    return claim;
  }

  #update(region: Region, slot: number, track: FusionTrack, seen: Seen): void {
    const { columns } = this.#tracks;
    const { votes } = seen;
    const notes = this.#tracks.notesOf(slot);
    const news = isNews(track, seen);
    if (news) notes.sensed = region.fusion.contributions(track.id);
    let changed = news && writeEstimate(this.#tracks, slot, track, region.plane);
    const claimed = columns.coopKey[slot] !== 0;
    const sources = columns.sources[slot]! | votes.sources;
    const kind = claimed ? columns.kindOf(slot) : (seen.groupKind ?? votes.kind);
    const count = seen.groupCount ?? votes.count;
    if (columns.sources[slot] !== sources || columns.kindOf(slot) !== kind || notes.count !== count) {
      columns.sources[slot] = sources;
      columns.kind[slot] = kind;
      notes.count = count;
      columns.staticVersion[slot]!++;
      changed = true;
    }
    if (votes.altM !== undefined && !claimed) notes.altM = votes.altM;
    if (votes.label !== undefined) notes.remark('label', votes.label);
    if (votes.claimedMmsi !== undefined) notes.remark('neighbourMmsi', formatMmsi(votes.claimedMmsi));
    if (track.keyProbability !== undefined) notes.claimProbability = track.keyProbability;
    // What its transmitter said of its bow is old news once it is silent.
    if (track.silentSinceMs !== undefined) columns.headingDeg[slot] = Number.NaN;
    notes.evidence = () =>
      evidenceOf(region.fusion.contributions(track.id), this.#tracks.tallies[slot] ?? []);
    this.#judge(region, slot, track, seen);
    if (changed) this.#tracks.touch(slot);
  }

  #judge({ aisReports }: Region, slot: number, track: FusionTrack, seen: Seen | undefined): void {
    judge(this.#tracks, slot, track, seen, aisReports >= ENOUGH_AIS, this.#nowMs);
  }

  /** The fusion gave a track up, in favour of another or for good. */
  #end(slot: number, seen: Seen, heir: Seen | undefined): void {
    this.#detach(slot);
    if (heir?.slot !== undefined && heir.slot !== slot && this.#tracks.columns.coopKey[slot] === 0) {
      const kept = this.#join(heir.slot, slot);
      this.#attach(kept, heir);
      return;
    }
    const { columns } = this.#tracks;
    const notes = this.#tracks.notesOf(slot);
    const mmsi = columns.mmsiOf(slot);
    if (notes.silentSinceMs !== undefined && mmsi !== undefined) {
      this.#departed.add(columns, slot, formatMmsi(mmsi));
    }
    if (columns.coopKey[slot] !== 0 && notes.silentSinceMs === undefined)
      if (giveBack(this.#tracks, slot, this.#nowMs)) return;
    if (columns.coopKey[slot] === 0) {
      this.#reacquired.lose(slot, seen.votes);
      // Nobody sees it: nothing is said of whether it sends.
      clearContact(this.#tracks, slot);
    }
    notes.ends = { staleMs: this.#nowMs, lostMs: this.#nowMs, goneMs: this.#nowMs + KEPT_MS };
    this.#tracks.age(slot, this.#nowMs);
    this.#tracks.touch(slot);
  }

  #attach(slot: number, seen: Seen): void {
    const other = this.#seenBy.get(slot);
    if (other && other !== seen) delete other.slot;
    if (seen.slot !== undefined && seen.slot !== slot) this.#seenBy.delete(seen.slot);
    if (seen.slot !== slot) seen.shown = undefined;
    seen.slot = slot;
    this.#seenBy.set(slot, seen);
  }

  #detach(slot: number): void {
    const seen = this.#seenBy.get(slot);
    if (seen) delete seen.slot;
    this.#seenBy.delete(slot);
  }

  /** An event becomes a reason: of its row, or kept until it has one. */
  #tell(region: Region, event: FusionEvent): void {
    const claim = event.key === undefined ? undefined : this.#cooperation.slotOf(event.key);
    const mmsi = claim === undefined ? undefined : this.#tracks.columns.mmsiOf(claim);
    const other = region.seen.get(event.otherTrackId ?? -1)?.slot;
    const otherId = other === undefined ? undefined : this.#tracks.id(other);
    const by = mmsi === undefined ? otherId : formatMmsi(mmsi);
    const reason: Reason | undefined = reasonOf(event, by);
    if (!reason) return;
    const seen = region.seenOf(event.trackId);
    if (seen.slot === undefined) seen.reasons.push(reason);
    else this.#tracks.notesOf(seen.slot).because(reason);
    if (seen.reasons.length > UNTOLD_KEPT) seen.reasons.shift();
  }
}

/** Reasons of a track without a row; the oldest goes. */
const UNTOLD_KEPT = 8;
