/**
 * Contacts that people report by telephone, VHF or from an aircraft. Each word of it is on the disk before the person is
 * told that it is done; what is still alive is there again after a restart.
 */
import type { Clock } from '../../proto/domain/clock.ts';
import type { FeedId, TrackId } from '../../proto/domain/ids.ts';
import type { ManualObservation, ManualReport, Nature } from '../../proto/domain/observation.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import { type ContactRecord, contactRecord, RECORD_VERSION } from './contactrecord.ts';
import { Journal, JournalError } from './journal.ts';
import { done, notDone, type Outcome } from './outcome.ts';

/** Contacts at once; beyond it a new one is refused until another is withdrawn or ends. */
export const MAX_CONTACTS = 1000;
/** A contact ends when what was last reported of it is older than this; the picture lets go of it then, too. */
export const CONTACT_ENDS_MS = 6 * 3_600_000;
/** A person's clock may be ahead of ours by this much. */
const AHEAD_MS = 60_000;
/** Decisions that wait for the disk; beyond it people are asked to try again. */
const MAX_WAITING = 100;

export interface Contact {
  readonly id: string;
  readonly report: ManualReport;
  /** The time that the report speaks of. */
  readonly observedMs: EpochMs;
  /** The time it was entered. */
  readonly receivedMs: EpochMs;
  /** A person decided that it is this track. */
  readonly associatedWith?: TrackId;
}

export interface ContactsOptions {
  /** A JSON-lines file in a folder that is there. */
  readonly file: string;
  readonly clock: Clock;
  /** Under which name the picture hears them. */
  readonly feedId: FeedId;
  readonly nature: Nature;
  /** Called for each report, update and withdrawal once it is on the disk, and at the start for what is still alive. */
  readonly emit: (observation: ManualObservation) => void;
  /** A person decided that a contact is a track; false: the picture does not know one of them now. */
  readonly associate: (contactId: string, trackId: TrackId) => boolean;
}

export class Contacts {
  readonly #options: ContactsOptions;
  readonly #contacts = new Map<string, Contact>();
  #journal: Journal | undefined;
  #next = 1;
  #damaged = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  private constructor(options: ContactsOptions) {
    this.#options = options;
  }

  /** Reads what is still alive and tells it to the picture; rejects with a {@link JournalError}. */
  static async open(options: ContactsOptions): Promise<Contacts> {
    const contacts = new Contacts(options);
    contacts.#journal = await Journal.open(
      { file: options.file, kept: () => contacts.#records() },
      (record) => contacts.#read(record),
    );
    contacts.#dropEnded();
    for (const contact of contacts.#contacts.values()) contacts.#emit(contact);
    return contacts;
  }

  /** Lines of the file that could not be read at the start. */
  get damagedLines(): number {
    return this.#damaged;
  }

  /** Oldest first. */
  list(): Contact[] {
    this.#dropEnded();
    return [...this.#contacts.values()];
  }

  get(id: string): Contact | undefined {
    this.#dropEnded();
    return this.#contacts.get(id);
  }

  /** @param observedMs the time that the report speaks of; now, where absent */
  report(report: ManualReport, observedMs?: EpochMs): Promise<Outcome<Contact>> {
    return this.#inTurn(async () => {
      this.#dropEnded();
      if (this.#contacts.size >= MAX_CONTACTS) {
        const what = `there are ${MAX_CONTACTS} contacts already`;
        return notDone('refused', what, 'contacts', 'withdraw those that are over');
      }
      const contact = this.#heard(`m${this.#next}`, report, observedMs);
      if (!contact.ok) return contact;
      this.#next += 1;
      return this.#keep('reported', contact.value);
    });
  }

  /** Replaces what was reported of a contact. */
  update(id: string, report: ManualReport, observedMs?: EpochMs): Promise<Outcome<Contact>> {
    return this.#inTurn(async () => {
      const known = this.#free(id);
      if (!known.ok) return known;
      const contact = this.#heard(id, report, observedMs);
      return contact.ok ? this.#keep('updated', contact.value) : contact;
    });
  }

  withdraw(id: string): Promise<Outcome<Contact>> {
    return this.#inTurn(async () => {
      const contact = this.get(id);
      if (!contact) return noSuchContact(id);
      const fault = await this.#write({ what: 'withdrawn', id, ...this.#stamp() });
      if (fault) return fault;
      this.#contacts.delete(id);
      this.#emit({ ...contact, receivedMs: this.#options.clock.nowMs() }, true);
      return done(contact);
    });
  }

  /**
   * A person decides that the contact is this track: from here on the track speaks for both. Where the disk fails it is
   * so all the same, and is not known after a restart.
   */
  associate(id: string, trackId: TrackId): Promise<Outcome<Contact>> {
    return this.#inTurn(async () => {
      const known = this.#free(id);
      if (!known.ok) return known;
      if (!this.#options.associate(id, trackId)) {
        const what = 'the picture does not hold both of them now';
        return notDone('refused', what, trackId, 'look whether the track is still there');
      }
      const contact = { ...known.value, associatedWith: trackId };
      this.#contacts.set(id, contact);
      const fault = await this.#write({ what: 'associated', id, trackId, ...this.#stamp() });
      return fault ?? done(contact);
    });
  }

  /** Waits for what is being written, then closes the file. */
  async close(): Promise<void> {
    await this.#turn;
    await this.#journal?.close();
  }

  #stamp(): { readonly v: typeof RECORD_VERSION; readonly atMs: EpochMs } {
    return { v: RECORD_VERSION, atMs: this.#options.clock.nowMs() };
  }

  #heard(id: string, report: ManualReport, observedMs: EpochMs | undefined): Outcome<Contact> {
    const nowMs = this.#options.clock.nowMs();
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

  /** A contact that is no track yet. */
  #free(id: string): Outcome<Contact> {
    const contact = this.get(id);
    if (!contact) return noSuchContact(id);
    if (contact.associatedWith === undefined) return done(contact);
    const what = `it was found to be track ${contact.associatedWith}`;
    return notDone('refused', what, id, 'report a new contact');
  }

  async #keep(what: 'reported' | 'updated', contact: Contact): Promise<Outcome<Contact>> {
    const { id, report, observedMs, receivedMs } = contact;
    const fault = await this.#write({ v: RECORD_VERSION, what, id, report, observedMs, atMs: receivedMs });
    if (fault) return fault;
    this.#contacts.set(id, contact);
    this.#emit(contact);
    return done(contact);
  }

  /** What went wrong, or undefined when it is on the disk. */
  async #write(record: ContactRecord): Promise<Outcome<never> | undefined> {
    try {
      await this.#journal!.append(record);
      return undefined;
    } catch (error) {
      const what = `it could not be kept: ${error instanceof Error ? error.message : String(error)}`;
      return notDone('storage', what, this.#options.file, 'make room on the disk and try again');
    }
  }

  #emit(contact: Contact, withdrawn = false): void {
    const { feedId, nature, emit } = this.#options;
    const { id: contactId, report, observedMs, receivedMs } = contact;
    emit({
      type: 'manual',
      feedId,
      nature,
      observedMs,
      receivedMs,
      contactId,
      report,
      ...(withdrawn && { withdrawn }),
    });
  }

  #dropEnded(): void {
    const endedMs = this.#options.clock.nowMs() - CONTACT_ENDS_MS;
    for (const { id, observedMs } of this.#contacts.values())
      if (observedMs <= endedMs) this.#contacts.delete(id);
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

  #read(line: unknown): void {
    const parsed = contactRecord.safeParse(line);
    if (!parsed.success) {
      if (isNewer(line)) {
        const { file } = this.#options;
        throw new JournalError(`${file} was written by a newer version: start that one.`);
      }
      this.#damaged += 1;
      return;
    }
    const record = parsed.data;
    if (record.what === 'begun') {
      this.#next = Math.max(this.#next, record.next);
      return;
    }
    this.#next = Math.max(this.#next, Number(record.id.slice(1)) + 1);
    if (record.what === 'reported' || record.what === 'updated') {
      const { id, report, observedMs, atMs } = record;
      this.#contacts.set(id, { id, report, observedMs, receivedMs: atMs });
    } else {
      // A track's id is of one run of the server: what was found to be one needs no second one in the next.
      this.#contacts.delete(record.id);
    }
  }

  /** What a new file begins with. */
  #records(): ContactRecord[] {
    const { v, atMs } = this.#stamp();
    const begun: ContactRecord = { v, what: 'begun', next: this.#next, atMs };
    const alive = this.list().filter(({ associatedWith }) => associatedWith === undefined);
    return [
      begun,
      ...alive.map(
        ({ id, report, observedMs, receivedMs }): ContactRecord => ({
          v,
          what: 'reported',
          id,
          report,
          observedMs,
          atMs: receivedMs,
        }),
      ),
    ];
  }
}

const noSuchContact = (id: string): Outcome<never> =>
  notDone('unknown', 'no such contact now', id, 'see /api/contacts for those that are alive');

const isNewer = (line: unknown): boolean =>
  typeof line === 'object' && line !== null && 'v' in line && Number(line.v) > RECORD_VERSION;
