/** Alerts that a server finds when it starts, written by the book itself. */
import path from 'node:path';
import type { Condition, Happening, Party } from '../../proto/domain/alert/alert.ts';
import { feedId, type TrackId } from '../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../proto/domain/observation.ts';
import { epochMs } from '../../proto/domain/units.ts';
import { systemClock } from '../../server/clock.ts';
import { AlertBook } from '../../server/operations/alerts/book.ts';
import { AuditLog } from '../../server/operations/audit/log.ts';
import { Database } from '../../server/operations/database.ts';
import { PLACE } from './alertsite.ts';

/** Of no run of the server: the epoch of these alerts and of the tracks that they are about. */
const EPOCH = 900_000;
const AROUND_DEG = 0.5;

/** A vessel that loiters: its number is in its name. */
export const loiterer = (n: number): string => `LOITERER ${n}`;

function loitering(n: number, nowMs: number): Happening {
  const atMs = epochMs(nowMs - 60_000 + n);
  // Spread over a square, a hundred in a row.
  const lat = PLACE.lat + (AROUND_DEG * (n % 100)) / 100;
  const lon = PLACE.lon + (AROUND_DEG * (Math.floor(n / 100) % 100)) / 100;
  const party: Party = {
    ...{ trackId: `${EPOCH}-${n}` as TrackId, kind: TrackKind.classA, nature: Nature.real },
    ...{ feeds: [feedId('coast')], distress: false, mmsi: String(201_100_000 + n), name: loiterer(n) },
  };
  const lead: Condition = {
    ...{ key: `loitering|${party.mmsi}`, kind: 'loitering', priority: 'warning', parties: [party] },
    ...{ about: {}, place: { lat, lon }, onsetMs: atMs, provedMs: atMs, rule: 'loitering.radiusM' },
    ...{ measured: { value: 2400, unit: 's' }, threshold: { value: 1800, unit: 's' } },
    evidence: [{ what: 'within', measure: { value: 400, unit: 'm' } }],
  };
  return {
    ...{ id: `${EPOCH}-a${n}`, lead, parts: [], priority: lead.priority, onsetMs: atMs, raisedMs: atMs },
  };
}

/** Into the store of a server that does not run. */
export function writeOpenAlerts(dataDir: string, count: number): void {
  const clock = systemClock;
  const database = Database.open(path.join(dataDir, 'operations.sqlite'));
  const audit = AuditLog.open({ database, clock });
  try {
    const book = AlertBook.open({ database, audit, clock, rescueCentres: () => [] });
    const nowMs = clock.nowMs();
    const all = Array.from({ length: count }, (_, n) => loitering(n, nowMs));
    const outcome = book.tick(all, nowMs);
    if (!outcome.ok) throw new Error(outcome.fault.what);
  } finally {
    audit.close();
    database.close();
  }
}
