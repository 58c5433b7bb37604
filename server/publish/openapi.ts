/** The routes as an OpenAPI 3.1 document, their queries drawn from the schemas that check them. */
import { z } from 'zod';
import { feedsQuery, searchQuery, tracksQuery, trailsQuery } from './queries.ts';

type Json = Readonly<Record<string, unknown>>;

function parameters(schema: z.ZodType): Json[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  }) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: of,
  }));
}

const json = (description: string): Json => ({ description, content: { 'application/json': {} } });
const refused = {
  description: 'What is wrong, where, and the remedy.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
};

const get = (
  summary: string,
  answer: Json,
  query: readonly Json[] = [],
  refusals: readonly string[] = [],
): Json => ({
  get: {
    summary,
    parameters: query,
    responses: { 200: answer, ...Object.fromEntries(refusals.map((status) => [status, refused])) },
  },
});

const trackIdParameter = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

export const openApiDocument = (version: string): Json => ({
  openapi: '3.1.0',
  info: { title: 'Watchfloor', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
  paths: {
    '/healthz': get('Every stage and its last activity.', json('The server runs.')),
    '/metrics': get('Counts for Prometheus.', {
      description: 'Prometheus text format.',
      content: { 'text/plain': {} },
    }),
    '/api/tracks': get(
      'Live tracks as GeoJSON, their nature (real, synthetic, recorded) marked.',
      { description: 'A FeatureCollection (RFC 7946).', content: { 'application/geo+json': {} } },
      parameters(tracksQuery),
      ['400'],
    ),
    '/api/tracks/{id}': get(
      'All that is known of one track.',
      json('TrackDetail.'),
      [trackIdParameter],
      ['404'],
    ),
    '/api/extent': get(
      'How many tracks there are, and the box (west, south, east, north) round nearly all of them.',
      json('{ tracks, bounds? }.'),
    ),
    '/api/trails': get(
      'Where tracks were, oldest first.',
      { description: 'watchfloor.v1.Trails.', content: { 'application/x-protobuf': {} } },
      parameters(trailsQuery),
      ['400'],
    ),
    '/api/search': get(
      'Tracks by name, MMSI, IMO number or call sign; case and accents do not matter.',
      json('GeoJSON features, best first.'),
      parameters(searchQuery),
      ['400'],
    ),
    '/api/feeds': get(
      'What each feed is doing, with its rates of the last quarter of an hour.',
      json('Feeds.'),
      parameters(feedsQuery),
      ['404'],
    ),
  },
  components: {
    schemas: {
      Error: {
        type: 'object',
        required: ['error'],
        properties: {
          error: {
            type: 'object',
            required: ['what', 'where', 'remedy'],
            properties: { what: { type: 'string' }, where: { type: 'string' }, remedy: { type: 'string' } },
          },
        },
      },
    },
  },
});
