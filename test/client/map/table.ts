/** A small track table for the tests of the map. */
import type { TrackTable } from '../../../client/store/tracks.ts';
import { type Row, tableOf as tableOfRows } from '../store/trackrows.ts';

export interface Ship extends Omit<Row, 'id'> {
  readonly lon: number;
  readonly lat: number;
}

/** Row i has the id `1-i`; what a ship leaves out is absent. */
export const tableOf = (ships: readonly Ship[]): TrackTable =>
  tableOfRows(ships.map((ship, i) => ({ id: `1-${i}`, ...ship })));
