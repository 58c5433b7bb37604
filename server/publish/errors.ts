/** What an answer says when it cannot be given: what is wrong, where, and what to do about it. */
import type { Response } from 'express';
import type { z } from 'zod';

export interface ApiError {
  readonly what: string;
  /** The parameter or path. */
  readonly where: string;
  readonly remedy: string;
}

export function refuse(response: Response, status: number, error: ApiError): void {
  response.status(status).json({ error });
}

/** The first thing wrong with a query, as the caller should read it. */
export function queryError(error: z.ZodError): ApiError {
  const issue = error.issues[0];
  return {
    what: issue?.message ?? 'the query is not understood',
    where: issue?.path.join('.') || 'query',
    remedy: 'see /api/openapi.json',
  };
}
