/** Who a transmitter says it is: one claim a field, the newest, with who said it. */
import type { FeedId } from '../../proto/domain/ids.ts';
import type { IdentityFields, TrackKind } from '../../proto/domain/observation.ts';
import type { Claim, IdentityClaims } from '../../proto/domain/track.ts';
import type { EpochMs } from '../../proto/domain/units.ts';

export interface Statement {
  readonly fields: IdentityFields;
  readonly feedId: FeedId;
  readonly observedMs: EpochMs;
  readonly kind: TrackKind;
}

export const NO_CLAIMS: IdentityClaims = {};

/** Fields that the wire's `TrackStatic` carries. */
const STATIC_FIELDS: ReadonlySet<string> = new Set<keyof IdentityFields>([
  'name',
  'callSign',
  'imo',
  'shipType',
  'dimensions',
  'destination',
]);

export interface Joined {
  readonly claims: IdentityClaims;
  /** A field of the wire's static data has another value than before. */
  readonly staticChanged: boolean;
}

/**
 * Claims with a statement joined to them. An older statement never replaces a newer one, nor an ambiguous one
 * (perhaps the other ship's) a certain one; fields that it does not carry stay.
 */
export function join(claims: IdentityClaims, said: Statement, ambiguous: boolean): Joined {
  const joined: Record<string, Claim<unknown>> = { ...claims };
  let staticChanged = false;
  const { aboard, ...fields } = said.fields;
  for (const [field, value] of Object.entries({ ...fields, ...aboard })) {
    if (value === undefined) continue;
    const held = joined[field];
    if (held && (held.observedMs > said.observedMs || (ambiguous && !held.ambiguous))) continue;
    const same = held !== undefined && sameValue(held.value, value);
    // Heard by several at once: the first that brought it stays who said it.
    if (same && held.observedMs === said.observedMs && !held.ambiguous) continue;
    joined[field] = {
      value: same ? held.value : value,
      feedId: said.feedId,
      observedMs: said.observedMs,
      ...(ambiguous && { ambiguous }),
    };
    if (!same && STATIC_FIELDS.has(field)) staticChanged = true;
  }
  return { claims: joined as IdentityClaims, staticChanged };
}

/** Claims as they stand when the clock is set back: none was made later than `nowMs`. */
export function claimedBy(claims: IdentityClaims, nowMs: EpochMs): IdentityClaims {
  const held = Object.entries(claims as Record<string, Claim<unknown>>).map(([field, claim]) => [
    field,
    claim.observedMs > nowMs ? { ...claim, observedMs: nowMs } : claim,
  ]);
  return Object.fromEntries(held) as IdentityClaims;
}

/** Whether a track said this name or call sign before for certain, so that a statement repeating it is its own. */
export function isKnownFor(claims: IdentityClaims | undefined, fields: IdentityFields): boolean {
  const repeats = <T>(claim: Claim<T> | undefined, value: T | undefined) =>
    value !== undefined && claim !== undefined && !claim.ambiguous && claim.value === value;
  return (
    repeats(claims?.name, fields.name) ||
    repeats(claims?.callSign, fields.callSign) ||
    repeats(claims?.imo, fields.imo)
  );
}

/** Equal as values: dimensions and times of arrival are flat objects of numbers, cargo a list of such. */
function sameValue(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const left = Object.entries(a);
  const right = b as Record<string, unknown>;
  return (
    left.length === Object.keys(right).length && left.every(([key, value]) => sameValue(right[key], value))
  );
}

/** At most so many transmitters wait with a name and no position; the longest waiting goes first. */
export const WAITING_LIMIT = 20_000;

/** Statements of transmitters whose position has not been heard yet. */
export class WaitingIdentities {
  readonly #claims = new Map<number, IdentityClaims>();

  get size(): number {
    return this.#claims.size;
  }

  add(key: number, said: Statement): void {
    const { claims } = join(this.#claims.get(key) ?? {}, said, false);
    this.#claims.delete(key);
    this.#claims.set(key, claims);
    if (this.#claims.size > WAITING_LIMIT) this.#claims.delete(this.#claims.keys().next().value!);
  }

  /** The clock was set back. */
  stepBack(nowMs: EpochMs): void {
    for (const [key, claims] of this.#claims) this.#claims.set(key, claimedBy(claims, nowMs));
  }

  /** What was said under this key, handed over once. */
  take(key: number): IdentityClaims | undefined {
    const claims = this.#claims.get(key);
    if (claims) this.#claims.delete(key);
    return claims;
  }
}
