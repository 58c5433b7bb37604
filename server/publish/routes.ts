/** The REST routes: what a person, a script or another system may read without a socket. */
import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { encodeTrail } from '../../proto/codec/trails.ts';
import type { Clock } from '../../proto/domain/clock.ts';
import { contains } from '../../proto/domain/geo.ts';
import type { Nature, TrackKind } from '../../proto/domain/observation.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import { type Audience, localAudience } from '../access/audience.ts';
import type { FeedHistory, FeedSnapshot } from '../feeds/health.ts';
import { queryError, refuse } from './errors.ts';
import { extentOf } from './extent.ts';
import { trackFeature } from './geojson.ts';
import { createMetrics, type StageReport } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import type { Publisher } from './publisher.ts';
import { feedsQuery, searchQuery, tracksQuery, trailsQuery } from './queries.ts';
import type { PictureSource } from './source.ts';

export interface FeedReport {
  readonly snapshot: FeedSnapshot;
  readonly history: FeedHistory;
}

export interface RouteOptions {
  readonly source: PictureSource;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly serverVersion: string;
  readonly epoch: number;
  readonly feeds: () => readonly FeedReport[];
  /** Every stage of the pipeline, in its order; publishing adds itself. */
  readonly stages: () => readonly StageReport[];
}

/** The checked query, or undefined after the caller was told what is wrong with it. */
function checked<T extends z.ZodType>(
  schema: T,
  request: Request,
  response: Response,
): z.output<T> | undefined {
  const result = schema.safeParse(request.query);
  if (result.success) return result.data;
  refuse(response, 400, queryError(result.error));
  return undefined;
}

export function apiRoutes(options: RouteOptions): Router {
  const { source, publisher, clock } = options;
  const router = Router();
  const metrics = createMetrics(options.stages, () => publisher.counts);

  /** The slot of a track that this audience may see. */
  const visibleSlot = (id: string, audience: Audience): number | undefined => {
    const slot = source.slotOf(id);
    return slot !== undefined && isVisible(slot, audience) ? slot : undefined;
  };
  const isVisible = (slot: number, audience: Audience): boolean => {
    const { kind, nature } = source.columns;
    return source.alive(slot) && audience.sees(kind[slot] as TrackKind, nature[slot] as Nature);
  };

  const visibleSlots = (audience: Audience): number[] => {
    const slots: number[] = [];
    for (let slot = 0; slot < source.slotCount; slot += 1) if (isVisible(slot, audience)) slots.push(slot);
    return slots;
  };

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
    response.json(openApiDocument(options.serverVersion));
  });

  router.get('/api/tracks', (request, response) => {
    const query = checked(tracksQuery, request, response);
    if (!query) return;
    const { lat, lon } = source.columns;
    const slots = visibleSlots(localAudience()).filter(
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
    const slot = visibleSlot(id, localAudience());
    if (slot === undefined) {
      const remedy = 'tracks that were not heard for long are forgotten; find it again with /api/search';
      refuse(response, 404, { what: 'no such track now', where: id, remedy });
      return;
    }
    response.json(source.detail(slot));
  });

  router.get('/api/extent', (_request, response) => {
    const { lat, lon } = source.columns;
    const slots = visibleSlots(localAudience());
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
      const slot = visibleSlot(id, audience);
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
    const hits = source.search(query.q, query.limit).filter(({ slot }) => isVisible(slot, audience));
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

  router.use('/api', (request, response) => {
    const where = request.originalUrl;
    refuse(response, 404, { what: 'no such route', where, remedy: 'see /api/openapi.json' });
  });
  return router;
}
