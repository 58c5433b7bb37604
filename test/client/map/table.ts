/** A small track table for the tests of the map. */

import type { TrackStatic, TrackTable } from '../../../client/store/tracks.ts';
import type { TrackId } from '../../../proto/domain/ids.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';

export interface Ship {
  readonly lon: number;
  readonly lat: number;
  readonly sogKn?: number;
  readonly cogDeg?: number;
  readonly headingDeg?: number;
  readonly observedMs?: number;
  /** As `observedMs` where nothing was heard since. */
  readonly heardMs?: number;
  readonly state?: number;
  readonly kind?: number;
  readonly shipType?: number;
  readonly statics?: TrackStatic;
}

/** Row i has the id `1-i`; what a ship leaves out is absent. */
export function tableOf(ships: readonly Ship[]): TrackTable {
  const numbers = (of: (ship: Ship) => number | undefined): number[] =>
    ships.map((ship) => of(ship) ?? Number.NaN);
  return {
    count: ships.length,
    version: 1,
    staticVersion: 1,
    lonLat: Float64Array.from(ships.flatMap((ship) => [ship.lon, ship.lat])),
    sogKn: Float32Array.from(numbers((ship) => ship.sogKn)),
    cogDeg: Float32Array.from(numbers((ship) => ship.cogDeg)),
    headingDeg: Float32Array.from(numbers((ship) => ship.headingDeg)),
    observedMs: Float64Array.from(ships, (ship) => ship.observedMs ?? 0),
    heardMs: Float64Array.from(ships, (ship) => ship.heardMs ?? ship.observedMs ?? 0),
    state: Uint8Array.from(ships, (ship) => ship.state ?? 0),
    kind: Uint8Array.from(ships, (ship) => ship.kind ?? TrackKind.classA),
    shipType: Uint8Array.from(ships, (ship) => ship.shipType ?? 0),
    contact: new Uint8Array(ships.length),
    sources: new Uint16Array(ships.length),
    semiMajorM: new Float32Array(ships.length).fill(Number.NaN),
    semiMinorM: new Float32Array(ships.length).fill(Number.NaN),
    orientationDeg: new Float32Array(ships.length).fill(Number.NaN),
    statics: ships.map((ship, i) => ({ id: `1-${i}`, ...ship.statics })),
    rowOf: (id: TrackId) => {
      const row = Number(id.slice(2));
      return row < ships.length ? row : undefined;
    },
    subscribe: () => () => undefined,
  };
}
