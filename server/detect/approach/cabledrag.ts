/**
 * Over a cable at the speed of a trawl or of a dragging anchor, or lying there. What was never seen under way has its place
 * there; cable ships, dredgers and the like work there.
 */
import { isVesselClass, SERVICE_CLASSES, type ThingClass } from '../../../proto/domain/alert/thingclass.ts';
import { cableDrag as table } from '../../../proto/domain/alert/thresholds/approach.table.ts';
import { borderDistanceM } from '../../../proto/domain/shapes/border.ts';
import { boundsOf, contains } from '../../../proto/domain/shapes/prepared.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { OpenDetector } from '../detector.ts';
import type { Thing } from '../thing.ts';
import { type ZoneInForce, ZonesInForce } from '../zones/zonesinforce.ts';

/** Anchors and trawls are their own work; tugs tow over cables too. */
const WORKS_THERE: ReadonlySet<ThingClass> = new Set<ThingClass>(
  [...SERVICE_CLASSES].filter((cls) => cls !== 'tug'),
);
/** Out of it, or at another speed, in so many reports running: it is over. */
const RUNNING = 2;
const METRES_PER_DEGREE = 111_195;
const STEADY_SHARE = 0.5;

type How = 'drag' | 'lie';

interface Over {
  readonly zone: ZoneInForce;
  how: How;
  sinceMs: number;
  other: number;
  sumKn: number;
  count: number;
  leastKn: number;
  mostKn: number;
  told: boolean;
}

export const cableDrag: OpenDetector = (watch) => {
  const inForce = new ZonesInForce(watch, ({ zone }) => zone.purpose === 'cable');
  const over = new Map<Thing, Over>();
  /** Seen as fast as a vessel on passage. */
  const underWay = new Map<Thing, number>();

  const nameOf = (thing: Thing, zone: ZoneInForce): string => `${thing.name}|${zone.id}`;

  const end = (thing: Thing): void => {
    const known = over.get(thing);
    if (known?.told) watch.clear('cableDrag', nameOf(thing, known.zone));
    over.delete(thing);
  };

  const zoneAt = ({ lat, lon }: Thing, lineM: number): ZoneInForce | undefined =>
    inForce.now.find(({ zone: { shape } }) => {
      const { west, south, east, north } = boundsOf(shape);
      const [aboutLat, aboutLon] = [lineM / METRES_PER_DEGREE, (lineM * 3) / METRES_PER_DEGREE];
      if (lat < south - aboutLat || lat > north + aboutLat) return false;
      if (west <= east && (lon < west - aboutLon || lon > east + aboutLon)) return false;
      return shape.kind === 'line' ? borderDistanceM(shape, lat, lon) <= lineM : contains(shape, lat, lon);
    });

  const look = (thing: Thing): void => {
    const { slowestKn, fastestKn, dragS, lieS, lineM } = watch.values(table, thing.class);
    const how: How | undefined =
      thing.sogKn < slowestKn ? 'lie' : thing.sogKn <= fastestKn ? 'drag' : undefined;
    const known = over.get(thing);
    if (!known && (how === undefined || !underWay.has(thing))) return;
    const zone = zoneAt(thing, lineM);
    if (!known) {
      if (zone && how) over.set(thing, begin(zone, how, thing));
      return;
    }
    if (zone !== known.zone || how !== known.how) {
      known.other++;
      if (known.other < RUNNING) return;
      // From dragging to lying the clock goes on: it is one thing that happens there.
      if (zone === known.zone && how !== undefined && known.told) known.how = how;
      else end(thing);
      return;
    }
    known.other = 0;
    known.sumKn += thing.sogKn;
    known.count++;
    known.leastKn = Math.min(known.leastKn, thing.sogKn);
    known.mostKn = Math.max(known.mostKn, thing.sogKn);
    const seconds = (thing.ms - known.sinceMs) / 1000;
    if (known.told || seconds < (how === 'drag' ? dragS : lieS)) return;
    const meanKn = known.sumKn / known.count;
    // A drift that stops and goes is no drag.
    if (how === 'drag' && known.leastKn < meanKn * STEADY_SHARE) return;
    tell(thing, known, seconds, meanKn);
  };

  const tell = (thing: Thing, known: Over, seconds: number, meanKn: number): void => {
    const { dragS, lieS } = watch.values(table, thing.class);
    known.told = true;
    const { how, zone } = known;
    watch.raise({
      ...{ kind: 'cableDrag', name: nameOf(thing, zone), things: [thing], onsetMs: known.sinceMs },
      about: { zoneId: zone.id },
      rule: how === 'drag' ? 'cableDrag.dragS' : 'cableDrag.lieS',
      measured: { value: seconds, unit: 's' },
      threshold: { value: how === 'drag' ? dragS : lieS, unit: 's' },
      evidence: [
        { what: 'overCable', text: zone.zone.name, atMs: epochMs(known.sinceMs) },
        { what: how === 'drag' ? 'meanSpeed' : 'liesThere', measure: { value: meanKn, unit: 'kn' } },
        { what: 'slowest', measure: { value: known.leastKn, unit: 'kn' } },
        { what: 'fastest', measure: { value: known.mostKn, unit: 'kn' } },
        { what: 'wasUnderWay', measure: { value: underWay.get(thing)!, unit: 'kn' } },
      ],
    });
  };

  return {
    name: 'cableDrag',
    tick(nowMs) {
      if (!inForce.refresh(nowMs)) return;
      for (const [thing, { zone }] of over) if (!inForce.now.includes(zone)) end(thing);
    },
    moved(thing) {
      if (!isVesselClass(thing.class) || WORKS_THERE.has(thing.class) || Number.isNaN(thing.sogKn)) return;
      if (thing.sogKn > watch.values(table, thing.class).underWayKn)
        underWay.set(thing, Math.max(underWay.get(thing) ?? 0, thing.sogKn));
      if (inForce.now.length > 0) look(thing);
    },
    gone(thing) {
      underWay.delete(thing);
      end(thing);
    },
    stepBack() {
      inForce.stepBack();
      for (const thing of over.keys()) end(thing);
    },
  };
};

const begin = (zone: ZoneInForce, how: How, { ms, sogKn }: Thing): Over => ({
  ...{ zone, how, sinceMs: ms, other: 0, sumKn: sogKn, count: 1, leastKn: sogKn, mostKn: sogKn, told: false },
});
