/** What people report by telephone, VHF or from an aircraft: contacts with a stated age that drift and fade. */
import { destination, type Position } from '../../proto/domain/geo.ts';
import type { ManualObservation, ManualReport } from '../../proto/domain/manual.ts';
import { Nature } from '../../proto/domain/observation.ts';
import { ContactState, type Offer, SourceBits } from '../../proto/domain/track.ts';
import { epochMs, knotsToMetresPerSecond } from '../../proto/domain/units.ts';
import { setCalling } from './distress.ts';
import { type Covariance, ellipseOf, writeEllipse } from './ellipse.ts';
import { type KeyedTracks, keyOf } from './keyed.ts';
import { oriented, type StatedPlace, statedPlace, sum } from './manualplace.ts';
import type { LifeEnds } from './notes.ts';
import type { TrackRegistry } from './registry.ts';

/** Our choice: a report is a shift's matter, not a day's. */
const STALE_MS = 30 * 60_000;
const LOST_MS = 2 * 60 * 60_000;
const GONE_MS = 6 * 60 * 60_000;
/** A contact is moved on, and its ellipse grows, this often. */
const MOVED_EVERY_MS = 10_000;
/** Of a speed and a course that a person estimated, one standard deviation. */
const SPEED_SHARE = 0.3;
const COURSE_DEG = 20;
/** Of what nobody gave a speed for: how fast it may go off, each way. */
const UNKNOWN_KN = 3;

/** A contact as it stands at some time. */
export interface Drifted {
  readonly at: Position;
  readonly covariance: Covariance;
}

/** What the contact in this slot may be. */
export type OffersFor = (slot: number, contact: Drifted, report: ManualReport) => readonly Offer[];

interface Contact {
  readonly report: ManualReport;
  readonly place: StatedPlace;
  readonly observedMs: number;
  movedMs: number;
}

export class ManualContacts {
  readonly #tracks: TrackRegistry;
  readonly #keyed: KeyedTracks;
  readonly #offersFor: OffersFor;
  readonly #contacts = new Map<number, Contact>();
  /** Tracks in distress by the word of a report that was found to be them, by its key. */
  readonly #calledFor = new Map<string, number>();
  #nowMs = 0;

  constructor(tracks: TrackRegistry, keyed: KeyedTracks, offersFor: OffersFor) {
    this.#tracks = tracks;
    this.#keyed = keyed;
    this.#offersFor = offersFor;
    tracks.leaving.push((slot) => {
      this.#contacts.delete(slot);
      for (const [key, called] of this.#calledFor) if (called === slot) this.#calledFor.delete(key);
    });
  }

  apply(said: ManualObservation, nowMs: number): void {
    this.#nowMs = nowMs;
    const { contactId, nature, report, observedMs } = said;
    const key = keyOf('manual', nature, contactId);
    if (said.withdrawn) {
      const slot = this.#keyed.find(key);
      if (slot !== undefined) this.#tracks.remove(slot, nowMs);
      const called = this.#calledFor.get(key);
      if (called !== undefined)
        setCalling(this.#tracks, called, false, `${report.saidBy}: withdrawn`, observedMs);
      this.#calledFor.delete(key);
      return;
    }
    const place = statedPlace(report.place);
    if (!place || nowMs >= observedMs + GONE_MS) return;
    const birth = { nature, kind: report.kind, observedMs, sources: SourceBits.person };
    const inDistress = report.distress === true;
    const slot = this.#keyed.findOrStart(key, birth, inDistress, nowMs);
    if (slot === undefined) return;
    const known = this.#contacts.get(slot);
    if (known && known.observedMs > observedMs) return;
    this.#contacts.set(slot, { report, place, observedMs, movedMs: nowMs });
    this.#describe(slot, said);
    setCalling(this.#tracks, slot, inDistress, report.saidBy, observedMs);
    this.#move(slot, nowMs);
  }

  /** The slot of a contact by the name it was reported under. */
  find(contactId: string): number | undefined {
    for (const nature of Object.values(Nature)) {
      const slot = this.#keyed.find(keyOf('manual', nature, contactId));
      if (slot !== undefined) return slot;
    }
    return undefined;
  }

  reportOf(slot: number): ManualReport | undefined {
    return this.#contacts.get(slot)?.report;
  }

  /** The contact in this slot is in distress and was found to be the track in that one: the distress goes with it. */
  callFor(from: number, to: number): void {
    const key = this.#tracks.notes[from]?.key;
    const report = this.reportOf(from);
    if (key === undefined || report?.distress !== true) return;
    setCalling(this.#tracks, to, true, report.saidBy, epochMs(this.#nowMs));
    this.#calledFor.set(key, to);
  }

  tick(nowMs: number): void {
    this.#nowMs = nowMs;
    for (const [slot, contact] of this.#contacts) {
      if (nowMs - contact.movedMs < MOVED_EVERY_MS) continue;
      contact.movedMs = nowMs;
      this.#move(slot, nowMs);
    }
  }

  /** The clock was set back: nothing was reported later. */
  stepBack(nowMs: number): void {
    for (const [slot, contact] of this.#contacts) {
      const observedMs = Math.min(contact.observedMs, nowMs);
      this.#contacts.set(slot, { ...contact, observedMs, movedMs: nowMs });
      this.#tracks.notesOf(slot).ends = endsOf(observedMs);
      this.#move(slot, nowMs);
    }
  }

  #describe(slot: number, { contactId, report, feedId, observedMs, receivedMs }: ManualObservation): void {
    const { columns } = this.#tracks;
    const { name, sogKn, cogDeg, kind } = report;
    const notes = this.#tracks.notesOf(slot);
    columns.kind[slot] = kind;
    columns.contact[slot] = ContactState.manual;
    columns.observedMs[slot] = observedMs;
    columns.receivedMs[slot] = receivedMs;
    columns.reports[slot]!++;
    columns.staticVersion[slot]!++;
    notes.ends = endsOf(observedMs);
    notes.toldBy = feedId;
    notes.count = report.count;
    // Course and speed are not for the row: its position has moved on by them already.
    notes.stated = { sogKn, cogDeg };
    // By this name the report is changed or withdrawn.
    notes.remark('contactId', contactId);
    notes.remark('saidBy', report.saidBy);
    notes.remark('note', report.note);
    notes.because({ atMs: observedMs, what: 'reported', by: report.saidBy });
    notes.offers = () => {
      const contact = this.#contacts.get(slot);
      return contact ? this.#offersFor(slot, driftedTo(contact, this.#nowMs), contact.report) : [];
    };
    if (name !== undefined) this.#tracks.claim(slot, { fields: { name }, feedId, observedMs, kind }, false);
  }

  #move(slot: number, nowMs: number): void {
    const { columns, trails } = this.#tracks;
    const contact = this.#contacts.get(slot)!;
    const { at, covariance } = driftedTo(contact, nowMs);
    columns.lat[slot] = at.lat;
    columns.lon[slot] = at.lon;
    const notes = this.#tracks.notesOf(slot);
    notes.ellipse = ellipseOf(covariance);
    writeEllipse(columns, slot, notes.ellipse);
    trails.add(slot, { timeMs: nowMs, lat: at.lat, lon: at.lon });
    if (!this.#tracks.age(slot, nowMs)) return;
    this.#tracks.touch(slot);
  }
}

/** Where a contact is by now: moved on along its course, and less certain for each second. */
function driftedTo({ report, place, observedMs }: Contact, nowMs: number): Drifted {
  const seconds = Math.max(0, nowMs - observedMs) / 1000;
  const { sogKn, cogDeg } = report;
  const driftM = knotsToMetresPerSecond(sogKn ?? UNKNOWN_KN) * seconds;
  if (sogKn === undefined || cogDeg === undefined) {
    // Anywhere within the distance: it may go in any direction.
    return { at: place.centre, covariance: sum(place.covariance, oriented(0, driftM / 2, driftM / 2)) };
  }
  const acrossM = driftM * Math.tan((COURSE_DEG * Math.PI) / 180);
  return {
    at: destination(place.centre, cogDeg, driftM),
    covariance: sum(place.covariance, oriented(cogDeg, driftM * SPEED_SHARE, acrossM)),
  };
}

const endsOf = (observedMs: number): LifeEnds => ({
  staleMs: observedMs + STALE_MS,
  lostMs: observedMs + LOST_MS,
  goneMs: observedMs + GONE_MS,
});
