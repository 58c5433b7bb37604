/** Where something was: the newest fixes in a ring of typed arrays, the last always exact, those before it thinned. */
import { bearingDeg, distanceM, type Position } from '../../proto/domain/geo.ts';
import { degrees, type Knots, metresPerSecondToKnots } from '../../proto/domain/units.ts';

const FIRST_CAPACITY = 8;

export interface Fix {
  readonly ms: number;
  readonly lat: number;
  readonly lon: number;
  /** NaN where nothing was said. */
  readonly sogKn: number;
  readonly cogDeg: number;
}

export class Trace {
  /** How many fixes are kept now. */
  count = 0;
  readonly #most: number;
  readonly #spacingMs: number;
  #ms: Float64Array;
  #lat: Float64Array;
  #lon: Float64Array;
  #sog: Float32Array;
  #cog: Float32Array;
  /** Where the newest is. */
  #head = -1;

  /**
   * @param most fixes kept; the oldest goes first
   * @param spacingMs between kept fixes, the newest apart; 0 keeps all
   */
  constructor(most: number, spacingMs: number) {
    this.#most = most;
    this.#spacingMs = spacingMs;
    const capacity = Math.min(FIRST_CAPACITY, most);
    this.#ms = new Float64Array(capacity);
    this.#lat = new Float64Array(capacity);
    this.#lon = new Float64Array(capacity);
    this.#sog = new Float32Array(capacity);
    this.#cog = new Float32Array(capacity);
  }

  /** Newer than what is here; what is not is left out. NaN where speed or course is not known. */
  add(ms: number, lat: number, lon: number, sogKn: number, cogDeg: number): boolean {
    if (this.count > 0 && ms <= this.#ms[this.#head]!) return false;
    const replaces = this.count >= 2 && this.#ms[this.#head]! - this.ms(1) < this.#spacingMs;
    if (!replaces) this.#advance();
    const at = this.#head;
    this.#ms[at] = ms;
    this.#lat[at] = lat;
    this.#lon[at] = lon;
    this.#sog[at] = sogKn;
    this.#cog[at] = cogDeg;
    return true;
  }

  clear(): void {
    this.count = 0;
    this.#head = -1;
  }

  /** `i` counts back from the newest, 0, to `count − 1`. */
  ms(i: number): number {
    return this.#ms[this.#at(i)]!;
  }
  lat(i: number): number {
    return this.#lat[this.#at(i)]!;
  }
  lon(i: number): number {
    return this.#lon[this.#at(i)]!;
  }
  /** NaN where none was said. */
  sogKn(i: number): number {
    return this.#sog[this.#at(i)]!;
  }
  /** NaN where none was said. */
  cogDeg(i: number): number {
    return this.#cog[this.#at(i)]!;
  }
  position(i: number): Position {
    return { lat: degrees(this.lat(i)), lon: degrees(this.lon(i)) };
  }
  fix(i: number): Fix {
    return {
      ms: this.ms(i),
      lat: this.lat(i),
      lon: this.lon(i),
      sogKn: this.sogKn(i),
      cogDeg: this.cogDeg(i),
    };
  }

  /** The newest fix not younger than `ms` before the newest; undefined: the trace is not that long. */
  back(ms: number): number | undefined {
    if (this.count === 0) return undefined;
    const until = this.ms(0) - ms;
    for (let i = 0; i < this.count; i++) if (this.ms(i) <= until) return i;
    return undefined;
  }

  /** Speed made good from fix `older` to fix `newer` (indices as above), knots. */
  madeGoodKn(older: number, newer = 0): Knots {
    const seconds = (this.ms(newer) - this.ms(older)) / 1000;
    return metresPerSecondToKnots(distanceM(this.position(older), this.position(newer)) / seconds);
  }

  /** Course made good, degrees true. */
  madeGoodDeg(older: number, newer = 0): number {
    return bearingDeg(this.position(older), this.position(newer));
  }

  #at(i: number): number {
    const at = this.#head - i;
    return at < 0 ? at + this.#ms.length : at;
  }

  #advance(): void {
    const capacity = this.#ms.length;
    if (this.count === capacity && capacity < this.#most) this.#grow(Math.min(this.#most, capacity * 2));
    this.#head = (this.#head + 1) % this.#ms.length;
    this.count = Math.min(this.count + 1, this.#ms.length);
  }

  #grow(capacity: number): void {
    const unrolled = <T extends Float64Array | Float32Array>(from: T, to: T): T => {
      for (let i = 0; i < this.count; i++) to[this.count - 1 - i] = from[this.#at(i)]!;
      return to;
    };
    this.#lat = unrolled(this.#lat, new Float64Array(capacity));
    this.#lon = unrolled(this.#lon, new Float64Array(capacity));
    this.#sog = unrolled(this.#sog, new Float32Array(capacity));
    this.#cog = unrolled(this.#cog, new Float32Array(capacity));
    const ms = unrolled(this.#ms, new Float64Array(capacity));
    this.#head = this.count - 1;
    this.#ms = ms;
  }
}
