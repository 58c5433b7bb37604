/**
 * Contacts that people report by telephone, VHF or from an aircraft. Each word of it is on the disk before the person is
 * told that it is done; what is still alive is there again after a restart.
 */
import type { Clock } from '../../proto/domain/clock.ts';
import type { FeedId, TrackId } from '../../proto/domain/ids.ts';
import type { ManualObservation, ManualReport } from '../../proto/domain/manual.ts';
import type { Nature } from '../../proto/domain/observation.ts';
import type { AgencyId } from '../../proto/domain/operations/agency.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import { CONTACT_ENDS_MS, type Contact, ContactBook, type Reporter, recordOf } from './contactbook.ts';
import { type ContactRecord, RECORD_VERSION } from './contactrecord.ts';
import { Journal } from './journal.ts';
import { done, notDone, type Outcome } from './outcome.ts';

/** Contacts at once; beyond it a new one is refused until another is withdrawn or ends. */
export const MAX_CONTACTS = 1000;
/** A person's clock may be ahead of ours by this much. */
const AHEAD_MS = 60_000;
/** Decisions that wait for the disk; beyond it people are asked to try again. */
const MAX_WAITING = 100;

export interface ContactsOptions {
  /** A JSON-lines file in a folder that is there. */
  readonly file: string;
  readonly clock: Clock;
  /** Under which name the picture hears an agency's people; those of before there were agencies, where absent. */
  readonly feedOf: (agency: AgencyId | undefined) => FeedId;
  readonly nature: Nature;
  /** Called for each report, update and withdrawal once it is on the disk, and at the start for what is still alive. */
  readonly emit: (observation: ManualObservation) => void;
  /** A person decided that a contact is a track; false: the picture does not know one of them now. */
  readonly associate: (contactId: string, trackId: TrackId) => boolean;
}

export class Contacts {
  readonly #options: ContactsOptions;
  readonly #book: ContactBook;
  readonly #journal: Journal;
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  private constructor(options: ContactsOptions, book: ContactBook, journal: Journal) {
    this.#options = options;
    this.#book = book;
    this.#journal = journal;
  }

  /** Reads what is still alive and tells it to the picture; rejects with a `JournalError`. */
  static async open(options: ContactsOptions): Promise<Contacts> {
    const { file, clock } = options;
    const book = new ContactBook();
    const kept = (): ContactRecord[] => book.records(clock.nowMs());
    const journal = await Journal.open({ file, kept }, (line) => book.read(line, file, clock.nowMs()));
    const contacts = new Contacts(options, book, journal);
    for (const contact of contacts.list()) contacts.#emit(contact);
    return contacts;
  }

  /** Lines of the file that could not be read at the start. */
  get damagedLines(): number {
    return this.#book.damaged;
  }

  /** Under which name the picture hears an agency's people. */
  feedOf(agency: AgencyId | undefined): FeedId {
    return this.#options.feedOf(agency);
  }

  /** Oldest first. */
  list(): Contact[] {
    return this.#book.alive(this.#nowMs);
  }

  get(id: string): Contact | undefined {
    return this.#book.get(id, this.#nowMs);
  }

  /** @param observedMs the time that the report speaks of; now, where absent */
  report(report: ManualReport, by: Reporter, observedMs?: EpochMs): Promise<Outcome<Contact>> {
    return this.#inTurn(async () => {
      if (this.list().length >= MAX_CONTACTS) {
        const what = `there are ${MAX_CONTACTS} contacts already`;
        return notDone('refused', what, 'contacts', 'withdraw those that are over');
      }
      const contact = this.#heard(this.#book.freeId(), report, observedMs);
      return contact.ok ? this.#keep('reported', { ...contact.value, by }) : contact;
    });
  }

  /** Replaces what was reported of a contact. */
  update(
    id: string,
    report: ManualReport,
    changedBy: Reporter,
    observedMs?: EpochMs,
  ): Promise<Outcome<Contact>> {
    return this.#inTurn(async () => {
      const known = this.#unassociated(id);
      if (!known.ok) return known;
      const contact = this.#heard(id, report, observedMs);
      if (!contact.ok) return contact;
      const { by } = known.value;
      return this.#keep('updated', { ...contact.value, ...(by && { by }), changedBy });
    });
  }

  withdraw(id: string, by: Reporter): Promise<Outcome<Contact>> {
    return this.#inTurn(async () => {
      const contact = this.get(id);
      if (!contact) return noSuchContact(id);
      const atMs = this.#nowMs;
      const fault = await this.#write({ v: RECORD_VERSION, what: 'withdrawn', id, atMs, by });
      if (fault) return fault;
      this.#book.delete(id);
      this.#emit({ ...contact, receivedMs: atMs }, true);
      return done(contact);
    });
  }

  /**
   * A person decides that the contact is this track: from here on the track speaks for both. Where the disk fails it is
   * so all the same, and is not known after a restart.
   */
  associate(id: string, trackId: TrackId, by: Reporter): Promise<Outcome<Contact>> {
    return this.#inTurn(async () => {
      const known = this.#unassociated(id);
      if (!known.ok) return known;
      if (!this.#options.associate(id, trackId)) {
        const what = 'the picture does not hold both of them now';
        return notDone('refused', what, trackId, 'look whether the track is still there');
      }
      const contact = { ...known.value, associatedWith: trackId };
      this.#book.set(contact);
      const atMs = this.#nowMs;
      const fault = await this.#write({ v: RECORD_VERSION, what: 'associated', id, trackId, atMs, by });
      return fault ?? done(contact);
    });
  }

  /** Waits for what is being written, then closes the file. */
  async close(): Promise<void> {
    await this.#turn;
    await this.#journal.close();
  }

  get #nowMs(): EpochMs {
    return this.#options.clock.nowMs();
  }

  #heard(id: string, report: ManualReport, observedMs: EpochMs | undefined): Outcome<Contact> {
    const nowMs = this.#nowMs;
    const at = observedMs ?? nowMs;
    if (at > nowMs + AHEAD_MS) {
      return notDone('invalid', 'the time of the report is in the future', 'observedMs', 'correct the time');
    }
    if (nowMs - at >= CONTACT_ENDS_MS) {
      const what = `the report is older than ${CONTACT_ENDS_MS / 3_600_000} hours`;
      return notDone('invalid', what, 'observedMs', 'correct the time');
    }
    return done({ id, report, observedMs: epochMs(Math.min(at, nowMs)), receivedMs: nowMs });
  }

  /** A contact that nobody found to be a track. */
  #unassociated(id: string): Outcome<Contact> {
    const contact = this.get(id);
    if (!contact) return noSuchContact(id);
    if (contact.associatedWith === undefined) return done(contact);
    const what = `it was found to be track ${contact.associatedWith}`;
    return notDone('refused', what, id, 'report a new contact');
  }

  async #keep(what: 'reported' | 'updated', contact: Contact): Promise<Outcome<Contact>> {
    const fault = await this.#write(recordOf(what, contact));
    if (fault) return fault;
    this.#book.set(contact);
    this.#emit(contact);
    return done(contact);
  }

  /** What went wrong, or undefined when it is on the disk. */
  async #write(record: ContactRecord): Promise<Outcome<never> | undefined> {
    try {
      await this.#journal.append(record);
      return undefined;
    } catch (error) {
      const what = `it could not be kept: ${error instanceof Error ? error.message : String(error)}`;
      return notDone('storage', what, this.#options.file, 'make room on the disk and try again');
    }
  }

  #emit(contact: Contact, withdrawn = false): void {
    const { feedOf, nature, emit } = this.#options;
    const { id: contactId, report, observedMs, receivedMs, by } = contact;
    emit({
      type: 'manual',
      feedId: feedOf(by?.agency),
      nature,
      observedMs,
      receivedMs,
      contactId,
      report,
      ...(withdrawn && { withdrawn }),
    });
  }

  /** One decision at a time, in the order in which they were taken. */
  async #inTurn(work: () => Promise<Outcome<Contact>>): Promise<Outcome<Contact>> {
    if (this.#waiting >= MAX_WAITING) {
      return notDone('busy', 'too much is being written at once', 'contacts', 'try again');
    }
    this.#waiting += 1;
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    try {
      return await result;
    } finally {
      this.#waiting -= 1;
    }
  }
}

const noSuchContact = (id: string): Outcome<never> =>
  notDone('unknown', 'no such contact now', id, 'see /api/contacts for those that are alive');
