/** What to do where a question was not answered. */
import type { Response } from 'express';
import { QUERY_FAULTS, type QueryFault, type QueryFaultCode } from '../../record/query/fault.ts';
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

/** What DuckDB and the file system say names folders and statements: that is for the log alone. */
export const saidOf = ({ code, message }: QueryFault): string =>
  code === 'failed' ? QUERY_FAULTS.failed : message;

const STATUS: Readonly<Partial<Record<QueryFaultCode, number>>> = {
  unknown: 404,
  busy: 503,
  timeout: 504,
  lost: 503,
  refused: 400,
};

export const refuseQuery = (response: Response, where: string, fault: QueryFault): void =>
  refuse(response, STATUS[fault.code] ?? 500, {
    what: saidOf(fault),
    where,
    remedy: queryRemedy(fault.code),
  });
