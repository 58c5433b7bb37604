/** What people decided, given in a file: checked by the same rules as what they enter, kept in memory, never changed. */
import type { WatchedRecords } from '../../proto/domain/detecting.ts';
import type { AgencyId } from '../../proto/domain/operations/agency.ts';
import type { RecordKind, RecordValues, Version } from '../../proto/domain/operations/record.ts';
import { epochMs } from '../../proto/domain/units.ts';
import type { SettingFault } from '../feeds/settings.ts';
import { keyPath } from '../jsonfile.ts';
import { KINDS } from '../operations/kinds.ts';

/** What a file need not say. */
const USUAL: { readonly [K in RecordKind]?: Readonly<Record<string, unknown>> } = {
  zone: { purpose: 'vigilance', life: 'active' },
  detection: { off: [], priorities: {}, thresholds: {}, ofClass: {}, inZone: {} },
  watchList: { vessels: [], areas: [], patterns: [] },
};
/** Kinds that belong to nobody. */
const UNMARKED: readonly RecordKind[] = ['agency', 'person'];
/** Before all data: what was given held from the beginning. */
const GIVEN_MS = epochMs(0);

export class GivenRecords implements WatchedRecords {
  /** Settings hold from the first tick: what is read is never revision 0 of nothing. */
  revision = 1;
  readonly #owner: AgencyId;
  /** The file may say more of its own agency than that it is there. */
  #isOwnerGiven = false;
  readonly #byKind = new Map<RecordKind, Map<string, Version>>();

  constructor(owner: AgencyId) {
    this.#owner = owner;
    this.#keep('agency', owner, { name: owner, country: 'XA', service: 'other' });
  }

  get<K extends RecordKind>(kind: K, id: string): Version<K> | undefined {
    return this.#byKind.get(kind)?.get(id) as Version<K> | undefined;
  }

  list<K extends RecordKind>(kind: K): readonly Version<K>[] {
    return [...(this.#byKind.get(kind)?.values() ?? [])] as Version<K>[];
  }

  /** A record and its `id`; what is wrong with it, if anything is: then it is not kept. */
  add(kind: RecordKind, entry: Readonly<Record<string, unknown>>, where: string): SettingFault[] {
    const { id, ...said } = entry;
    if (typeof id !== 'string' || !/^[\w.:-]{1,64}$/.test(id))
      return [
        { where: `${where}.id`, what: 'expected an id of letters, digits, . : _ -', remedy: 'Give it one' },
      ];
    if (this.get(kind, id) && !(kind === 'agency' && id === this.#owner && !this.#isOwnerGiven))
      return [{ where: `${where}.id`, what: `“${id}” is given twice`, remedy: 'Leave one of them out' }];
    const marking = { owner: this.#owner, purpose: 'borderSurveillance', retention: 'decisions' };
    const value = { ...USUAL[kind], ...(UNMARKED.includes(kind) ? {} : { marking }), ...said };
    const parsed = KINDS[kind].schema.safeParse(value);
    if (!parsed.success)
      return parsed.error.issues.flatMap((issue) => {
        const at = [where, keyPath(issue.path)].filter((part) => part !== '').join('.');
        const remedy = 'docs/patrols.md and docs/alerts-evaluation.md say what it holds';
        if (issue.code !== 'unrecognized_keys') return [{ where: at, what: issue.message, remedy }];
        return issue.keys.map((key) => ({ where: at, what: `unknown key “${key}”`, remedy: 'Leave it out' }));
      });
    const fault = this.#checked(kind, parsed.data);
    if (fault) return [{ where: `${where}.${fault.where}`, what: fault.what, remedy: fault.remedy }];
    if (kind === 'agency' && id === this.#owner) this.#isOwnerGiven = true;
    this.#keep(kind, id, parsed.data);
    return [];
  }

  #checked<K extends RecordKind>(kind: K, value: RecordValues[K]) {
    return KINDS[kind].check?.(value, this, GIVEN_MS, undefined);
  }

  #keep<K extends RecordKind>(kind: K, id: string, value: RecordValues[K]): void {
    const records = this.#byKind.get(kind) ?? new Map<string, Version>();
    this.#byKind.set(kind, records);
    const version: Version = {
      ...{ kind, id, version: 1, value, event: 'created' },
      ...{ atMs: GIVEN_MS, by: 'system', byName: 'file', revision: this.revision },
    };
    records.set(id, version);
  }
}
