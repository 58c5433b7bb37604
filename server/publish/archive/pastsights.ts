/** What somebody may see of the past, for the query process: the one policy, asked for all that was there. */
import type { FeedId, TrackId } from '../../../proto/domain/ids.ts';
import { Nature, type TrackKind } from '../../../proto/domain/observation.ts';
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
    const made = { feeds: feeds.split(' ').filter((feed) => feed !== '') as FeedId[] };
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

/** By what people have decided now. */
export function pastSights(
  access: Access,
  asker: Asker,
  facts: readonly Fact[],
  released: readonly TrackId[],
  nowMs: number,
): Sights {
  const audience = access.audience(asker);
  if (audience === undefined) return { rows: [], nowMs };
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
  return { rows, nowMs };
}
