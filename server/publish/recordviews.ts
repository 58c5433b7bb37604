/** What each who asks may see of the records, whole at first, then what changed for them. */
import {
  type AnyVersion,
  RECORD_KINDS,
  type RecordKind,
  type Version,
} from '../../proto/domain/operations/record.ts';
import type { OperationsAnswer } from '../../proto/domain/operations/session.ts';
import type { Access } from '../access/access.ts';
import type { Asker } from '../access/asker.ts';
import type { RecordThing } from '../access/decision.ts';
import { shownRecord } from '../access/shown.ts';
import type { RecordsView } from '../operations/kind.ts';
import { Views } from './views.ts';

/** What publishing reads of the records; `Records` of server/operations fits. */
export interface RecordsSource extends RecordsView {
  readonly revision: number;
  /** Undefined: too long ago. */
  changedSince(revision: number): readonly AnyVersion[] | undefined;
}

export const recordObject = (version: AnyVersion): RecordThing =>
  ({ kind: 'record', record: version.kind, id: version.id, value: version.value }) as RecordThing;

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
  readonly #views: Views<AnyVersion>;

  constructor(access: Access, records: RecordsSource) {
    this.#views = new Views<AnyVersion>(access, {
      get revision() {
        return records.revision;
      },
      // A person sees what is entered of them.
      byPerson: true,
      *all() {
        for (const kind of RECORD_KINDS)
          for (const version of records.list(kind) as readonly AnyVersion[]) yield [nameOf(version), version];
      },
      changedSince: (revision) =>
        records
          .changedSince(revision)
          ?.map((version) => [nameOf(version), version.removed ? undefined : version] as const),
      shown: (asker, version) => shownVersion(access, asker, version as Version) as AnyVersion | undefined,
      isSame: (one, other) =>
        one === other || (one.version === other.version && JSON.stringify(one) === JSON.stringify(other)),
    });
  }

  /** @param since of the last answer @param name its `access` */
  answer(asker: Asker, since: number, name: string): OperationsAnswer {
    const { told, ...answer } = this.#views.answer(asker, since, name);
    return { ...answer, records: told };
  }
}
