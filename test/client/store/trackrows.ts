/** A table of tracks made of plain rows, for tests of what reads it. */
import { type TrackStatic, TrackStore, type TrackTable } from '../../../client/store/tracks.ts';
import { TrackRows } from '../../../proto/codec/columns.ts';
import { HeardRows } from '../../../proto/codec/heard.ts';
import { DEGREE_STEPS, directionToWire, speedToWire } from '../../../proto/codec/quantise.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { ALWAYS_TILE } from '../../../proto/domain/tiles.ts';

export interface Row {
  readonly id: string;
  readonly name?: string;
  readonly callSign?: string;
  readonly mmsi?: number;
  readonly imo?: number;
  readonly kind?: number;
  readonly shipType?: number;
  readonly lon?: number;
  readonly lat?: number;
  readonly sogKn?: number;
  readonly cogDeg?: number;
  readonly headingDeg?: number;
  readonly observedMs?: number;
  /** As `observedMs` where nothing was heard since. */
  readonly heardMs?: number;
  readonly state?: number;
  readonly contact?: number;
  readonly sources?: number;
  readonly statics?: TrackStatic;
}

/** Row i is the i-th; what a row leaves out is absent. */
export function tableOf(rows: readonly Row[]): TrackTable {
  const store = new TrackStore();
  for (const [slot, row] of rows.entries()) {
    const observedMs = row.observedMs ?? 0;
    store.update(ALWAYS_TILE, moving(slot, row, observedMs));
    const heard = new HeardRows();
    heard.count = 1;
    heard.slot[0] = slot;
    heard.baseMs = row.heardMs ?? observedMs;
    store.hear(ALWAYS_TILE, heard);
    store.describe([described(slot, row)]);
  }
  store.commit();
  return store;
}

function moving(slot: number, row: Row, observedMs: number): TrackRows {
  const one = new TrackRows();
  one.resize(1);
  one.slot[0] = slot;
  one.lon[0] = Math.round((row.lon ?? 19) * DEGREE_STEPS);
  one.lat[0] = Math.round((row.lat ?? 41) * DEGREE_STEPS);
  one.sog[0] = speedToWire(row.sogKn ?? Number.NaN);
  one.cog[0] = directionToWire(row.cogDeg ?? Number.NaN);
  one.heading[0] = directionToWire(row.headingDeg ?? Number.NaN);
  one.baseMs = observedMs;
  one.state[0] = row.state ?? 0;
  return one;
}

const described = (slot: number, row: Row): TrackStatic => ({
  slot,
  id: row.id,
  name: row.name ?? null,
  callSign: row.callSign ?? null,
  mmsi: row.mmsi ?? null,
  imo: row.imo ?? null,
  kind: row.kind ?? TrackKind.classA,
  shipType: row.shipType ?? 0,
  contact: row.contact ?? 0,
  sources: row.sources ?? 0,
  ...row.statics,
});
