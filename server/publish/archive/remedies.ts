/** What to do where a question was not answered. */
import type { Response } from 'express';
import type { QueryFault, QueryFaultCode } from '../../record/query/fault.ts';
import { refuse } from '../errors.ts';

const REMEDIES: Readonly<Record<QueryFaultCode, string>> = {
  unknown: 'ask for another time, or see /api/archive for what is kept',
  busy: 'ask again when one of the others is answered',
  timeout: 'ask for a shorter time or a smaller area',
  memory: 'ask for a shorter time or a smaller area',
  cancelled: 'ask again',
  lost: 'ask again; it is started anew',
  refused: 'see docs/questions.md',
  failed: 'see the server log; `watchfloor verify` checks the archive',
};

export const queryRemedy = (code: QueryFaultCode): string => REMEDIES[code];

const STATUS: Readonly<Partial<Record<QueryFaultCode, number>>> = {
  unknown: 404,
  busy: 503,
  timeout: 504,
  lost: 503,
  refused: 400,
};

export const refuseQuery = (response: Response, where: string, { code, message }: QueryFault): void =>
  refuse(response, STATUS[code] ?? 500, { what: message, where, remedy: queryRemedy(code) });
