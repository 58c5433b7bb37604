/** The page and the base map from the disk. */
import path from 'node:path';
import express, { type Request, type Response, Router } from 'express';
import { refuse } from './errors.ts';

const YEAR_S = 31_536_000;
/** Where Vite puts files whose names carry a hash of their content. */
const HASHED = `${path.sep}assets${path.sep}`;

export interface StaticOptions {
  /** The built page: `dist/page`. */
  readonly clientDir: string;
  /** The built base map: `build/basemap`. */
  readonly basemapDir: string;
}

/** Mount it last: whatever is not a file becomes the page, whose URL is the view. */
export function staticFiles({ clientDir, basemapDir }: StaticOptions): Router {
  const router = Router();
  router.use(
    '/basemap',
    express.static(basemapDir, {
      index: false,
      setHeaders: (response: Response, file: string) => {
        if (file.endsWith('.pbf')) response.setHeader('Content-Type', 'application/x-protobuf');
        response.setHeader('Cache-Control', 'public, max-age=3600');
      },
    }),
    (request: Request, response: Response) => {
      // A tile that was not cut is empty, which a map takes better than an error.
      if (request.path.endsWith('.pbf')) response.status(204).end();
      else
        refuse(response, 404, {
          what: 'no such file in the base map',
          where: request.originalUrl,
          remedy: 'build the base map: npm start does so',
        });
    },
  );
  router.use(
    express.static(clientDir, {
      setHeaders: (response: Response, file: string) => {
        const isHashed = file.includes(HASHED);
        response.setHeader('Cache-Control', isHashed ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
      },
    }),
  );
  router.use((request, response, next) => {
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') && path.extname(request.path) === '';
    if (!isPage) {
      next();
      return;
    }
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile('index.html', { root: clientDir }, (error) => {
      if (!error) return;
      refuse(response, 404, {
        what: 'the page is not built',
        where: request.originalUrl,
        remedy: 'build it with npm run build, or start with npm start',
      });
    });
  });
  router.use((request, response) => {
    const where = request.originalUrl;
    refuse(response, 404, { what: 'nothing is here', where, remedy: 'see /api/openapi.json for what is' });
  });
  return router;
}
