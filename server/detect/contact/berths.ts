/** Where a vessel may end its way and switch off: at the shore, in port, at its own berth, where others lie. */
import { SILENCE } from '../../../proto/domain/alert/thresholds/contact.table.ts';
import { destination, type Position } from '../../../proto/domain/geo.ts';
import { degrees } from '../../../proto/domain/units.ts';
import type { Watch } from '../detector.ts';
import type { Hearing, Motion } from './hearing.ts';

/** What is so near on its way it may have reached at once, by steps of this. */
const SOON_M = 1200;
/** Where it may turn in: to both sides of its course. */
const ASIDE_M = 900;
const ASIDE_DEG = [-90, -45, 45, 90];
/** So fast nobody goes alongside, even at home. */
const OWN_BERTH_KN = 12;
const STEP_M = 400;
/** Faster than what is slow near the shore, it passes a port that is farther than this share of what is near. */
const PASSES_SHARE = 0.7;
/** From the sea it goes in where the coast line, as coarse as it is known, is crossed by so much. */
const INTO_M = 300;
/** Behind it others are heard so near where it is a waterway, not an inlet where one comes home. */
const WATERWAY_M = 4000;
/** Farther behind the coast line it is on a river or canal, and under way there. */
const INLAND_M = 3000;

function isInshore(watch: Watch, { lat, lon, thing }: Hearing): boolean {
  return isWithin(watch, lat, lon, watch.values(SILENCE, thing?.class).inshoreM);
}

/** Of the shore, on its either side; what is farther inland is on a river. */
function isWithin(watch: Watch, lat: number, lon: number, metres: number): boolean {
  const toShoreM = watch.shore.distanceM(lat, lon);
  return toShoreM !== undefined && toShoreM <= metres && toShoreM > -INLAND_M;
}

/** At the shore what is slow goes alongside; farther out nobody does. */
export function leastKn(watch: Watch, hearing: Hearing): number {
  const { underWayKn, alongsideKn, alongsideM } = watch.values(SILENCE, hearing.thing?.class);
  return isWithin(watch, hearing.lat, hearing.lon, alongsideM) ? alongsideKn : underWayKn;
}

/** On its way, and near: a port, an inlet, its own berth, or, where it is slow, a place where vessels were seen to lie. */
export function mayLie(watch: Watch, hearing: Hearing, { sogKn, cogDeg }: Motion): boolean {
  const { vessel, thing } = hearing;
  const { portM, stopVessels, stoppingKn, inshoreKn } = watch.values(SILENCE, thing?.class);
  const from = { lat: degrees(hearing.lat), lon: degrees(hearing.lon) };
  for (let m = 0; m <= SOON_M; m += STEP_M) {
    const { lat, lon } = destination(from, cogDeg, m);
    const toPortM = watch.shore.portM(lat, lon);
    if (toPortM !== undefined && toPortM < (sogKn < inshoreKn ? 1 : PASSES_SHARE) * portM) return true;
    const lying = watch.learned.stops.vesselsAt(lat, lon);
    if (lying === 0) continue;
    const isOwn = lying > watch.learned.stops.vesselsAt(lat, lon, [vessel.mmsi]);
    if (isOwn && sogKn < OWN_BERTH_KN) return true;
    if (lying >= stopVessels && sogKn < stoppingKn) return true;
  }
  if (sogKn < OWN_BERTH_KN && goesIn(watch, hearing, from, cogDeg)) return true;
  if (sogKn >= inshoreKn || !isInshore(watch, hearing)) return false;
  // Slow and near the shore it turns in anywhere.
  return ASIDE_DEG.some((deg) => {
    const { lat, lon } = destination(from, cogDeg + deg, ASIDE_M);
    return watch.learned.stops.vesselsAt(lat, lon) >= stopVessels;
  });
}

/** Over the coast line, which is coarse, into an inlet or a creek: where others are heard behind it, it is a waterway. */
function goesIn(watch: Watch, hearing: Hearing, from: Position, cogDeg: number): boolean {
  const hereM = watch.shore.distanceM(from.lat, from.lon);
  if (hereM === undefined || Math.abs(hereM) > SOON_M) return false;
  const { lat, lon } = destination(from, cogDeg, SOON_M);
  const thereM = watch.shore.distanceM(lat, lon);
  if (thereM === undefined || thereM >= Math.min(0, hereM) - INTO_M) return false;
  const { others } = watch.values(SILENCE);
  const heard = watch
    .near(lat, lon, WATERWAY_M)
    .filter(({ vessel }) => vessel && vessel !== hearing.vessel && vessel.lastMs > hearing.lastMs);
  return heard.length < others;
}
