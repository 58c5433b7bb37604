/** Finding a track by what it is called: a plain scan of prepared text, quick enough for the whole picture. */
import type { IdentityClaims } from '../../proto/domain/track.ts';
import type { TrackColumns } from './columns.ts';

/** More than this nobody reads. */
export const SEARCH_LIMIT = 100;

/** Fields of a prepared text are set apart by this, words by a space. */
const FIELD = '\n';

/** Upper case, without accents, letters and digits only, one space between words. */
export const foldText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** What a track can be found by: its name first, then call sign and destination. */
export function searchTextOf(claims: IdentityClaims): string {
  const fields = [claims.name, claims.callSign, claims.destination];
  return fields.map((claim) => `${FIELD}${foldText(claim?.value ?? '')}`).join('');
}

/** How well a query fits, best first. */
export const SearchRank = {
  exact: 0,
  namePrefix: 1,
  wordPrefix: 2,
  everyWord: 3,
  inside: 4,
} as const;
export type SearchRank = (typeof SearchRank)[keyof typeof SearchRank];

/** A query, prepared once for many tracks. */
export class SearchQuery {
  readonly text: string;
  readonly #words: readonly string[];
  /** The query as a number, when it may be part of an MMSI or IMO number. */
  readonly #digits: number | undefined;
  readonly #digitCount: number;
  readonly #modulus: number;

  constructor(query: string) {
    this.text = foldText(query);
    this.#words = this.text.split(' ');
    const digits = query.replace(/^\s*(?:mmsi|imo)[\s:]*/i, '').replace(/\s+/g, '');
    this.#digits = /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
    this.#digitCount = digits.length;
    this.#modulus = 10 ** digits.length;
  }

  get empty(): boolean {
    return this.text === '';
  }

  rank(
    searchText: string | undefined,
    mmsi: number | undefined,
    imo: number | undefined,
  ): SearchRank | undefined {
    const byText = searchText === undefined ? undefined : this.#rankText(searchText);
    if (this.#digits === undefined) return byText;
    return better(byText, better(this.#rankNumber(mmsi, 9), this.#rankNumber(imo, 7)));
  }

  #rankText(searchText: string): SearchRank | undefined {
    if (!searchText.includes(this.text)) {
      const hasAll = this.#words.length > 1 && this.#words.every((word) => searchText.includes(word));
      return hasAll ? SearchRank.everyWord : undefined;
    }
    if (searchText.includes(`${FIELD}${this.text}${FIELD}`)) return SearchRank.exact;
    if (searchText.startsWith(this.text, 1)) return SearchRank.namePrefix;
    const beginsWord = searchText.includes(` ${this.text}`) || searchText.includes(`${FIELD}${this.text}`);
    return beginsWord ? SearchRank.wordPrefix : SearchRank.inside;
  }

  #rankNumber(value: number | undefined, width: number): SearchRank | undefined {
    const spare = width - this.#digitCount;
    if (value === undefined || spare < 0) return undefined;
    let rest = value;
    for (let place = 0; place <= spare; place++) {
      if (rest % this.#modulus === this.#digits) {
        if (spare === 0) return SearchRank.exact;
        return place === spare ? SearchRank.wordPrefix : SearchRank.inside;
      }
      rest = Math.floor(rest / 10);
    }
    return undefined;
  }
}

const better = (a: SearchRank | undefined, b: SearchRank | undefined): SearchRank | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;

export interface SearchHit {
  readonly slot: number;
  readonly rank: SearchRank;
}

/** What a search reads. */
interface Searched {
  readonly columns: TrackColumns;
  readonly slotCount: number;
  readonly searchTexts: readonly (string | undefined)[];
  readonly imoOf: (slot: number) => number | undefined;
  /** Whether a hit is for whoever asks: what is not takes no place in the answer. */
  readonly isFor?: ((slot: number) => boolean) | undefined;
}

/** At most `limit` tracks, the best first; among equals in the order of their slots. */
export function findTracks(query: string, limit: number, searched: Searched): SearchHit[] {
  const prepared = new SearchQuery(query);
  const wanted = Math.max(0, Math.min(limit, SEARCH_LIMIT));
  if (prepared.empty || wanted === 0) return [];
  const { columns, searchTexts, imoOf, isFor } = searched;
  const byRank: SearchHit[][] = Object.values(SearchRank).map(() => []);
  for (let slot = 0; slot < searched.slotCount; slot++) {
    if (!columns.used[slot]) continue;
    const rank = prepared.rank(searchTexts[slot], columns.mmsiOf(slot), imoOf(slot));
    if (rank === undefined || byRank[rank]!.length === wanted) continue;
    if (isFor && !isFor(slot)) continue;
    byRank[rank]!.push({ slot, rank });
  }
  return byRank.flat().slice(0, wanted);
}
