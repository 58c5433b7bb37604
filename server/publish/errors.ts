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

/** The first thing wrong with a query or a body, as the caller should read it. */
export function inputError(error: z.ZodError, whole: 'query' | 'body'): ApiError {
  const issue = error.issues[0];
  return {
    what: issue?.message ?? `the ${whole} is not understood`,
    where: issue?.path.join('.') || whole,
    remedy: 'see /api/openapi.json',
  };
}
