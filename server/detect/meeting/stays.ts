/** Who stayed where: teaches the map of stops. Raises nothing. */

import { isVesselClass } from '../../../proto/domain/alert/thingclass.ts';
import { stay } from '../../../proto/domain/alert/thresholds/meeting.table.ts';
import { distanceM } from '../../../proto/domain/geo.ts';
import { type Degrees, degrees } from '../../../proto/domain/units.ts';
import type { OpenDetector } from '../detector.ts';
import type { Thing } from '../thing.ts';

/** Faster is under way, whatever the thresholds say. */
const UNDER_WAY_KN = 5;
/** Not heard for longer, and it may have been elsewhere. */
const GAP_MS = 2 * 3_600_000;

interface Stop {
  lat: Degrees;
  lon: Degrees;
  sinceMs: number;
  lastMs: number;
  told: boolean;
}

export const stays: OpenDetector = (watch) => {
  const stops = new Map<Thing, Stop>();
  return {
    name: 'stays',
    moved(thing) {
      if (thing.mmsi === undefined || !isVesselClass(thing.class)) return;
      const known = stops.get(thing);
      if (thing.sogKn > UNDER_WAY_KN) {
        if (known) stops.delete(thing);
        return;
      }
      const here = { lat: degrees(thing.lat), lon: degrees(thing.lon) };
      const { radiusM, afterS } = watch.values(stay);
      if (!known || thing.ms - known.lastMs > GAP_MS || distanceM(known, here) > radiusM) {
        stops.set(thing, { ...here, sinceMs: thing.ms, lastMs: thing.ms, told: false });
        return;
      }
      known.lastMs = thing.ms;
      if (known.told || thing.ms - known.sinceMs < afterS * 1000) return;
      known.told = true;
      watch.learned.stops.stayed(thing.mmsi, known.lat, known.lon, thing.ms);
    },
    gone(thing) {
      stops.delete(thing);
    },
    stepBack() {
      stops.clear();
    },
  };
};
