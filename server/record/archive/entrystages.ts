/** Entries of the log as rows: a stage for each table, filled as they come. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { TABLES, type TableName } from '../../../proto/domain/record/tables.table.ts';
import type { watchfloor as record } from '../../../proto/generated/record.js';
import { watchfloor } from '../../../proto/generated/watchfloor.js';
import { FeedSets, POINT_STAGE, stagePoints } from './pointrows.ts';
import { type Cell, Stage } from './stage.ts';

type Entry = record.record.v1.Entry;

export class EntryStages {
  readonly stages: Readonly<Partial<Record<TableName, Stage>>>;
  /** In the stage of points they are numbers; named by these. */
  readonly sets: FeedSets;
  #bytes = 0;

  private constructor(stages: Partial<Record<TableName, Stage>>, sets: FeedSets) {
    this.stages = stages;
    this.sets = sets;
  }

  /** Stages of `tables` alone, named `<prefix><table>`; rows of others are passed over. */
  static async open(
    connection: DuckDBConnection,
    prefix: string,
    tables: readonly TableName[],
    sets = new FeedSets(),
  ): Promise<EntryStages> {
    const stages: Partial<Record<TableName, Stage>> = {};
    for (const name of tables) {
      const columns = name === 'points' ? POINT_STAGE : TABLES[name].columns;
      stages[name] = await Stage.open(connection, `${prefix}${name}`, columns);
    }
    return new EntryStages(stages, sets);
  }

  /** Of frames and texts so far: what takes memory besides rows. */
  get bytes(): number {
    return this.#bytes;
  }

  /** False: what it says cannot be kept as rows. */
  add(entry: Entry): boolean {
    const { epoch, knownMs } = entry;
    if (entry.points) {
      const { points } = this.stages;
      return points === undefined || stagePoints(points, this.sets, entry, entry.points);
    }
    if (entry.frame) this.#frame(entry, entry.frame);
    else if (entry.identities) {
      for (const one of entry.identities.identities ?? [])
        this.#identity(entry, one, entry.identities.restated === true);
    } else if (entry.ends) {
      for (const track of entry.ends.tracks ?? []) this.#row('ends', [epoch, track, knownMs]);
    } else if (entry.told) {
      const { kind, id, json } = entry.told;
      this.#row('told', [...headOf(entry), kind, id, json]);
      this.#bytes += json?.length ?? 0;
    } else if (entry.happened) {
      const { kind, about, json } = entry.happened;
      this.#row('happened', [...headOf(entry), kind, about, json]);
    } else return false;
    return true;
  }

  #frame(entry: Entry, frame: record.record.v1.IFrame): void {
    this.#bytes += frame.bytes?.length ?? 0;
    this.#row('frames', [
      ...headOf(entry),
      frame.feed,
      frame.connection,
      frame.nature,
      frame.timeShiftMs,
      frame.datagram,
      frame.topic,
      frame.closed,
      frame.bytes,
    ]);
  }

  #identity(entry: Entry, one: record.record.v1.IIdentity, restated: boolean): void {
    const bytes = one.static ?? new Uint8Array();
    const said = watchfloor.v1.TrackStatic.decode(bytes);
    this.#row('identities', [
      entry.epoch,
      one.track,
      entry.knownMs,
      said.kind,
      said.nature,
      ...[said.mmsi, said.imo, said.name, said.callSign, said.shipType],
      sumOf(said.toBowM, said.toSternM),
      sumOf(said.toPortM, said.toStarboardM),
      said.destination,
      bytes,
      restated,
    ]);
  }

  #row(table: TableName, cells: readonly Cell[]): void {
    const stage = this.stages[table];
    if (stage === undefined) return;
    cells.forEach((cell, i) => {
      stage.set(i, cell);
    });
    stage.next();
  }
}

const headOf = ({ seq, epoch, knownMs, machineMs }: Entry): number[] => [seq, epoch, knownMs, machineMs];

const sumOf = (a: number | null | undefined, b: number | null | undefined): number | undefined =>
  typeof a === 'number' && typeof b === 'number' ? a + b : undefined;
