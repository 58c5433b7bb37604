/**
 * What each who asks may see of the records, kept so that the next question is answered with what changed for them:
 * by people's changes, and by what they may see itself.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  type AnyVersion,
  RECORD_KINDS,
  type RecordKind,
  type Version,
} from '../../proto/domain/operations/record.ts';
import type { OperationsAnswer } from '../../proto/domain/operations/session.ts';
import type { Access } from '../access/access.ts';
import type { Asker } from '../access/asker.ts';
import type { PolicyObject } from '../access/decision.ts';
import { shownRecord } from '../access/shown.ts';
import type { RecordsView } from '../operations/kind.ts';

/** Views kept, the one that was asked for longest ago goes first: whoever stood upon it is told everything anew. */
const MAX_VIEWS = 256;

/** What publishing reads of the records; `Records` of server/operations fits. */
export interface RecordsSource extends RecordsView {
  readonly revision: number;
  /** Undefined: too long ago. */
  changedSince(revision: number): readonly AnyVersion[] | undefined;
}

interface View {
  /** Whose it is: equal for those who see the same. */
  readonly of: string;
  readonly revision: number;
  readonly accessRevision: number;
  /** As they are shown, by `<kind>/<id>`. */
  readonly shown: ReadonlyMap<string, AnyVersion>;
}

export const recordObject = (version: AnyVersion): PolicyObject =>
  ({ kind: 'record', record: version.kind, id: version.id, value: version.value }) as PolicyObject;

/** The version as the asker may see it; undefined: not at all. */
export function shownVersion<K extends RecordKind>(
  access: Access,
  asker: Asker,
  version: Version<K>,
): Version<K> | undefined {
  const decision = access.decide(asker, 'see', recordObject(version as unknown as AnyVersion));
  const value = shownRecord(version.kind, version.value, decision);
  if (value === undefined) return undefined;
  if (decision.verdict !== 'reduced') return version;
  // Who changed it and why is part of what names persons.
  const { reason: _reason, ...rest } = version;
  return { ...rest, value, by: '', byName: '' };
}

const nameOf = ({ kind, id }: AnyVersion): string => `${kind}/${id}`;

export class RecordViews {
  readonly #access: Access;
  readonly #records: RecordsSource;
  /** By their names, which nobody can guess; the one asked for longest ago first. */
  readonly #views = new Map<string, View>();
  /** The newest view's name, by whose it is. */
  readonly #newest = new Map<string, string>();

  constructor(access: Access, records: RecordsSource) {
    this.#access = access;
    this.#records = records;
  }

  /** @param since of the last answer @param name its `access` */
  answer(asker: Asker, since: number, name: string): OperationsAnswer {
    const of = whoseView(asker);
    const access = this.#current(asker, of);
    const now = this.#views.get(access)!;
    const before = this.#views.get(name);
    const { revision, shown } = now;
    if (before === undefined || before.of !== of || before.revision !== since)
      return { revision, access, whole: true, records: [...shown.values()], gone: [] };
    const records = [...shown].filter(([at, one]) => before.shown.get(at) !== one).map(([, one]) => one);
    const gone = [...before.shown.keys()].filter((at) => !shown.has(at));
    return { revision, access, whole: false, records, gone };
  }

  /** The name of the view as it is now. */
  #current(asker: Asker, of: string): string {
    const name = this.#newest.get(of);
    const last = name === undefined ? undefined : this.#views.get(name);
    const { revision } = this.#records;
    const accessRevision = this.#access.revision;
    if (name !== undefined && last?.revision === revision && last.accessRevision === accessRevision) {
      this.#keep(name, last);
      return name;
    }
    const changed =
      last?.accessRevision === accessRevision ? this.#records.changedSince(last.revision) : undefined;
    const shown =
      changed && last ? this.#goneOn(asker, last.shown, changed) : this.#whole(asker, last?.shown);
    const next = randomBytes(9).toString('base64url');
    this.#keep(next, { of, revision, accessRevision, shown });
    this.#newest.set(of, next);
    return next;
  }

  #goneOn(
    asker: Asker,
    before: ReadonlyMap<string, AnyVersion>,
    changed: readonly AnyVersion[],
  ): ReadonlyMap<string, AnyVersion> {
    const shown = new Map(before);
    for (const version of changed) {
      const one = version.removed ? undefined : shownVersion(this.#access, asker, version as Version);
      if (one === undefined) shown.delete(nameOf(version));
      else shown.set(nameOf(version), one as AnyVersion);
    }
    return shown;
  }

  /** What is shown as before stays the same object: only what differs is told. */
  #whole(asker: Asker, before?: ReadonlyMap<string, AnyVersion>): ReadonlyMap<string, AnyVersion> {
    const shown = new Map<string, AnyVersion>();
    for (const kind of RECORD_KINDS) {
      for (const version of this.#records.list(kind) as readonly Version[]) {
        const one = shownVersion(this.#access, asker, version) as AnyVersion | undefined;
        if (one === undefined) continue;
        const at = nameOf(one);
        const old = before?.get(at);
        const isSame = old?.version === one.version && JSON.stringify(old) === JSON.stringify(one);
        shown.set(at, old !== undefined && isSame ? old : one);
      }
    }
    return shown;
  }

  #keep(name: string, view: View): void {
    this.#views.delete(name);
    this.#views.set(name, view);
    if (this.#views.size <= MAX_VIEWS) return;
    const [[oldest, { of }] = ['', view]] = this.#views;
    this.#views.delete(oldest);
    if (this.#newest.get(of) === oldest) this.#newest.delete(of);
  }
}

/** Equal for those of whom the policy knows no difference. */
const whoseView = ({ personId, agency, roles, room, seesAs }: Asker): string =>
  createHash('sha256')
    .update(JSON.stringify([personId, agency, roles, room, seesAs]))
    .digest('base64url');
