/** A picture that a test changes by hand, slot by slot: reuse, wrap and time included. */

import type { Plot } from '../../../proto/codec/plots.ts';
import { ELLIPSE_BYTES, ellipseToWire } from '../../../proto/codec/quantise.ts';
import { type FeedId, feedId, type TrackId, trackId } from '../../../proto/domain/ids.ts';
import type { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import type { SaidNotice, SaidWeather } from '../../../proto/domain/surroundings.ts';
import { type Claim, type TrackDetail, TrackStateBits } from '../../../proto/domain/track.ts';
import { degrees, epochMs } from '../../../proto/domain/units.ts';
import type { watchfloor } from '../../../proto/generated/watchfloor.js';
import type { FeedSet } from '../../../server/access/audience.ts';
import type {
  DistressWithoutPosition,
  PictureColumns,
  PictureSource,
  PlotsSource,
  SourceTrail,
} from '../../../server/publish/source.ts';

export interface TestTrack {
  lat: number;
  lon: number;
  sogKn: number;
  cogDeg: number;
  headingDeg: number;
  observedMs: number;
  state: number;
}

/** The plots that a test names, oldest first. */
class TestPlots implements PlotsSource {
  all: Plot[] = [];
  get count(): number {
    return this.all.length;
  }
  lat = (i: number): number => this.all[i]!.lat;
  lon = (i: number): number => this.all[i]!.lon;
  observedMs = (i: number): number => this.all[i]!.observedMs;
  sensorId = (i: number): string => this.all[i]!.sensorId;
}

/** The feed of whatever a test says nothing else of. */
export const HEARD: FeedSet = { feeds: [feedId('one')] };

/** A set of feeds, as a picture that remembers each set gives it. */
export const feedSet = (...feeds: readonly string[]): FeedSet => ({
  feeds: feeds.map((one): FeedId => feedId(one)),
});

export class TestPicture implements PictureSource {
  readonly columns = {
    lat: new Float64Array(256),
    lon: new Float64Array(256),
    sogKn: new Float32Array(256),
    cogDeg: new Float32Array(256),
    headingDeg: new Float32Array(256),
    observedMs: new Float64Array(256),
    state: new Uint8Array(256),
    ellipse: new Uint8Array(256 * ELLIPSE_BYTES),
    kind: new Uint8Array(256),
    nature: new Uint8Array(256),
    generation: new Uint8Array(256),
    staticVersion: new Uint32Array(256),
    changedTick: new Uint32Array(256),
  } satisfies PictureColumns;
  readonly sensors = {
    version: 0,
    states: [] as watchfloor.v1.ISensorState[],
    list(): readonly watchfloor.v1.ISensorState[] {
      return this.states;
    },
  };
  readonly surroundings = {
    notices: { version: 0, list: (): readonly SaidNotice[] => [] },
    stations: { version: 0, list: (): readonly SaidWeather[] => [] },
    nameOf: (): Claim<string> | undefined => undefined,
  };
  readonly plots = new TestPlots();
  /** Static fields beside the name, by slot. */
  readonly about = new Map<number, watchfloor.v1.ITrackStatic>();
  /** Which feeds a slot's track comes from, where not {@link HEARD}. */
  readonly feeds = new Map<number, FeedSet>();
  /** Where a slot's track was, oldest first. */
  readonly trails = new Map<number, SourceTrail>();
  slotCount = 0;
  readonly names = new Map<number, string>();
  #counter = 0;
  #tick = 1;
  readonly #ids: (TrackId | undefined)[] = [];
  readonly #removed: { slot: number; tick: number }[] = [];

  /** Puts a new track into a slot, whose last owner (if any) must be gone. */
  appear(slot: number, track: TestTrack, name = `N${this.#counter}`): TrackId {
    this.#counter += 1;
    const id = trackId(1, this.#counter);
    this.#ids[slot] = id;
    this.slotCount = Math.max(this.slotCount, slot + 1);
    this.columns.generation[slot]! += 1;
    this.columns.kind[slot] = 1;
    this.columns.ellipse.fill(0, slot * ELLIPSE_BYTES, (slot + 1) * ELLIPSE_BYTES);
    this.rename(slot, name);
    this.move(slot, track);
    return id;
  }

  rename(slot: number, name: string): void {
    this.names.set(slot, name);
    this.columns.staticVersion[slot]! += 1;
    this.columns.changedTick[slot] = this.#tick;
  }

  move(slot: number, track: Partial<TestTrack>): void {
    for (const [column, value] of Object.entries(track)) {
      this.columns[column as keyof TestTrack][slot] = value;
    }
    this.columns.changedTick[slot] = this.#tick;
  }

  /** The 95 % ellipse: metres, metres, degrees true. */
  stretch(slot: number, semiMajorM: number, semiMinorM = semiMajorM, orientationDeg = 0): void {
    const bytes = ellipseToWire(semiMajorM, semiMinorM, orientationDeg);
    this.columns.ellipse.set(bytes, slot * ELLIPSE_BYTES);
    this.columns.changedTick[slot] = this.#tick;
  }

  remove(slot: number): void {
    this.#ids[slot] = undefined;
    this.#removed.push({ slot, tick: this.#tick });
  }

  alive(slot: number): boolean {
    return this.#ids[slot] !== undefined;
  }

  slotOf(id: string): number | undefined {
    const slot = this.#ids.indexOf(id as TrackId);
    return slot < 0 ? undefined : slot;
  }

  id(slot: number): TrackId {
    return this.#ids[slot]!;
  }

  static(slot: number): watchfloor.v1.ITrackStatic {
    const { generation, kind, nature } = this.columns;
    return {
      slot,
      generation: generation[slot]!,
      id: this.id(slot),
      kind: kind[slot]!,
      nature: nature[slot]!,
      mmsi: 200_000_000 + slot,
      name: this.names.get(slot)!,
      ...this.about.get(slot),
    };
  }

  /** Where it is, whether it is in distress, and nothing else. */
  detail(slot: number): TrackDetail {
    const { lat, lon, kind, nature, observedMs, state } = this.columns;
    return {
      id: this.id(slot),
      kind: kind[slot] as TrackKind,
      nature: nature[slot] as Nature,
      life: 0,
      conflict: false,
      distress: (state[slot]! & TrackStateBits.distress) !== 0,
      lat: degrees(lat[slot]!),
      lon: degrees(lon[slot]!),
      observedMs: epochMs(observedMs[slot]!),
      receivedMs: epochMs(observedMs[slot]!),
      firstMs: epochMs(0),
      identity: {},
      contributions: [],
      conflictsWith: [],
      contact: 0,
      sources: 0,
      evidence: [],
      reasons: [],
      remarks: {},
      offers: [],
    };
  }

  trail(slot: number): SourceTrail {
    return this.trails.get(slot) ?? { timesMs: [], lats: [], lons: [] };
  }

  feedsOf(slot: number): FeedSet {
    return this.feeds.get(slot) ?? HEARD;
  }

  distress: readonly DistressWithoutPosition[] = [];

  distressWithoutPosition(): readonly DistressWithoutPosition[] {
    return this.distress;
  }

  search(): [] {
    return [];
  }

  tick(): number {
    this.#tick += 1;
    return this.#tick - 1;
  }

  removedSince(tick: number): { slot: number }[] {
    const isFree = (slot: number): boolean => !this.alive(slot);
    return this.#removed.filter((one) => one.tick > tick && isFree(one.slot));
  }
}

/** Values of a track that a test does not care about. */
export const track = (over: Partial<TestTrack>): TestTrack => ({
  lat: 41,
  lon: 18.9,
  sogKn: 10,
  cogDeg: 90,
  headingDeg: 90,
  observedMs: 0,
  state: 0,
  ...over,
});
