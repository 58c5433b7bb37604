/** The log over REST: who did or looked at what, when and why. Reading it is in it. */
import { once } from 'node:events';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { type AgencyId, agencyId } from '../../proto/domain/operations/agency.ts';
import type { AuditRecord } from '../../proto/domain/operations/audit.ts';
import { epochMs } from '../../proto/domain/units.ts';
import { AUDIT_OUTCOMES } from '../operations/audit/entry.ts';
import { exportedLines } from '../operations/audit/exported.ts';
import type { Asking } from './asking.ts';
import { refuseOperation } from './changes.ts';
import { checkedQuery } from './errors.ts';
import type { Looked } from './looked.ts';
import type { RouteOptions } from './routeoptions.ts';

/** Rows of one page, and of one export, at most. */
const MAX_PAGE = 500;
const MAX_EXPORT = 100_000;

const word = z.string().min(1).max(200).optional();
const number = z
  .string()
  .regex(/^\d{1,15}$/, 'expected a whole number')
  .transform(Number);
const time = number.transform(epochMs).optional();
const filters = {
  fromMs: time,
  /** Before this time. */
  untilMs: time,
  actor: word,
  agency: word,
  action: word,
  kind: word,
  id: word,
  outcome: z.enum(AUDIT_OUTCOMES).optional(),
};
export const auditQuery = z.strictObject({
  ...filters,
  /** Those before this one: where the last page ended. */
  beforeSeq: number.optional(),
  limit: number.pipe(z.number().min(1).max(MAX_PAGE)).default(100),
});
export const auditExportQuery = z.strictObject({
  ...filters,
  /** Why, for the log. */
  reason: z.string().trim().min(1, 'say why').max(400),
});

const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

export function auditRoutes({ decisions }: RouteOptions, asking: Asking, looked: Looked): Router {
  const router = Router();
  if (!decisions) return router;
  const { audit } = decisions;

  const mayRead = (request: Request, response: Response): boolean =>
    asking.may(request, response, 'readAudit', { kind: 'audit' });

  const isSeen = (request: Request, row: AuditRecord): boolean => {
    const agency: AgencyId | undefined = row.agency === null ? undefined : agencyId(row.agency);
    const object = { kind: 'audit', row: { agency, record: row.kind ?? undefined } } as const;
    return asking.decide(request, 'readAudit', object).verdict !== 'no';
  };

  router.get('/api/audit', async (request, response) => {
    if (!mayRead(request, response)) return;
    const query = checkedQuery(auditQuery, request, response);
    if (!query) return;
    const { beforeSeq, limit, ...asked } = query;
    const look = { action: 'readAudit', object: { kind: 'audit', id: '*' }, details: given(asked) };
    if (!(await looked.at(request, response, look))) return;
    const rows = audit.find(given(query));
    const next = rows.length === limit ? rows.at(-1)?.seq : undefined;
    const checkpoint = audit.lastCheckpoint;
    response.json({
      seq: audit.seq,
      fingerprint: audit.fingerprint,
      ...(checkpoint && { checkpoint }),
      rows: rows.filter((row) => isSeen(request, row)),
      ...(next !== undefined && { beforeSeq: next }),
    });
  });

  router.get('/api/audit/export', async (request, response) => {
    if (!mayRead(request, response)) return;
    const query = checkedQuery(auditExportQuery, request, response);
    if (!query) return;
    const { reason, ...asked } = query;
    const object = { kind: 'audit', id: '*' };
    if (!(await looked.at(request, response, { action: 'export', object, reason, details: given(asked) })))
      return;
    response.setHeader('Content-Type', 'application/jsonl; charset=utf-8');
    response.setHeader('Content-Disposition', 'attachment; filename="audit.jsonl"');
    const isWhole = asking.decide(request, 'readAudit', { kind: 'audit' }).verdict === 'yes';
    if (isWhole && Object.keys(given(asked)).length === 0) {
      // Signed, so that anybody can check it: `watchfloor verify audit`.
      const lines = exportedLines(audit, decisions.database);
      if (!lines.ok) return refuseOperation(response, lines.fault);
      for (const block of lines.value) if (!response.write(block)) await once(response, 'drain');
      return void response.end();
    }
    let beforeSeq: number | undefined;
    for (let written = 0; written < MAX_EXPORT; written += MAX_PAGE) {
      const rows = audit.find({ ...given(asked), ...given({ beforeSeq }), limit: MAX_PAGE });
      for (const row of rows.filter((one) => isSeen(request, one)))
        response.write(`${JSON.stringify(row)}\n`);
      if (rows.length < MAX_PAGE) break;
      beforeSeq = rows.at(-1)?.seq;
    }
    response.end();
  });

  return router;
}
