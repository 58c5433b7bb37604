/** Everything that people decided, as far as the asker may see: whole at first, then what changed for them. */
import { Router } from 'express';
import { z } from 'zod';
import type { Asking } from './asking.ts';
import { checkedQuery } from './errors.ts';
import { RecordViews } from './recordviews.ts';
import type { RouteOptions } from './routeoptions.ts';

export const operationsQuery = z.strictObject({
  since: z
    .string()
    .regex(/^\d{1,15}$/, 'expected a revision')
    .transform(Number)
    .default(0),
  access: z.string().max(64).default(''),
});

export function operationsRoute({ decisions }: RouteOptions, asking: Asking): Router {
  const router = Router();
  if (!decisions) return router;
  const views = new RecordViews(asking.access, decisions.records);
  router.get('/api/operations', (request, response) => {
    const query = checkedQuery(operationsQuery, request, response);
    if (query) response.json(views.answer(asking.of(request), query.since, query.access));
  });
  return router;
}
