/** What people decide, over REST: one set of routes for every kind of record. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import {
  type AnyVersion,
  RECORD_KINDS,
  RECORD_PATHS,
  type RecordKind,
  type Version,
} from '../../proto/domain/operations/record.ts';
import type { Action, Decision } from '../access/decision.ts';
import type { Outcome } from '../operations/outcome.ts';
import type { Asked, Made } from '../operations/plans.ts';
import { rowsOf } from '../operations/transition.ts';
import type { Asking } from './asking.ts';
import { checkedBody, refuseOperation } from './changes.ts';
import { refuse } from './errors.ts';
import { seenFindings } from './findingviews.ts';
import type { Looked } from './looked.ts';
import { CHANGE_ACTION, eventAction } from './recordactions.table.ts';
import { recordObject, shownVersion } from './recordviews.ts';
import type { Decisions, RouteOptions } from './routeoptions.ts';
import type { PictureSource } from './source.ts';
import { releaseOfTrack } from './trackrelease.ts';
import { wholeSlot } from './trackroutes.ts';

/** Versions of one answer at most, the newest. */
const MAX_VERSIONS = 500;

const reason = z.string().max(1000).optional();
const version = z.int().positive();
export const createBody = z.strictObject({
  value: z.unknown(),
  reason,
  /** Of kinds whose ids people choose: an agency's short name. */
  id: z.string().min(1).max(64).optional(),
});
export const changeBody = z.strictObject({ version, value: z.unknown(), reason });
export const removeBody = z.strictObject({ version, reason });
export const eventBody = z.strictObject({ version, reason, details: z.unknown().optional() });
export const checkBody = z.strictObject({ value: z.unknown(), id: z.string().max(64).optional() });

export function recordRoutes(options: RouteOptions, asking: Asking, looked: Looked): Router {
  const router = Router();
  const { decisions } = options;
  if (!decisions) return router;
  for (const kind of RECORD_KINDS) router.use(routesOf(kind, options, decisions, asking, looked));
  return router;
}

function routesOf<K extends RecordKind>(
  kind: K,
  options: RouteOptions,
  { plans, records }: Decisions,
  asking: Asking,
  looked: Looked,
): Router {
  const router = Router();
  const path = `/api/${RECORD_PATHS[kind]}`;
  const { access } = asking;

  /** What the asker may see of it, or undefined after the caller was told that there is nothing. */
  const seen = (request: Request, response: Response, id: string): Version<K> | undefined => {
    const standing = records.get(kind, id);
    const shown = standing && shownVersion(access, asking.of(request), standing);
    if (shown === undefined) {
      const remedy = `see ${path} for those that you may see`;
      refuse(response, 404, { what: 'no such thing now', where: `${kind}/${id}`, remedy });
    }
    return shown;
  };

  /** Whether the asker may do it to the thing as it is; they may see it already. */
  const mayChange = (
    request: Request,
    response: Response,
    action: Action,
    one: Version<K>,
  ): Decision | undefined => {
    const object = recordObject(one as unknown as AnyVersion);
    const decision = asking.decide(request, action, object);
    return asking.may(request, response, action, object) ? decision : undefined;
  };

  /** Whether it may be as it was sent, in the state that it has: its owner may not be another. @param id absent: anew */
  const mayBecome = (
    request: Request,
    response: Response,
    value: unknown,
    id?: string,
  ): Decision | undefined => {
    const read = plans.read(kind, value, id);
    // What cannot be read is refused by the plans, and says what is wrong.
    if (!read.ok) {
      const decision = asking.decide(request, CHANGE_ACTION[kind]);
      return asking.may(request, response, CHANGE_ACTION[kind]) ? decision : undefined;
    }
    const would = { kind, id: id ?? '', value: read.value } as unknown as AnyVersion;
    if (id === undefined && !isOwn(asking, request, response, would)) return undefined;
    if (!seesTrackOf(options.source, asking, request, response, would)) return undefined;
    const track = releaseOfTrack(options.source, would);
    if (track && !asking.may(request, response, track.action, track.object)) return undefined;
    const action = track?.action ?? CHANGE_ACTION[kind];
    return mayChange(request, response, action, would as unknown as Version<K>);
  };

  const asked = (
    request: Request,
    { rule }: Decision,
    said: { readonly reason?: string | undefined },
  ): Asked => ({
    by: asking.actor(request),
    details: { rule },
    ...(said.reason !== undefined && { reason: said.reason }),
  });

  const answer = (request: Request, response: Response, status: number, outcome: Outcome<Made<K>>): void => {
    const asker = asking.of(request);
    if (!outcome.ok) {
      const { current, findings, ...fault } = outcome.fault;
      const shown = current && shownVersion(access, asker, current as Version);
      refuseOperation(response, {
        ...fault,
        ...(shown && { current: shown as AnyVersion }),
        ...(findings && { findings: seenFindings(access, records, asker, findings) }),
      });
      return;
    }
    const { record, findings } = outcome.value;
    response.status(status).json({ record, findings: seenFindings(access, records, asker, findings) });
  };

  /** Who works for an agency is looked at for a reason, and told of. */
  const isLogged = async (request: Request, response: Response, id: string): Promise<boolean> =>
    kind !== 'person' || (await looked.at(request, response, { action: 'see', object: { kind, id } }));

  router.get(path, async (request, response) => {
    const asker = asking.of(request);
    if (!(await isLogged(request, response, '*'))) return;
    const all = (records.list(kind) as readonly Version<K>[]).flatMap(
      (one) => shownVersion(access, asker, one) ?? [],
    );
    response.json({ revision: records.revision, records: all });
  });

  router.post(path, (request, response) => {
    const body = checkedBody(createBody, request, response);
    const decision = body && mayBecome(request, response, body.value);
    if (!body || !decision) return;
    const outcome = plans.create(kind, body.value, asked(request, decision, body), body.id);
    if (outcome.ok) response.setHeader('Location', `${path}/${outcome.value.record.id}`);
    answer(request, response, 201, outcome);
  });

  router.post(`${path}/check`, (request, response) => {
    const body = checkedBody(checkBody, request, response);
    if (!body || (body.id !== undefined && !seen(request, response, body.id))) return;
    if (!mayBecome(request, response, body.value, body.id)) return;
    const outcome = plans.check(kind, body.value, body.id);
    if (!outcome.ok) return refuseOperation(response, outcome.fault);
    response.json({ findings: seenFindings(access, records, asking.of(request), outcome.value) });
  });

  router.get(`${path}/:id`, async (request, response) => {
    const one = seen(request, response, request.params.id);
    if (one && (await isLogged(request, response, one.id))) response.json(one);
  });

  router.get(`${path}/:id/versions`, async (request, response) => {
    const { id } = request.params;
    const asker = asking.of(request);
    const all = (records.versions(kind, id) as readonly Version<K>[])
      .slice(-MAX_VERSIONS)
      // Each as it would be seen if it stood now.
      .flatMap((one) => shownVersion(access, asker, one) ?? []);
    if (all.length === 0) {
      const remedy = `see ${path} for those that you may see`;
      refuse(response, 404, { what: 'there never was such a thing', where: `${kind}/${id}`, remedy });
    } else if (await isLogged(request, response, id)) response.json({ versions: all });
  });

  router.put(`${path}/:id`, (request, response) => {
    const body = checkedBody(changeBody, request, response);
    const standing =
      body && seen(request, response, request.params.id) && records.get(kind, request.params.id);
    if (!body || !standing || !mayChange(request, response, CHANGE_ACTION[kind], standing)) return;
    const decision = mayBecome(request, response, body.value, standing.id);
    if (!decision) return;
    const { id } = standing;
    answer(
      request,
      response,
      200,
      plans.change(kind, id, body.version, body.value, asked(request, decision, body)),
    );
  });

  router.delete(`${path}/:id`, (request, response) => {
    const body = checkedBody(removeBody, request, response);
    const standing =
      body && seen(request, response, request.params.id) && records.get(kind, request.params.id);
    const decision = standing && mayChange(request, response, CHANGE_ACTION[kind], standing);
    if (!body || !standing || !decision) return;
    answer(
      request,
      response,
      200,
      plans.remove(kind, standing.id, body.version, asked(request, decision, body)),
    );
  });

  router.post(`${path}/:id/:event`, (request, response) => {
    const body = checkedBody(eventBody, request, response);
    const standing =
      body && seen(request, response, request.params.id) && records.get(kind, request.params.id);
    if (!body || !standing) return;
    const { event } = request.params;
    const states = plans.rules(kind)?.states;
    const rows = states ? rowsOf(states, standing.value, event) : [];
    if (isOwners(rows) && !isOwn(asking, request, response, standing as unknown as AnyVersion)) return;
    const action = eventAction(
      kind,
      event,
      rows.some(({ who }) => who === 'party'),
    );
    const decision = mayChange(request, response, action, standing);
    if (!decision) return;
    const given = {
      ...asked(request, decision, body),
      ...(body.details !== undefined && { eventDetails: body.details }),
    };
    answer(request, response, 200, plans.event(kind, standing.id, event, body.version, given));
  });

  return router;
}

/** A step that is its owner's alone, by the table of states. */
const isOwners = (rows: readonly { readonly who: string }[]): boolean =>
  rows.length > 0 && rows.every(({ who }) => who === 'owner');

/** Whether the asker speaks for the agency whose it is: nobody enters or takes back a thing in another's name. */
function isOwn(asking: Asking, request: Request, response: Response, { value, kind }: AnyVersion): boolean {
  if (!('marking' in value) || value.marking.owner === asking.of(request).agency) return true;
  const what = 'it is for the agency that it belongs to';
  refuse(response, 403, { what, where: `${kind}.marking.owner`, remedy: 'enter one of your own agency' });
  return false;
}

/** A unit that is sent to a track is told where it is: only what whoever sends it knows. */
const seesTrackOf = (
  source: PictureSource,
  asking: Asking,
  request: Request,
  response: Response,
  { kind, value }: AnyVersion,
): boolean =>
  kind !== 'task' ||
  value.trackId === undefined ||
  wholeSlot(source, asking.audience(request), value.trackId, response) !== undefined;
