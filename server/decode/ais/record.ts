/** One decoded AIS message, reused for the next: the hot path reads what it needs and allocates nothing. */

import type { TimeSource } from '../nmea/reader.ts';
import { Suffix } from '../nmea/stamps.ts';
import { Tags } from '../nmea/tags.ts';
import { Bits } from './bits.ts';
import { LAYOUTS, type PositionLayout } from './layouts.table.ts';
import {
  readCoarseLat,
  readCoarseLon,
  readCog,
  readLat,
  readLon,
  readSecond,
  readSog,
  readWholeDegrees,
  turnRate,
} from './quantities.ts';

/**
 * Valid during the handler's call only. Every getter reads its field from the message's bits, with every check:
 * undefined when the type has no such field, and when it is not available, out of range or cut off.
 */
export class AisRecord {
  readonly bits = new Bits();
  /** 1…27. */
  type = 0;
  repeat = 0;
  mmsi = 0;
  /** `A` or `B` (1 and 2 are the same), another letter as it stands, undefined when blank. */
  channel: string | undefined;
  /** Two letters: AI, AB, BS, SA …. */
  talker = '';
  /** From our own transponder (VDO), not received (VDM). */
  own = false;
  connection = 0;
  receivedMs = 0;
  /** When a station or logger says that it received the message; undefined when nothing trusted says so. */
  stationMs: number | undefined;
  timeSource: TimeSource | undefined;
  /** What stood around the (first) sentence. */
  tags = new Tags();
  suffix = new Suffix();
  #layout: PositionLayout = LAYOUTS[0]!;

  /** Receiving station: tag block `s`, or the suffix's `r…`. */
  get station(): string | undefined {
    return this.tags.source ?? this.suffix.station;
  }

  /** Reads the head; false when the message ends within it (38 bits). */
  begin(): boolean {
    const { bits } = this;
    if (bits.length < 38) return false;
    this.type = bits.unsigned(0, 6);
    this.repeat = bits.unsigned(6, 2);
    this.mmsi = bits.unsigned(8, 30);
    this.#layout = LAYOUTS[this.type]!;
    return true;
  }

  get lat(): number | undefined {
    const { lat, coarse } = this.#layout;
    if (lat < 0) return undefined;
    return coarse ? readCoarseLat(this.bits, lat) : readLat(this.bits, lat);
  }

  get lon(): number | undefined {
    const { lon, coarse } = this.#layout;
    if (lon < 0) return undefined;
    return coarse ? readCoarseLon(this.bits, lon) : readLon(this.bits, lon);
  }

  get accurate(): boolean | undefined {
    const at = this.#layout.accurate;
    return at < 0 ? undefined : this.bits.flag(at);
  }

  get sogKn(): number | undefined {
    const at = this.#layout.sog;
    if (at < 0) return undefined;
    if (this.type === 9) return this.bits.numberUnless(at, 10, 1023);
    if (this.type === 27) return this.bits.numberUnless(at, 6, 63);
    return readSog(this.bits, at);
  }

  get cogDeg(): number | undefined {
    const at = this.#layout.cog;
    if (at < 0) return undefined;
    return this.type === 27 ? readWholeDegrees(this.bits, at) : readCog(this.bits, at);
  }

  get headingDeg(): number | undefined {
    const at = this.#layout.heading;
    return at < 0 ? undefined : readWholeDegrees(this.bits, at);
  }

  get turnDegPerMin(): number | undefined {
    const at = this.#layout.turn;
    return at < 0 || at + 8 > this.bits.length ? undefined : turnRate(this.bits.signed(at, 8));
  }

  get navStatus(): number | undefined {
    const at = this.#layout.navStatus;
    return at < 0 ? undefined : this.bits.number(at, 4);
  }

  /** 0…59, or 61…63 for the state of the position. */
  get utcSecond(): number | undefined {
    const at = this.#layout.second;
    return at < 0 ? undefined : readSecond(this.bits, at);
  }

  get raim(): boolean | undefined {
    const at = this.#layout.raim;
    return at < 0 ? undefined : this.bits.flag(at);
  }
}
