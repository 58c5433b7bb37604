/** Everything that clients reach, on one HTTP server: socket, routes, page and base map. */
import { createServer, type Server } from 'node:http';
import express, { type ErrorRequestHandler } from 'express';
import { credentialsOf } from './credentials.ts';
import { refuse } from './errors.ts';
import { securityHeaders } from './headers.ts';
import { Hosts, knownHostsOnly } from './hosts.ts';
import type { RouteOptions } from './routeoptions.ts';
import { apiRoutes } from './routes.ts';
import { attachSocket } from './socket.ts';
import { type StaticOptions, staticFiles } from './static.ts';

export interface WebServerOptions extends RouteOptions, StaticOptions {
  /** Of pages that may use it, beside those on loopback. */
  readonly origins?: readonly string[];
  /** Told of exceptions in a route: bugs, never input. */
  readonly onBug: (error: unknown) => void;
}

export interface WebServer {
  /** To listen with. */
  readonly http: Server;
  /** Stops publishing, cuts every client and closes the port. */
  close(): Promise<void>;
}

export function createWebServer(options: WebServerOptions): WebServer {
  const answerBug: ErrorRequestHandler = (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status >= 500) options.onBug(error);
    refuse(response, status, {
      what: status >= 500 ? 'the server failed to answer' : 'the request is not understood',
      where: request.originalUrl,
      remedy: status >= 500 ? 'see the server log' : 'see /api/openapi.json',
    });
  };
  const hosts = new Hosts(options.origins);
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', hosts.isBehindTls ? 'loopback' : false);
  app.use(securityHeaders, knownHostsOnly(hosts), apiRoutes(options, hosts));
  // A site's own charts are for its people.
  app.use('/basemap', (request, response, next) => {
    if (options.access.asker(credentialsOf(request.headers))) return next();
    const remedy = 'sign in with POST /api/session';
    refuse(response, 401, { what: 'this is for people who are signed in', where: '/basemap', remedy });
  });
  app.use(staticFiles(options), answerBug);
  const http = createServer(app);
  const socket = attachSocket(http, options.publisher, {
    access: options.access,
    hosts,
    clock: options.clock,
    ...(options.decisions && { records: options.decisions.records }),
    ...(options.alerts && { alerts: options.alerts.book }),
    ...(options.replays && { replays: options.replays.sessions }),
  });
  return {
    http,
    close: async () => {
      socket.close();
      http.closeAllConnections();
      if (http.listening) await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  };
}

/** What express says of a request that it could not read (a malformed escape, a range); 500 for the rest. */
function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
