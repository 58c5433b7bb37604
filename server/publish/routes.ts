/** The REST routes: what a person, a script or another system may read and change without a socket. */
import { type Request, type Response, Router } from 'express';
import { alertRoutes } from './alertroutes.ts';
import { archiveRoutes } from './archive/archiveroutes.ts';
import { Asking } from './asking.ts';
import { assistRoutes } from './assistroutes.ts';
import { auditRoutes } from './auditroutes.ts';
import { changesGuard } from './changes.ts';
import { contactRoutes } from './contactroutes.ts';
import { checkedQuery, refuse } from './errors.ts';
import { exchangeRoutes } from './exchangeroutes.ts';
import type { Hosts } from './hosts.ts';
import { Looked } from './looked.ts';
import { createMetrics, type StageReport } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { operationsRoute } from './operationsroute.ts';
import { feedsQuery } from './queries.ts';
import { recordRoutes } from './recordroutes.ts';
import { replayRoutes } from './replay/routes.ts';
import type { RouteOptions } from './routeoptions.ts';
import { seenSnapshot } from './seenfeeds.ts';
import { sensorRoutes } from './sensorroutes.ts';
import { sessionRoutes } from './sessionroutes.ts';
import { surroundingsRoutes } from './surroundings/routes.ts';
import { trackRoutes } from './trackroutes.ts';
import { unitRoutes } from './unitroutes.ts';

/** Who may read counts beside programs: those who keep the server. */
const mayCount = (asking: Asking, request: Request, response: Response): boolean =>
  asking.of(request).how !== 'session' || asking.may(request, response, 'administer');

export function apiRoutes(options: RouteOptions, hosts: Hosts): Router {
  const { publisher, clock } = options;
  const router = Router();
  const asking = new Asking(options.access, clock, options.decisions?.audit);
  const looked = new Looked(asking, options.decisions?.audit, clock);
  const metrics = createMetrics(options.stages, () => publisher.counts);

  router.use(['/api', '/metrics'], asking.find);
  router.use(changesGuard(hosts, asking.somebody));

  router.get('/healthz', (_request, response) => {
    const { ticks, clients, tracks } = publisher.counts;
    const { lastTickMs } = publisher;
    const publish: StageReport = {
      name: 'publish',
      counts: { ticks, clients, tracks },
      ...(lastTickMs !== undefined && { lastActivityMs: lastTickMs }),
    };
    response.setHeader('Cache-Control', 'no-store').json({
      status: 'ok',
      version: options.serverVersion,
      epoch: options.epoch,
      nowMs: clock.nowMs(),
      stages: [...options.stages(), publish],
    });
  });

  router.use(sessionRoutes(options, asking, hosts));

  // Nothing below is for nobody.
  router.use(['/api', '/metrics'], asking.somebody);

  router.get('/metrics', async (request, response) => {
    if (!mayCount(asking, request, response)) return;
    response.setHeader('Content-Type', metrics.contentType).send(await metrics.metrics());
  });

  router.get('/api/openapi.json', (_request, response) => {
    response.json(
      openApiDocument(options.serverVersion, {
        changing: options.operations !== undefined,
        deciding: options.desk !== undefined,
        recording: options.archive !== undefined,
      }),
    );
  });

  router.get('/api/feeds', (request, response) => {
    const query = checkedQuery(feedsQuery, request, response);
    if (!query) return;
    const audience = asking.audience(request);
    const feeds = options
      .feeds()
      .filter(({ snapshot: { id } }) => audience.seesFeed(id) && (!query.id || id === query.id));
    if (query.id && feeds.length === 0) {
      refuse(response, 404, { what: 'no such feed', where: query.id, remedy: 'see /api/feeds for all' });
      return;
    }
    response.json({
      nowMs: clock.nowMs(),
      feeds: feeds.map(({ snapshot, history }) => ({ ...seenSnapshot(snapshot, audience), history })),
    });
  });

  router.use(
    trackRoutes(options, asking, looked),
    sensorRoutes(options, asking),
    surroundingsRoutes(options, asking),
    contactRoutes(options, asking),
    operationsRoute(options, asking),
    alertRoutes(options, asking),
    auditRoutes(options, asking, looked),
    archiveRoutes(options, asking, looked),
    replayRoutes(options, asking, looked),
    assistRoutes(options, asking),
    // Before the routes of records: `places` is no unit's id.
    unitRoutes(options, asking),
    exchangeRoutes(options, asking, looked),
    recordRoutes(options, asking, looked),
  );

  router.use('/api', (request, response) => {
    const where = request.originalUrl;
    refuse(response, 404, { what: 'no such route', where, remedy: 'see /api/openapi.json' });
  });
  return router;
}
