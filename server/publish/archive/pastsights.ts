/** What somebody may see of the past, for the query process: the one policy, asked for all that was there. */
import type { TrackId } from '../../../proto/domain/ids.ts';
import { Nature, type TrackKind } from '../../../proto/domain/observation.ts';
import { feedsOfText } from '../../../proto/domain/record/feedset.ts';
import type { Access } from '../../access/access.ts';
import type { Asker } from '../../access/asker.ts';
import type { Audience, FeedSet, Sight } from '../../access/audience.ts';
import type { RecordsView } from '../../operations/kind.ts';
import type { Fact, SightRow, Sights } from '../../record/query/sights.ts';
import { isSameSight } from '../reduced.ts';

/** What of a fact is seen, and whether every feed that made it may say who it is. */
interface Told {
  readonly sight: Sight;
  readonly tells: boolean;
}

/** Sees by an audience, each set of feeds decided about once. */
class Eyes {
  readonly #audience: Audience;
  readonly #sets = new Map<string, FeedSet>();

  constructor(audience: Audience) {
    this.#audience = audience;
  }

  told(id: string, { feeds, kind, distress }: Fact): Told {
    const all = this.#set(feeds);
    const sight = this.#sight(id, kind, distress, all);
    // As the card of a track: a name that one of several feeds may not tell is not told.
    const tells =
      sight !== 'none' &&
      (all.feeds.length < 2
        ? [sight]
        : all.feeds.map((feed) => this.#sight(id, kind, distress, this.#set(feed)))
      ).every((one) => one === 'whole' || (one !== 'none' && !one.withoutIdentity));
    return { sight, tells };
  }

  #sight(id: string, kind: number, distress: boolean, feeds: FeedSet): Sight {
    return this.#audience.sight({ id, kind: kind as TrackKind, nature: Nature.real, distress, feeds });
  }

  #set(feeds: string): FeedSet {
    const known = this.#sets.get(feeds);
    if (known) return known;
    const made = { feeds: feedsOfText(feeds) };
    this.#sets.set(feeds, made);
    return made;
  }
}

/** Undefined: it is not seen. */
function rowOf(fact: Fact, { sight, tells }: Told): SightRow | undefined {
  if (sight === 'none') return undefined;
  const { withoutIdentity = false, roundM, delayMs } = sight === 'whole' ? {} : sight;
  const nameless = withoutIdentity || !tells;
  return {
    ...fact,
    ...(nameless && { nameless }),
    ...(roundM !== undefined && { roundM }),
    ...(delayMs !== undefined && { delayMs }),
  };
}

const isWhole = ({ sight, tells }: Told): boolean => sight === 'whole' && tells;

const isSame = (one: Told, other: Told): boolean =>
  one.tells === other.tells && isSameSight(one.sight, other.sight);

/** Tracks that somebody released, ever: what may be seen of them is decided for each. */
export const releasedTracks = (records: Pick<RecordsView, 'list'>): readonly TrackId[] => [
  ...new Set(
    records
      .list('release')
      .flatMap(({ value: { what } }) => (what.kind === 'track' ? [what.trackId as TrackId] : [])),
  ),
];

/** In one question what they may see may have changed so often, and what is decided by at all; more is refused. */
const MOST_PERIODS = 400;
const MOST_CHANGES = 4000;

/** How to decide about the past; `PastAccess` of server/access fits. */
export interface DecidedThen {
  /** The stricter of what was decided at a time and is decided now. */
  at(atMs: number): Access;
  /** From when until when that answer holds. */
  holds(atMs: number): { readonly fromMs: number; readonly untilMs: number };
}

interface Period {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly access: Access;
}

/** What was decided at one time is worked out in milliseconds: whoever watches has a turn before the next. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Undefined: too many. */
async function periodsOf(
  then: DecidedThen,
  { asker, fromMs, untilMs }: SightsAsked,
): Promise<readonly Period[] | undefined> {
  const periods: Period[] = [];
  let key: string | undefined;
  let changes = 0;
  for (let atMs = fromMs; atMs < untilMs; changes += 1) {
    if (periods.length >= MOST_PERIODS || changes >= MOST_CHANGES) return undefined;
    if (changes > 0) await turn();
    const endMs = Math.max(then.holds(atMs).untilMs, atMs + 1);
    const access = then.at(atMs);
    const sees = access.audience(asker)?.key;
    const last = periods.at(-1);
    // Of most that is decided they see nothing more and nothing less.
    if (last && sees === key) periods[periods.length - 1] = { ...last, untilMs: endMs };
    else periods.push({ fromMs: atMs, untilMs: endMs, access });
    key = sees;
    atMs = endMs;
  }
  return periods;
}

export interface SightsAsked {
  readonly asker: Asker;
  /** All that was there in the range. */
  readonly facts: readonly Fact[];
  readonly released: readonly TrackId[];
  /** Of `known_ms`. */
  readonly fromMs: number;
  readonly untilMs: number;
  /** The machine's time. */
  readonly nowMs: number;
}

/** The stricter of what might be seen then and may be seen now. Undefined: that changed too often in the range. */
export async function pastSights(then: DecidedThen, asked: SightsAsked): Promise<Sights | undefined> {
  const { fromMs, untilMs, nowMs } = asked;
  const periods = await periodsOf(then, asked);
  if (periods === undefined) return undefined;
  const all: ('whole' | readonly SightRow[])[] = [];
  for (const { access } of periods) {
    if (all.length > 0) await turn();
    all.push(sightsBy(access, asked));
  }
  if (all.every((rows) => rows === 'whole')) return { whole: asked.facts, fromMs, untilMs, nowMs };
  const rows = all.flatMap((some, i) => {
    const { fromMs: beginMs, untilMs: endMs } = periods[i]!;
    const when = {
      ...(i > 0 && { fromMs: beginMs }),
      ...(i < periods.length - 1 && { untilMs: endMs }),
    };
    const own: readonly SightRow[] = some === 'whole' ? asked.facts : some;
    return own.map((row) => ({ ...row, ...when }));
  });
  return { rows, nowMs };
}

function sightsBy(access: Access, { asker, facts, released }: SightsAsked): 'whole' | readonly SightRow[] {
  const audience = access.audience(asker);
  if (audience === undefined) return [];
  const eyes = new Eyes(audience);
  const general = facts.map((fact) => eyes.told('', fact));
  if (general.every(isWhole)) return 'whole';
  const rows = facts.flatMap((fact, i) => rowOf(fact, general[i]!) ?? []);
  for (const track of released) {
    const own = facts.map((fact) => eyes.told(track, fact));
    if (own.every((told, i) => isSame(told, general[i]!))) continue;
    for (const [i, fact] of facts.entries()) {
      const row = rowOf(fact, own[i]!);
      if (row) rows.push({ ...row, track });
    }
  }
  return rows;
}
