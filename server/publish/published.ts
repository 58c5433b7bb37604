/** What clients were last told of each slot, as quantised wire columns that grow with the picture. */
import type { WireColumns } from '../../proto/codec/columns.ts';
import {
  directionToWire,
  fromStep,
  fromWire,
  latToStep,
  lonToStep,
  speedToWire,
} from '../../proto/codec/quantise.ts';
import type { Bounds } from '../../proto/domain/geo.ts';
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

export class PublishedColumns implements WireColumns {
  generation = new Uint8Array(0);
  lat = new Uint32Array(0);
  lon = new Uint32Array(0);
  sog = new Uint16Array(0);
  cog = new Uint16Array(0);
  heading = new Uint16Array(0);
  observed = new Float64Array(0);
  state = new Uint8Array(0);

  grow(length: number): void {
    this.generation = grown(this.generation, new Uint8Array(length));
    this.lat = grown(this.lat, new Uint32Array(length));
    this.lon = grown(this.lon, new Uint32Array(length));
    this.sog = grown(this.sog, new Uint16Array(length));
    this.cog = grown(this.cog, new Uint16Array(length));
    this.heading = grown(this.heading, new Uint16Array(length));
    this.observed = grown(this.observed, new Float64Array(length));
    this.state = grown(this.state, new Uint8Array(length));
  }

  /** Takes a slot's values; a time after `baseMs` (a sender's clock ahead of ours) becomes `baseMs`. */
  take(slot: number, from: PictureColumns, bounds: Bounds, steps: number, baseMs: number): void {
    this.generation[slot] = from.generation[slot]!;
    this.lat[slot] = latToStep(from.lat[slot]!, bounds, steps);
    this.lon[slot] = lonToStep(from.lon[slot]!, bounds, steps);
    this.sog[slot] = speedToWire(from.sogKn[slot]!);
    this.cog[slot] = directionToWire(from.cogDeg[slot]!);
    this.heading[slot] = directionToWire(from.headingDeg[slot]!);
    this.observed[slot] = Math.floor(Math.min(from.observedMs[slot]!, baseMs) / 100);
    this.state[slot] = from.state[slot]!;
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
