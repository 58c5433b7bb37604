/** Replays over REST: begun, looked at, moved and ended, each by whom it is for. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { RECORD_KINDS, type Version } from '../../../proto/domain/operations/record.ts';
import { FASTEST_REPLAY } from '../../../proto/domain/record/replay.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { AlertViews } from '../alertviews.ts';
import type { Asking } from '../asking.ts';
import { checkedBody, refuseOperation } from '../changes.ts';
import { refuse } from '../errors.ts';
import type { Looked } from '../looked.ts';
import { shownVersion } from '../recordviews.ts';
import type { RouteOptions } from '../routeoptions.ts';
import { trackRoutes } from '../trackroutes.ts';
import { bookmarkRoutes } from './bookmarkroutes.ts';
import { seenDifferences } from './difference.ts';
import type { ReplaySession } from './session.ts';

const time = z.int().min(0).transform(epochMs);
const range = z
  .strictObject({ fromMs: time, untilMs: time })
  .refine(({ fromMs, untilMs }) => untilMs > fromMs, 'expected an end after the beginning');
export const replayAskedBody = z.strictObject({
  mode: z.enum(['known', 'again']),
  atMs: time,
  range: range.optional(),
});
const YEAR_MS = 366 * 86_400_000;
export const replayMovedBody = z.strictObject({
  atMs: time.optional(),
  stepMs: z.int().min(-YEAR_MS).max(YEAR_MS).optional(),
  rate: z
    .number()
    .min(-FASTEST_REPLAY)
    .max(FASTEST_REPLAY)
    .refine((rate) => Math.abs(rate) >= 1, 'expected a rate of at least 1, or at most -1')
    .optional(),
  isPlaying: z.boolean().optional(),
  loop: range.nullable().optional(),
});

const given = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

export function replayRoutes(options: RouteOptions, asking: Asking, looked: Looked): Router {
  const router = Router();
  const { replays } = options;
  if (!replays) return router;
  const { sessions, bookmarks } = replays;
  if (bookmarks) router.use(bookmarkRoutes(bookmarks, asking));

  /** Undefined after the caller was told that there is none. */
  function ofRequest(request: Request, response: Response): ReplaySession | undefined {
    if (!asking.may(request, response, 'see')) return undefined;
    const id = String(request.params.id);
    const session = sessions.get(asking.of(request), id);
    if (!session)
      refuse(response, 404, {
        what: 'no such replay now',
        where: `replays/${id}`,
        remedy: 'it ends a minute after nobody looks at it: begin another with POST /api/replays',
      });
    return session;
  }

  router.get('/api/replays', (request, response) => {
    response.json({ replays: sessions.of(asking.of(request)).map((session) => session.state()) });
  });

  router.post('/api/replays', async (request, response) => {
    const body = checkedBody(replayAskedBody, request, response);
    if (!body || !asking.may(request, response, 'see')) return;
    const details = given(body);
    if (!(await looked.at(request, response, { action: 'replay', details }))) return;
    const { mode, atMs } = body;
    const asked = { mode, atMs, ...(body.range && { range: body.range }) };
    const outcome = await sessions.begin(asking.of(request), asked);
    if (outcome.ok) response.status(201).json(outcome.value.state());
    else refuseOperation(response, outcome.fault);
  });

  router.get('/api/replays/:id', (request, response) => {
    const session = ofRequest(request, response);
    if (session) response.json(session.state());
  });

  router.post('/api/replays/:id', async (request: Request<{ id: string }>, response) => {
    const session = ofRequest(request, response);
    const body = session && checkedBody(replayMovedBody, request, response);
    if (!body) return;
    await session.move(given(body));
    response.json(session.state());
  });

  router.delete('/api/replays/:id', (request: Request<{ id: string }>, response) => {
    const session = ofRequest(request, response);
    if (session) response.json(sessions.end(session));
  });

  router.get('/api/replays/:id/alerts', async (request, response) => {
    const session = ofRequest(request, response);
    if (!session) return;
    const { access, alerts: book, picture: source } = session;
    session.wasRead();
    await book.to(session.atMs);
    if (book.fault !== undefined) {
      const remedy = 'ask again: they are read anew';
      return refuse(response, 503, { what: book.fault, where: `replays/${session.id}/alerts`, remedy });
    }
    const views = new AlertViews({ access, book, records: session.records, source });
    const asker = asking.of(request);
    const alerts = [...book.list()].flatMap((alert) => views.shown(asker, alert) ?? []);
    response.json({ atMs: session.atMs, alerts });
  });

  router.get('/api/replays/:id/records', (request, response) => {
    const session = ofRequest(request, response);
    if (!session) return;
    session.wasRead();
    const asker = asking.of(request);
    const { access, records } = session;
    const shown = RECORD_KINDS.flatMap((kind) =>
      (records.list(kind) as readonly Version[]).flatMap((one) => shownVersion(access, asker, one) ?? []),
    );
    response.json({ atMs: session.atMs, records: shown });
  });

  router.get('/api/replays/:id/differences', (request, response) => {
    const session = ofRequest(request, response);
    if (!session) return;
    session.wasRead();
    const { access, alerts: book, picture: source, records, differences } = session;
    const views = new AlertViews({ access, book, records, source });
    response.json({ differences: seenDifferences(differences, views, access, asking.of(request)) });
  });

  /** Cards, trails and search of a replay's picture: the routes of the live one, over it and by its policy. */
  const pictures = new WeakMap<ReplaySession, Router>();
  const pictureOf = (session: ReplaySession): Router => {
    const known = pictures.get(session);
    if (known) return known;
    const { picture: source, clock } = session;
    const made = trackRoutes({ ...options, source, clock }, asking.through(session.access), looked);
    pictures.set(session, made);
    return made;
  };
  router.use('/api/replays/:id', (request, response, next) => {
    if (request.method !== 'GET' || !PICTURE_PATHS.test(request.path)) return next();
    const session = ofRequest(request, response);
    if (!session) return;
    session.wasRead();
    const { url } = request;
    request.url = `/api${url}`;
    pictureOf(session)(request, response, (error?: unknown) => {
      request.url = url;
      next(error);
    });
  });

  return router;
}

const PICTURE_PATHS = /^\/(?:tracks|trails|search|extent)(?:\/|$)/;
