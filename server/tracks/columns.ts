/** The tracks as columns: a slot is a row. Typed arrays, so that 200,000 tracks cost no garbage. */
import type { Nature, TrackKind } from '../../proto/domain/observation.ts';
import { type ContactState, TrackLife, TrackStateBits } from '../../proto/domain/track.ts';

/** In {@link TrackColumns.navStatus}: none was said. Only inside the column. */
const NO_NAV_STATUS = 255;

/** In {@link TrackColumns.mmsi}: nothing claims one. Only inside the column; 0 is what some transmitters really send. */
export const NO_MMSI = 0xffff_ffff;

/** Absent numbers are NaN inside the float columns, and only there. Columns are replaced when they grow. */
export class TrackColumns {
  lat = new Float64Array(0);
  lon = new Float64Array(0);
  sogKn = new Float32Array(0);
  cogDeg = new Float32Array(0);
  headingDeg = new Float32Array(0);
  turnDegPerMin = new Float32Array(0);
  /** The turn as last told in the static data: it moves only by steps, so that noise is not news. */
  toldTurnDegPerMin = new Float32Array(0);
  observedMs = new Float64Array(0);
  receivedMs = new Float64Array(0);
  firstMs = new Float64Array(0);
  /** When the next change of life is due; Infinity in an empty slot. */
  dueMs = new Float64Array(0);
  /** `TrackStateBits`. */
  state = new Uint8Array(0);
  kind = new Uint8Array(0);
  nature = new Uint8Array(0);
  /** Changes with the slot's owner; wraps. */
  generation = new Uint8Array(0);
  navStatus = new Uint8Array(0);
  longRange = new Uint8Array(0);
  used = new Uint8Array(0);
  /** Three bytes by slot, as `TrackColumns.ellipse` on the wire; zeros: none. */
  ellipse = new Uint8Array(0);
  /** `ContactState`. */
  contact = new Uint8Array(0);
  /** `SourceBits`. */
  sources = new Uint16Array(0);
  /** 1: in distress by a call or a button, whatever its position reports say. */
  calling = new Uint8Array(0);
  /** The number by which the fusion knows its transmitter; 0 while it was never told of it. */
  coopKey = new Uint32Array(0);
  mmsi = new Uint32Array(0);
  /** The number in the track's id. */
  counter = new Uint32Array(0);
  /** Different positions heard; a duplicate by another receiver is none. */
  reports = new Uint32Array(0);
  /** The tick in which anything here, in the static data or in the life of the track last changed. */
  changedTick = new Uint32Array(0);
  /** Grows whenever the wire's `TrackStatic` would change. */
  staticVersion = new Uint32Array(0);
  /** The next slot under the same MMSI and nature, −1 at the end. */
  sibling = new Int32Array(0);

  get length(): number {
    return this.lat.length;
  }

  /** Makes room for `length` rows. */
  grow(length: number): void {
    this.lat = longer(this.lat, new Float64Array(length));
    this.lon = longer(this.lon, new Float64Array(length));
    this.sogKn = longer(this.sogKn, new Float32Array(length));
    this.cogDeg = longer(this.cogDeg, new Float32Array(length));
    this.headingDeg = longer(this.headingDeg, new Float32Array(length));
    this.turnDegPerMin = longer(this.turnDegPerMin, new Float32Array(length));
    this.toldTurnDegPerMin = longer(this.toldTurnDegPerMin, new Float32Array(length));
    this.observedMs = longer(this.observedMs, new Float64Array(length));
    this.receivedMs = longer(this.receivedMs, new Float64Array(length));
    this.firstMs = longer(this.firstMs, new Float64Array(length));
    this.dueMs = longer(this.dueMs, new Float64Array(length).fill(Number.POSITIVE_INFINITY));
    this.state = longer(this.state, new Uint8Array(length));
    this.kind = longer(this.kind, new Uint8Array(length));
    this.nature = longer(this.nature, new Uint8Array(length));
    this.generation = longer(this.generation, new Uint8Array(length));
    this.navStatus = longer(this.navStatus, new Uint8Array(length));
    this.longRange = longer(this.longRange, new Uint8Array(length));
    this.used = longer(this.used, new Uint8Array(length));
    this.ellipse = longer(this.ellipse, new Uint8Array(length * 3));
    this.contact = longer(this.contact, new Uint8Array(length));
    this.sources = longer(this.sources, new Uint16Array(length));
    this.calling = longer(this.calling, new Uint8Array(length));
    this.coopKey = longer(this.coopKey, new Uint32Array(length));
    this.mmsi = longer(this.mmsi, new Uint32Array(length));
    this.counter = longer(this.counter, new Uint32Array(length));
    this.reports = longer(this.reports, new Uint32Array(length));
    this.changedTick = longer(this.changedTick, new Uint32Array(length));
    this.staticVersion = longer(this.staticVersion, new Uint32Array(length));
    this.sibling = longer(this.sibling, new Int32Array(length));
  }

  /** Empties what a new owner has not said yet. */
  clear(slot: number): void {
    this.sogKn[slot] = Number.NaN;
    this.cogDeg[slot] = Number.NaN;
    this.headingDeg[slot] = Number.NaN;
    this.turnDegPerMin[slot] = Number.NaN;
    this.toldTurnDegPerMin[slot] = Number.NaN;
    this.navStatus[slot] = NO_NAV_STATUS;
    this.state[slot] = 0;
    this.longRange[slot] = 0;
    this.reports[slot] = 0;
    this.contact[slot] = 0;
    this.calling[slot] = 0;
    this.coopKey[slot] = 0;
    this.ellipse[slot * 3] = 0;
    this.ellipse[slot * 3 + 1] = 0;
    this.ellipse[slot * 3 + 2] = 0;
    this.dueMs[slot] = Number.POSITIVE_INFINITY;
  }

  kindOf(slot: number): TrackKind {
    return this.kind[slot] as TrackKind;
  }

  natureOf(slot: number): Nature {
    return this.nature[slot] as Nature;
  }

  lifeOf(slot: number): TrackLife {
    return (this.state[slot]! & TrackStateBits.lifeMask) as TrackLife;
  }

  mmsiOf(slot: number): number | undefined {
    const value = this.mmsi[slot]!;
    return value === NO_MMSI ? undefined : value;
  }

  contactOf(slot: number): ContactState {
    return this.contact[slot] as ContactState;
  }

  isLost(slot: number): boolean {
    return this.lifeOf(slot) === TrackLife.lost;
  }

  has(slot: number, bit: number): boolean {
    return (this.state[slot]! & bit) !== 0;
  }

  navStatusOf(slot: number): number | undefined {
    const value = this.navStatus[slot]!;
    return value === NO_NAV_STATUS ? undefined : value;
  }

  setNavStatus(slot: number, value: number | undefined): void {
    this.navStatus[slot] = value ?? NO_NAV_STATUS;
  }
}

/** A float column's value: absent is `undefined` everywhere else. */
export const present = (value: number): number | undefined => (Number.isNaN(value) ? undefined : value);

function longer<T extends Float64Array | Float32Array | Uint8Array | Uint16Array | Uint32Array | Int32Array>(
  from: T,
  to: T,
): T {
  to.set(from);
  return to;
}
