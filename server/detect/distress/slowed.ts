/** What slowed down before it was lost: somebody may have stopped because something happened. */
import { POSSIBLE_DISTRESS } from '../../../proto/domain/alert/thresholds/distress.table.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import type { Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';

/** Speed at the end is taken over so long at least. */
const LAST_MS = 60_000;

export interface Slowed {
  readonly beforeKn: number;
  readonly lastKn: number;
}

/** From its trace: under way, then at half of that and less; undefined: it did not, or too little is known. */
export function slowed(watch: Watch, { trace, class: of }: Thing): Slowed | undefined {
  const { beforeKn: leastKn, slowedToShare, slowedWithinS } = watch.values(POSSIBLE_DISTRESS, of);
  const last = trace.back(LAST_MS);
  if (last === undefined) return undefined;
  const lastKn = trace.madeGoodKn(last);
  const untilMs = trace.ms(0) - slowedWithinS * 1000;
  let beforeKn = 0;
  // The fastest stretch of two fixes within the time: made good, so that no single wrong speed counts.
  for (let i = 2; i < trace.count && trace.ms(i) >= untilMs; i++)
    beforeKn = Math.max(beforeKn, trace.madeGoodKn(i, i - 2));
  return beforeKn >= leastKn && lastKn <= slowedToShare * beforeKn ? { beforeKn, lastKn } : undefined;
}

/** Beyond a swim from the shore, as far as the shore is known. */
export function isFarOut(watch: Watch, { lat, lon, class: of }: Thing): boolean {
  const toShoreM = watch.shore.distanceM(lat, lon);
  return toShoreM === undefined || toShoreM >= watch.values(POSSIBLE_DISTRESS, of).offShoreM;
}

/** A boat: what sends class B, a pleasure craft or fishing boat, or what is short. Nobody's unit. */
export function isSmall(watch: Watch, { class: of, kind, lengthM }: Thing): boolean {
  if (lengthM !== undefined) return lengthM < watch.values(POSSIBLE_DISTRESS, of).smallM;
  return (
    kind === TrackKind.classB || of === 'pleasure' || (of === 'contact' && kind === TrackKind.seaContact)
  );
}
