/** Contacts that people report, over REST. */
import { type Request, type Response, Router } from 'express';
import { TrackKind } from '../../proto/domain/observation.ts';
import type { PolicyObject } from '../access/decision.ts';
import type { Contact, Reporter } from '../operations/contactbook.ts';
import type { Outcome } from '../operations/outcome.ts';
import { contactBody } from '../operations/report.ts';
import type { Asking } from './asking.ts';
import { checkedBody, refuseOperation } from './changes.ts';
import { refuse } from './errors.ts';
import { associationBody } from './queries.ts';
import type { RouteOptions } from './routeoptions.ts';
import { refuseUnknownTrack } from './trackroutes.ts';
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

export function contactRoutes({ source, clock, operations }: RouteOptions, asking: Asking): Router {
  const router = Router();
  if (!operations) return router;
  const { contacts } = operations;

  const reporter = (request: Request): Reporter => {
    const { id, name, agency } = asking.actor(request);
    return { id, name, ...(agency !== undefined && { agency }) };
  };
  const feedOf = ({ by }: Contact): PolicyObject => ({ kind: 'feed', feedId: contacts.feedOf(by?.agency) });
  const isSeen = (request: Request, contact: Contact): boolean =>
    asking.decide(request, 'see', feedOf(contact)).verdict !== 'no';

  /** The contact, or undefined after the caller was told that there is none for them. */
  const seen = (request: Request<{ id: string }>, response: Response): Contact | undefined => {
    const { id } = request.params;
    const contact = contacts.get(id);
    if (contact && isSeen(request, contact)) return contact;
    refuse(response, 404, { what: 'no such contact now', where: id, remedy: 'see /api/contacts for all' });
    return undefined;
  };

  /** Whether it is there, and the asker's to change; the caller has been told where not. */
  const mayChange = (request: Request<{ id: string }>, response: Response): boolean => {
    const contact = seen(request, response);
    return contact !== undefined && asking.may(request, response, 'report', feedOf(contact));
  };

  router.get('/api/contacts', (request, response) => {
    const all = contacts.list().filter((contact) => isSeen(request, contact));
    response.json({ nowMs: clock.nowMs(), contacts: all.map(contactJson) });
  });

  router.get('/api/contacts/:id', (request, response) => {
    const contact = seen(request, response);
    if (contact) response.json(contactJson(contact));
  });

  router.post('/api/contacts', async (request, response) => {
    const body = checkedBody(contactBody, request, response);
    if (!body || !asking.may(request, response, 'report')) return;
    const outcome = await contacts.report(body.report, reporter(request), body.observedMs);
    if (outcome.ok) response.setHeader('Location', `/api/contacts/${outcome.value.id}`);
    answer(response, 201, outcome);
  });

  router.put('/api/contacts/:id', async (request, response) => {
    const body = checkedBody(contactBody, request, response);
    if (!body || !mayChange(request, response)) return;
    const by = reporter(request);
    answer(response, 200, await contacts.update(request.params.id, body.report, by, body.observedMs));
  });

  router.delete('/api/contacts/:id', async (request, response) => {
    if (!mayChange(request, response)) return;
    answer(response, 200, await contacts.withdraw(request.params.id, reporter(request)));
  });

  router.post('/api/contacts/:id/association', async (request, response) => {
    const body = checkedBody(associationBody, request, response);
    if (!body || !mayChange(request, response)) return;
    const slot = visibleSlot(source, body.trackId, asking.audience(request));
    if (slot === undefined) return refuseUnknownTrack(response, body.trackId);
    const by = reporter(request);
    answer(response, 200, await contacts.associate(request.params.id, source.id(slot), by));
  });

  return router;
}
