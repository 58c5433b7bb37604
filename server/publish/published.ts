/** What clients were last told of each slot, as quantised wire columns that grow with the picture. */
import type { WireColumns } from '../../proto/codec/columns.ts';
import {
  axisToWire,
  directionToWire,
  ELLIPSE_BYTES,
  fromStep,
  fromWire,
  latToStep,
  lonToStep,
  positionSteps,
  speedToWire,
  U16_ABSENT,
} from '../../proto/codec/quantise.ts';
import type { Bounds } from '../../proto/domain/geo.ts';
import type { Reduction } from '../../proto/domain/operations/agency.ts';
import { CHOSEN_TILE, tileBounds } from '../../proto/domain/tiles.ts';
import { isCoarse, type Place, reducedState } from './reduced.ts';
import type { PictureColumns } from './source.ts';
import type { Motion } from './suppress.ts';

/** A longer copy of a column. */
export function grown<T extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(
  from: T,
  to: T,
): T {
  to.set(from);
  return to;
}

function copyEllipse(from: Uint8Array, to: Uint8Array, slot: number): void {
  const at = slot * ELLIPSE_BYTES;
  to[at] = from[at]!;
  to[at + 1] = from[at + 1]!;
  to[at + 2] = from[at + 2]!;
}

export class PublishedColumns implements WireColumns {
  generation = new Uint8Array(0);
  lat = new Uint32Array(0);
  lon = new Uint32Array(0);
  sog = new Uint16Array(0);
  cog = new Uint16Array(0);
  heading = new Uint16Array(0);
  observed = new Float64Array(0);
  state = new Uint8Array(0);
  ellipse = new Uint8Array(0);

  grow(length: number): void {
    this.generation = grown(this.generation, new Uint8Array(length));
    this.lat = grown(this.lat, new Uint32Array(length));
    this.lon = grown(this.lon, new Uint32Array(length));
    this.sog = grown(this.sog, new Uint16Array(length));
    this.cog = grown(this.cog, new Uint16Array(length));
    this.heading = grown(this.heading, new Uint16Array(length));
    this.observed = grown(this.observed, new Float64Array(length));
    this.state = grown(this.state, new Uint8Array(length));
    this.ellipse = grown(this.ellipse, new Uint8Array(length * ELLIPSE_BYTES));
  }

  /** Takes a slot of the tick; only the position has steps of its own. */
  copy(slot: number, exact: TickColumns, bounds: Bounds, steps: number): void {
    this.generation[slot] = exact.generation[slot]!;
    this.lat[slot] = latToStep(exact.latDeg[slot]!, bounds, steps);
    this.lon[slot] = lonToStep(exact.lonDeg[slot]!, bounds, steps);
    this.sog[slot] = exact.sog[slot]!;
    this.cog[slot] = exact.cog[slot]!;
    this.heading[slot] = exact.heading[slot]!;
    this.observed[slot] = exact.observed[slot]!;
    this.state[slot] = exact.state[slot]!;
    copyEllipse(exact.ellipse, this.ellipse, slot);
  }

  /** What a client reads of a slot, into `motion`. */
  read(slot: number, bounds: Bounds, steps: number, motion: Motion): void {
    motion.lat = fromStep(this.lat[slot]!, bounds.south, bounds.north, steps);
    motion.lon = fromStep(this.lon[slot]!, bounds.west, bounds.east, steps);
    motion.sogKn = fromWire(this.sog[slot]!);
    motion.cogDeg = fromWire(this.cog[slot]!);
    motion.headingDeg = fromWire(this.heading[slot]!);
    motion.observedMs = this.observed[slot]! * 100;
  }
}

const WORLD = tileBounds(CHOSEN_TILE);
const WORLD_STEPS = positionSteps(CHOSEN_TILE);

/** The values of the last tick, none left out: between two ticks the picture goes on, what is published does not. */
export class TickColumns extends PublishedColumns {
  latDeg = new Float64Array(0);
  lonDeg = new Float64Array(0);
  staticVersion = new Uint32Array(0);

  override grow(length: number): void {
    super.grow(length);
    this.latDeg = grown(this.latDeg, new Float64Array(length));
    this.lonDeg = grown(this.lonDeg, new Float64Array(length));
    this.staticVersion = grown(this.staticVersion, new Uint32Array(length));
  }

  /** Takes a slot's values but its generation and static version; a time after `baseMs` (a sender's clock ahead of ours) becomes `baseMs`. */
  take(slot: number, from: PictureColumns, baseMs: number): void {
    const lat = from.lat[slot]!;
    const lon = from.lon[slot]!;
    this.latDeg[slot] = lat;
    this.lonDeg[slot] = lon;
    this.lat[slot] = latToStep(lat, WORLD, WORLD_STEPS);
    this.lon[slot] = lonToStep(lon, WORLD, WORLD_STEPS);
    this.sog[slot] = speedToWire(from.sogKn[slot]!);
    this.cog[slot] = directionToWire(from.cogDeg[slot]!);
    this.heading[slot] = directionToWire(from.headingDeg[slot]!);
    this.observed[slot] = Math.floor(Math.min(from.observedMs[slot]!, baseMs) / 100);
    this.state[slot] = from.state[slot]!;
    copyEllipse(from.ellipse, this.ellipse, slot);
  }

  /** The same of a track that is not seen whole: at `place`, and nothing finer than that is. */
  takeReduced(
    slot: number,
    from: PictureColumns,
    { lat, lon, observedMs }: Place,
    reduction: Reduction,
    baseMs: number,
  ): void {
    this.take(slot, from, baseMs);
    this.latDeg[slot] = lat;
    this.lonDeg[slot] = lon;
    this.lat[slot] = latToStep(lat, WORLD, WORLD_STEPS);
    this.lon[slot] = lonToStep(lon, WORLD, WORLD_STEPS);
    this.observed[slot] = Math.floor(Math.min(observedMs, baseMs) / 100);
    this.state[slot] = reducedState(from.state[slot]!, reduction);
    if (isCoarse(reduction)) {
      this.sog[slot] = U16_ABSENT;
      this.cog[slot] = U16_ABSENT;
      this.heading[slot] = U16_ABSENT;
    }
    if (reduction.roundM === undefined) return;
    // A circle that holds the cell: the true ellipse, turned and long as it is, would say more than the place.
    const axis = Math.max(axisToWire(reduction.roundM), from.ellipse[slot * ELLIPSE_BYTES]!);
    this.ellipse.set([axis, axis, 0], slot * ELLIPSE_BYTES);
  }
}
