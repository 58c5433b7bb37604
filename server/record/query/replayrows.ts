/** Rows of the archive as the entries of a replay's steps: columns, one set for each run. */
import type { DuckDBBlobVector, DuckDBConnection, DuckDBVector } from '@duckdb/node-api';
import type { watchfloor } from '../../../proto/generated/record.js';
import { PointColumns } from './pointcolumns.ts';

/** What one step says, by run. */
export class StepEntries {
  readonly #points = new Map<number, PointColumns>();
  readonly #identities = new Map<number, watchfloor.record.v1.IIdentity[]>();
  readonly #ends = new Map<number, number[]>();

  pointsOf(epoch: number): PointColumns {
    const known = this.#points.get(epoch) ?? new PointColumns();
    this.#points.set(epoch, known);
    return known;
  }

  identify(epoch: number, track: number, bytes: Uint8Array): void {
    const known = this.#identities.get(epoch) ?? [];
    this.#identities.set(epoch, known);
    known.push({ track, static: bytes });
  }

  end(epoch: number, track: number): void {
    const known = this.#ends.get(epoch) ?? [];
    this.#ends.set(epoch, known);
    known.push(track);
  }

  all(knownMs: number): watchfloor.record.v1.IEntry[] {
    const of = (epoch: number) => ({ epoch: epoch >>> 0, knownMs });
    return [
      ...[...this.#points].map(([epoch, columns]) => ({ ...of(epoch), points: columns.message() })),
      ...[...this.#identities].map(([epoch, identities]) => ({ ...of(epoch), identities: { identities } })),
      ...[...this.#ends].map(([epoch, tracks]) => ({ ...of(epoch), ends: { tracks } })),
    ];
  }
}

const entriesOf = (steps: Map<number, StepEntries>, step: number): StepEntries => {
  const known = steps.get(step) ?? new StepEntries();
  steps.set(step, known);
  return known;
};

/** In the order in which rows are written. */
const NUMBERS = [
  ['mmsi', 4294967295],
  ['lat_e6', 0],
  ['lon_e6', 0],
  ['sog_dkn', 65535],
  ['cog_ddeg', 65535],
  ['heading_ddeg', 65535],
  ['nav_status', 255],
  ['state', 0],
  ['kind', 0],
  ['nature', 0],
  ['contact', 0],
  ['sources', 0],
  ['ellipse', 0],
] as const;

/** Of rows of `points` with their `step`, into steps. */
export async function readPoints(
  connection: DuckDBConnection,
  rows: string,
  steps: Map<number, StepEntries>,
  atMsOf: (step: number) => number,
): Promise<void> {
  const numbers = NUMBERS.map(([name, absent]) => `CAST(coalesce(${name}, ${absent}) AS BIGINT)::DOUBLE`);
  await readChunks(
    connection,
    `SELECT step, epoch, track, CAST(observed_ms AS DOUBLE), coalesce(feeds, ''), ${numbers.join(', ')} FROM (${rows})`,
    ([step, epoch, track, observedMs, feeds, ...values], count) => {
      for (let i = 0; i < count; i += 1) {
        const at = numberAt(step!, i);
        const columns = entriesOf(steps, at).pointsOf(numberAt(epoch!, i));
        columns.add(
          numberAt(track!, i),
          Math.max(0, atMsOf(at) - numberAt(observedMs!, i)),
          String(feeds!.getItem(i)),
          values,
          i,
        );
      }
    },
  );
}

export async function readIdentities(
  connection: DuckDBConnection,
  rows: string,
  steps: Map<number, StepEntries>,
): Promise<void> {
  await readChunks(connection, `SELECT step, epoch, track, static FROM (${rows})`, (vectors, count) => {
    const [step, epoch, track, said] = vectors;
    for (let i = 0; i < count; i += 1) {
      const bytes = (said as DuckDBBlobVector).getItemBytes(i);
      if (bytes)
        entriesOf(steps, numberAt(step!, i)).identify(
          numberAt(epoch!, i),
          numberAt(track!, i),
          Uint8Array.from(bytes),
        );
    }
  });
}

export async function readEnds(
  connection: DuckDBConnection,
  rows: string,
  steps: Map<number, StepEntries>,
): Promise<void> {
  await readChunks(connection, rows, ([step, epoch, track], count) => {
    for (let i = 0; i < count; i += 1)
      entriesOf(steps, numberAt(step!, i)).end(numberAt(epoch!, i), numberAt(track!, i));
  });
}

const numberAt = (vector: DuckDBVector, i: number): number => Number(vector.getItem(i));

async function readChunks(
  connection: DuckDBConnection,
  sql: string,
  read: (vectors: readonly DuckDBVector[], count: number) => void,
): Promise<void> {
  const result = await connection.stream(sql);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return;
    const vectors = Array.from({ length: chunk.columnCount }, (_, i) => chunk.getColumnVector(i));
    read(vectors, chunk.rowCount);
  }
}
