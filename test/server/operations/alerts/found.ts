/** What detectors might say, and a book over a real file that takes it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Alert, Condition, Happening } from '../../../../proto/domain/alert/alert.ts';
import { feedId, type TrackId } from '../../../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../../../proto/domain/observation.ts';
import { agencyId } from '../../../../proto/domain/operations/agency.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import type { Actor } from '../../../../server/operations/actor.ts';
import { AlertBook, type AlertBookOptions } from '../../../../server/operations/alerts/book.ts';
import { AuditLog } from '../../../../server/operations/audit/log.ts';
import { Database } from '../../../../server/operations/database.ts';
import { manualClock } from '../../../manualclock.ts';

export const START_MS = Date.UTC(2026, 4, 1, 6);
export const at = (ms: number) => epochMs(START_MS + ms);
export const ANNA: Actor = { id: 'p-anna', name: 'Anna', agency: agencyId('xa-coast'), how: 'session' };
export const BOJAN: Actor = { id: 'p-bojan', name: 'Bojan', agency: agencyId('xa-coast'), how: 'session' };
export const CENTRE = { id: 'xb-rescue', name: 'Rescue' };

export const condition = (name: string, more: Partial<Condition> = {}): Condition => ({
  key: `${more.kind ?? 'loitering'}|${name}`,
  kind: 'loitering',
  priority: 'warning',
  parties: [
    {
      trackId: `1-${name}` as TrackId,
      kind: TrackKind.classA,
      nature: Nature.synthetic,
      feeds: [feedId('ais')],
      distress: more.kind === 'distress',
    },
  ],
  about: {},
  place: { lat: 41, lon: 19 },
  onsetMs: at(0),
  provedMs: at(0),
  rule: 'loitering.radiusM',
  measured: { value: 400, unit: 'm' },
  threshold: { value: 500, unit: 'm' },
  evidence: [{ what: 'within', measure: { value: 400, unit: 'm' } }],
  ...more,
});

export const found = (id: string, lead = condition(id), more: Partial<Happening> = {}): Happening => ({
  id: `1-a${id}`,
  lead,
  parts: [],
  priority: lead.priority,
  onsetMs: lead.onsetMs,
  raisedMs: at(0),
  ...more,
});

export const over = (one: Happening, ms: number, ending: 'cleared' | 'retracted' = 'cleared'): Happening => ({
  ...one,
  endedMs: at(ms),
  ending,
  ...(ending === 'retracted' && { why: 'lateReport' }),
});

export function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'watchfloor-alerts-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A book in a folder; `tick` moves both clocks on by a second, or by as much as is said. */
export function openBook(dir = folder(), startMs = 0, more: Partial<AlertBookOptions> = {}) {
  const clock = manualClock(START_MS + startMs);
  const database = Database.open(path.join(dir, 'operations.sqlite'));
  const audit = AuditLog.open({ database, clock });
  const book = AlertBook.open({ database, audit, clock, rescueCentres: () => [CENTRE], ...more });
  let isOpen = true;
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    audit.close();
    database.close();
  };
  onTestFinished(close);
  return {
    ...{ dir, clock, database, audit, book, close },
    tick(happenings: readonly Happening[] = [], ms = 1000) {
      clock.advance(ms);
      return book.tick(happenings, clock.nowMs());
    },
    alert(id: string): Alert {
      const alert = book.get(`1-a${id}`);
      if (alert === undefined) throw new Error(`no alert ${id}`);
      return alert;
    },
    does(id: string, given: Parameters<AlertBook['act']>[1], by: Actor = ANNA, shiftUntilMs?: number) {
      const outcome = book.act(`1-a${id}`, given, {
        by,
        ...(shiftUntilMs !== undefined && { shiftUntilMs: epochMs(shiftUntilMs) }),
      });
      return outcome.ok ? outcome.value : outcome.fault.what;
    },
  };
}

export const words = ({ history }: Alert): string => history.map(({ what }) => what).join(' ');
