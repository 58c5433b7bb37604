/** A radar's image of a vessel that says itself where it is, beside its own track: told of, it would be told of twice. */
import { zoneBorder } from '../../../proto/domain/alert/thresholds/zones.table.ts';
import { turnBetween } from '../../../proto/domain/geo.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import type { Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';

const ALIKE_KN = 2;
const ALIKE_DEG = 20;
/** Slower than this a course says nothing. */
const NO_COURSE_KN = 2;

/** A sea contact that goes with a vessel near it: same speed, same course. */
export function isImage(watch: Watch, thing: Thing): boolean {
  if (thing.kind !== TrackKind.seaContact || thing.mmsi !== undefined) return false;
  const { imageM } = watch.values(zoneBorder, thing.class);
  if (imageM === 0 || Number.isNaN(thing.sogKn)) return false;
  return watch
    .near(thing.lat, thing.lon, imageM)
    .some((other) => other.mmsi !== undefined && goWith(thing, other));
}

const goWith = (a: Thing, b: Thing): boolean =>
  Math.abs(a.sogKn - b.sogKn) <= ALIKE_KN &&
  (a.sogKn < NO_COURSE_KN || Math.abs(turnBetween(a.cogDeg, b.cogDeg)) <= ALIKE_DEG);
