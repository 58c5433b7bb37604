/** What each who asks may see of the alerts, condition by condition, by the one policy. */
import { aboutRecords } from '../../proto/domain/alert/aboutrecords.ts';
import type { Alert, AlertsAnswer, Condition } from '../../proto/domain/alert/alert.ts';
import type { FeedId } from '../../proto/domain/ids.ts';
import type { AnyVersion, RecordKind, Version } from '../../proto/domain/operations/record.ts';
import type { Access } from '../access/access.ts';
import type { Asker } from '../access/asker.ts';
import type { AlertThing, PolicyObject, RecordThing } from '../access/decision.ts';
import { ALERT_OF_OTHERS } from '../access/rules.table.ts';
import { shownAlert } from '../access/shownalert.ts';
import { viewpoints } from '../access/viewpoints.ts';
import { SYSTEM } from '../operations/actor.ts';
import type { AlertBook } from '../operations/alerts/book.ts';
import type { RecordsView } from '../operations/kind.ts';
import { recordObject } from './recordviews.ts';
import type { PictureSource } from './source.ts';
import { tellsAll, viewOf } from './trackview.ts';
import { Views } from './views.ts';
import { sightOf } from './visible.ts';

/** What the alerts speak of; `Records` of server/operations fits. */
export interface AlertRecords extends RecordsView {
  /** All versions of one thing, oldest first. */
  versions<K extends RecordKind>(kind: K, id: string): readonly Version<K>[];
}

/** Removed records remembered as they last were; beyond it the first is read again. */
const MAX_REMOVED = 10_000;

/** Of the path of a rule: what a zone's owner or a watch list watches for. */
const BY_RULE = /^(?:zone|watchList)\//;

/** The alerts there are; of `AlertBook` those that are now, of a replay those that were then. */
export type ToldBook = Pick<AlertBook, 'revision' | 'list' | 'now' | 'changedSince'>;

export interface AlertViewsOptions {
  readonly access: Access;
  readonly book: ToldBook;
  readonly records: AlertRecords;
  readonly source: PictureSource;
}

export class AlertViews {
  readonly #options: AlertViewsOptions;
  readonly #views: Views<Alert>;
  readonly #removed = new Map<string, AnyVersion | undefined>();

  constructor(options: AlertViewsOptions) {
    const { access, book } = options;
    this.#options = options;
    this.#views = new Views<Alert>(access, {
      get revision() {
        return book.revision;
      },
      byPerson: false,
      *all() {
        for (const alert of book.list()) yield [alert.id, alert];
      },
      changedSince: (revision) => book.changedSince(revision)?.map((id) => [id, book.now(id)] as const),
      shown: (asker, alert) => this.shown(asker, alert),
      isSame: (one, other) =>
        one === other || (one.revision === other.revision && JSON.stringify(one) === JSON.stringify(other)),
    });
  }

  /** @param since of the last answer @param name its `access` */
  answer(asker: Asker, since: number, name: string): AlertsAnswer {
    const { told, ...answer } = this.#views.answer(asker, since, name);
    return { ...answer, alerts: told };
  }

  /** Open, and closed within a day, as the asker may see them. */
  all(asker: Asker): Iterable<Alert> {
    return this.#views.shown(asker).values();
  }

  /** As the asker may see it; undefined: not at all. */
  shown(asker: Asker, alert: Alert): Alert | undefined {
    const { access, book } = this.#options;
    const sees = (object: PolicyObject): boolean => access.decide(asker, 'see', object).verdict === 'yes';
    const seesCondition = (condition: Condition): boolean => sees(this.#thing(alert.id, [condition]));
    const shown = shownAlert(alert, {
      seesCondition,
      tellsParty: ({ trackId, kind, nature, feeds, distress }, condition) =>
        feeds.every((feed) =>
          sees({
            ...{ kind: 'track', trackId, trackKind: kind, nature, feeds: [feed] },
            distress: distress || condition.kind === 'distress',
          }),
        ),
      tellsText: (text, condition) =>
        this.#thing(alert.id, [condition]).records.every((record) => this.#tellsText(asker, record, text)),
      track: (id) => this.#sightOf(asker, id),
      seesFeed: (feedId) => sees({ kind: 'feed', feedId }),
      seesAlert(id) {
        const whole = book.now(id);
        return whole !== undefined && [whole.lead, ...whole.parts].some(seesCondition);
      },
      isOwn: (by) => by === SYSTEM.id || this.#isColleague(asker, by),
    });
    if (shown === undefined) return undefined;
    // Nobody is asked to answer what is another service's to answer.
    const { rule } = access.decide(asker, 'answerAlert', this.thing(alert));
    return rule === ALERT_OF_OTHERS ? { ...shown, onlySeen: true } : shown;
  }

  /** The name is told of what is seen in part, and nothing else that is written in it. */
  #tellsText(asker: Asker, record: RecordThing, text: string): boolean {
    const { verdict } = this.#options.access.decide(asker, 'see', record);
    return (
      verdict === 'yes' || (verdict === 'reduced' && 'name' in record.value && record.value.name === text)
    );
  }

  /** Of a track in the picture now; of one that is gone nobody knows whose it was. */
  #sightOf(asker: Asker, id: string): 'none' | 'nameless' | 'told' {
    const { access, source } = this.#options;
    const slot = source.slotOf(id);
    const audience = slot === undefined ? undefined : access.audience(asker);
    if (slot === undefined || !audience || sightOf(source, slot, audience) !== 'whole') return 'none';
    const view = viewOf(source, slot, audience);
    return view && tellsAll(source, view) ? 'told' : 'nameless';
  }

  /** All of it, for the policy: what somebody does is done to the whole. */
  thing(alert: Alert): AlertThing {
    return this.#thing(alert.id, [alert.lead, ...alert.parts]);
  }

  #thing(id: string, conditions: readonly Condition[]): AlertThing {
    const feeds: FeedId[] = [];
    const records: RecordThing[] = [];
    let isUnknown = false;
    for (const { about } of conditions) {
      if (about.feedId !== undefined) feeds.push(about.feedId);
      if (about.sensorId !== undefined) {
        const feed = this.#feedOfSensor(about.sensorId);
        if (feed === undefined) isUnknown = true;
        else feeds.push(feed);
      }
      for (const [kind, named] of aboutRecords(about)) {
        const version = this.#record(kind, named);
        if (version) records.push(recordObject(version));
        else isUnknown = true;
      }
    }
    const parties = conditions.flatMap((condition) => condition.parties);
    const isDistress = conditions.every(({ kind }) => kind === 'distress');
    const isByRule = conditions.some(({ rule }) => BY_RULE.test(rule));
    return { kind: 'alert', id, isDistress, parties, feeds, records, isUnknown, isByRule };
  }

  /** A sensor's id begins with its feed's; the picture knows better. */
  #feedOfSensor(id: string): FeedId | undefined {
    const known = this.#options.source.sensors.list().find((sensor) => sensor.id === id)?.feedId;
    return (known ?? id.split('/')[0]) as FeedId | undefined;
  }

  /** As it stands, or stood before it was removed. */
  #record(kind: RecordKind, id: string): AnyVersion | undefined {
    const { records } = this.#options;
    const standing = records.get(kind, id) as AnyVersion | undefined;
    if (standing) return standing;
    const name = `${kind}/${id}`;
    if (!this.#removed.has(name)) {
      this.#removed.set(name, records.versions(kind, id).at(-1) as AnyVersion | undefined);
      if (this.#removed.size > MAX_REMOVED) this.#removed.delete(this.#removed.keys().next().value!);
    }
    return this.#removed.get(name);
  }

  /** Of the agency through whose eyes is looked, by somebody who may know its people: a wall display may not. */
  #isColleague(asker: Asker, by: string): boolean {
    const version = this.#record('person', by);
    if (version?.kind !== 'person') return false;
    const { agencies } = viewpoints(asker);
    return (
      agencies.every((agency) => agency === version.value.agency) &&
      this.#options.access.decide(asker, 'see', recordObject(version)).verdict !== 'no'
    );
  }
}
