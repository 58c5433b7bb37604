/**
 * Zones in and out as files. What comes in is read and told; it is kept where the asker says so, all of it as drafts or
 * nothing: otherwise people enter what they choose of it.
 */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Marking } from '../../proto/domain/operations/agency.ts';
import type { Version } from '../../proto/domain/operations/record.ts';
import { ZONE_PURPOSES, type Zone } from '../../proto/domain/operations/zone.ts';
import { readZones, writeZones, ZONE_FORMATS, ZONE_MEDIA_TYPES } from '../operations/exchange/exchange.ts';
import { MAX_TEXT_LENGTH } from '../operations/exchange/feature.ts';
import { marking } from '../operations/kinds/fields.ts';
import { done } from '../operations/outcome.ts';
import type { Asking } from './asking.ts';
import { checkedBody, refuseOperation } from './changes.ts';
import { checkedQuery, refuse } from './errors.ts';
import type { Looked } from './looked.ts';
import { CHANGE_ACTION } from './recordactions.table.ts';
import { shownVersion } from './recordviews.ts';
import type { RouteOptions } from './routeoptions.ts';

/** Zones entered at once: they are kept in one transaction, and nothing else happens meanwhile. */
const MAX_CREATED = 500;

export const importBody = z.strictObject({
  format: z.enum(ZONE_FORMATS),
  text: z.string().max(MAX_TEXT_LENGTH),
  /** Of those whose file says none. */
  purpose: z.enum(ZONE_PURPOSES).default('informative'),
  /** The asker's own where absent. */
  marking: marking.optional(),
  /** Enters what can be read. */
  create: z.boolean().default(false),
  /** Why it is entered, for the log. */
  reason: z.string().min(1).max(400).optional(),
});
export const exportQuery = z.strictObject({
  /** Why, for the log. */
  reason: z.string().min(1).max(400).optional(),
});

/** What became of one feature of a file. */
interface Imported {
  readonly where: string;
  readonly name?: string;
  readonly value?: Zone;
  readonly fault?: object;
}

export function exchangeRoutes({ decisions }: RouteOptions, asking: Asking, looked: Looked): Router {
  const router = Router();
  if (!decisions) return router;
  const { records, plans } = decisions;

  for (const format of ZONE_FORMATS)
    router.get(`/api/zones.${format}`, async (request, response) => {
      if (!asking.may(request, response, 'export')) return;
      const query = checkedQuery(exportQuery, request, response);
      if (!query) return;
      const { reason } = query;
      const look = { action: 'export', object: { kind: 'zone', id: '*' }, details: { format } };
      if (!(await looked.at(request, response, { ...look, ...(reason !== undefined && { reason }) }))) return;
      const asker = asking.of(request);
      const zones = records
        .list('zone')
        .flatMap((zone: Version<'zone'>) => shownVersion(asking.access, asker, zone) ?? []);
      response.setHeader('Content-Type', ZONE_MEDIA_TYPES[format]);
      response.setHeader('Content-Disposition', `attachment; filename="zones.${format}"`);
      response.send(writeZones(format, zones));
    });

  router.post('/api/zones/import', (request, response) => {
    if (!asking.may(request, response, 'plan')) return;
    const body = checkedBody(importBody, request, response);
    if (!body) return;
    const read = readZones(body.format, body.text);
    if (!read.ok) {
      const { what, where, remedy } = read.fault;
      return refuse(response, 400, { what, where, remedy });
    }
    const { agency: owner } = asking.of(request);
    const own: Marking = body.marking ?? { owner, purpose: 'borderSurveillance', retention: 'decisions' };
    const features: Imported[] = read.features.map((one) => {
      if (!one.ok) {
        const { feature, ...fault } = one.fault;
        return { where: feature, fault };
      }
      const value: Zone = { purpose: body.purpose, ...one.value, life: 'draft', marking: own };
      return { where: one.feature, name: value.name, value };
    });
    if (body.create) create(request, response, features, body.reason);
    else response.json({ features });
  });

  /** All that can be read, or nothing. */
  function create(
    request: Request,
    response: Response,
    features: readonly Imported[],
    reason: string | undefined,
  ): void {
    const { length } = features.filter(({ value }) => value !== undefined);
    if (length > MAX_CREATED) {
      const what = `${length} zones: at most ${MAX_CREATED} are entered at once`;
      refuse(response, 400, { what, where: 'create', remedy: 'divide the file' });
      return;
    }
    const action = CHANGE_ACTION.zone;
    for (const { value } of features) {
      const object = value && ({ kind: 'record', record: 'zone', id: '', value } as const);
      if (object && !asking.may(request, response, action, object)) return;
    }
    const asked = {
      by: asking.actor(request),
      details: { imported: true },
      ...(reason !== undefined && { reason }),
    };
    const outcome = records.together(() => {
      const made: object[] = [];
      for (const { value, ...feature } of features) {
        const one = value && plans.create('zone', value, asked);
        if (one && !one.ok)
          return { ok: false, fault: { ...one.fault, where: `${feature.where}: ${one.fault.where}` } };
        made.push({ ...feature, ...(one && { record: one.value.record }) });
      }
      return done(made);
    });
    if (outcome.ok) response.status(201).json({ features: outcome.value });
    else refuseOperation(response, outcome.fault);
  }

  return router;
}
