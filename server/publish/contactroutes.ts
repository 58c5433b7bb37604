/** Contacts that people report, over REST. */
import { type Response, Router } from 'express';
import { TrackKind } from '../../proto/domain/observation.ts';
import { localAudience } from '../access/audience.ts';
import type { Contact } from '../operations/contactbook.ts';
import type { Outcome } from '../operations/outcome.ts';
import { contactBody } from '../operations/report.ts';
import { checkedBody, refuseOperation } from './changes.ts';
import { refuse } from './errors.ts';
import { associationBody } from './queries.ts';
import type { RouteOptions } from './routeoptions.ts';
import { visibleSlot } from './visible.ts';

const KIND_NAMES = Object.keys(TrackKind);

/** A contact as it was reported, its kind as a word. */
const contactJson = ({ report, ...contact }: Contact) => ({
  ...contact,
  report: { ...report, kind: KIND_NAMES[report.kind] },
});

function answer(response: Response, status: number, outcome: Outcome<Contact>): void {
  if (outcome.ok) response.status(status).json(contactJson(outcome.value));
  else refuseOperation(response, outcome.fault);
}

export function contactRoutes({ source, clock, operations }: RouteOptions): Router {
  const router = Router();
  if (!operations) return router;
  const { contacts } = operations;

  router.get('/api/contacts', (_request, response) => {
    response.json({ nowMs: clock.nowMs(), contacts: contacts.list().map(contactJson) });
  });

  router.get('/api/contacts/:id', (request, response) => {
    const { id } = request.params;
    const contact = contacts.get(id);
    if (contact) response.json(contactJson(contact));
    else
      refuse(response, 404, { what: 'no such contact now', where: id, remedy: 'see /api/contacts for all' });
  });

  router.post('/api/contacts', async (request, response) => {
    const body = checkedBody(contactBody, request, response);
    if (!body) return;
    const outcome = await contacts.report(body.report, body.observedMs);
    if (outcome.ok) response.setHeader('Location', `/api/contacts/${outcome.value.id}`);
    answer(response, 201, outcome);
  });

  router.put('/api/contacts/:id', async (request, response) => {
    const body = checkedBody(contactBody, request, response);
    if (body) answer(response, 200, await contacts.update(request.params.id, body.report, body.observedMs));
  });

  router.delete('/api/contacts/:id', async (request, response) => {
    answer(response, 200, await contacts.withdraw(request.params.id));
  });

  router.post('/api/contacts/:id/association', async (request, response) => {
    const body = checkedBody(associationBody, request, response);
    if (!body) return;
    const slot = visibleSlot(source, body.trackId, localAudience());
    if (slot === undefined) {
      const remedy = 'find the track again with /api/search';
      refuse(response, 404, { what: 'no such track now', where: body.trackId, remedy });
      return;
    }
    answer(response, 200, await contacts.associate(request.params.id, source.id(slot)));
  });

  return router;
}
