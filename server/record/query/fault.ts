/** Why a question was not answered. */

export const QUERY_FAULTS = {
  /** Nothing of it is known: what it asks for never was, or is not kept any more. */
  unknown: 'nothing is known of it',
  /** Too many run and wait already. */
  busy: 'too many questions wait already',
  timeout: 'it took longer than a question may',
  memory: 'it needs more memory than a question may',
  cancelled: 'it was cancelled',
  /** The query process ended while it worked on it. */
  lost: 'the query process ended',
  /** What is asked for cannot be asked: a statement that is no SELECT. */
  refused: 'it cannot be asked',
  failed: 'it could not be answered',
} as const;
export type QueryFaultCode = keyof typeof QUERY_FAULTS;

export class QueryFault extends Error {
  override readonly name = 'QueryFault';
  readonly code: QueryFaultCode;

  constructor(code: QueryFaultCode, what: string = QUERY_FAULTS[code]) {
    super(what);
    this.code = code;
  }
}

/** Of whatever DuckDB threw. */
export function faultOf(error: unknown): QueryFault {
  if (error instanceof QueryFault) return error;
  const what = error instanceof Error ? error.message : String(error);
  if (/^INTERRUPT/i.test(what)) return new QueryFault('cancelled');
  if (/Out of Memory|max_temp_directory_size|failed to offload/i.test(what)) return new QueryFault('memory');
  return new QueryFault('failed', what.split('\n')[0]);
}
