/** The records of a folder, opened as the server does, and taken down after the test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../../proto/domain/clock.ts';
import { type AgencyId, agencyId } from '../../../proto/domain/operations/agency.ts';
import type { Zone } from '../../../proto/domain/operations/zone.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { Actor } from '../../../server/operations/actor.ts';
import { AuditLog, type AuditOptions } from '../../../server/operations/audit/log.ts';
import { Database } from '../../../server/operations/database.ts';
import type { Outcome } from '../../../server/operations/outcome.ts';
import { Records } from '../../../server/operations/records.ts';
import { manualClock } from '../../manualclock.ts';

export const START_MS = Date.UTC(2026, 4, 1, 6);
export const COAST: AgencyId = agencyId('xa-coast-guard');
export const ANNA: Actor = { id: 'p-anna', name: 'Anna', agency: COAST, how: 'session' };
export const BOJAN: Actor = {
  id: 'p-bojan',
  name: 'Bojan',
  agency: agencyId('xc-coast-guard'),
  how: 'token',
};

export const zone = (name: string): Zone => ({
  name,
  shape: { kind: 'circle', centre: { lat: 41, lon: 19 }, radiusM: 500 },
  purpose: 'vigilance',
  life: 'draft',
  marking: { owner: COAST, purpose: 'borderSurveillance', retention: 'decisions' },
});

export function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'watchfloor-operations-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

export interface Opened {
  readonly file: string;
  readonly database: Database;
  readonly audit: AuditLog;
  readonly records: Records;
  close(): void;
}

export function openRecords(
  dir = folder(),
  clock: Clock = manualClock(START_MS),
  after?: AuditOptions['after'],
): Opened {
  const file = path.join(dir, 'operations.sqlite');
  const database = Database.open(file);
  const audit = AuditLog.open({ database, clock, ...(after && { after }) });
  const records = Records.open({ database, audit, clock });
  let open = true;
  const close = (): void => {
    if (!open) return;
    open = false;
    audit.close();
    database.close();
  };
  onTestFinished(close);
  return { file, database, audit, records, close };
}

export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.fault.kind}: ${outcome.fault.what}`);
  return outcome.value;
}

export const faultOf = <T>(outcome: Outcome<T>) => {
  if (outcome.ok) throw new Error('it was done');
  return outcome.fault;
};

export const at = (ms: number) => epochMs(START_MS + ms);
