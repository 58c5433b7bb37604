/** The contacts that are alive, as memory and as lines of the file. */

import type { TrackId } from '../../proto/domain/ids.ts';
import type { ManualReport } from '../../proto/domain/manual.ts';
import type { AgencyId } from '../../proto/domain/operations/agency.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import { type ContactRecord, contactRecord, RECORD_VERSION } from './contactrecord.ts';
import { JournalError } from './journal.ts';

/** A contact ends when what was last reported of it is older than this; the picture lets go of it then, too. */
export const CONTACT_ENDS_MS = 6 * 3_600_000;

/** Who entered something. */
export interface Reporter {
  readonly id: string;
  readonly name: string;
  readonly agency?: AgencyId;
}

export interface Contact {
  readonly id: string;
  readonly report: ManualReport;
  /** The time that the report speaks of. */
  readonly observedMs: EpochMs;
  /** The time it was entered. */
  readonly receivedMs: EpochMs;
  /** A person decided that it is this track. */
  readonly associatedWith?: TrackId;
  /** Who entered it first: it is their agency's. */
  readonly by?: Reporter;
  /** Who said last what it is, where that is another. */
  readonly changedBy?: Reporter;
}

/** Bounded by who adds to it. */
export class ContactBook {
  /** Lines that could not be read. */
  damaged = 0;
  readonly #contacts = new Map<string, Contact>();
  #next = 1;

  /** Those that have not ended, oldest first. */
  alive(nowMs: EpochMs): Contact[] {
    for (const { id, observedMs } of this.#contacts.values())
      if (nowMs - observedMs >= CONTACT_ENDS_MS) this.#contacts.delete(id);
    return [...this.#contacts.values()];
  }

  get(id: string, nowMs: EpochMs): Contact | undefined {
    const contact = this.#contacts.get(id);
    return contact && nowMs - contact.observedMs < CONTACT_ENDS_MS ? contact : undefined;
  }

  set(contact: Contact): void {
    this.#contacts.set(contact.id, contact);
    this.#taken(contact.id);
  }

  delete(id: string): void {
    this.#contacts.delete(id);
  }

  /** An id that no contact had, in this run or before. */
  freeId(): string {
    return `m${this.#next}`;
  }

  #taken(id: string): void {
    this.#next = Math.max(this.#next, Number(id.slice(1)) + 1);
  }

  /** Takes a line of `file`; throws a {@link JournalError} where a newer version wrote it. */
  read(line: unknown, file: string, nowMs: EpochMs): void {
    const { success, data: record } = contactRecord.safeParse(line);
    if (!success) {
      if (isNewer(line)) throw new JournalError(`${file} was written by a newer version: start that one.`);
      this.damaged += 1;
      return;
    }
    switch (record.what) {
      case 'begun':
        this.#next = Math.max(this.#next, record.next);
        break;
      case 'reported':
      case 'updated':
        // Where the clock was set back since: nothing was reported in the future.
        this.set({
          id: record.id,
          report: record.report,
          observedMs: epochMs(Math.min(record.observedMs, nowMs)),
          receivedMs: epochMs(Math.min(record.atMs, nowMs)),
          ...(record.by && { by: record.by }),
          ...(record.changedBy && { changedBy: record.changedBy }),
        });
        break;
      case 'withdrawn':
      case 'associated':
        // A track's id is of one run of the server: what was found to be one needs no second one in the next.
        this.#taken(record.id);
        this.delete(record.id);
        break;
      default:
        record satisfies never;
    }
  }

  /** What a new file begins with. */
  records(nowMs: EpochMs): ContactRecord[] {
    const alive = this.alive(nowMs).filter(({ associatedWith }) => associatedWith === undefined);
    return [
      { v: RECORD_VERSION, what: 'begun', next: this.#next, atMs: nowMs },
      ...alive.map((contact) => recordOf('reported', contact)),
    ];
  }
}

/** All that was said of a contact, as a line. */
export const recordOf = (
  what: 'reported' | 'updated',
  { id, report, observedMs, receivedMs, by, changedBy }: Contact,
): ContactRecord => ({
  ...{ v: RECORD_VERSION, what, id, report, observedMs, atMs: receivedMs },
  ...(by && { by }),
  ...(changedBy && { changedBy }),
});

const isNewer = (line: unknown): boolean =>
  typeof line === 'object' && line !== null && 'v' in line && Number(line.v) > RECORD_VERSION;
