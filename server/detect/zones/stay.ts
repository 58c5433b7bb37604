/** What is kept of something while it is in a zone, and of what moves about zones at all. */
import type { AlertKind } from '../../../proto/domain/alert/kinds.table.ts';
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import type { ZoneInForce } from './zonesinforce.ts';

/** `seen`: it came over the border. `appeared`: a young track that moves inside. `there`: it was inside before. */
export type CameIn = 'seen' | 'appeared' | 'there';

export class Stay {
  /** As it is now: a zone that was changed is another object under the same id. */
  zone: ZoneInForce;
  readonly cameIn: CameIn;
  readonly sinceMs: number;
  /** Where it came over the border, or was first seen. */
  readonly place: LatLon;
  /** It is in for certain, and was told of. */
  isCertain = false;
  /** Since when it has been outside, and not yet for certain. */
  outsideMs: number | undefined;
  /** What was raised, by the names that held then: a thing's name may change. */
  readonly raised = new Map<AlertKind, string>();
  /** Too fast or too slow since, and within the limits again since. */
  offSpeedMs: number | undefined;
  onSpeedMs: number | undefined;
  /** Stopped since, and where. */
  stillMs: number | undefined;
  stillAt: LatLon | undefined;
  loiterDueMs = Number.NEGATIVE_INFINITY;

  constructor(zone: ZoneInForce, cameIn: CameIn, sinceMs: number, place: LatLon) {
    this.zone = zone;
    this.cameIn = cameIn;
    this.sinceMs = sinceMs;
    this.place = place;
  }
}

/** What is known of something on its way to a zone. */
export interface Approaching {
  /** Looks in a row that said so, and that did not. */
  hits: number;
  misses: number;
  name: string | undefined;
  sinceMs: number;
}

/** One thing that rules of zones are for; forgotten when it is gone. */
export class Visitor {
  ms: number;
  lat: number;
  lon: number;
  /** By the zone's id. */
  readonly stays = new Map<string, Stay>();
  /** Nothing of its stays changes as long as it is in the same zones. */
  isSettled = false;
  /** When its way is looked along next, and what lies on it. */
  approachDueMs = Number.NEGATIVE_INFINITY;
  approaching: Map<string, Approaching> | undefined;

  constructor(ms: number, lat: number, lon: number) {
    this.ms = ms;
    this.lat = lat;
    this.lon = lon;
  }
}

/** Somebody who was lost inside zones: another track near there may be the same. */
export interface Departed {
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  readonly ms: number;
  /** Zones it was in, and since when. */
  readonly stays: ReadonlyMap<string, number>;
}
