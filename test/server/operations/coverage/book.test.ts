import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { destination } from '../../../../proto/domain/geo.ts';
import { agencyId } from '../../../../proto/domain/operations/agency.ts';
import type { Patrol, Sector, Unit } from '../../../../proto/domain/operations/patrol.ts';
import type { RecordKind, RecordValues, Version } from '../../../../proto/domain/operations/record.ts';
import { degrees, type EpochMs, epochMs } from '../../../../proto/domain/units.ts';
import { CoverageBook } from '../../../../server/operations/coverage/book.ts';
import { Lookout } from '../../../../server/operations/coverage/lookout.ts';
import { patrolCoverage, sectorCoverage } from '../../../../server/operations/coverage/report.ts';
import { Database } from '../../../../server/operations/database.ts';
import type { RecordsView } from '../../../../server/operations/kind.ts';

const BEGIN = epochMs(Date.UTC(2026, 4, 12, 8));
const MINUTE = 60_000;
const marking = {
  owner: agencyId('xa'),
  purpose: 'borderSurveillance',
  retention: 'decisions',
} as const;
const corner = { lat: degrees(41), lon: degrees(19) };
const lat = destination(corner, 0, 10_000).lat;
const lon = destination(corner, 90, 10_000).lon;

const sector: Sector = {
  name: 'Box',
  area: { kind: 'polygon', rings: [[corner, { lat: 41, lon }, { lat, lon }, { lat, lon: 19 }]] },
  coveredForMin: 60,
  marking,
};
const unit: Unit = {
  callSign: 'Delfin 1',
  kind: 'patrolVessel',
  crew: [{ agency: agencyId('xa'), people: 4, function: 'crew', powers: ['observe'] }],
  base: { name: 'Durrës', lat: 41.3, lon: 19.45 },
  capabilities: {
    speedKn: 20,
    sensors: [{ kind: 'radar', rangeM: 1000 }],
    ...{ night: true, boarding: true, medical: false, languages: [] },
  },
  marking,
};
const patrol: Patrol = {
  title: 'Morning',
  sectorIds: ['s'],
  unitIds: ['u'],
  fromMs: BEGIN,
  untilMs: epochMs(BEGIN + 4 * 60 * MINUTE),
  form: 'own',
  type: 'surveillance',
  lead: agencyId('xa'),
  parties: [],
  powersNeeded: [],
  meetingPoints: [],
  liaison: [],
  state: 'underWay',
  marking,
};

const version = <K extends RecordKind>(kind: K, id: string, value: RecordValues[K], at = 1): Version<K> => ({
  ...{ kind, id, value, version: at, event: 'created', atMs: BEGIN, by: 'p', byName: 'P', revision: at },
});

function viewOf(of: Sector = sector, at = 1): RecordsView {
  const all = [version('sector', 's', of, at), version('unit', 'u', unit), version('patrol', 'p', patrol)];
  return {
    get: <K extends RecordKind>(kind: K, id: string) =>
      all.find((one) => one.kind === kind && one.id === id) as Version<K> | undefined,
    list: <K extends RecordKind>(kind: K) =>
      all.filter((one) => one.kind === kind) as unknown as Version<K>[],
  };
}

let folder: string;
let database: Database;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-coverage-'));
  database = Database.open(path.join(folder, 'watch.sqlite'));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Twenty knots along the middle of the box, from west to east and on. */
function sail(book: CoverageBook, minutes: number): EpochMs {
  const view = viewOf();
  let nowMs = BEGIN;
  const from = destination(corner, 0, 5000);
  const lookout = new Lookout(view, book, () => {
    const at = destination(from, 90, ((nowMs - BEGIN) / 3_600_000) * 20 * 1852);
    return { lat: at.lat, lon: at.lon, observedMs: nowMs };
  });
  for (; nowMs <= BEGIN + minutes * MINUTE; nowMs = epochMs(nowMs + 1000)) lookout.tick(nowMs);
  book.save(nowMs, true);
  return nowMs;
}

describe('coverage of a sector', () => {
  test('a lane through it is a fifth of it; the time on station is the time within sight', () => {
    const book = new CoverageBook(database);
    const view = viewOf();
    // 10 km at 20 kn take 16 min 12 s; from then on it is beyond, and sees the box until it is 1 km away.
    const nowMs = sail(book, 30);
    const seen = sectorCoverage(view, book, view.get('sector', 's')!, nowMs);
    expect(seen.achievedShare).toBeCloseTo(0.2, 1);
    expect(seen.unitIds).toEqual(['u']);
    expect(seen.samples.length).toBeGreaterThan(4);
    const { doneMs, plannedMs, missedMs } = patrolCoverage(view, book, view.get('patrol', 'p')!, nowMs);
    expect(doneMs / MINUTE).toBeGreaterThan(16);
    expect(doneMs / MINUTE).toBeLessThan(19);
    expect(plannedMs / MINUTE).toBeCloseTo(30, 0);
    expect(missedMs).toBe(plannedMs - doneMs);
  });

  test('what was seen is no longer covered after its time', () => {
    const book = new CoverageBook(database);
    const view = viewOf();
    const nowMs = sail(book, 30);
    const later = epochMs(nowMs + 90 * MINUTE);
    expect(sectorCoverage(view, book, view.get('sector', 's')!, later).achievedShare).toBe(0);
  });

  test('it is there again after a restart', () => {
    const nowMs = sail(new CoverageBook(database), 30);
    const again = new CoverageBook(database);
    const view = viewOf();
    const seen = sectorCoverage(view, again, view.get('sector', 's')!, nowMs);
    expect(seen.achievedShare).toBeCloseTo(0.2, 1);
    expect(seen.sinceMs).toBe(BEGIN);
    expect(patrolCoverage(view, again, view.get('patrol', 'p')!, nowMs).doneMs).toBeGreaterThan(16 * MINUTE);
  });

  test('another area begins anew', () => {
    const nowMs = sail(new CoverageBook(database), 30);
    const moved = viewOf(
      { ...sector, area: { kind: 'circle', centre: { lat: 41.05, lon: 19.05 }, radiusM: 3000 } },
      2,
    );
    const seen = sectorCoverage(moved, new CoverageBook(database), moved.get('sector', 's')!, nowMs);
    expect(seen.achievedShare).toBe(0);
    expect(seen.sinceMs).toBe(nowMs);
  });

  test('an old position sees nothing', () => {
    const book = new CoverageBook(database);
    const view = viewOf();
    const lookout = new Lookout(view, book, () => ({
      lat: 41.04,
      lon: 19.05,
      observedMs: BEGIN - 10 * MINUTE,
    }));
    lookout.tick(BEGIN);
    expect(sectorCoverage(view, book, view.get('sector', 's')!, BEGIN).achievedShare).toBe(0);
  });
});
