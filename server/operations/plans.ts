/**
 * The rules of the kinds, applied: what people enter and what happens to it goes through here into the records. Who may
 * is decided before, by access.
 */
import type { Clock } from '../../proto/domain/clock.ts';
import type { Finding, RecordKind, RecordValues, Version } from '../../proto/domain/operations/record.ts';
import type { EpochMs } from '../../proto/domain/units.ts';
import { SYSTEM } from './actor.ts';
import { DueByTime } from './duebytime.ts';
import type { AnyKindRules, KindRules } from './kind.ts';
import { done, isFault, notDone, type OperationFault, type Outcome } from './outcome.ts';
import type { Decided, Records } from './records.ts';
import { stateOf, transit } from './transition.ts';

const LONGEST_REASON = 1000;
/** In this state a plan binds nobody: what is found of it is told and forbids nothing. */
const DRAFT = 'draft';

/** What the checks over all plans find of one. `id`: of the one that is changed. */
export type FindingsOf = <K extends RecordKind>(
  kind: K,
  value: RecordValues[K],
  id: string | undefined,
) => readonly Finding[];

export interface PlansOptions {
  readonly records: Records;
  readonly clock: Clock;
  /** One of each kind. */
  readonly rules: readonly AnyKindRules[];
  /** Nothing is found where absent. */
  readonly findings?: FindingsOf;
}

/** What was kept, and what the checks found of it all the same. */
export interface Made<K extends RecordKind> {
  readonly record: Version<K>;
  readonly findings: readonly Finding[];
}

/** What somebody asks for beside the thing itself. */
export interface Asked extends Decided {
  /** Of an event: a status, the next patrol. */
  readonly eventDetails?: unknown;
}

export class Plans {
  readonly #records: Records;
  readonly #clock: Clock;
  readonly #rules: ReadonlyMap<RecordKind, AnyKindRules>;
  readonly #findings: FindingsOf;
  readonly #dueByTime: DueByTime;

  constructor({ records, clock, rules, findings }: PlansOptions) {
    this.#records = records;
    this.#clock = clock;
    this.#rules = new Map(rules.map((one) => [one.kind, one]));
    this.#findings = findings ?? (() => []);
    this.#dueByTime = new DueByTime(rules);
  }

  /** Its table of states, the form of its ids; undefined: the kind is not entered here. */
  rules<K extends RecordKind>(kind: K): KindRules<K> | undefined {
    return this.#rules.get(kind) as unknown as KindRules<K> | undefined;
  }

  /**
   * @param value as somebody sent it: nothing of it is trusted
   * @param id of kinds whose ids people choose, or of what is loaded from a file
   */
  create<K extends RecordKind>(kind: K, value: unknown, asked: Asked, id?: string): Outcome<Made<K>> {
    const rules = this.rules(kind);
    if (!rules) return noSuchKind(kind);
    if (rules.idForm && (id === undefined || !rules.idForm.test(id)))
      return notDone(
        'invalid',
        `it needs an id of the form ${rules.idForm.source}`,
        'id',
        'choose a short name',
      );
    return this.#kept(rules, this.#entered(rules, value, undefined), asked, undefined, (settled) =>
      this.#records.create(kind, settled, reasoned(asked), id),
    );
  }

  /** @param version the one that the change was made upon. The state stays, unless the kind's rules settle it anew. */
  change<K extends RecordKind>(
    kind: K,
    id: string,
    version: number,
    value: unknown,
    asked: Asked,
  ): Outcome<Made<K>> {
    const rules = this.rules(kind);
    if (!rules) return noSuchKind(kind);
    const standing = this.#records.standing(kind, id, version);
    if (!standing.ok) return standing;
    return this.#kept(rules, this.#entered(rules, value, standing.value), asked, id, (settled) =>
      this.#records.change(kind, id, version, settled, reasoned(asked)),
    );
  }

  /** An event of the kind's table of states; those of the system happen by {@link tick} alone. */
  event<K extends RecordKind>(
    kind: K,
    id: string,
    event: string,
    version: number,
    asked: Asked,
  ): Outcome<Made<K>> {
    const rules = this.rules(kind);
    if (!rules) return noSuchKind(kind);
    const standing = this.#records.standing(kind, id, version);
    if (!standing.ok) return standing;
    const before = standing.value;
    const next = this.#after(rules, before, event, asked);
    return this.#kept(
      rules,
      next,
      asked,
      id,
      (value) => this.#records.change(kind, id, version, value, reasoned(asked), event),
      // What is settled goes on whatever is found meanwhile: nobody is kept from ending or beginning it.
      rules.states === undefined || stateOf(rules.states, before.value) === DRAFT,
    );
  }

  remove<K extends RecordKind>(kind: K, id: string, version: number, asked: Asked): Outcome<Made<K>> {
    const rules = this.rules(kind);
    if (!rules) return noSuchKind(kind);
    const fault = reasonFault(asked);
    if (fault) return { ok: false, fault };
    const standing = this.#records.standing(kind, id, version);
    if (!standing.ok) return standing;
    const used = rules.inUse?.(standing.value, this.#records, this.#clock.nowMs());
    if (used) return { ok: false, fault: used };
    const removed = this.#records.remove(kind, id, version, reasoned(asked));
    return removed.ok ? done({ record: removed.value, findings: [] }) : removed;
  }

  /**
   * A value as it would be entered: in the state that the thing has, or begins with, whatever was sent. Who may is decided
   * of this. `id`: of the one that is changed.
   */
  read<K extends RecordKind>(kind: K, value: unknown, id?: string): Outcome<RecordValues[K]> {
    const rules = this.rules(kind);
    if (!rules) return noSuchKind(kind);
    return stated(rules, value, id === undefined ? undefined : this.#records.get(kind, id));
  }

  /** What would be found, without keeping it. `id`: of the one that is changed. */
  check(kind: RecordKind, value: unknown, id?: string): Outcome<readonly Finding[]> {
    const rules = this.rules(kind);
    if (!rules) return noSuchKind(kind);
    const before = id === undefined ? undefined : this.#records.get(kind, id);
    const entered = this.#entered(rules, value, before);
    return entered.ok ? done(this.#findings(kind, entered.value, id)) : entered;
  }

  /**
   * Does what is due by time, as the system: at most 100 events of 10,000 things looked at, in one transaction. Answers
   * how many; where the disk fails, a later tick finds them again.
   */
  tick(nowMs: EpochMs): Outcome<number> {
    const due = this.#dueByTime.next(this.#records, nowMs);
    if (due.length === 0) return done(0);
    return this.#records.together(() => {
      let made = 0;
      for (const { rules, version, event } of due) if (this.#byTime(rules, version, event)) made += 1;
      return done(made);
    });
  }

  /** What a rule forbids by then is left as it is. */
  #byTime<K extends RecordKind>(rules: KindRules<K>, version: Version<K>, event: string): boolean {
    const next = this.#after(rules, version, event, { by: SYSTEM });
    if (!next.ok) return false;
    return this.#records.change(rules.kind, version.id, version.version, next.value, { by: SYSTEM }, event)
      .ok;
  }

  #entered<K extends RecordKind>(
    rules: KindRules<K>,
    value: unknown,
    before: Version<K> | undefined,
  ): Outcome<RecordValues[K]> {
    const nowMs = this.#clock.nowMs();
    const read = stated(rules, value, before);
    if (!read.ok) return read;
    const settled = rules.settle?.(read.value, before, nowMs) ?? read.value;
    if (isFault(settled)) return { ok: false, fault: settled };
    const fault = rules.check?.(settled, this.#records, nowMs, before);
    return fault ? { ok: false, fault } : done(settled);
  }

  #after<K extends RecordKind>(
    rules: KindRules<K>,
    before: Version<K>,
    event: string,
    { by, reason, eventDetails }: Asked,
  ): Outcome<RecordValues[K]> {
    const atMs = this.#clock.nowMs();
    const given = {
      event,
      by: { id: by.id, name: by.name, ...(by.agency !== undefined && { agency: by.agency }) },
      atMs,
      ...(reason !== undefined && { reason }),
      ...(eventDetails !== undefined && { details: eventDetails }),
    };
    const transited = transit(rules, before.value, given, this.#records);
    if (isFault(transited)) return { ok: false, fault: transited };
    const bySystem = by.how === 'system';
    if (transited.row.who === 'system' && !bySystem)
      return notDone(
        'refused',
        `"${event}" happens by itself`,
        `${rules.kind}.${event}`,
        'wait for its time',
      );
    // What happens by time is written down whatever has gone since.
    if (bySystem) return done(transited.value);
    const read = readBy(rules, transited.value);
    if (!read.ok) return read;
    const fault = rules.check?.(read.value, this.#records, atMs, before);
    return fault ? { ok: false, fault } : read;
  }

  #kept<K extends RecordKind>(
    rules: KindRules<K>,
    value: Outcome<RecordValues[K]>,
    asked: Asked,
    id: string | undefined,
    keep: (value: RecordValues[K]) => Outcome<Version<K>>,
    forbids = true,
  ): Outcome<Made<K>> {
    if (!value.ok) return value;
    const fault = reasonFault(asked);
    if (fault) return { ok: false, fault };
    const findings = this.#findings(rules.kind, value.value, id);
    const isDraft = rules.states !== undefined && stateOf(rules.states, value.value) === DRAFT;
    if (forbids && !isDraft && findings.some(({ severity }) => severity === 'error'))
      return { ok: false, fault: forbidden(rules.kind, findings) };
    const kept = keep(value.value);
    return kept.ok ? done({ record: kept.value, findings }) : kept;
  }
}

const memberOf = (value: object, member: string): unknown =>
  (value as Readonly<Record<string, unknown>>)[member];

/** Nobody says in which state a thing is: events do. */
function stated<K extends RecordKind>(
  rules: KindRules<K>,
  value: unknown,
  before: Version<K> | undefined,
): Outcome<RecordValues[K]> {
  const member = rules.states?.member;
  if (member === undefined || typeof value !== 'object' || value === null) return readBy(rules, value);
  return readBy(rules, {
    ...value,
    [member]: before ? memberOf(before.value, member) : rules.states?.first,
  });
}

function readBy<K extends RecordKind>(rules: KindRules<K>, value: unknown): Outcome<RecordValues[K]> {
  const read = rules.schema.safeParse(value);
  if (read.success) return done(read.data);
  const [issue] = read.error.issues;
  const where = issue?.path.map(String).join('.') || rules.kind;
  return notDone('invalid', issue?.message ?? 'it cannot be read', where, 'correct it');
}

/** As it is kept: without spaces around, and absent where it is empty. */
function reasoned({ by, reason, details }: Asked): Decided {
  const said = reason?.trim() ?? '';
  return { by, ...(said !== '' && { reason: said }), ...(details && { details }) };
}

const reasonFault = ({ reason = '' }: Asked): OperationFault | undefined =>
  reason.length > LONGEST_REASON
    ? {
        kind: 'invalid',
        what: `the reason is longer than ${LONGEST_REASON} letters`,
        where: 'reason',
        remedy: 'say it shorter',
      }
    : undefined;

const forbidden = (kind: RecordKind, findings: readonly Finding[]): OperationFault => ({
  kind: 'refused',
  what: 'the checks found what forbids it',
  where: kind,
  remedy: 'see what was found, and change the plan',
  findings,
});

const noSuchKind = (kind: RecordKind): Outcome<never> =>
  notDone('unknown', `nothing of the kind ${kind} is entered here`, kind, 'look at the list of kinds');
