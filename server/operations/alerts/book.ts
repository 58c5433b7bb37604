/**
 * The alerts and how they stand: what the detectors find, what time brings and what people do with them. All of a tick
 * is one transaction, and told when it is on the disk. A disk that fails hides no alert: what the detectors found is
 * told all the same, counted as not kept, and written with the next tick; what a person does is refused.
 */

import { aboutRecords } from '../../../proto/domain/alert/aboutrecords.ts';
import {
  type Alert,
  type Condition,
  type Happening,
  PRIORITIES,
  type Priority,
} from '../../../proto/domain/alert/alert.ts';
import type { Clock } from '../../../proto/domain/clock.ts';
import type { RecordKind } from '../../../proto/domain/operations/record.ts';
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import { type Actor, SYSTEM } from '../actor.ts';
import type { AuditEntry } from '../audit/entry.ts';
import type { AuditLog } from '../audit/log.ts';
import type { Database } from '../database.ts';
import { done, isFault, type OperationFault, type Outcome } from '../outcome.ts';
import { type Acting, acted, type GivenAct, type NamedAgency } from './acted.ts';
import { ALERT_TABLES, type Kept, keepAlert, lastRevision, loadAlerts, readAlert } from './alerttables.ts';
import { bySystem, conditionsOf, lined } from './changed.ts';
import { Draft } from './draft.ts';
import { actOnParts, whyNotTogether } from './grouped.ts';
import { Incoming } from './incoming.ts';
import { AlertMemory, CLOSED_KEPT_MS } from './memory.ts';
import { byTime, makeRoom } from './timed.ts';
import { Watched } from './watched.ts';

/** Open at once. */
export const MAX_OPEN = 20_000;
/** Alerts of one act. */
export const MAX_ACTED = 500;
/** Told and not on the disk, at most. */
const MAX_UNSAVED = 50_000;

export interface AlertBookOptions {
  readonly database: Database;
  readonly audit: Pick<AuditLog, 'append'>;
  /** The machine's: people's acts, silence and escalation. */
  readonly clock: Pick<Clock, 'nowMs'>;
  /** Who is told of every emergency at once. */
  readonly rescueCentres: () => readonly NamedAgency[];
  /** Open at once; {@link MAX_OPEN} where absent. */
  readonly maxOpen?: number;
}

/** A person's act, permitted already. */
export interface ActAsked {
  readonly by: Actor;
  /** When their shift ends, by the machine's clock. */
  readonly shiftUntilMs?: EpochMs;
  /** For the audit log: the rule that permitted it. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Whether it may be done to what is grouped under the alert too; absent: to all of it. */
  readonly mayPart?: (part: Alert) => boolean;
}

/** What became of each. */
export interface Acted {
  /** Ids of those with which it was done. */
  readonly alerts: readonly string[];
  readonly faults: readonly (OperationFault & { readonly id: string })[];
}

export interface AlertCounts extends Readonly<Record<Priority, number>> {
  /** Closed to make room for others, since the start. */
  readonly madeRoom: number;
  /** Told, and not on the disk yet. */
  readonly unsaved: number;
}

export class AlertBook {
  readonly #options: AlertBookOptions;
  readonly #memory: AlertMemory;
  readonly #incoming: Incoming;
  readonly #watched: Watched;
  readonly #listeners = new Set<(urgent: boolean) => void>();
  readonly #startedMs: EpochMs;
  #revision: number;
  #dataNowMs: EpochMs;
  #madeRoom = 0;
  #unsaved = new Map<string, Kept>();
  #unsavedAudit: AuditEntry[] = [];

  private constructor(options: AlertBookOptions) {
    const { database, clock } = options;
    this.#options = options;
    this.#revision = lastRevision(database);
    this.#startedMs = clock.nowMs();
    this.#dataNowMs = this.#startedMs;
    this.#memory = new AlertMemory(this.#revision);
    const loaded = loadAlerts(database, epochMs(clock.nowMs() - CLOSED_KEPT_MS));
    for (const { alert, closedMs } of loaded) this.#memory.put(alert, closedMs);
    this.#watched = new Watched(database, this.#startedMs);
    this.#incoming = new Incoming(this.#memory, this.#watched.awayMs);
  }

  /** Reads what is open; throws a `DatabaseError` when the file cannot be used or a newer version wrote it. */
  static open(options: AlertBookOptions): AlertBook {
    options.database.migrate('alerts', ALERT_TABLES);
    return new AlertBook(options);
  }

  /** Grows by one with every change of any alert. */
  get revision(): number {
    return this.#revision;
  }

  get counts(): AlertCounts {
    const open = Object.fromEntries(PRIORITIES.map((priority) => [priority, 0])) as Record<Priority, number>;
    for (const { priority } of this.#memory.open()) open[priority] += 1;
    return { ...open, madeRoom: this.#madeRoom, unsaved: this.#unsaved.size };
  }

  /** Open, and closed within a day. */
  list(): Iterable<Alert> {
    return this.#memory.all();
  }

  /** One of {@link list}; undefined: there is none now. */
  now(id: string): Alert | undefined {
    return this.#memory.get(id);
  }

  /** However long ago it closed. */
  get(id: string): Alert | undefined {
    return this.#memory.get(id) ?? readAlert(this.#options.database, id)?.alert;
  }

  /** Ids of what changed after a revision, what left {@link list} among them; undefined: too long ago. */
  changedSince(revision: number): readonly string[] | undefined {
    return this.#memory.changedSince(revision);
  }

  /** A record changed: of the alerts that speak of it others may see something else. */
  touchAbout(kind: RecordKind, id: string): void {
    const speaks = ({ about }: Condition): boolean =>
      aboutRecords(about).some(([of, one]) => of === kind && one === id);
    for (const alert of this.#memory.all()) if (conditionsOf(alert).some(speaks)) this.#touch(alert.id);
  }

  #touch(id: string): void {
    this.#revision += 1;
    this.#memory.touch(id, this.#revision);
  }

  /** @param listener told after each change; `urgent`: an emergency or an alarm began, worsened or came back */
  onChange(listener: (urgent: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Takes what the detectors say, and what is due. Answers a `storage` fault where it could not be written: it is told
   * all the same, and tried again.
   * @param dataNowMs the picture's time
   */
  tick(happenings: readonly Happening[], dataNowMs: EpochMs): Outcome<undefined> {
    this.#dataNowMs = dataNowMs;
    const nowMs = this.#options.clock.nowMs();
    const draft = new Draft(this.#memory, nowMs);
    this.#incoming.take(happenings, draft, { nowMs, dataNowMs });
    byTime(this.#memory, draft, nowMs, this.#startedMs);
    for (const alert of draft.changed()) this.#tellRescue(draft, alert, nowMs);
    const { maxOpen = MAX_OPEN } = this.#options;
    this.#madeRoom += makeRoom(this.#memory, draft, maxOpen, nowMs);
    const outcome = this.#commit(draft, true);
    if (outcome.ok) this.#watched.tick(nowMs);
    this.#memory.forgetOld(nowMs);
    for (const id of this.#memory.left()) this.#touch(id);
    return outcome;
  }

  /** What a person does with one alert. It is on the disk, with its row in the audit log, when this answers. */
  act(id: string, given: GivenAct, asked: ActAsked): Outcome<Alert> {
    const outcome = this.actAll([id], given, asked);
    if (!outcome.ok) return outcome;
    const [fault] = outcome.value.faults;
    return fault ? { ok: false, fault } : done(this.get(id)!);
  }

  /** The same with several, 500 at most, in one transaction: those that cannot be are left, and told by their ids. */
  actAll(ids: readonly string[], given: GivenAct, asked: ActAsked): Outcome<Acted> {
    const nowMs = this.#options.clock.nowMs();
    const acting = { ...asked, nowMs, dataNowMs: this.#dataNowMs };
    const draft = new Draft(this.#memory, nowMs);
    const alerts: string[] = [];
    const faults: (OperationFault & { readonly id: string })[] = [];
    for (const id of [...new Set(ids)].slice(0, MAX_ACTED)) {
      const fault = this.#actOn(id, given, acting, draft);
      if (fault) faults.push({ ...fault, id });
      else alerts.push(id);
    }
    const kept = this.#commit(draft, false);
    return kept.ok ? done({ alerts, faults }) : kept;
  }

  #actOn(id: string, given: GivenAct, acting: Acting & ActAsked, draft: Draft): OperationFault | undefined {
    const old = draft.get(id) ? undefined : readAlert(this.#options.database, id);
    if (old) draft.adopt(old);
    const before = draft.get(id) ?? old?.alert;
    if (before === undefined) return noSuchAlert(id);
    const next = whyNotTogether(draft, before, given) ?? acted(before, given, acting);
    if (isFault(next)) return next;
    if (next === before) return undefined;
    draft.put(next);
    const { act, ...said } = given;
    const parts = actOnParts(draft, id, given, acting, acting.mayPart ?? (() => true));
    for (const one of [id, ...parts])
      draft.audit.push({
        ...{ by: acting.by, action: act, object: { kind: 'alert', id: one }, outcome: 'yes' },
        details: { ...acting.details, ...said, ...(one !== id && { with: id }) },
        ...('reason' in given && given.reason !== undefined && { reason: given.reason }),
      });
    return undefined;
  }

  /** Every emergency goes to the rescue coordination centres at once, and that it did is in the log. */
  #tellRescue(draft: Draft, alert: Alert, nowMs: EpochMs): void {
    if (alert.priority !== 'emergency' || alert.rescue !== undefined) return;
    const centres = this.#options.rescueCentres();
    const rescue = centres.map(({ id, name }) => ({ agency: id, name, atMs: nowMs }));
    const names = centres.map(({ name }) => name).join(', ');
    draft.put({ ...lined(alert, bySystem('told', nowMs, names)), rescue });
    const details = { to: centres.map(({ id }) => id), alert: alert.id };
    const entry = { by: SYSTEM, action: 'distressTold', outcome: 'yes', details } as const;
    const { parties, place, onsetMs, key } = alert.lead;
    // Without a place there is no track: who calls is all that is known.
    const objects = place
      ? parties.map(({ trackId }) => ({ kind: 'track', id: trackId }))
      : parties.map(({ mmsi }) => ({ kind: 'distressCall', id: `${mmsi ?? key}-${onsetMs}` }));
    for (const object of objects) draft.audit.push({ ...entry, object });
  }

  /** @param isData the detectors' and time's: what cannot be kept is told all the same */
  #commit(draft: Draft, isData: boolean): Outcome<undefined> {
    draft.settle();
    if (draft.size === 0 && this.#unsaved.size === 0) return done(undefined);
    let revision = this.#revision;
    const kept = draft.kept(() => {
      revision += 1;
      return revision;
    });
    const outcome = this.#write(kept, draft.audit, isData);
    if (!outcome.ok && !isData) return outcome;
    const isUrgent = kept.some(({ alert }) => isLoud(alert, this.#memory.get(alert.id)));
    for (const { alert, closedMs } of kept) this.#memory.put(alert, closedMs);
    this.#revision = revision;
    if (kept.length > 0) for (const listener of this.#listeners) listener(isUrgent);
    return outcome;
  }

  #write(kept: readonly Kept[], audit: readonly AuditEntry[], isData: boolean): Outcome<undefined> {
    const all = new Map(this.#unsaved);
    for (const one of kept) {
      const earlier = all.get(one.alert.id)?.lines ?? [];
      all.set(one.alert.id, { ...one, lines: [...earlier, ...one.lines] });
    }
    const entries = [...this.#unsavedAudit, ...audit];
    const { database, audit: log } = this.#options;
    const outcome = database.transaction(() => {
      for (const one of all.values()) keepAlert(database, one);
      if (entries.length > 0) log.append(entries);
      return done(undefined);
    });
    if (!outcome.ok && !isData) return outcome;
    this.#unsaved = outcome.ok ? new Map() : bounded(all);
    this.#unsavedAudit = outcome.ok ? [] : entries.slice(-MAX_UNSAVED);
    return outcome;
  }
}

/** The first that could not be kept are given up first. */
function bounded(unsaved: Map<string, Kept>): Map<string, Kept> {
  for (const id of unsaved.keys()) {
    if (unsaved.size <= MAX_UNSAVED) break;
    unsaved.delete(id);
  }
  return unsaved;
}

const noSuchAlert = (id: string): OperationFault => ({
  ...{ kind: 'unknown', what: 'no such alert', where: `alert/${id}`, remedy: 'see /api/alerts' },
});

/** It sounds: nobody waits for it until the next turn. */
const isLoud = ({ state, priority, toldMs }: Alert, before: Alert | undefined): boolean =>
  state === 'unacknowledged' &&
  (priority === 'emergency' || priority === 'alarm') &&
  (before === undefined || before.toldMs !== toldMs || before.state === 'silenced');
