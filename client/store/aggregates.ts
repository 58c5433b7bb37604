/** Counts by cell, which the server sends in place of tracks at low zoom; undefined while tracks are shown. */
import { create } from 'zustand';

/** Columns of one length; cells of web-mercator zoom `cellZ`. */
export interface AggregateCells {
  readonly cellZ: number;
  readonly x: Uint16Array;
  readonly y: Uint16Array;
  readonly count: Uint32Array;
  readonly moving: Uint32Array;
}

export const useAggregates = create<{ readonly cells: AggregateCells | undefined }>()(() => ({
  cells: undefined,
}));
