/** Alerts over REST: what one may see of them, what people do with them, and how much is asked of whom. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { ALERT_ACTS, type Alert, type AlertAct } from '../../proto/domain/alert/alert.ts';
import { personById } from '../access/accounts/people.ts';
import type { Asker } from '../access/asker.ts';
import type { GivenAct } from '../operations/alerts/acted.ts';
import { MAX_ACTED } from '../operations/alerts/book.ts';
import { loadOf } from '../operations/alerts/load.ts';
import { ACT_ACTION, ACT_BODIES } from './alertacts.table.ts';
import { AlertViews } from './alertviews.ts';
import type { Asking } from './asking.ts';
import { checkedBody, refuseOperation } from './changes.ts';
import { checkedQuery, refuse } from './errors.ts';
import { operationsQuery } from './operationsroute.ts';
import { shownVersion } from './recordviews.ts';
import type { RouteOptions } from './routeoptions.ts';

export const alertsQuery = operationsQuery;
const ids = z.array(z.string().min(1).max(64)).min(1).max(MAX_ACTED);
export const actsBody = z.discriminatedUnion(
  'act',
  ALERT_ACTS.map((act) => ACT_BODIES[act].extend({ act: z.literal(act), ids })) as unknown as readonly [
    z.ZodObject<{ act: z.ZodLiteral<AlertAct>; ids: typeof ids }, z.core.$loose>,
  ],
);

export function alertRoutes(options: RouteOptions, asking: Asking): Router {
  const router = Router();
  const { decisions, alerts, source } = options;
  if (!decisions || !alerts) return router;
  const { book, machine } = alerts;
  const { records } = decisions;
  const { access } = asking;
  const views = new AlertViews({ access, book, records, source });

  const noSuch = (response: Response, id: string): void =>
    refuse(response, 404, { what: 'no such alert', where: `alert/${id}`, remedy: 'see /api/alerts' });

  /** The alert whole, where the asker sees it at least in part. */
  const seen = (asker: Asker, id: string): Alert | undefined => {
    const alert = book.get(id);
    return alert && views.shown(asker, alert) ? alert : undefined;
  };

  /** What is done, with all that the book needs to know of it; or why not. */
  function given(asker: Asker, act: AlertAct, body: object): GivenAct | string {
    if (act === 'sendToRescue') return { act, to: alerts!.rescueCentres() };
    if (act !== 'assign') return { act, ...body } as GivenAct;
    const { to } = body as { readonly to: string };
    const person = personById(records, to);
    // Whom one does not see one assigns nothing.
    const isKnown = person && shownVersion(access, asker, records.get('person', to)!) !== undefined;
    return person && isKnown ? { act, to: { id: to, name: person.person.name } } : 'no such person';
  }

  const askerOf = (id: string): Asker | undefined => {
    const found = personById(records, id);
    if (found === undefined) return undefined;
    const { name, agency, roles, room } = found.person;
    return {
      ...{ personId: found.id, name, agency, roles, how: 'session', credential: '' },
      ...(room && { room }),
    };
  };

  /** Why the asker may not do this to this alert as it is; undefined: they may. Told `quietly` only to several. */
  function whyNot(request: Request, alert: Alert, act: GivenAct): string | undefined {
    const asker = asking.of(request);
    if (act.act === 'join' && !seen(asker, act.into)) return 'no such alert to put it under';
    if (act.act !== 'assign') return undefined;
    const other = askerOf(act.to.id);
    const sees = other !== undefined && views.shown(other, alert) !== undefined;
    const answers = sees && access.decide(other, 'answerAlert', views.thing(alert)).verdict !== 'no';
    return answers ? undefined : 'that person may not see and answer it';
  }

  const actionOf = (asker: Asker, act: AlertAct, { shelf }: Alert) =>
    act === 'unshelve' && shelf && shelf.by !== asker.personId ? 'assignAlert' : ACT_ACTION[act];

  const asked = (request: Request, act: AlertAct, rule: string) => {
    const by = asking.actor(request);
    const shift = personById(records, by.id)?.person.shift;
    const asker = asking.of(request);
    // What another service put under it stays theirs to answer.
    const mayPart = (part: Alert): boolean =>
      access.decide(asker, ACT_ACTION[act], views.thing(part)).verdict !== 'no' &&
      views.shown(asker, part) !== undefined;
    return { by, details: { rule }, mayPart, ...(shift && { shiftUntilMs: shift.untilMs }) };
  };

  router.get('/api/alerts', (request, response) => {
    const query = checkedQuery(alertsQuery, request, response);
    if (query) response.json(views.answer(asking.of(request), query.since, query.access));
  });

  router.get('/api/alerts/load', (request, response) => {
    const asker = asking.of(request);
    const sectors = records.list('sector').flatMap((version) => {
      const shown = shownVersion(access, asker, version);
      return shown ? [{ id: shown.id, area: shown.value.area }] : [];
    });
    response.json(loadOf(views.all(asker), sectors, machine.nowMs()));
  });

  router.get('/api/alerts/:id', (request, response) => {
    const { id } = request.params;
    const alert = book.get(id);
    const shown = alert && views.shown(asking.of(request), alert);
    if (shown) response.json({ alert: shown });
    else noSuch(response, id);
  });

  router.post('/api/alerts/acts', (request, response) => {
    const body = checkedBody(actsBody, request, response);
    if (!body) return;
    const asker = asking.of(request);
    const { act, ids: asks, ...said } = body;
    const what = given(asker, act, said);
    if (typeof what === 'string') {
      refuse(response, 404, { what, where: 'to', remedy: 'see /api/people' });
      return;
    }
    if (!asking.may(request, response, ACT_ACTION[act])) return;
    const refused: { id: string; what: string }[] = [];
    const may: string[] = [];
    let rule = '';
    for (const id of new Set(asks)) {
      const alert = seen(asker, id);
      const decision = alert && access.decide(asker, actionOf(asker, act, alert), views.thing(alert));
      const why =
        decision?.verdict === 'no'
          ? `docs/access.md: ${decision.rule}`
          : alert && whyNot(request, alert, what);
      if (!alert || !decision || why !== undefined) refused.push({ id, what: why ?? 'no such alert' });
      else {
        may.push(id);
        rule = decision.rule;
      }
    }
    const outcome = book.actAll(may, what, asked(request, act, rule));
    if (!outcome.ok) return refuseOperation(response, outcome.fault);
    for (const fault of outcome.value.faults) refused.push({ id: fault.id, what: fault.what });
    response.json({
      alerts: outcome.value.alerts.flatMap((id) => views.shown(asker, book.get(id)!) ?? []),
      refused,
    });
  });

  for (const act of ALERT_ACTS)
    router.post(`/api/alerts/:id/${act}`, (request: Request<{ id: string }>, response) => {
      const { id } = request.params;
      const asker = asking.of(request);
      const alert = seen(asker, id);
      if (!alert) return noSuch(response, id);
      const body = checkedBody(ACT_BODIES[act], request, response);
      if (!body) return;
      const action = actionOf(asker, act, alert);
      const object = views.thing(alert);
      if (!asking.may(request, response, action, object)) return;
      const what = given(asker, act, body);
      const why = typeof what === 'string' ? what : whyNot(request, alert, what);
      if (typeof what === 'string' || why !== undefined) {
        refuse(response, 409, { what: why ?? String(what), where: `alert/${id}`, remedy: 'choose another' });
        return;
      }
      const { rule } = access.decide(asker, action, object);
      const outcome = book.act(id, what, asked(request, act, rule));
      if (outcome.ok) response.json({ alert: views.shown(asker, outcome.value) });
      else refuseOperation(response, outcome.fault);
    });

  return router;
}
