/**
 * Who may see what of the past: the stricter of what they might see then and may see now. Each question is put to the
 * policy twice, over what people have decided now and over what they had decided at a time, and what both allow is
 * shown. Who asks, and with which roles, is always who asks now.
 */
import type { RecordKind } from '../../proto/domain/operations/record.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import type { RecordsView } from '../operations/kind.ts';
import type { PastRecords } from '../operations/pastrecords.ts';
import type { Access } from './access.ts';
import type { Asker } from './asker.ts';
import type { Audience } from './audience.ts';
import { Audiences } from './audiences.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import { strictest } from './reduction.ts';
import { type World, type WorldParts, worldAt } from './world.ts';

/** Times remembered, each with what held from when until when; the one asked for longest ago goes. */
const MOST_TIMES = 64;
/** Of these a change may change what somebody might see. */
const DECIDING: readonly RecordKind[] = ['agency', 'agreement', 'release', 'unit', 'sector', 'patrol'];

export interface PastAccessOptions extends Pick<WorldParts, 'markings' | 'home'> {
  /** As it decides now. */
  readonly now: Access;
  readonly past: PastRecords;
  /** What stands now: its changes end what was remembered of the latest time. */
  readonly records: RecordsView & { readonly revision: number };
}

interface Held {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Of what stood when it was worked out, where nothing was changed since its time: what is changed next ends it. */
  readonly revision?: number;
  readonly access: Access;
  readonly delayMs: number;
}

export class PastAccess {
  readonly #options: PastAccessOptions;
  /** The one asked for last at the end. */
  #held: Held[] = [];

  constructor(options: PastAccessOptions) {
    this.#options = options;
  }

  /**
   * How to decide about what was known at a time (UTC epoch ms, by the clock that people decide by). The same object as
   * long as the same held. Before anything was decided here (imports, recordings of other days) it is what is decided now.
   */
  at(atMs: number): Access {
    return this.#heldAt(atMs).access;
  }

  /** Until when the answer of {@link at} holds, and from when on. */
  holds(atMs: number): { readonly fromMs: number; readonly untilMs: number } {
    const { fromMs, untilMs } = this.#heldAt(atMs);
    return { fromMs, untilMs };
  }

  /** How late the latest release lets things be seen, then or now; 0: nothing is shown late. */
  longestDelayMs(atMs: number): number {
    return Math.max(this.#heldAt(atMs).delayMs, longestDelay(this.#options.records));
  }

  #heldAt(atMs: number): Held {
    const { revision } = this.#options.records;
    const at = this.#held.findIndex(
      (one) =>
        one.fromMs <= atMs && atMs < one.untilMs && (one.revision === undefined || one.revision === revision),
    );
    const held = this.#held[at] ?? this.#workedOut(epochMs(atMs), revision);
    if (at >= 0) this.#held.splice(at, 1);
    this.#held.push(held);
    if (this.#held.length > MOST_TIMES) this.#held = this.#held.slice(-MOST_TIMES);
    return held;
  }

  #workedOut(atMs: EpochMs, revision: number): Held {
    const { past, now, markings, home } = this.#options;
    const then = past.at(past.revisionAt(atMs));
    const changedMs = past.changeAfter(atMs, DECIDING);
    const changeMs = changedMs ?? Number.POSITIVE_INFINITY;
    const since = changedMs === undefined ? { revision } : {};
    if (then.list('agency').length === 0)
      return { fromMs: Number.NEGATIVE_INFINITY, untilMs: changeMs, ...since, access: now, delayMs: 0 };
    const world = worldAt({ records: then, markings, home }, atMs);
    return {
      fromMs: Math.max(lastBoundary(then, atMs), past.lastChange(atMs, DECIDING) ?? Number.NEGATIVE_INFINITY),
      untilMs: Math.min(changeMs, world.nextMs ?? Number.POSITIVE_INFINITY),
      ...since,
      access: new BothAccess(now, world),
      delayMs: longestDelay(then),
    };
  }
}

/** When what was entered by a time last began or ended by itself. */
function lastBoundary(records: RecordsView, atMs: EpochMs): number {
  let last = Number.NEGATIVE_INFINITY;
  const take = (boundaryMs: EpochMs | undefined): void => {
    if (boundaryMs !== undefined && boundaryMs <= atMs && boundaryMs > last) last = boundaryMs;
  };
  for (const { value } of records.list('agreement')) [value.fromMs, value.untilMs].forEach(take);
  for (const { value } of records.list('release')) [value.fromMs, value.untilMs, value.endedMs].forEach(take);
  return last;
}

const longestDelay = (records: Pick<RecordsView, 'list'>): number =>
  records
    .list('release')
    .reduce((longest, { value: { reduction } }) => Math.max(longest, reduction?.delayMs ?? 0), 0);

/** What now and then allow, both. */
class BothAccess implements Access {
  readonly #now: Access;
  readonly #world: World;
  readonly #audiences = new Audiences();
  /** By the key of what is seen now, then of what was seen then. */
  readonly #both = new Map<string, Audience>();

  constructor(now: Access, world: World) {
    this.#now = now;
    this.#world = world;
  }

  get revision(): number {
    return this.#now.revision;
  }

  asker(...given: Parameters<Access['asker']>): Asker | undefined {
    return this.#now.asker(...given);
  }

  onChange(listener: () => void): () => void {
    return this.#now.onChange(listener);
  }

  decide(...asked: Parameters<Access['decide']>): Decision {
    return stricterDecision(this.#now.decide(...asked), decide(this.#world, ...asked));
  }

  audience(asker: Asker): Audience | undefined {
    const now = this.#now.audience(asker);
    const then = now && this.#audiences.of(this.#world, asker);
    if (!now || !then) return undefined;
    if (now.key === then.key) return now;
    const key = `${now.key}+${then.key}`;
    const known = this.#both.get(key) ?? stricterAudience(key, now, then);
    if (this.#both.size >= MOST_TIMES) this.#both.clear();
    this.#both.set(key, known);
    return known;
  }
}

/** What both let be seen. */
export const stricterAudience = (key: string, one: Audience, other: Audience): Audience => ({
  key,
  sight: (track) => strictest(one.sight(track), other.sight(track)),
  seesFeed: (feed) => one.seesFeed(feed) && other.seesFeed(feed),
  seesAboard: (track) => one.seesAboard?.(track) === true && other.seesAboard?.(track) === true,
  ...(one.records &&
    other.records &&
    one.records.agency === other.records.agency && {
      records: {
        agency: one.records.agency,
        kinds: new Set([...one.records.kinds].filter((kind) => other.records!.kinds.has(kind))),
      },
    }),
});

/** What both allow; the rule is the one that took more. */
export function stricterDecision(one: Decision, other: Decision): Decision {
  if (one.verdict === 'no') return one;
  if (other.verdict === 'no') return other;
  if (other.verdict === 'yes') return one;
  if (one.verdict === 'yes') return other;
  const left = strictest(one.reduction, other.reduction);
  // Two reductions leave a reduction.
  return typeof left === 'string' ? one : { verdict: 'reduced', rule: one.rule, reduction: left };
}
