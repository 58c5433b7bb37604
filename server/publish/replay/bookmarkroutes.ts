/** Bookmarks over REST: those of one's own agency. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { epochMs } from '../../../proto/domain/units.ts';
import { actorOfAsker } from '../../access/asker.ts';
import { type BookmarkMaker, type Bookmarks, LONGEST_BOOKMARK } from '../../operations/bookmarks.ts';
import type { Asking } from '../asking.ts';
import { checkedBody, refuseOperation } from '../changes.ts';
import { refuse } from '../errors.ts';

export const bookmarkBody = z.strictObject({
  atMs: z.int().min(0).transform(epochMs),
  note: z.string().trim().min(1, 'say what it marks').max(LONGEST_BOOKMARK.note),
  /** A path of this page, with its query. */
  view: z
    .string()
    .max(LONGEST_BOOKMARK.view)
    .regex(/^\/(?![/\\])/, 'expected a path that begins with one /'),
});

export function bookmarkRoutes(bookmarks: Bookmarks, asking: Asking): Router {
  const router = Router();

  /** Undefined after the caller was told why not: whoever looks through another's eyes, or at the demonstration, marks nothing. */
  function makerOf(request: Request, response: Response): BookmarkMaker | undefined {
    const asker = asking.of(request);
    const { personId: id, agency, seesAs } = asker;
    if (id !== undefined && seesAs === undefined) return { ...actorOfAsker(asker), id, agency };
    const remedy = 'sign in, as yourself';
    refuse(response, 403, { what: 'bookmarks are for people who are signed in', where: 'bookmarks', remedy });
    return undefined;
  }

  router.get('/api/bookmarks', (request, response) => {
    if (!asking.may(request, response, 'see')) return;
    response.json({ bookmarks: bookmarks.of(asking.of(request).agency) });
  });

  router.post('/api/bookmarks', (request, response) => {
    if (!asking.may(request, response, 'see')) return;
    const body = checkedBody(bookmarkBody, request, response);
    const maker = body && makerOf(request, response);
    if (!body || !maker) return;
    const outcome = bookmarks.add(body, maker);
    if (outcome.ok) response.status(201).json(outcome.value);
    else refuseOperation(response, outcome.fault);
  });

  router.delete('/api/bookmarks/:id', (request: Request<{ id: string }>, response) => {
    const maker = makerOf(request, response);
    if (!maker) return;
    const outcome = bookmarks.remove(request.params.id, maker);
    if (outcome.ok) response.json(outcome.value);
    else refuseOperation(response, outcome.fault);
  });

  return router;
}
