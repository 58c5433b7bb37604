/**
 * What each who asks may see of some things, kept so that the next question is answered with what changed for them: by
 * changes of the things, and by what they may see itself.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Access } from '../access/access.ts';
import type { Asker } from '../access/asker.ts';

/** Views kept, the one that was asked for longest ago goes first: whoever stood upon it is told everything anew. */
const MAX_VIEWS = 256;
/** How far back a view remembers what it was: so many steps, and so many things in all of them. */
const MAX_STEPS = 500;
const MAX_CHANGES = 20_000;

/** Things by name. */
export interface ViewSource<V> {
  /** Grows with every change of anything. */
  readonly revision: number;
  /** False: colleagues with the same roles are shown the same, and share one view. */
  readonly byPerson: boolean;
  all(): Iterable<readonly [name: string, thing: V]>;
  /** What changed after a revision, undefined what is there no more; undefined altogether: too long ago. */
  changedSince(revision: number): Iterable<readonly [name: string, thing: V | undefined]> | undefined;
  /** As the asker may see it; undefined: not at all. */
  shown(asker: Asker, thing: V): V | undefined;
  /** Whether two of one name are told alike. */
  isSame(one: V, other: V): boolean;
}

export interface ViewAnswer<V> {
  readonly revision: number;
  /** Of what the asker may see: another than before, and everything is told anew. */
  readonly access: string;
  readonly whole: boolean;
  readonly told: readonly V[];
  /** Names of what is no longer to be shown. */
  readonly gone: readonly string[];
}

/** From one answer to the next. */
interface Step {
  /** Of the view after it, which nobody can guess. */
  readonly name: string;
  readonly revision: number;
  /** Names of what is shown otherwise since the step before. */
  readonly changed: readonly string[];
}

/** What is shown to all who see the same. */
interface View<V> {
  revision: number;
  accessRevision: number;
  readonly shown: Map<string, V>;
  /** The oldest first; the last is what it is now. */
  steps: Step[];
}

export class Views<V> {
  readonly #access: Pick<Access, 'revision'>;
  readonly #source: ViewSource<V>;
  /** By whose they are; the one asked for longest ago first. */
  readonly #views = new Map<string, View<V>>();

  constructor(access: Pick<Access, 'revision'>, source: ViewSource<V>) {
    this.#access = access;
    this.#source = source;
  }

  /** @param since of the last answer @param name its `access` */
  answer(asker: Asker, since: number, name: string): ViewAnswer<V> {
    const { shown, steps } = this.#current(asker);
    const { revision, name: access } = steps.at(-1)!;
    const from = steps.findIndex((step) => step.name === name && step.revision === since);
    if (from < 0) return { revision, access, whole: true, told: [...shown.values()], gone: [] };
    const changed = [...new Set(steps.slice(from + 1).flatMap((step) => step.changed))];
    const told = changed.flatMap((at) => shown.get(at) ?? []);
    return { revision, access, whole: false, told, gone: changed.filter((at) => !shown.has(at)) };
  }

  /** All that the asker may see now, by name. */
  shown(asker: Asker): ReadonlyMap<string, V> {
    return this.#current(asker).shown;
  }

  /** The view as it is now. Costs what changed, not what there is, unless somebody may see something else. */
  #current(asker: Asker): View<V> {
    const of = whoseView(asker, this.#source.byPerson);
    const view = this.#views.get(of) ?? {
      revision: Number.NaN,
      accessRevision: Number.NaN,
      ...{ shown: new Map<string, V>(), steps: [] },
    };
    const { revision } = this.#source;
    const accessRevision = this.#access.revision;
    const isSame = view.accessRevision === accessRevision;
    if (!isSame || view.revision !== revision) {
      const news = isSame ? this.#source.changedSince(view.revision) : undefined;
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

  #goOn(
    asker: Asker,
    shown: Map<string, V>,
    news: Iterable<readonly [string, V | undefined]>,
  ): readonly string[] {
    const changed: string[] = [];
    for (const [at, thing] of news) {
      const one = thing === undefined ? undefined : this.#source.shown(asker, thing);
      if (one !== undefined) shown.set(at, one);
      else if (!shown.delete(at)) continue;
      changed.push(at);
    }
    return changed;
  }

  /** What is shown as before is not told again. */
  #decideAnew(asker: Asker, shown: Map<string, V>): readonly string[] {
    const changed: string[] = [];
    const left = new Set(shown.keys());
    for (const [at, thing] of this.#source.all()) {
      const one = this.#source.shown(asker, thing);
      if (one === undefined) continue;
      left.delete(at);
      const before = shown.get(at);
      if (before !== undefined && this.#source.isSame(before, one)) continue;
      shown.set(at, one);
      changed.push(at);
    }
    for (const at of left) shown.delete(at);
    return [...changed, ...left];
  }
}

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
const whoseView = ({ personId, agency, roles, room, seesAs }: Asker, byPerson: boolean): string =>
  createHash('sha256')
    .update(JSON.stringify([byPerson ? personId : personId !== undefined, agency, roles, room, seesAs]))
    .digest('base64url');
