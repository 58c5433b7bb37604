/**
 * What goes over lines. A way that came from clear of the line counts at once; one that only wavers along it counts when
 * it is clear of the line on the other side, and not at all where it goes back before.
 */
import { zoneBorder } from '../../../proto/domain/alert/thresholds/zones.table.ts';
import { wrapLongitude } from '../../../proto/domain/geo.ts';
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import { borderCrossings, borderDistanceM } from '../../../proto/domain/shapes/border.ts';
import type { LineCrossing } from '../../../proto/domain/shapes/linecrossing.ts';
import { boxOf, pathOf } from '../../../proto/domain/shapes/path.ts';
import type { Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';
import { isLying, isUnknownWay } from './borders.ts';
import { Visitor } from './stay.ts';
import { ZoneGrid } from './zonegrid.ts';
import type { ZoneInForce } from './zonesinforce.ts';

/** Long edges are looked at in pieces, each in the cells that it is in. */
const PIECE_M = 5_000;
/** How far back a way is looked at for having come from clear of the line. */
const BACK_MS = 15 * 60_000;

export interface Crossed {
  readonly thing: Thing;
  readonly line: ZoneInForce;
  readonly direction: LineCrossing['direction'];
  readonly place: LatLon;
  readonly ms: number;
  /** How far it had been from the line, on the side from which it came, at the farthest. */
  readonly fromM: number;
}

interface Near {
  /** Over, and not yet for certain. */
  pending: Crossed | undefined;
  /** When it was last over, for certain or not. */
  lastMs: number;
}

class Passer extends Visitor {
  /** Lines that it went over, by the zone's id; as many as it met. */
  readonly lines = new Map<string, Near>();
}

export class LineWatch {
  readonly #watch: Watch;
  readonly #crossed: (crossed: Crossed) => void;
  #grid = new ZoneGrid<ZoneInForce>();
  readonly #passers = new Map<Thing, Passer>();

  constructor(watch: Watch, crossed: (crossed: Crossed) => void) {
    this.#watch = watch;
    this.#crossed = crossed;
  }

  get isEmpty(): boolean {
    return this.#grid.isEmpty;
  }

  set(lines: readonly ZoneInForce[]): void {
    this.#grid = new ZoneGrid();
    for (const one of lines) {
      const { shape } = one.zone;
      if (shape.kind !== 'line') continue;
      const path = pathOf(shape.line, { closed: false, maxPieceM: PIECE_M });
      for (let i = 1; i < path.xs.length; i++)
        this.#grid.add(
          boxOf([{ ...path, xs: path.xs.subarray(i - 1, i + 1), ys: path.ys.subarray(i - 1, i + 1) }]),
          one,
        );
    }
  }

  /** Its place is news. */
  moved(thing: Thing): void {
    if (this.#grid.isEmpty) return;
    const passer = this.#passers.get(thing);
    if (!passer) {
      this.#passers.set(thing, new Passer(thing.ms, thing.lat, thing.lon));
      return;
    }
    const eastDeg = wrapLongitude(thing.lon - passer.lon);
    for (const line of this.#grid.along(passer.lat, passer.lon, thing.lat, eastDeg))
      this.#over(passer, thing, line);
    if (passer.lines.size > 0) this.#settle(passer, thing);
    passer.ms = thing.ms;
    passer.lat = thing.lat;
    passer.lon = thing.lon;
  }

  gone(thing: Thing): void {
    this.#passers.delete(thing);
  }

  #over(passer: Passer, thing: Thing, line: ZoneInForce): void {
    const over = borderCrossings(line.zone.shape, { lat: passer.lat, lon: passer.lon }, thing);
    // There and back in one step is as if it had not been.
    const net = over.reduce((sum, { direction }) => sum + (direction === 'leftToRight' ? 1 : -1), 0);
    const last = over.at(-1);
    if (net === 0 || !last || isUnknownWay(this.#watch, passer, thing)) return;
    const known = passer.lines.get(line.id);
    const ms = Math.round(passer.ms + last.part * (thing.ms - passer.ms));
    const near = known ?? { pending: undefined, lastMs: Number.NEGATIVE_INFINITY };
    if (!known) passer.lines.set(line.id, near);
    const before = near.pending;
    near.pending = undefined;
    const fromM = farthestM(thing, line, Math.max(near.lastMs, thing.ms - BACK_MS), ms);
    near.lastMs = ms;
    // Back over the line before it was clear of it: neither counts.
    if (before && before.direction !== last.direction) return;
    const place = { lat: last.lat, lon: last.lon };
    const crossed = { thing, line, direction: last.direction, place, ms, fromM };
    const { edgeM } = this.#watch.values(zoneBorder, thing.class, [line.id]);
    if (fromM >= edgeM && !isLying(this.#watch, thing)) this.#crossed(crossed);
    else near.pending = crossed;
  }

  /** What is pending, and clear of the line by now. */
  #settle(passer: Passer, thing: Thing): void {
    for (const [id, near] of passer.lines) {
      const { pending } = near;
      if (!pending) continue;
      const { line } = pending;
      const { edgeM } = this.#watch.values(zoneBorder, thing.class, [id]);
      if (borderDistanceM(line.zone.shape, thing.lat, thing.lon) < edgeM) continue;
      near.pending = undefined;
      this.#crossed(pending);
    }
  }
}

/** How far it was from a line between two times, at the farthest, by its trace. */
function farthestM({ trace }: Thing, { zone }: ZoneInForce, fromMs: number, untilMs: number): number {
  let farM = 0;
  for (let i = 0; i < trace.count && trace.ms(i) > fromMs; i++)
    if (trace.ms(i) < untilMs) farM = Math.max(farM, borderDistanceM(zone.shape, trace.lat(i), trace.lon(i)));
  return farM;
}
