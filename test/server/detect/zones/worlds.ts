/** Records with zones, and ships that sail straight on, for tests of what rules of zones raise. */
import type { AlertKind } from '../../../../proto/domain/alert/kinds.table.ts';
import type { ZoneRule } from '../../../../proto/domain/alert/rules.ts';
import type { WatchedRecords } from '../../../../proto/domain/detecting.ts';
import { velocityDegPerS } from '../../../../proto/domain/motion.ts';
import type { PositionObservation } from '../../../../proto/domain/observation.ts';
import type { RecordKind, RecordValues, Version } from '../../../../proto/domain/operations/record.ts';
import type { Zone } from '../../../../proto/domain/operations/zone.ts';
import { zones } from '../../../../server/detect/zones/zones.ts';
import { POLICE, TestRecords, zone as zoneRecord } from '../../access/worlds.ts';
import { position, type Said } from '../../tracks/observations.ts';
import { Watched } from '../watched.ts';

/** Records that count their changes, as the server's do. */
export class WatchedTestRecords implements WatchedRecords {
  revision = 1;
  readonly #records = new TestRecords();

  set<K extends RecordKind>(kind: K, id: string, value: RecordValues[K], removed = false): this {
    this.#records.set(kind, id, value, removed);
    this.revision += 1;
    return this;
  }

  zone(id: string, rules: readonly ZoneRule[], more: Partial<Zone> = {}): this {
    return this.set('zone', id, { ...zoneRecord(POLICE), life: 'active', shape: SQUARE, rules, ...more });
  }

  get<K extends RecordKind>(kind: K, id: string): Version<K> | undefined {
    return this.#records.get(kind, id);
  }

  list<K extends RecordKind>(kind: K): readonly Version<K>[] {
    return this.#records.list(kind);
  }
}

/** From 40° to 40.1° north, 19° to 19.1° east. */
export const SQUARE: Zone['shape'] = {
  kind: 'polygon',
  rings: [
    [
      { lat: 40, lon: 19 },
      { lat: 40, lon: 19.1 },
      { lat: 40.1, lon: 19.1 },
      { lat: 40.1, lon: 19 },
    ],
  ],
};

export interface Sailing extends Said {
  readonly lat: number;
  readonly lon: number;
  readonly sog: number;
  readonly cog: number;
  readonly fromS: number;
  readonly untilS: number;
  readonly everyS?: number;
  /** The vessel goes on, and so long of each report is said. */
  readonly silent?: (s: number) => boolean;
}

/** Reports of a ship that keeps course and speed, one each ten seconds unless said otherwise. */
export function sailing({ fromS, untilS, everyS = 10, silent, ...said }: Sailing): PositionObservation[] {
  const reports: PositionObservation[] = [];
  for (let s = fromS; s <= untilS; s += everyS) {
    if (silent?.(s)) continue;
    const v = velocityDegPerS(said.lat, said.sog, said.cog);
    reports.push(
      position({
        ...said,
        at: s,
        lat: said.lat + v.lat * (s - fromS),
        lon: said.lon + v.lon * (s - fromS),
      }),
    );
  }
  return reports;
}

export const watched = (records: WatchedTestRecords) => new Watched([zones], { records });
export const withRules = (...rules: ZoneRule[]) => new WatchedTestRecords().zone('z1', rules);
/** 12 kn, 61.7 m in ten seconds. */
export const EAST = { lat: 40.05, sog: 12, cog: 90 } as const;
/** Kinds that were raised, parts of happenings included. */
export const kinds = (from: Watched): readonly AlertKind[] =>
  from.all.flatMap(({ lead, parts }) => [lead, ...parts].map(({ kind }) => kind));
