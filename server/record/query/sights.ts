/**
 * What of the past may be seen, as the policy decided it before a question goes to the query process: for each set of
 * feeds, kind of track and time. What no row lets be seen is not seen.
 */

/** What decides about a row of points. */
export interface Fact {
  /** Ids of feeds, sorted, joined by a space. */
  readonly feeds: string;
  /** TrackKind. */
  readonly kind: number;
  readonly distress: boolean;
}

/** Different for different facts. */
export const factText = ({ feeds, kind, distress }: Fact): string => JSON.stringify([feeds, kind, distress]);

export interface SightRow extends Fact {
  /** Of `known_ms`; absent: always. */
  readonly fromMs?: number;
  readonly untilMs?: number;
  /** `<epoch>-<counter>`: of this track alone, in place of what holds for others like it. */
  readonly track?: string;
  /** Neither name nor number, nor what our own rules made of it. */
  readonly nameless?: boolean;
  /** Where it was is known to so many metres. */
  readonly roundM?: number;
  /** Only what is so old. */
  readonly delayMs?: number;
}

/** All of what was decided about. What came since (a feed that began, an import) was not, and is not seen. */
export interface WholeSights {
  readonly whole: readonly Fact[];
  /** Of `known_ms`: where the facts were looked for. */
  readonly fromMs: number;
  readonly untilMs: number;
  readonly nowMs: number;
}

/** `whole`: all of it, whatever it is; only for whoever is at the machine itself. */
export type Sights = 'whole' | WholeSights | { readonly rows: readonly SightRow[]; readonly nowMs: number };

/** More rows are refused: so many releases cannot be told apart in one question. */
export const MOST_SIGHTS = 50_000;
