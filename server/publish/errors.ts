/** What an answer says when it cannot be given: what is wrong, where, and what to do about it. */
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { AnyVersion, Finding } from '../../proto/domain/operations/record.ts';

export interface ApiError {
  readonly what: string;
  /** The parameter or path. */
  readonly where: string;
  readonly remedy: string;
  /** Of a conflict: what stands now. */
  readonly current?: AnyVersion;
  /** What a plan's checks forbid. */
  readonly findings?: readonly Finding[];
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

/** The checked query, or undefined after the caller was told what is wrong with it. */
export function checkedQuery<T extends z.ZodType>(
  schema: T,
  request: Request,
  response: Response,
): z.output<T> | undefined {
  const result = schema.safeParse(request.query);
  if (result.success) return result.data;
  refuse(response, 400, inputError(result.error, 'query'));
  return undefined;
}
