/** The tracks of a replay as columns: a slot is a row. They hold what was recorded and nothing else. */
import { ELLIPSE_BYTES } from '../../../proto/codec/quantise.ts';
import type { PictureColumns } from '../source.ts';

export class ReplayColumns implements PictureColumns {
  lat = new Float64Array(0);
  lon = new Float64Array(0);
  sogKn = new Float32Array(0);
  cogDeg = new Float32Array(0);
  headingDeg = new Float32Array(0);
  observedMs = new Float64Array(0);
  state = new Uint8Array(0);
  kind = new Uint8Array(0);
  nature = new Uint8Array(0);
  ellipse = new Uint8Array(0);
  generation = new Uint8Array(0);
  staticVersion = new Uint32Array(0);
  changedTick = new Uint32Array(0);
  /** 255: none was said. */
  navStatus = new Uint8Array(0);
  contact = new Uint8Array(0);
  sources = new Uint16Array(0);
  /** `NO_MMSI` of server/tracks: nothing claims one. */
  mmsi = new Uint32Array(0);
  /** The two parts of the id. */
  epoch = new Int32Array(0);
  track = new Uint32Array(0);
  used = new Uint8Array(0);

  get length(): number {
    return this.lat.length;
  }

  grow(length: number): void {
    this.lat = longer(this.lat, new Float64Array(length));
    this.lon = longer(this.lon, new Float64Array(length));
    this.sogKn = longer(this.sogKn, new Float32Array(length));
    this.cogDeg = longer(this.cogDeg, new Float32Array(length));
    this.headingDeg = longer(this.headingDeg, new Float32Array(length));
    this.observedMs = longer(this.observedMs, new Float64Array(length));
    this.state = longer(this.state, new Uint8Array(length));
    this.kind = longer(this.kind, new Uint8Array(length));
    this.nature = longer(this.nature, new Uint8Array(length));
    this.ellipse = longer(this.ellipse, new Uint8Array(length * ELLIPSE_BYTES));
    this.generation = longer(this.generation, new Uint8Array(length));
    this.staticVersion = longer(this.staticVersion, new Uint32Array(length));
    this.changedTick = longer(this.changedTick, new Uint32Array(length));
    this.navStatus = longer(this.navStatus, new Uint8Array(length));
    this.contact = longer(this.contact, new Uint8Array(length));
    this.sources = longer(this.sources, new Uint16Array(length));
    this.mmsi = longer(this.mmsi, new Uint32Array(length));
    this.epoch = longer(this.epoch, new Int32Array(length));
    this.track = longer(this.track, new Uint32Array(length));
    this.used = longer(this.used, new Uint8Array(length));
  }
}

type Column = Float64Array | Float32Array | Uint8Array | Uint16Array | Uint32Array | Int32Array;

function longer<T extends Column>(from: T, to: T): T {
  to.set(from);
  return to;
}
