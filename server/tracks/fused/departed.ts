/** Vessels whose AIS had stopped when sensors lost them too: what is seen near there soon after owes an AIS. */
import { distanceM, type Position } from '../../../proto/domain/geo.ts';
import type { Nature } from '../../../proto/domain/observation.ts';
import { degrees, knotsToMetresPerSecond } from '../../../proto/domain/units.ts';
import type { TrackColumns } from '../columns.ts';

/** Vessels remembered; the oldest goes. */
const KEPT = 64;
const REMEMBERED_MS = 30 * 60_000;
/** How far it may be by now: nobody turns faster than this drift, knots, from where it was. */
const DRIFT_KN = 10;
const SLACK_M = 300;

interface Gone {
  readonly mmsi: string;
  readonly nature: Nature;
  readonly at: Position;
  readonly lastMs: number;
}

export class Departed {
  #gone: Gone[] = [];

  add(columns: TrackColumns, slot: number, mmsi: string): void {
    const at = { lat: degrees(columns.lat[slot]!), lon: degrees(columns.lon[slot]!) };
    const nature = columns.natureOf(slot);
    this.#gone.push({ mmsi, nature, at, lastMs: columns.observedMs[slot]! });
    if (this.#gone.length > KEPT) this.#gone.shift();
  }

  /** The number of the one that what is seen here now may be: the nearest, and nobody where two may be. */
  find(at: Position, nature: Nature, nowMs: number): string | undefined {
    const within = this.#gone.filter((gone) => {
      const sinceMs = nowMs - gone.lastMs;
      if (gone.nature !== nature || sinceMs < 0 || sinceMs > REMEMBERED_MS) return false;
      return distanceM(gone.at, at) <= SLACK_M + (knotsToMetresPerSecond(DRIFT_KN) * sinceMs) / 1000;
    });
    return within.length === 1 ? within[0]!.mmsi : undefined;
  }
}
