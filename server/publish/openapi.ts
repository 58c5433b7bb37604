/** The routes as an OpenAPI 3.1 document, their queries and bodies drawn from the schemas that check them. */
import { z } from 'zod';
import { contactBody } from '../operations/report.ts';
import {
  associationBody,
  feedsQuery,
  registrationBody,
  searchQuery,
  taskBody,
  tracksQuery,
  trailsQuery,
} from './queries.ts';

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

interface Route {
  readonly summary: string;
  readonly answer: Json;
  readonly status?: number;
  readonly query?: readonly Json[];
  readonly body?: z.ZodType;
  readonly refusals?: readonly number[];
}

/** What every change may be refused with: badly sent, from elsewhere, too long, not as JSON. */
const CHANGE_REFUSALS = [400, 403, 413, 415];

function schemaOf(body: z.ZodType): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' });
  return schema;
}

const operation = ({ summary, answer, status = 200, query = [], body, refusals = [] }: Route): Json => ({
  summary,
  parameters: query,
  ...(body && {
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } },
  }),
  responses: { [status]: answer, ...Object.fromEntries(refusals.map((refusal) => [refusal, refused])) },
});

const get = (route: Route): Json => ({ get: operation(route) });

const change = (route: Route): Json =>
  operation({ ...route, refusals: [...CHANGE_REFUSALS, ...(route.refusals ?? [])] });

const idParameter = (description: string): Json => ({
  name: 'id',
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});
const trackIdParameter = idParameter('Of the track: <epoch>-<counter>.');
const sensorIdParameter = idParameter("Of the sensor; a '/' in it is written %2F.");
const contactIdParameter = idParameter('Of the contact.');

const READ_PATHS: Json = {
  '/healthz': get({ summary: 'Every stage and its last activity.', answer: json('The server runs.') }),
  '/metrics': get({
    summary: 'Counts for Prometheus.',
    answer: { description: 'Prometheus text format.', content: { 'text/plain': {} } },
  }),
  '/api/tracks': get({
    summary: 'Live tracks as GeoJSON, their nature (real, synthetic, recorded) marked.',
    answer: { description: 'A FeatureCollection (RFC 7946).', content: { 'application/geo+json': {} } },
    query: parameters(tracksQuery),
    refusals: [400],
  }),
  '/api/tracks/{id}': get({
    summary: 'All that is known of one track.',
    answer: json('TrackDetail.'),
    query: [trackIdParameter],
    refusals: [404],
  }),
  '/api/extent': get({
    summary: 'How many tracks there are, and the box (west, south, east, north) round nearly all of them.',
    answer: json('{ tracks, bounds? }.'),
  }),
  '/api/trails': get({
    summary: 'Where tracks were, oldest first.',
    answer: { description: 'watchfloor.v1.Trails.', content: { 'application/x-protobuf': {} } },
    query: parameters(trailsQuery),
    refusals: [400],
  }),
  '/api/search': get({
    summary: 'Tracks by name, MMSI, IMO number or call sign; case and accents do not matter.',
    answer: json('GeoJSON features, best first.'),
    query: parameters(searchQuery),
    refusals: [400],
  }),
  '/api/feeds': get({
    summary: 'What each feed is doing, with its rates of the last quarter of an hour.',
    answer: json('Feeds.'),
    query: parameters(feedsQuery),
    refusals: [404],
  }),
  '/api/distress': get({
    summary: 'Who is in distress where nobody knows the position: DSC calls and active locating devices.',
    answer: json('{ nowMs, calls: [{ mmsi, nature, by, natureOfDistress?, firstMs, lastMs }] }.'),
  }),
};

const SENSOR_PATHS: Json = {
  '/api/sensors': get({
    summary: 'Every sensor: where it stands, what it should see, how it is, what it was told to do.',
    answer: json('{ nowMs, sensors: [SensorState] }, kind, health, nature and life as words.'),
  }),
  '/api/sensors.geojson': get({
    summary: 'Sensors whose place is known, as GeoJSON points.',
    answer: { description: 'A FeatureCollection (RFC 7946).', content: { 'application/geo+json': {} } },
  }),
};

const SENSOR_CHANGE_PATHS: Json = {
  '/api/sensors/{id}/tasks': {
    post: change({
      summary: 'Tells a sensor to look at a track; what becomes of it is told with the sensors.',
      status: 202,
      answer: json('{ id, sensorId, trackId, sentMs, life: "sent" }.'),
      query: [sensorIdParameter],
      body: taskBody,
      refusals: [404, 409],
    }),
  },
  '/api/sensors/{id}/registration': {
    put: change({
      summary: "Lets a sensor's systematic error be taken out before tracking, or not.",
      answer: json('{ sensorId, allowed }.'),
      query: [sensorIdParameter],
      body: registrationBody,
      refusals: [404, 507],
    }),
  },
};

const CONTACT_REFUSALS = [404, 409, 503, 507];

const CONTACT_PATHS: Json = {
  '/api/contacts': {
    ...get({
      summary: 'Contacts that people reported and that are not over, oldest first.',
      answer: json('{ nowMs, contacts: [Contact] }.'),
    }),
    post: change({
      summary: 'Reports a contact: what telephone, VHF or an aircraft said.',
      status: 201,
      answer: json('Contact: { id, report, observedMs, receivedMs, associatedWith? }.'),
      body: contactBody,
      refusals: [409, 503, 507],
    }),
  },
  '/api/contacts/{id}': {
    ...get({
      summary: 'One contact.',
      answer: json('Contact.'),
      query: [contactIdParameter],
      refusals: [404],
    }),
    put: change({
      summary: 'Replaces what was reported of a contact.',
      answer: json('Contact.'),
      query: [contactIdParameter],
      body: contactBody,
      refusals: CONTACT_REFUSALS,
    }),
    delete: change({
      summary: 'Withdraws a contact. Has no body, yet says Content-Type: application/json.',
      answer: json('Contact, as it last was.'),
      query: [contactIdParameter],
      refusals: [404, 503, 507],
    }),
  },
  '/api/contacts/{id}/association': {
    post: change({
      summary: 'A person decides that the contact is this track.',
      answer: json('Contact.'),
      query: [contactIdParameter],
      body: associationBody,
      refusals: CONTACT_REFUSALS,
    }),
  },
};

/** @param changing whether people may change anything here */
export const openApiDocument = (version: string, changing: boolean): Json => ({
  openapi: '3.1.0',
  info: { title: 'Watchfloor', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
  paths: { ...READ_PATHS, ...SENSOR_PATHS, ...(changing && { ...SENSOR_CHANGE_PATHS, ...CONTACT_PATHS }) },
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
