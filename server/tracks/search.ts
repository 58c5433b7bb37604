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
  readonly #modulus: number;

  constructor(query: string) {
    this.text = foldText(query);
    this.#words = this.text.split(' ');
    const digits = query.replace(/^\s*(?:mmsi|imo)[\s:]*/i, '').replace(/\s+/g, '');
    this.#digits = /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
    this.#modulus = 10 ** digits.length;
  }

  get empty(): boolean {
    return this.text === '';
  }

  rank(searchText: string | undefined, mmsi: number, imo: number | undefined): SearchRank | undefined {
    const byText = searchText === undefined ? undefined : this.#rankText(searchText);
    if (this.#digits === undefined) return byText;
    const byNumber = this.#isInNumber(mmsi, 9) ?? (imo === undefined ? undefined : this.#isInNumber(imo, 7));
    return byText === undefined || (byNumber ?? byText) < byText ? byNumber : byText;
  }

  #rankText(searchText: string): SearchRank | undefined {
    const at = searchText.indexOf(this.text);
    if (at === 1) {
      return searchText.startsWith(FIELD, 1 + this.text.length) ? SearchRank.exact : SearchRank.namePrefix;
    }
    if (at > 0 && searchText.charAt(at - 1) <= ' ') return SearchRank.wordPrefix;
    if (searchText.includes(` ${this.text}`) || searchText.includes(`${FIELD}${this.text}`))
      return SearchRank.wordPrefix;
    if (this.#words.length > 1 && this.#words.every((word) => searchText.includes(word)))
      return SearchRank.everyWord;
    return at > 0 ? SearchRank.inside : undefined;
  }

  #isInNumber(value: number, width: number): SearchRank | undefined {
    const spare = width - Math.log10(this.#modulus);
    if (spare < 0) return undefined;
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
}

/** At most `limit` tracks, the best first; among equals the longest known. */
export function findTracks(query: string, limit: number, searched: Searched): SearchHit[] {
  const prepared = new SearchQuery(query);
  if (prepared.empty) return [];
  const { columns, searchTexts, imoOf } = searched;
  const hits: SearchHit[] = [];
  for (let slot = 0; slot < searched.slotCount; slot++) {
    if (!columns.used[slot]) continue;
    const rank = prepared.rank(searchTexts[slot], columns.mmsi[slot]!, imoOf(slot));
    if (rank !== undefined) hits.push({ slot, rank });
  }
  hits.sort((a, b) => a.rank - b.rank || columns.counter[a.slot]! - columns.counter[b.slot]!);
  return hits.slice(0, Math.max(0, Math.min(limit, SEARCH_LIMIT)));
}
