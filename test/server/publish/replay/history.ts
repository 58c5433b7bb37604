/** A made history of a picture: rows as the archive has them, and what was there at any time, worked out plainly. */
import { DuckDBInstance } from '@duckdb/node-api';
import { cellOf, TABLES, type TableName } from '../../../../proto/domain/record/tables.table.ts';
import { watchfloor } from '../../../../proto/generated/watchfloor.js';
import type { ReplayPicture } from '../../../../server/publish/replay/picture.ts';
import { quoted } from '../../../../server/record/archive/duck.ts';
import type { RowsSource } from '../../../../server/record/query/hourcopies.ts';

export const HOUR_MS = 3_600_000;
/** A whole hour. */
export const HISTORY_MS = Date.UTC(2026, 4, 12, 9);

type Row = Readonly<Record<string, number | string | boolean | Uint8Array | undefined>>;

export interface Said {
  readonly track: number;
  readonly lat: number;
  readonly lon: number;
  readonly sogKn?: number;
  readonly state?: number;
  readonly feeds?: string;
  readonly name?: string;
  readonly mmsi?: number;
  readonly kind?: number;
  /** Milliseconds before it was known. */
  readonly age?: number;
}

interface Known extends Said {
  readonly knownMs: number;
}

export class History {
  readonly rows: Record<'points' | 'identities' | 'ends', Row[]> = { points: [], identities: [], ends: [] };
  readonly #now = new Map<string, Known>();
  readonly #log: { atMs: number; id: string; said: Known | undefined; isNewRun?: boolean }[] = [];
  #restatedMs = HISTORY_MS;
  epoch = 1;

  /** Times ascend. */
  say(atMs: number, said: Said): void {
    this.#restate(atMs);
    const id = `${this.epoch}-${said.track}`;
    const before = this.#now.get(id);
    const known = { ...before, ...said, knownMs: atMs };
    if (said.name !== undefined && said.name !== before?.name) this.#identify(atMs, known, false);
    this.#point(atMs, known, false);
    this.#keep(atMs, id, known);
  }

  end(atMs: number, track: number): void {
    this.#restate(atMs);
    const id = `${this.epoch}-${track}`;
    if (!this.#now.has(id)) return;
    this.rows.ends.push({ epoch: this.epoch, track, known_ms: atMs });
    this.#keep(atMs, id, undefined);
  }

  /** The process ended, and another began: nothing is there any more, and nobody says so. */
  restart(atMs: number): void {
    this.#restate(atMs);
    this.epoch += 1;
    this.#now.clear();
    this.#log.push({ atMs, id: '', said: undefined, isNewRun: true });
  }

  /** By track's id, what was known until then. */
  at(atMs: number): Map<string, Known> {
    const all = new Map<string, Known>();
    let waiting = false;
    for (const one of this.#log) {
      if (one.atMs > atMs) break;
      if (one.isNewRun) waiting = true;
      else {
        // The last run's picture is the last there is until the next one says something.
        if (waiting) all.clear();
        waiting = false;
        if (one.said) all.set(one.id, one.said);
        else all.delete(one.id);
      }
    }
    return all;
  }

  #keep(atMs: number, id: string, said: Known | undefined): void {
    if (said) this.#now.set(id, said);
    else this.#now.delete(id);
    this.#log.push({ atMs, id, said });
  }

  #restate(atMs: number): void {
    for (; this.#restatedMs + HOUR_MS <= atMs; ) {
      this.#restatedMs += HOUR_MS;
      for (const known of this.#now.values()) {
        this.#point(this.#restatedMs, known, true);
        if (known.name !== undefined) this.#identify(this.#restatedMs, known, true);
      }
    }
  }

  #point(atMs: number, said: Known, restated: boolean): void {
    this.rows.points.push({
      cell: cellOf(said.lat, said.lon),
      epoch: this.epoch,
      track: said.track,
      known_ms: atMs,
      observed_ms: said.knownMs - (said.age ?? 0),
      mmsi: said.mmsi,
      lat_e6: Math.round(said.lat * 1e6),
      lon_e6: Math.round(said.lon * 1e6),
      sog_dkn: said.sogKn === undefined ? undefined : Math.round(said.sogKn * 10),
      state: said.state ?? 0,
      kind: said.kind ?? 1,
      nature: 0,
      contact: 0,
      sources: 1,
      feeds: said.feeds ?? 'ais',
      restated,
    });
  }

  #identify(atMs: number, { track, name, mmsi }: Known, restated: boolean): void {
    this.rows.identities.push({
      epoch: this.epoch,
      track,
      known_ms: atMs,
      kind: 1,
      nature: 0,
      name,
      static: watchfloor.v1.TrackStatic.encode({ name: name!, ...(mmsi !== undefined && { mmsi }) }).finish(),
      restated,
    });
  }
}

/** What a replay shows, as {@link History.at} says it. */
export function shown(picture: ReplayPicture): Map<string, object> {
  const all = new Map<string, object>();
  const { columns } = picture;
  for (let slot = 0; slot < picture.slotCount; slot += 1) {
    if (!picture.alive(slot)) continue;
    const { name, mmsi } = picture.static(slot);
    all.set(picture.id(slot), {
      lat: columns.lat[slot],
      lon: columns.lon[slot],
      sogKn: Number.isNaN(columns.sogKn[slot]) ? undefined : Math.round(columns.sogKn[slot]! * 10) / 10,
      observedMs: columns.observedMs[slot],
      state: columns.state[slot],
      feeds: picture.feedsOf(slot).feeds.join(' '),
      name,
      mmsi,
    });
  }
  return all;
}

export const expected = (all: ReadonlyMap<string, Known>): Map<string, object> =>
  new Map(
    [...all].map(([id, said]) => [
      id,
      {
        lat: Math.round(said.lat * 1e6) / 1e6,
        lon: Math.round(said.lon * 1e6) / 1e6,
        sogKn: said.sogKn === undefined ? undefined : Math.round(said.sogKn * 10) / 10,
        observedMs: said.knownMs - (said.age ?? 0),
        state: said.state ?? 0,
        feeds: said.feeds ?? 'ais',
        name: said.name,
        mmsi: said.mmsi,
      },
    ]),
  );

/** The rows in DuckDB, as tables of its memory; `sealedMs`: hours before it are copied. */
export async function duckOf({ rows }: History, sealedMs = Number.POSITIVE_INFINITY) {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  for (const table of ['points', 'identities', 'ends'] as const) {
    const columns = Object.entries(TABLES[table as TableName].columns);
    const names = columns.map(([name, { type }]) => `${name} ${type}`).join(', ');
    await connection.run(`CREATE TABLE ${table} (${names})`);
    for (let at = 0; at < rows[table].length; at += 500) {
      const values = rows[table]
        .slice(at, at + 500)
        .map((row) => `(${columns.map(([name]) => literal(row[name])).join(', ')})`);
      await connection.run(`INSERT INTO ${table} VALUES ${values.join(', ')}`);
    }
  }
  const source: RowsSource = { rowsOf: (table) => table, sealedMs: () => sealedMs, version: () => 1 };
  return {
    connection,
    source,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function literal(value: Row[string]): string {
  if (value === undefined) return 'NULL';
  if (value instanceof Uint8Array)
    return `'${[...value].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}'::BLOB`;
  return typeof value === 'string' ? quoted(value) : String(value);
}
