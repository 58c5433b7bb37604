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
/** How far back a view remembers what it was: so many steps, and so many things in all of them. */
const MAX_STEPS = 500;
const MAX_CHANGES = 20_000;

/** What publishing reads of the records; `Records` of server/operations fits. */
export interface RecordsSource extends RecordsView {
  readonly revision: number;
  /** Undefined: too long ago. */
  changedSince(revision: number): readonly AnyVersion[] | undefined;
}

/** From one answer to the next. */
interface Step {
  /** Of the view after it, which nobody can guess. */
  readonly name: string;
  readonly revision: number;
  /** What is shown otherwise since the step before, by `<kind>/<id>`. */
  readonly changed: readonly string[];
}

/** What is shown to all who see the same. */
interface View {
  revision: number;
  accessRevision: number;
  /** As they are shown, by `<kind>/<id>`. */
  readonly shown: Map<string, AnyVersion>;
  /** The oldest first; the last is what it is now. */
  steps: Step[];
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
  /** By whose they are; the one asked for longest ago first. */
  readonly #views = new Map<string, View>();

  constructor(access: Access, records: RecordsSource) {
    this.#access = access;
    this.#records = records;
  }

  /** @param since of the last answer @param name its `access` */
  answer(asker: Asker, since: number, name: string): OperationsAnswer {
    const { shown, steps } = this.#current(asker);
    const { revision, name: access } = steps.at(-1)!;
    const from = steps.findIndex((step) => step.name === name && step.revision === since);
    if (from < 0) return { revision, access, whole: true, records: [...shown.values()], gone: [] };
    const changed = [...new Set(steps.slice(from + 1).flatMap((step) => step.changed))];
    const records = changed.flatMap((at) => shown.get(at) ?? []);
    return { revision, access, whole: false, records, gone: changed.filter((at) => !shown.has(at)) };
  }

  /** The view as it is now. Costs what changed, not what there is, unless somebody may see something else. */
  #current(asker: Asker): View {
    const of = whoseView(asker);
    const view = this.#views.get(of) ?? {
      revision: Number.NaN,
      accessRevision: Number.NaN,
      ...{ shown: new Map(), steps: [] },
    };
    const { revision } = this.#records;
    const accessRevision = this.#access.revision;
    const isSame = view.accessRevision === accessRevision;
    if (!isSame || view.revision !== revision) {
      const news = isSame ? this.#records.changedSince(view.revision) : undefined;
      const changed = news ? this.#goOn(asker, view.shown, news) : this.#decideAnew(asker, view.shown);
      view.revision = revision;
      view.accessRevision = accessRevision;
      view.steps = remembered([
        ...view.steps,
        { name: randomBytes(9).toString('base64url'), revision, changed },
      ]);
    }
    this.#views.delete(of);
    this.#views.set(of, view);
    if (this.#views.size > MAX_VIEWS) {
      const [oldest] = this.#views.keys();
      this.#views.delete(oldest!);
    }
    return view;
  }

  #goOn(asker: Asker, shown: Map<string, AnyVersion>, news: readonly AnyVersion[]): string[] {
    return news.flatMap((version) => {
      const one = version.removed ? undefined : shownVersion(this.#access, asker, version as Version);
      const at = nameOf(version);
      if (one !== undefined) shown.set(at, one as AnyVersion);
      else if (!shown.delete(at)) return [];
      return [at];
    });
  }

  /** What is shown as before is not told again. */
  #decideAnew(asker: Asker, shown: Map<string, AnyVersion>): string[] {
    const changed: string[] = [];
    const left = new Set(shown.keys());
    for (const kind of RECORD_KINDS) {
      for (const version of this.#records.list(kind) as readonly Version[]) {
        const one = shownVersion(this.#access, asker, version) as AnyVersion | undefined;
        if (one === undefined) continue;
        const at = nameOf(one);
        left.delete(at);
        if (isSameVersion(shown.get(at), one)) continue;
        shown.set(at, one);
        changed.push(at);
      }
    }
    for (const at of left) shown.delete(at);
    return [...changed, ...left];
  }
}

const isSameVersion = (old: AnyVersion | undefined, one: AnyVersion): boolean =>
  old === one || (old?.version === one.version && JSON.stringify(old) === JSON.stringify(one));

/** The last steps, as far as they are to be remembered; the last one always. */
function remembered(steps: Step[]): Step[] {
  let first = steps.length - 1;
  // The changes of the first step itself are nobody's any more.
  for (let changes = 0; first > 0 && steps.length - first < MAX_STEPS; first -= 1) {
    changes += steps[first]!.changed.length;
    if (changes > MAX_CHANGES) break;
  }
  return steps.slice(first);
}

/** Equal for those of whom the policy knows no difference. */
const whoseView = ({ personId, agency, roles, room, seesAs }: Asker): string =>
  createHash('sha256')
    .update(JSON.stringify([personId, agency, roles, room, seesAs]))
    .digest('base64url');
