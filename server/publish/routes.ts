/** The REST routes: what a person, a script or another system may read and change without a socket. */
import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { encodeTrail } from '../../proto/codec/trails.ts';
import { contains } from '../../proto/domain/geo.ts';
import { formatMmsi } from '../../proto/domain/ids.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import { localAudience } from '../access/audience.ts';
import { changesGuard } from './changes.ts';
import { contactRoutes } from './contactroutes.ts';
import { inputError, refuse } from './errors.ts';
import { extentOf } from './extent.ts';
import { NATURE_NAMES, trackFeature } from './geojson.ts';
import type { Hosts } from './hosts.ts';
import { createMetrics, type StageReport } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { feedsQuery, searchQuery, tracksQuery, trailsQuery } from './queries.ts';
import type { RouteOptions } from './routeoptions.ts';
import { sensorRoutes } from './sensorroutes.ts';
import { isVisible, visibleSlot, visibleSlots } from './visible.ts';

/** The checked query, or undefined after the caller was told what is wrong with it. */
function checked<T extends z.ZodType>(
  schema: T,
  request: Request,
  response: Response,
): z.output<T> | undefined {
  const result = schema.safeParse(request.query);
  if (result.success) return result.data;
  refuse(response, 400, inputError(result.error, 'query'));
  return undefined;
}

export function apiRoutes(options: RouteOptions, hosts: Hosts): Router {
  const { source, publisher, clock } = options;
  const router = Router();
  router.use(changesGuard(hosts));
  const metrics = createMetrics(options.stages, () => publisher.counts);

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

  router.get('/metrics', async (_request, response) => {
    response.setHeader('Content-Type', metrics.contentType).send(await metrics.metrics());
  });

  router.get('/api/openapi.json', (_request, response) => {
    response.json(openApiDocument(options.serverVersion, options.operations !== undefined));
  });

  router.get('/api/tracks', (request, response) => {
    const query = checked(tracksQuery, request, response);
    if (!query) return;
    const { lat, lon } = source.columns;
    const slots = visibleSlots(source, localAudience()).filter(
      (slot) => !query.bbox || contains(query.bbox, lat[slot]!, lon[slot]!),
    );
    const features = slots.slice(0, query.limit).map((slot) => trackFeature(source, slot));
    response.type('application/geo+json').json({
      type: 'FeatureCollection',
      timeMs: clock.nowMs(),
      numberMatched: slots.length,
      numberReturned: features.length,
      features,
    });
  });

  router.get('/api/tracks/:id', (request, response) => {
    const { id } = request.params;
    const slot = visibleSlot(source, id, localAudience());
    if (slot === undefined) {
      const remedy = 'tracks that were not heard for long are forgotten; find it again with /api/search';
      refuse(response, 404, { what: 'no such track now', where: id, remedy });
      return;
    }
    response.json(source.detail(slot));
  });

  router.get('/api/extent', (_request, response) => {
    const { lat, lon } = source.columns;
    const slots = visibleSlots(source, localAudience());
    const bounds = extentOf(
      Float64Array.from(slots, (slot) => lat[slot]!),
      Float64Array.from(slots, (slot) => lon[slot]!),
    );
    response.json({ tracks: slots.length, ...(bounds && { bounds }) });
  });

  router.get('/api/trails', (request, response) => {
    const query = checked(trailsQuery, request, response);
    if (!query) return;
    const audience = localAudience();
    const trails = query.ids.flatMap((id) => {
      const slot = visibleSlot(source, id, audience);
      if (slot === undefined) return [];
      const { timesMs, lats, lons } = source.trail(slot);
      return [encodeTrail(id, timesMs, lats, lons)];
    });
    const bytes = watchfloor.v1.Trails.encode({ trails }).finish();
    response.setHeader('Content-Type', 'application/x-protobuf').send(Buffer.from(bytes));
  });

  router.get('/api/search', (request, response) => {
    const query = checked(searchQuery, request, response);
    if (!query) return;
    const audience = localAudience();
    const hits = source.search(query.q, query.limit).filter(({ slot }) => isVisible(source, slot, audience));
    response.json({ tracks: hits.map(({ slot }) => trackFeature(source, slot)) });
  });

  router.get('/api/feeds', (request, response) => {
    const query = checked(feedsQuery, request, response);
    if (!query) return;
    const feeds = options.feeds().filter(({ snapshot }) => !query.id || snapshot.id === query.id);
    if (query.id && feeds.length === 0) {
      refuse(response, 404, { what: 'no such feed', where: query.id, remedy: 'see /api/feeds for all' });
      return;
    }
    response.json({
      nowMs: clock.nowMs(),
      feeds: feeds.map(({ snapshot, history }) => ({ ...snapshot, history })),
    });
  });

  router.get('/api/distress', (_request, response) => {
    const calls = source.distressWithoutPosition();
    response.json({
      nowMs: clock.nowMs(),
      calls: calls.map(({ mmsi, nature, ...call }) => ({
        mmsi: formatMmsi(mmsi),
        nature: NATURE_NAMES[nature],
        ...call,
      })),
    });
  });

  router.use(sensorRoutes(options), contactRoutes(options));

  router.use('/api', (request, response) => {
    const where = request.originalUrl;
    refuse(response, 404, { what: 'no such route', where, remedy: 'see /api/openapi.json' });
  });
  return router;
}
