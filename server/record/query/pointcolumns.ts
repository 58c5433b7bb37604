/** A `Points` message while it grows, a row at a time. */
import type { DuckDBVector } from '@duckdb/node-api';
import type { watchfloor } from '../../../proto/generated/record.js';

const FIRST_ROWS = 256;

export class PointColumns {
  #count = 0;
  #track = new Uint32Array(FIRST_ROWS);
  #mmsi = new Uint32Array(FIRST_ROWS);
  #lat = new Int32Array(FIRST_ROWS);
  #lon = new Int32Array(FIRST_ROWS);
  #age = new Uint32Array(FIRST_ROWS);
  #sog = new Uint16Array(FIRST_ROWS);
  #cog = new Uint16Array(FIRST_ROWS);
  #heading = new Uint16Array(FIRST_ROWS);
  #navStatus = new Uint8Array(FIRST_ROWS);
  #state = new Uint8Array(FIRST_ROWS);
  #kind = new Uint8Array(FIRST_ROWS);
  #nature = new Uint8Array(FIRST_ROWS);
  #contact = new Uint8Array(FIRST_ROWS);
  #sources = new Uint16Array(FIRST_ROWS);
  #ellipse = new Uint8Array(FIRST_ROWS * 3);
  #feeds = new Uint16Array(FIRST_ROWS);
  #hasEllipse = false;
  readonly #sets = new Map<string, number>();

  /** `values`: mmsi, lat, lon, sog, cog, heading, nav status, state, kind, nature, contact, sources, ellipse. */
  add(track: number, ageMs: number, feeds: string, values: readonly DuckDBVector[], i: number): void {
    if (this.#count === this.#track.length) this.#grow();
    const row = this.#count;
    this.#count += 1;
    const value = (at: number): number => Number(values[at]!.getItem(i));
    this.#track[row] = track;
    this.#age[row] = Math.min(ageMs, 0xffff_ffff);
    this.#mmsi[row] = value(0);
    this.#lat[row] = value(1);
    this.#lon[row] = value(2);
    this.#sog[row] = value(3);
    this.#cog[row] = value(4);
    this.#heading[row] = value(5);
    this.#navStatus[row] = value(6);
    this.#state[row] = value(7);
    this.#kind[row] = value(8);
    this.#nature[row] = value(9);
    this.#contact[row] = value(10);
    this.#sources[row] = value(11);
    const ellipse = value(12);
    if (ellipse !== 0) {
      this.#hasEllipse = true;
      for (let k = 0; k < 3; k += 1) this.#ellipse[row * 3 + k] = ellipse >>> (8 * k);
    }
    const known = this.#sets.get(feeds) ?? this.#sets.size;
    this.#sets.set(feeds, known);
    this.#feeds[row] = known;
  }

  message(): watchfloor.record.v1.IPoints {
    const count = this.#count;
    const bytes = (column: Uint8Array | Uint16Array | Uint32Array | Int32Array, width = 1): Uint8Array =>
      new Uint8Array(column.buffer, 0, count * width * column.BYTES_PER_ELEMENT);
    return {
      count,
      track: bytes(this.#track),
      mmsi: bytes(this.#mmsi),
      lat: bytes(this.#lat),
      lon: bytes(this.#lon),
      age: bytes(this.#age),
      sog: bytes(this.#sog),
      cog: bytes(this.#cog),
      heading: bytes(this.#heading),
      navStatus: bytes(this.#navStatus),
      state: bytes(this.#state),
      kind: bytes(this.#kind),
      nature: bytes(this.#nature),
      contact: bytes(this.#contact),
      sources: bytes(this.#sources),
      ...(this.#hasEllipse && { ellipse: bytes(this.#ellipse, 3) }),
      feeds: bytes(this.#feeds),
      feedSets: [...this.#sets.keys()],
    };
  }

  #grow(): void {
    const length = this.#track.length * 2;
    this.#track = longer(this.#track, new Uint32Array(length));
    this.#mmsi = longer(this.#mmsi, new Uint32Array(length));
    this.#lat = longer(this.#lat, new Int32Array(length));
    this.#lon = longer(this.#lon, new Int32Array(length));
    this.#age = longer(this.#age, new Uint32Array(length));
    this.#sog = longer(this.#sog, new Uint16Array(length));
    this.#cog = longer(this.#cog, new Uint16Array(length));
    this.#heading = longer(this.#heading, new Uint16Array(length));
    this.#navStatus = longer(this.#navStatus, new Uint8Array(length));
    this.#state = longer(this.#state, new Uint8Array(length));
    this.#kind = longer(this.#kind, new Uint8Array(length));
    this.#nature = longer(this.#nature, new Uint8Array(length));
    this.#contact = longer(this.#contact, new Uint8Array(length));
    this.#sources = longer(this.#sources, new Uint16Array(length));
    this.#ellipse = longer(this.#ellipse, new Uint8Array(length * 3));
    this.#feeds = longer(this.#feeds, new Uint16Array(length));
  }
}

function longer<T extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
