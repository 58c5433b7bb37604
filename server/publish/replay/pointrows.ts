/** The columns of a recorded `Points` message, row by row. */
import { fromWire } from '../../../proto/codec/quantise.ts';
import type { watchfloor } from '../../../proto/generated/record.js';

/** Rows that a message may have: beyond it, it is none of ours. */
const MOST_ROWS = 1 << 20;
const E6 = 1e6;

/** What is read of a row whose numbers are absent is NaN, or the message's own value for absent. */
export class PointRows {
  readonly count: number;
  readonly #points: watchfloor.record.v1.IPoints;
  readonly #views: Readonly<Record<Wide, DataView>>;
  readonly #bytes: Readonly<Record<Narrow, Uint8Array>>;
  /** Three bytes a row; empty: none has one. */
  readonly ellipse: Uint8Array;

  /** Columns that do not have `count` rows make it empty: a message that was cut says nothing. */
  constructor(points: watchfloor.record.v1.IPoints) {
    this.#points = points;
    const count = points.count ?? 0;
    const whole =
      count <= MOST_ROWS &&
      WIDE.every(([name, width]) => (points[name]?.length ?? 0) >= count * width) &&
      NARROW.every((name) => (points[name]?.length ?? 0) >= count);
    this.count = whole ? count : 0;
    this.#views = Object.fromEntries(WIDE.map(([name]) => [name, viewOf(points[name])])) as Record<
      Wide,
      DataView
    >;
    this.#bytes = Object.fromEntries(
      NARROW.map((name) => [name, points[name] ?? new Uint8Array(0)]),
    ) as Record<Narrow, Uint8Array>;
    const ellipse = points.ellipse ?? new Uint8Array(0);
    this.ellipse = ellipse.length >= count * 3 ? ellipse : new Uint8Array(0);
  }

  track = (i: number): number => this.#views.track.getUint32(i * 4, true);
  mmsi = (i: number): number => this.#views.mmsi.getUint32(i * 4, true);
  lat = (i: number): number => this.#views.lat.getInt32(i * 4, true) / E6;
  lon = (i: number): number => this.#views.lon.getInt32(i * 4, true) / E6;
  /** Milliseconds before the time of what holds the message. */
  ageMs = (i: number): number => this.#views.age.getUint32(i * 4, true);
  sogKn = (i: number): number => fromWire(this.#views.sog.getUint16(i * 2, true));
  cogDeg = (i: number): number => fromWire(this.#views.cog.getUint16(i * 2, true));
  headingDeg = (i: number): number => fromWire(this.#views.heading.getUint16(i * 2, true));
  sources = (i: number): number => this.#views.sources.getUint16(i * 2, true);
  navStatus = (i: number): number => this.#bytes.navStatus[i]!;
  state = (i: number): number => this.#bytes.state[i]!;
  kind = (i: number): number => this.#bytes.kind[i]!;
  nature = (i: number): number => this.#bytes.nature[i]!;
  contact = (i: number): number => this.#bytes.contact[i]!;

  /** Ids of feeds, sorted, joined by a space. */
  feeds = (i: number): string => this.#points.feedSets?.[this.#views.feeds.getUint16(i * 2, true)] ?? '';
}

const WIDE = [
  ['track', 4],
  ['mmsi', 4],
  ['lat', 4],
  ['lon', 4],
  ['age', 4],
  ['sog', 2],
  ['cog', 2],
  ['heading', 2],
  ['sources', 2],
  ['feeds', 2],
] as const;
type Wide = (typeof WIDE)[number][0];
const NARROW = ['navStatus', 'state', 'kind', 'nature', 'contact'] as const;
type Narrow = (typeof NARROW)[number];

const viewOf = (bytes: Uint8Array | null | undefined): DataView =>
  bytes ? new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new DataView(new ArrayBuffer(0));
