/** The records that an alert speaks of. */
import type { RecordKind } from '../operations/record.ts';
import type { About } from './alert.ts';

const KINDS = {
  zoneId: 'zone',
  crossingPointId: 'crossingPoint',
  sectorId: 'sector',
  unitId: 'unit',
  patrolId: 'patrol',
  taskId: 'task',
  watchListId: 'watchList',
} as const satisfies Partial<Record<keyof About, RecordKind>>;
const MEMBERS = Object.keys(KINDS) as readonly (keyof typeof KINDS)[];

export const aboutRecords = (about: About): readonly (readonly [kind: RecordKind, id: string])[] =>
  MEMBERS.flatMap((member) => {
    const id = about[member];
    return id === undefined ? [] : [[KINDS[member], id] as const];
  });
