/** Signing in, records and the log in the OpenAPI document; a record's value is described by the schema that checks it. */
import type { z } from 'zod';
import { RECORD_KINDS, RECORD_PATHS, type RecordKind } from '../../proto/domain/operations/record.ts';
import { ZONE_FORMATS, ZONE_MEDIA_TYPES } from '../operations/exchange/exchange.ts';
import { KINDS } from '../operations/kinds.ts';
import { auditExportQuery, auditQuery } from './auditroutes.ts';
import { exportQuery, importBody } from './exchangeroutes.ts';
import { change, get, idParameter, type Json, json, parameters } from './openapiroute.ts';
import { operationsQuery } from './operationsroute.ts';
import { changeBody, checkBody, createBody, eventBody, removeBody } from './recordroutes.ts';
import {
  endTokenBody,
  newPasswordBody,
  passwordBody,
  seesAsBody,
  setUpBody,
  signInBody,
  tokenBody,
} from './sessionroutes.ts';

const session = json('SessionAnswer: { me?, needsSetup, demonstration? }.');
const nothing: Json = { description: 'Done; no content.' };

const SESSION_PATHS: Json = {
  '/api/session': {
    ...get({ summary: 'Who asks, until when, and what they may.', answer: session, forNobody: true }),
    post: change({
      summary: 'Signs in; answers the cookie. In the demonstration a login is enough.',
      answer: session,
      body: signInBody,
      forNobody: true,
      refusals: [403, 503],
    }),
    delete: change({ summary: 'Signs out.', answer: session, forNobody: true }),
  },
  '/api/setup': {
    post: change({
      summary: 'The first agency and its administrator, with the token in the data folder.',
      answer: session,
      body: setUpBody,
      forNobody: true,
      refusals: [403, 409],
    }),
  },
  '/api/session/password': {
    put: change({
      summary: "Changes one's own password; everywhere else one is signed out.",
      status: 204,
      answer: nothing,
      body: passwordBody,
    }),
  },
  '/api/session/sees-as': {
    put: change({
      summary: 'Looks as another agency would, or (null) as oneself again. Nothing can be changed meanwhile.',
      answer: session,
      body: seesAsBody,
      refusals: [404, 409],
    }),
  },
  '/api/tokens': {
    ...get({ summary: 'Tokens that one may end; never their secrets.', answer: json('{ tokens }.') }),
    post: change({
      summary: "Makes a token for a program, with some of one's own roles, for a year at most.",
      status: 201,
      answer: json('{ token, secret }; the secret is told once.'),
      body: tokenBody,
      refusals: [409],
    }),
    delete: change({
      summary: 'Ends a token.',
      status: 204,
      answer: nothing,
      body: endTokenBody,
      refusals: [404],
    }),
  },
  '/api/people/{id}/password': {
    put: change({
      summary: 'Sets the password of a person whom one administers.',
      status: 204,
      answer: nothing,
      query: [idParameter('Of the person.')],
      body: newPasswordBody,
      refusals: [404, 409],
    }),
  },
};

const AUDIT_PATHS: Json = {
  '/api/operations': get({
    summary:
      'Everything that people decided, as far as the asker may see: whole at first, then what changed.',
    answer: json('OperationsAnswer: { revision, access, whole, records, gone }.'),
    query: parameters(operationsQuery),
    refusals: [400],
  }),
  '/api/audit': get({
    summary: 'The log, newest first.',
    answer: json('{ seq, fingerprint, rows, beforeSeq? }; go on with beforeSeq.'),
    query: parameters(auditQuery),
    refusals: [400],
  }),
  '/api/audit/export': get({
    summary: 'The log as JSON lines; whole and signed where nothing is filtered. Asks for a reason.',
    answer: { description: 'JSON lines.', content: { 'application/jsonl': {} } },
    query: parameters(auditExportQuery),
    refusals: [400],
  }),
};

const EXCHANGE_PATHS: Json = {
  ...Object.fromEntries(
    ZONE_FORMATS.map((format) => [
      `/api/zones.${format}`,
      get({
        summary: `The zones that the asker may see, as ${format}; logged.`,
        answer: { description: 'A file.', content: { [ZONE_MEDIA_TYPES[format]]: {} } },
        query: parameters(exportQuery),
      }),
    ]),
  ),
  '/api/zones/import': {
    post: change({
      summary:
        'Reads a file of zones, 5,000 at most, and tells each or what is wrong with it. With `create` it enters those that can be read as drafts, 500 at most, all or none: 201.',
      answer: json('{ features: [{ where, name?, value?, record?, fault? }] }.'),
      body: importBody,
    }),
  },
};

const CONFLICTS = [404, 409, 507];
const made = json('{ record, findings }.');

function pathsOf(kind: RecordKind): Json {
  const path = `/api/${RECORD_PATHS[kind]}`;
  const id = idParameter(`Of the ${kind}.`);
  const value: z.ZodType = KINDS[kind].schema;
  const { states } = KINDS[kind];
  const events = [...new Set(states?.rows.filter(({ who }) => who !== 'system').map(({ event }) => event))];
  return {
    [path]: {
      ...get({
        summary: `Those of kind ${kind} that the asker may see.`,
        answer: json('{ revision, records }.'),
      }),
      post: change({
        summary: `Enters one of kind ${kind}.`,
        status: 201,
        answer: made,
        body: createBody.extend({ value }),
        refusals: [409, 507],
      }),
    },
    [`${path}/check`]: {
      post: change({
        summary: 'What would be found of it before it is saved.',
        answer: json('{ findings }.'),
        body: checkBody.extend({ value }),
      }),
    },
    [`${path}/{id}`]: {
      ...get({ summary: `One of kind ${kind}.`, answer: json('Version.'), query: [id], refusals: [404] }),
      put: change({
        summary: 'Changes it, upon the version that is named.',
        answer: made,
        query: [id],
        body: changeBody.extend({ value }),
        refusals: CONFLICTS,
      }),
      delete: change({
        summary: 'Removes it; its versions stay.',
        answer: made,
        query: [id],
        body: removeBody,
        refusals: CONFLICTS,
      }),
    },
    [`${path}/{id}/versions`]: get({
      summary: 'All its versions, oldest first.',
      answer: json('{ versions }.'),
      query: [id],
      refusals: [404],
    }),
    ...Object.fromEntries(
      events.map((event) => [
        `${path}/{id}/${event}`,
        {
          post: change({
            summary: states?.rows.find((row) => row.event === event)?.text ?? event,
            answer: made,
            query: [id],
            body: eventBody,
            refusals: CONFLICTS,
          }),
        },
      ]),
    ),
  };
}

export const DECISION_PATHS: Json = {
  ...SESSION_PATHS,
  ...AUDIT_PATHS,
  ...EXCHANGE_PATHS,
  ...Object.assign({}, ...RECORD_KINDS.map(pathsOf)),
};
