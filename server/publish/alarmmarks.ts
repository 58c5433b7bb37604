/**
 * Which tracks carry the mark that something about them needs a person, and who may see it. The mark says that there is
 * an alert: whoever may not see what that speaks of, another track or another's zone, does not see the mark either.
 */
import { aboutRecords } from '../../proto/domain/alert/aboutrecords.ts';
import { type Alert, type Condition, rankOf } from '../../proto/domain/alert/alert.ts';
import type { AgencyId } from '../../proto/domain/operations/agency.ts';
import type { RecordKind } from '../../proto/domain/operations/record.ts';
import type { Audience, TrackFacts } from '../access/audience.ts';
import type { RecordsView } from '../operations/kind.ts';
import type { ToldBook } from './alertviews.ts';

/** The picture; its mark is told to nobody but through {@link AlarmMarks.shows}. */
export interface MarkedPicture {
  slotOf(id: string): number | undefined;
  setAlarmed(slot: number, on: boolean): void;
}

interface Mark {
  readonly parties: readonly TrackFacts[];
  readonly records: readonly { readonly kind: RecordKind; readonly owner: AgencyId | undefined }[];
  /** Of the site itself. */
  readonly isOfFeed: boolean;
}

const WARNING = rankOf('warning');

export class AlarmMarks {
  readonly #book: ToldBook;
  readonly #records: Pick<RecordsView, 'get'>;
  readonly #picture: MarkedPicture;
  readonly #byTrack = new Map<string, Map<string, readonly Mark[]>>();
  readonly #tracksOf = new Map<string, readonly string[]>();
  #revision = -1;

  constructor(book: ToldBook, records: Pick<RecordsView, 'get'>, picture: MarkedPicture) {
    this.#book = book;
    this.#records = records;
    this.#picture = picture;
  }

  /** Brings the marks to what the alerts are now. */
  tick(): void {
    const { revision } = this.#book;
    if (revision === this.#revision) return;
    const changed = this.#book.changedSince(this.#revision);
    this.#revision = revision;
    for (const id of changed ?? [...this.#tracksOf.keys()]) this.#take(id, this.#book.now(id));
    if (changed === undefined) for (const alert of this.#book.list()) this.#take(alert.id, alert);
  }

  /** Whether an audience that sees the track whole may see its mark. */
  shows(trackId: string, audience: Audience): boolean {
    for (const marks of this.#byTrack.get(trackId)?.values() ?? [])
      if (marks.some((mark) => mayShow(mark, audience))) return true;
    return false;
  }

  #take(id: string, alert: Alert | undefined): void {
    const before = this.#tracksOf.get(id) ?? [];
    for (const track of before) {
      const marks = this.#byTrack.get(track);
      marks?.delete(id);
      if (marks?.size === 0) this.#byTrack.delete(track);
    }
    const after = new Set<string>();
    const conditions = alert && isMarking(alert) ? [alert.lead, ...alert.parts] : [];
    for (const condition of conditions) {
      if (rankOf(condition.priority) > WARNING) continue;
      const mark = this.#markOf(condition);
      for (const { trackId } of condition.parties) {
        after.add(trackId);
        const marks = this.#byTrack.get(trackId) ?? new Map<string, readonly Mark[]>();
        this.#byTrack.set(trackId, marks);
        marks.set(id, [...(marks.get(id) ?? []), mark]);
      }
    }
    if (after.size > 0) this.#tracksOf.set(id, [...after]);
    else this.#tracksOf.delete(id);
    // Told anew although nothing changed for most: for somebody it may have.
    for (const track of new Set([...before, ...after])) {
      const slot = this.#picture.slotOf(track);
      if (slot !== undefined) this.#picture.setAlarmed(slot, this.#byTrack.has(track));
    }
  }

  #markOf({ kind, parties, about }: Condition): Mark {
    return {
      parties: parties.map((party) => ({
        ...{ id: party.trackId, kind: party.kind, nature: party.nature, feeds: { feeds: party.feeds } },
        distress: party.distress || kind === 'distress',
      })),
      records: aboutRecords(about).map(([record, id]) => {
        const value = this.#records.get(record, id)?.value;
        const owner = value && 'marking' in value ? value.marking.owner : undefined;
        return { kind: record, owner };
      }),
      isOfFeed: about.feedId !== undefined || about.sensorId !== undefined,
    };
  }
}

/** It is so now, and nobody put it aside. */
const isMarking = ({ state, endedMs, shelf, partOf }: Alert): boolean =>
  state !== 'closed' && endedMs === undefined && shelf === undefined && partOf === undefined;

/** Stricter than seeing the alert: of records only one's own count, released ones do not. */
const mayShow = ({ parties, records, isOfFeed }: Mark, audience: Audience): boolean =>
  !isOfFeed &&
  parties.every((party) => audience.sight(party) === 'whole') &&
  records.every(
    ({ kind, owner }) => owner === audience.records?.agency && audience.records?.kinds.has(kind) === true,
  );
