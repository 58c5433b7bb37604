/** A table of tracks made of plain rows, for tests of what reads it. */
import type { TrackStatic, TrackTable } from '../../../client/store/tracks.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';

export interface Row {
  readonly id: string;
  readonly name?: string;
  readonly callSign?: string;
  readonly mmsi?: number;
  readonly imo?: number;
  readonly kind?: number;
  readonly shipType?: number;
  readonly sogKn?: number;
  readonly cogDeg?: number;
  readonly observedMs?: number;
  readonly state?: number;
  readonly contact?: number;
  readonly sources?: number;
}

export function tableOf(rows: readonly Row[]): TrackTable {
  const statics = rows.map(
    ({ id, name, callSign, mmsi, imo }): TrackStatic => ({
      id,
      name: name ?? null,
      callSign: callSign ?? null,
      mmsi: mmsi ?? null,
      imo: imo ?? null,
    }),
  );
  return {
    count: rows.length,
    version: 1,
    staticVersion: 1,
    lonLat: Float64Array.from(rows.flatMap(() => [19, 41])),
    sogKn: Float32Array.from(rows, (row) => row.sogKn ?? Number.NaN),
    cogDeg: Float32Array.from(rows, (row) => row.cogDeg ?? Number.NaN),
    headingDeg: Float32Array.from(rows, () => Number.NaN),
    observedMs: Float64Array.from(rows, (row) => row.observedMs ?? 0),
    heardMs: Float64Array.from(rows, (row) => row.observedMs ?? 0),
    state: Uint8Array.from(rows, (row) => row.state ?? 0),
    kind: Uint8Array.from(rows, (row) => row.kind ?? TrackKind.classA),
    shipType: Uint8Array.from(rows, (row) => row.shipType ?? 0),
    contact: Uint8Array.from(rows, (row) => row.contact ?? 0),
    sources: Uint16Array.from(rows, (row) => row.sources ?? 0),
    semiMajorM: new Float32Array(rows.length).fill(Number.NaN),
    semiMinorM: new Float32Array(rows.length).fill(Number.NaN),
    orientationDeg: new Float32Array(rows.length).fill(Number.NaN),
    statics,
    rowOf: (id) => {
      const row = rows.findIndex((each) => each.id === id);
      return row < 0 ? undefined : row;
    },
    subscribe: () => () => undefined,
  };
}
