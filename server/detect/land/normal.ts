/** Who is about on land for a reason that the watch knows: own teams, shepherds. */
import { landNormal } from '../../../proto/domain/alert/thresholds/land.table.ts';
import { DARK_BELOW_DEG, sunElevationDeg } from '../../../proto/domain/sun.ts';
import type { Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';

export const isDaylight = ({ lat, lon, ms }: Pick<Thing, 'lat' | 'lon' | 'ms'>): boolean =>
  sunElevationDeg(lat, lon, ms) > DARK_BELOW_DEG;

/** One of ours, or with one of ours, who knows of it. */
export const isOwnTeam = (watch: Watch, thing: Thing): boolean =>
  watch
    .near(thing.lat, thing.lon, watch.values(landNormal, thing.class).teamM)
    .some((one) => one.class === 'unit');

/** One person with livestock by daylight. */
export const isShepherd = (watch: Watch, thing: Thing): boolean =>
  thing.class === 'person' &&
  (thing.count ?? 1) === 1 &&
  isDaylight(thing) &&
  watch
    .near(thing.lat, thing.lon, watch.values(landNormal, thing.class).herdM)
    .some((one) => one.class === 'animal');
