/** Every table of thresholds by its name: for those who show or set them. A test finds a file that is missing here. */
import * as approach from './approach.table.ts';
import * as collision from './collision.table.ts';
import * as contact from './contact.table.ts';
import * as distress from './distress.table.ts';
import * as identity from './identity.table.ts';
import * as kinematics from './kinematics.table.ts';
import * as land from './land.table.ts';
import * as meeting from './meeting.table.ts';
import * as movement from './movement.table.ts';
import * as operations from './operations.table.ts';
import * as outage from './outage.table.ts';
import type { Threshold, ThresholdTable } from './threshold.ts';
import * as together from './together.table.ts';
import * as zones from './zones.table.ts';

const FILES = {
  approach,
  collision,
  contact,
  distress,
  identity,
  kinematics,
  land,
  meeting,
  movement,
  operations,
  outage,
  together,
  zones,
} as const;

const isTable = (value: unknown): value is ThresholdTable =>
  typeof value === 'object' && value !== null && 'name' in value && 'rows' in value;

/** In the order of their files, then as they stand in them. */
export const THRESHOLD_TABLES: ReadonlyMap<string, ThresholdTable> = new Map(
  Object.values(FILES).flatMap((file) =>
    Object.values<unknown>(file)
      .filter(isTable)
      .map((table) => [table.name, table] as const),
  ),
);

/** The row of a path: `<table>.<member>`; undefined where there is none. */
export function thresholdAt(path: string): Threshold | undefined {
  const dot = path.indexOf('.');
  const rows = THRESHOLD_TABLES.get(path.slice(0, dot))?.rows;
  const member = path.slice(dot + 1);
  return rows && Object.hasOwn(rows, member) ? rows[member] : undefined;
}
