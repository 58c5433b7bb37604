/**
 * Requests that change something, and what they carry. A page from elsewhere must not be able to make a browser send
 * one: they say `Content-Type: application/json`, which no form can, and come from the host that they ask.
 */
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from 'express';
import type { z } from 'zod';
import type { OperationFault } from '../operations/outcome.ts';
import { inputError, refuse } from './errors.ts';
import type { Hosts } from './hosts.ts';

/** Of a body: a polygon of some thousand corners; a file of zones. */
const MAX_BODY_BYTES = 256 << 10;
const MAX_FILE_BYTES = 20 << 20;
/** What takes files in. */
const FILE_PATHS = ['/api/zones/import', '/api/archive/questions/:id/file'];
const isFilePath = (path: string): boolean =>
  /^\/api\/(zones\/import|archive\/questions\/[^/]+\/file)$/.test(path);

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

const STATUS: Readonly<Record<OperationFault['kind'], number>> = {
  unknown: 404,
  refused: 409,
  invalid: 400,
  storage: 507,
  busy: 503,
  conflict: 409,
};

const onlyOurs =
  (hosts: Hosts): RequestHandler =>
  (request, response, next) => {
    const { origin, host } = request.headers;
    if (!hosts.admits(origin, host)) {
      const remedy = 'use the page that this server serves, or send no Origin';
      refuse(response, 403, { what: 'a page from elsewhere may change nothing', where: `${origin}`, remedy });
      return;
    }
    const [type = ''] = (request.headers['content-type'] ?? '').split(';');
    if (type.trim().toLowerCase() !== 'application/json') {
      refuse(response, 415, {
        what: 'what changes something is sent as JSON',
        where: type === '' ? 'no Content-Type header' : `Content-Type: ${type}`,
        remedy: 'send Content-Type: application/json',
      });
      return;
    }
    next();
  };

const badBody: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') {
    const most = isFilePath(request.path) ? MAX_FILE_BYTES : MAX_BODY_BYTES;
    const remedy = `send at most ${most >> 10} KiB`;
    refuse(response, 413, { what: 'the body is too large', where: request.originalUrl, remedy });
  } else if (type === 'entity.parse.failed') {
    const remedy = 'send one JSON object; see /api/openapi.json';
    refuse(response, 400, { what: 'the body is no JSON', where: request.originalUrl, remedy });
  } else next(error);
};

/**
 * Before all routes: lets through what reads, and of what changes only what may, its body read.
 * @param somebody lets nobody through: whole files are read for those alone who are known
 */
export function changesGuard(hosts: Hosts, somebody: RequestHandler): Router {
  const router = Router();
  router.use((request, _response, next) => next(READS.has(request.method) ? 'router' : undefined));
  router.use(onlyOurs(hosts));
  router.use(FILE_PATHS, somebody, express.json({ limit: MAX_FILE_BYTES }));
  // What was read already is not read again.
  router.use(express.json({ limit: MAX_BODY_BYTES }), badBody);
  return router;
}

/** The checked body, or undefined after the caller was told what is wrong with it. */
export function checkedBody<T extends z.ZodType>(
  schema: T,
  request: Request,
  response: Response,
): z.output<T> | undefined {
  const body: unknown = request.body;
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  refuse(response, 400, inputError(result.error, 'body'));
  return undefined;
}

/** Tells why it was not done. */
export function refuseOperation(response: Response, { kind, ...error }: OperationFault): void {
  refuse(response, STATUS[kind], error);
}
