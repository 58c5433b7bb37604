/** What is left of a thing when several decide about it. */
import type { Reduction } from '../../proto/domain/operations/agency.ts';
import type { Sight } from './audience.ts';

export const NAMELESS: Reduction = { withoutIdentity: true };

/** One that takes nothing away is none. */
export function reducedBy(reduction: Reduction | undefined): Exclude<Sight, 'none'> {
  if (reduction === undefined) return 'whole';
  const { withoutIdentity, roundM = 0, delayMs = 0 } = reduction;
  if (!withoutIdentity && roundM <= 0 && delayMs <= 0) return 'whole';
  return { withoutIdentity, ...(roundM > 0 && { roundM }), ...(delayMs > 0 && { delayMs }) };
}

/** What both leave: for those who look together. */
export function strictest(a: Sight, b: Sight): Sight {
  if (a === 'none' || b === 'none') return 'none';
  if (a === 'whole') return b;
  if (b === 'whole') return a;
  return reducedBy({
    withoutIdentity: a.withoutIdentity || b.withoutIdentity,
    roundM: Math.max(a.roundM ?? 0, b.roundM ?? 0),
    delayMs: Math.max(a.delayMs ?? 0, b.delayMs ?? 0),
  });
}

/**
 * The one that leaves more, never a mixture: a name from one release on the position of another is what nobody
 * released. Identity counts most, then age, then place.
 */
export function mildest(a: Sight, b: Sight): Sight {
  if (a === 'none' || b === 'whole') return b;
  if (b === 'none' || a === 'whole') return a;
  return takesLess(b, a) ? b : a;
}

function takesLess(a: Reduction, b: Reduction): boolean {
  if (a.withoutIdentity !== b.withoutIdentity) return b.withoutIdentity;
  const laterMs = (a.delayMs ?? 0) - (b.delayMs ?? 0);
  return laterMs !== 0 ? laterMs < 0 : (a.roundM ?? 0) < (b.roundM ?? 0);
}

/** Equal sights have equal texts. */
export function sightText(sight: Sight): string {
  if (typeof sight === 'string') return sight;
  return `${sight.withoutIdentity ? 'nameless' : 'named'}/${sight.roundM ?? 0}m/${sight.delayMs ?? 0}ms`;
}
