/** Ships for the benches of the wire: columns that move at each tick, the same for every side. */
import { feedId, type TrackId, trackId } from '../../proto/domain/ids.ts';
import { velocityDegPerS } from '../../proto/domain/motion.ts';
import { seeded } from '../../proto/domain/random.ts';
import type { TrackDetail } from '../../proto/domain/track.ts';
import type { watchfloor } from '../../proto/generated/watchfloor.js';
import type { FeedSet } from '../../server/access/audience.ts';
import {
  NO_PLOTS,
  NO_SURROUNDINGS,
  type PictureColumns,
  type PictureSource,
  type SourceTrail,
} from '../../server/publish/source.ts';

/** The Mediterranean, about. */
export const SEA = { west: -5, south: 30, east: 35, north: 50 };
export const SHIPS = 10_000;
export const START_MS = 1_760_000_000_000;
/** A tenth of the sea's area in the middle latitudes: views of this size, degrees. */
export const VIEW = {
  width: (SEA.east - SEA.west) * Math.sqrt(0.1),
  height: (SEA.north - SEA.south) * Math.sqrt(0.1),
};

/** What the JSON sides send of a track: the same fields as the columns, to the precision that AIS has. */
export interface JsonTrack {
  readonly id: string;
  readonly lat: number;
  readonly lon: number;
  readonly sogKn: number;
  readonly cogDeg: number;
  readonly headingDeg: number;
  readonly observedMs: number;
  readonly state: number;
}

/** Four coast stations: every ship is heard by one. */
export const STATIONS: readonly FeedSet[] = ['a', 'b', 'c', 'd'].map((name) => ({ feeds: [feedId(name)] }));

/** Everything moves and is heard once a tick, straight on but for a little noise and now and then a turn. */
export class Fleet implements PictureSource {
  readonly slotCount: number;
  readonly columns: PictureColumns;
  readonly sensors = { version: 0, list: () => [] };
  readonly surroundings = NO_SURROUNDINGS;
  readonly plots = NO_PLOTS;
  nowMs = START_MS;
  #tick = 1;
  readonly #random: () => number;

  constructor(ships = SHIPS, seed = 1) {
    this.slotCount = ships;
    this.#random = seeded(seed);
    const random = this.#random;
    const fill = <T extends Float64Array | Float32Array>(column: T, value: () => number): T => {
      for (let i = 0; i < ships; i += 1) column[i] = value();
      return column;
    };
    const cogDeg = fill(new Float32Array(ships), () => Math.floor(random() * 3600) / 10);
    this.columns = {
      lat: fill(new Float64Array(ships), () => SEA.south + random() * (SEA.north - SEA.south)),
      lon: fill(new Float64Array(ships), () => SEA.west + random() * (SEA.east - SEA.west)),
      sogKn: fill(new Float32Array(ships), () => Math.floor(random() * 200) / 10),
      cogDeg,
      headingDeg: Float32Array.from(cogDeg, Math.round),
      observedMs: new Float64Array(ships).fill(START_MS),
      state: new Uint8Array(ships),
      ellipse: new Uint8Array(ships * 3),
      kind: new Uint8Array(ships).fill(1),
      nature: new Uint8Array(ships),
      generation: new Uint8Array(ships).fill(1),
      staticVersion: new Uint32Array(ships).fill(1),
      changedTick: new Uint32Array(ships).fill(1),
    };
  }

  /** A second later; of so many ships one is heard, each in its turn. */
  sail(every = 1): void {
    this.nowMs += 1000;
    const { lat, lon, sogKn, cogDeg, headingDeg, observedMs, changedTick } = this.columns;
    for (let i = this.#tick % every; i < this.slotCount; i += every) {
      const v = velocityDegPerS(lat[i]!, sogKn[i]!, cogDeg[i]!);
      // Some metres of noise, as receivers have.
      lat[i] = lat[i]! + v.lat * every + (this.#random() - 0.5) * 1e-5;
      lon[i] = lon[i]! + v.lon * every + (this.#random() - 0.5) * 1e-5;
      if (this.#random() < 0.005) {
        cogDeg[i] = (cogDeg[i]! + this.#random() * 40) % 360;
        headingDeg[i] = Math.round(cogDeg[i]!) % 360;
      }
      observedMs[i] = this.nowMs - Math.floor(this.#random() * 1000);
      changedTick[i] = this.#tick;
    }
  }

  json(slot: number): JsonTrack {
    const { lat, lon, sogKn, cogDeg, headingDeg, observedMs, state } = this.columns;
    return {
      id: this.id(slot),
      lat: Math.round(lat[slot]! * 1e6) / 1e6,
      lon: Math.round(lon[slot]! * 1e6) / 1e6,
      sogKn: Math.round(sogKn[slot]! * 10) / 10,
      cogDeg: Math.round(cogDeg[slot]! * 10) / 10,
      headingDeg: headingDeg[slot]!,
      observedMs: observedMs[slot]!,
      state: state[slot]!,
    };
  }

  alive = (): boolean => true;
  id = (slot: number): TrackId => trackId(1, slot + 1);
  slotOf = (id: string): number => Number(id.split('-')[1]) - 1;
  static = (slot: number): watchfloor.v1.ITrackStatic => ({
    slot,
    generation: 1,
    id: this.id(slot),
    kind: 1,
    mmsi: 200_000_000 + slot,
    name: `SHIP ${slot}`,
    shipType: 70,
  });
  feedsOf = (slot: number): FeedSet => STATIONS[slot % STATIONS.length]!;
  trail = (): SourceTrail => ({ timesMs: [], lats: [], lons: [] });
  distressWithoutPosition = (): [] => [];
  search = (): [] => [];
  removedSince = (): [] => [];
  tick = (): number => this.#tick++;
  detail = (): TrackDetail => {
    throw new Error('the fleet has no details');
  };
}

/** What both sides send of a ship that moves, for a reader of the figures. */
export const FIELDS_COMPARED = `a JSON track:  ${JSON.stringify(new Fleet(1).json(0))}
a row of ours: slot and generation (with the static data once: id), lat, lon, sog, cog, heading, observed, state
`;
