/** The routes as an OpenAPI 3.1 document, their queries and bodies drawn from the schemas that check them. */
import { contactBody } from '../operations/report.ts';
import { ARCHIVE_PATHS } from './archive/openapiarchive.ts';
import { SESSION_COOKIE } from './credentials.ts';
import { ALERT_PATHS } from './openapialerts.ts';
import { ASSIST_PATHS } from './openapiassist.ts';
import { DECISION_PATHS } from './openapidecisions.ts';
import { change, get, idParameter, type Json, json, parameters } from './openapiroute.ts';
import {
  associationBody,
  feedsQuery,
  registrationBody,
  searchQuery,
  taskBody,
  tracksQuery,
  trailsQuery,
} from './queries.ts';
import { REPLAY_PATHS } from './replay/openapireplay.ts';
import { SURROUNDINGS_PATHS } from './surroundings/routes.ts';

const trackIdParameter = idParameter('Of the track: <epoch>-<counter>.');
const sensorIdParameter = idParameter("Of the sensor; a '/' in it is written %2F.");
const contactIdParameter = idParameter('Of the contact.');

const READ_PATHS: Json = {
  '/healthz': get({
    summary: 'Every stage and its last activity.',
    answer: json('The server runs.'),
    forNobody: true,
  }),
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

/**
 * @param changing whether people may change anything here
 * @param deciding whether people sign in, and what they decide is kept
 * @param recording whether what comes in is kept, and can be asked and replayed
 */
export const openApiDocument = (
  version: string,
  { changing, deciding, recording }: Readonly<Record<'changing' | 'deciding' | 'recording', boolean>>,
): Json => ({
  openapi: '3.1.0',
  info: { title: 'Watchfloor', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
  paths: {
    ...READ_PATHS,
    ...SENSOR_PATHS,
    ...SURROUNDINGS_PATHS,
    ...(changing && { ...SENSOR_CHANGE_PATHS, ...CONTACT_PATHS }),
    ...(deciding && {
      ...DECISION_PATHS,
      ...ASSIST_PATHS,
      ...ALERT_PATHS,
    }),
    ...(recording && { ...ARCHIVE_PATHS, ...REPLAY_PATHS }),
  },
  security: [{ session: [] }, { token: [] }],
  components: {
    securitySchemes: {
      session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
      token: { type: 'http', scheme: 'bearer' },
    },
    schemas: {
      Error: {
        type: 'object',
        required: ['error'],
        properties: {
          error: {
            type: 'object',
            required: ['what', 'where', 'remedy'],
            properties: {
              what: { type: 'string' },
              where: { type: 'string' },
              remedy: { type: 'string' },
              current: { type: 'object', description: 'Of a conflict: what stands now.' },
              findings: { type: 'array', description: 'What a plan’s checks forbid.' },
            },
          },
        },
      },
    },
  },
});
