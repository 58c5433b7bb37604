/** Learns where people walk and drive on land, day after day; raises nothing. */
import type { OpenDetector } from '../detector.ts';
import type { LandWay } from '../learned/learned.ts';
import type { Thing } from '../thing.ts';
import { isLandKind } from './landthings.ts';
import { isOwnTeam } from './normal.ts';

/** Of each thing so often: a minute on foot is a cell. */
const EVERY_MS = 60_000;

export const wayKind = ({ class: of }: Pick<Thing, 'class'>): LandWay =>
  of === 'vehicle' ? 'driven' : 'onFoot';

export const landWays: OpenDetector = (watch) => {
  const dueMs = new Map<Thing, number>();
  return {
    name: 'landWays',
    moved(thing) {
      if (!isLandKind(thing) || thing.ms < (dueMs.get(thing) ?? 0)) return;
      dueMs.set(thing, thing.ms + EVERY_MS);
      if (!isOwnTeam(watch, thing)) watch.learned.land.passed(wayKind(thing), thing.lat, thing.lon, thing.ms);
    },
    gone(thing) {
      dueMs.delete(thing);
    },
    stepBack() {
      dueMs.clear();
    },
  };
};
