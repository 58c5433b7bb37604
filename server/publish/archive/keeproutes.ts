/** Holds and corrections over REST: what must stay, and what was wrong. Each is signed, in the log and in the record. */
import type { Request, Response, Router } from 'express';
import type { z } from 'zod';
import {
  type ArchiveCorrection,
  type ArchiveCorrections,
  type ArchiveHold,
  type ArchiveHolds,
  TRACK_TABLES,
} from '../../../proto/domain/record/keeping.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { PolicyObject } from '../../access/decision.ts';
import type { AuditEntry } from '../../operations/audit/entry.ts';
import type { AuditLog } from '../../operations/audit/log.ts';
import { done, notDone, type Outcome } from '../../operations/outcome.ts';
import {
  addCorrections,
  type Correction,
  type MadeCorrection,
  readCorrections,
} from '../../record/archive/corrections.ts';
import { addHold, type Hold, readHolds, releaseHold, type StandingHold } from '../../record/archive/holds.ts';
import { idOf, keyOf } from '../../record/query/trackkeys.ts';
import type { Asking } from '../asking.ts';
import { checkedBody, refuseOperation } from '../changes.ts';
import type { Looked } from '../looked.ts';
import type { ArchiveRoom } from './archiveroom.ts';
import { correctionBody, holdBody, releaseBody } from './keepbodies.ts';

/** Corrections of one answer. */
const MOST_TOLD = 500;

export const ARCHIVE: PolicyObject = { kind: 'archive' };

export interface KeepRoutes {
  readonly archive: ArchiveRoom;
  readonly asking: Asking;
  readonly looked: Looked;
  readonly audit: AuditLog;
}

export function keepRoutes(router: Router, { archive, asking, looked, audit }: KeepRoutes): void {
  const { keeping, machine } = archive;
  if (!keeping) return;
  const { record } = keeping;
  const may = (request: Request, response: Response): boolean =>
    asking.may(request, response, 'keepArchive', ARCHIVE);
  const looksAt = (request: Request, response: Response, id: string): Promise<boolean> =>
    looked.at(request, response, { action: 'see', object: { kind: 'archive', id } });
  const who = (request: Request): string => asking.actor(request).name;

  /** Done and in the log, or neither; what the list says against it is a refusal. */
  function change(
    request: Request,
    entry: Pick<AuditEntry, 'action' | 'object' | 'reason' | 'details'>,
    work: () => string | undefined,
  ): Outcome<undefined> {
    return audit.audited({ ...entry, by: asking.actor(request), outcome: 'yes' }, () => {
      try {
        const why = work();
        if (why === undefined) return done(undefined);
        return notDone('refused', why, request.path, 'see what stands with GET');
      } catch (error) {
        const what = error instanceof Error ? error.message : String(error);
        return notDone('storage', what, request.path, 'make room on the record’s disk and try again');
      }
    });
  }

  const holds = (): ArchiveHolds => {
    const { standing, isDamaged } = readHolds(record, machine.nowMs());
    return { holds: standing.map(holdView), isDamaged };
  };

  router.get('/api/archive/holds', async (request, response) => {
    if (may(request, response) && (await looksAt(request, response, 'holds'))) response.json(holds());
  });

  router.post('/api/archive/holds', (request, response) => {
    if (!may(request, response)) return;
    const body = checkedBody(holdBody, request, response);
    if (!body) return;
    const nowMs = machine.nowMs();
    const hold = holdOf(body, who(request));
    const { name, reason, by: _by, ...details } = hold;
    const entry = { action: 'hold', object: { kind: 'archive', id: name }, reason, details };
    const outcome = change(request, entry, () => {
      if (hold.untilMs !== undefined && hold.untilMs <= nowMs) return 'it would have ended already';
      return addHold(record, hold, nowMs);
    });
    if (!outcome.ok) return refuseOperation(response, outcome.fault);
    keeping.told('hold', name, { held: hold });
    response.status(201).json(holds());
  });

  router.delete('/api/archive/holds', (request, response) => {
    if (!may(request, response)) return;
    const body = checkedBody(releaseBody, request, response);
    if (!body) return;
    const { name, reason } = body;
    const released = { name, reason, by: who(request) };
    const entry = { action: 'releaseHold', object: { kind: 'archive', id: name }, reason };
    const outcome = change(request, entry, () => releaseHold(record, released, machine.nowMs()));
    if (!outcome.ok) return refuseOperation(response, outcome.fault);
    keeping.told('hold', name, { released });
    response.json(holds());
  });

  const corrections = (): ArchiveCorrections => {
    const all = readCorrections(record);
    return { corrections: all.slice(-MOST_TOLD).reverse().map(correctionView), count: all.length };
  };

  router.get('/api/archive/corrections', async (request, response) => {
    if (may(request, response) && (await looksAt(request, response, 'corrections')))
      response.json(corrections());
  });

  router.post('/api/archive/corrections', (request, response) => {
    if (!may(request, response)) return;
    const body = checkedBody(correctionBody, request, response);
    if (!body) return;
    const made = correctionsOf(body, who(request));
    const { why } = body;
    const details = { wrong: made.map(({ wrong }) => wrong) };
    const entry = { action: 'correct', object: { kind: 'archive', id: body.table }, reason: why, details };
    const outcome = change(request, entry, () => addCorrections(record, made, machine.nowMs()));
    if (!outcome.ok) return refuseOperation(response, outcome.fault);
    for (const one of made) keeping.told('corrected', '', one);
    response.status(201).json(corrections());
  });
}

function holdOf(body: z.output<typeof holdBody>, by: string): Hold {
  const { name, reason, classes, fromMs, untilMs, track, mmsi, endsMs } = body;
  const key = track === undefined ? undefined : keyOf(track);
  return {
    ...{ name, reason, by },
    ...(endsMs !== undefined && { untilMs: endsMs }),
    over: {
      ...(classes && { classes }),
      ...{ fromMs, beforeMs: untilMs },
      ...(key && { track: key }),
      ...(mmsi !== undefined && { mmsi }),
    },
  };
}

function holdView({ name, reason, by, sinceMs, untilMs, over }: StandingHold): ArchiveHold {
  const { classes, fromMs, beforeMs, track, mmsi } = over;
  return {
    ...{ name, reason, by, sinceMs: epochMs(sinceMs) },
    ...(untilMs !== undefined && { endsMs: epochMs(untilMs) }),
    ...(classes && { classes }),
    ...(fromMs !== undefined && { fromMs: epochMs(fromMs) }),
    ...(beforeMs !== undefined && { untilMs: epochMs(beforeMs) }),
    ...(track && { track: idOf(track) }),
    ...(mmsi !== undefined && { mmsi }),
  };
}

function correctionsOf(body: z.output<typeof correctionBody>, by: string): Correction[] {
  const { why } = body;
  if ('seq' in body) return [{ wrong: { table: body.table, seq: body.seq }, why, by }];
  const { table, track, fromMs, untilMs } = body;
  const tables = table === 'track' ? TRACK_TABLES : [table];
  return tables.map((one) => ({ wrong: { table: one, ...keyOf(track)!, fromMs, untilMs }, why, by }));
}

function correctionView({ atMs, by, why, wrong }: MadeCorrection): ArchiveCorrection {
  const said = { atMs: epochMs(atMs), by, why };
  if ('seq' in wrong) return { ...said, wrong };
  const { table, epoch, track, fromMs, untilMs } = wrong;
  const of = { table, track: idOf({ epoch, track }) };
  return { ...said, wrong: { ...of, fromMs: epochMs(fromMs), untilMs: epochMs(untilMs) } };
}
