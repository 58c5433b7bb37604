/** What the picture says of who sends and who does not, held for a while: a state that comes and goes raises nothing. */
import type { Clue, Measure } from '../../../proto/domain/alert/alert.ts';
import type { AlertKind } from '../../../proto/domain/alert/kinds.table.ts';
import type { ThresholdTable } from '../../../proto/domain/alert/thresholds/threshold.ts';
import type { ContactState, Reason } from '../../../proto/domain/track.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { Detector, Finding, Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';

/** Things in such a state at once; beyond it others wait until one is over. */
const MAX_HELD = 20_000;
/** Who saw it last longer ago than the newest by more than this does not see it any more. */
const SEES_MS = 60_000;

export interface StateOptions {
  readonly name: string;
  readonly kind: AlertKind;
  readonly state: ContactState;
  readonly table: ThresholdTable<'afterS' | 'overS'>;
  /** Whether it is to be told of this one now, and how; undefined: not. */
  readonly asked: (thing: Thing) => Partial<Finding> | undefined;
  readonly clues: (thing: Thing) => readonly Clue[];
  readonly refresh?: (nowMs: number) => void;
  readonly stepBack?: () => void;
}

interface Held {
  sinceMs: number;
  /** When it was so last. */
  lastMs: number;
  raised: string | undefined;
}

export class ContactStates implements Detector {
  readonly name: string;
  readonly #watch: Watch;
  readonly #options: StateOptions;
  readonly #held = new Map<Thing, Held>();

  constructor(watch: Watch, options: StateOptions) {
    this.name = options.name;
    this.#watch = watch;
    this.#options = options;
  }

  tick(nowMs: number): void {
    const { picture } = this.#watch;
    const { contact } = picture.columns;
    this.#options.refresh?.(nowMs);
    for (let slot = 0; slot < picture.slotCount; slot++)
      if (contact[slot] === this.#options.state && picture.alive(slot)) {
        const thing = this.#watch.thing(slot);
        if (thing) this.#isSo(thing, nowMs);
      }
    for (const [thing, held] of this.#held) this.#lookAtOver(thing, held, nowMs);
  }

  gone(thing: Thing): void {
    // What was raised is about it alone, and ends with it.
    this.#held.delete(thing);
  }

  stepBack(nowMs: number): void {
    this.#options.stepBack?.();
    for (const held of this.#held.values()) {
      held.sinceMs = Math.min(held.sinceMs, nowMs);
      held.lastMs = Math.min(held.lastMs, nowMs);
    }
  }

  #isSo(thing: Thing, nowMs: number): void {
    let held = this.#held.get(thing);
    if (!held) {
      if (this.#held.size >= MAX_HELD) return;
      held = { sinceMs: nowMs, lastMs: nowMs, raised: undefined };
      this.#held.set(thing, held);
    }
    const { kind, table, asked, clues } = this.#options;
    const { afterS } = this.#watch.values(table, thing.class);
    const asks = asked(thing);
    if (!asks) return;
    held.lastMs = nowMs;
    if (held.raised !== undefined || nowMs - held.sinceMs < afterS * 1000) return;
    held.raised = asks.name ?? thing.name;
    this.#watch.raise({
      kind,
      name: held.raised,
      things: [thing],
      onsetMs: held.sinceMs,
      rule: `${table.name}.afterS`,
      measured: { value: Math.round((nowMs - held.sinceMs) / 1000), unit: 's' },
      threshold: { value: afterS, unit: 's' },
      ...asks,
      evidence: [...(asks.evidence ?? []), ...clues(thing)],
    });
  }

  #lookAtOver(thing: Thing, held: Held, nowMs: number): void {
    const isSo = this.#watch.picture.columns.contact[thing.slot] === this.#options.state;
    const { overS } = this.#watch.values(this.#options.table, thing.class);
    if (held.raised === undefined ? isSo : nowMs - held.lastMs < overS * 1000) return;
    if (held.raised !== undefined) this.#watch.clear(this.#options.kind, held.raised);
    if (isSo) held.raised = undefined;
    else this.#held.delete(thing);
  }
}

/** Which sensors see it, the newest first, and what the picture has of it. */
export function seenBy(watch: Watch, thing: Thing): readonly Clue[] {
  const { evidence, existence } = watch.picture.detail(thing.slot);
  const newestMs = Math.max(...evidence.map(({ lastMs }) => lastMs));
  const sensors = evidence
    .filter(({ lastMs }) => newestMs - lastMs <= SEES_MS)
    .sort((a, b) => b.lastMs - a.lastMs)
    .slice(0, 3);
  return [
    ...sensors.map(({ source, lastMs, updates }): Clue => {
      return { what: 'seenBy', text: source, atMs: lastMs, measure: { value: updates, unit: 'count' } };
    }),
    ...(existence === undefined
      ? []
      : [
          {
            what: 'existence',
            measure: { value: existence, unit: 'ratio' },
          } as const,
        ]),
    ...(thing.count === undefined
      ? []
      : [{ what: 'peopleAboard', measure: { value: thing.count, unit: 'count' } } as const]),
    ...(Number.isNaN(thing.sogKn)
      ? []
      : [{ what: 'speed', measure: { value: Math.round(thing.sogKn * 10) / 10, unit: 'kn' } } as const]),
  ];
}

/** Why the picture calls it so, as it said last. */
export const reasonOf = (watch: Watch, thing: Thing, what: Reason['what']): Reason | undefined =>
  watch.picture.detail(thing.slot).reasons.findLast((one) => one.what === what);

/** Why the picture calls it so: the looks of sensors that missed it, or the chance that its AIS would be heard. */
export function reasonClue(
  watch: Watch,
  thing: Thing,
  what: 'unverified' | 'uncooperative',
): readonly Clue[] {
  const reason = reasonOf(watch, thing, what);
  if (!reason) return [];
  const { value, atMs } = reason;
  if (value === undefined) return [{ what: `why.${what}`, atMs: epochMs(atMs) }];
  const measure: Measure =
    what === 'unverified'
      ? { value: Math.floor(value), unit: 'count' }
      : { value: Math.round(value * 100) / 100, unit: 'ratio' };
  return [{ what: `why.${what}`, atMs: epochMs(atMs), measure }];
}
