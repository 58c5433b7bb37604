/** Replays and bookmarks in the OpenAPI document. */
import { change, get, idParameter, type Json, json, parameters } from '../openapiroute.ts';
import { searchQuery, tracksQuery, trailsQuery } from '../queries.ts';
import { bookmarkBody } from './bookmarkroutes.ts';
import { replayAskedBody, replayMovedBody } from './routes.ts';

const id = idParameter('Of the replay.');
const bookmarkId = idParameter('Of the bookmark.');
const trackId: Json = {
  ...{ name: 'track', in: 'path', required: true, schema: { type: 'string' } },
  description: 'Of the track: <epoch>-<counter>.',
};

export const REPLAY_PATHS: Json = {
  '/api/replays': {
    ...get({
      summary: 'Replays that the asker began and that go on.',
      answer: json('{ replays: [Replay] }.'),
    }),
    post: change({
      summary:
        'Begins a replay: a picture with its own clock, for who asks. The socket’s event `replay` shows it. It ends a minute after nobody looks any more; two of one person at most, sixteen in all.',
      status: 201,
      answer: json('Replay, its first picture read.'),
      body: replayAskedBody,
      refusals: [409, 503, 507],
    }),
  },
  '/api/replays/{id}': {
    ...get({ summary: 'How it stands.', answer: json('Replay.'), query: [id], refusals: [404] }),
    post: change({
      summary: 'Plays, stops, moves, steps, loops it; answered when what was asked is shown.',
      answer: json('Replay.'),
      query: [id],
      body: replayMovedBody,
      refusals: [404],
    }),
    delete: change({
      summary: 'Ends it. Has no body, yet says Content-Type: application/json.',
      answer: json('Replay, as it last was.'),
      query: [id],
      refusals: [404],
    }),
  },
  '/api/replays/{id}/alerts': get({
    summary: 'Alerts as they were known at its time: open, or closed within the day before.',
    answer: json('{ atMs, alerts: [Alert] }.'),
    query: [id],
    refusals: [404],
  }),
  '/api/replays/{id}/records': get({
    summary: 'What people had decided at its time, as far as the asker might see it then and may see it now.',
    answer: json('{ atMs, records: [Version] }.'),
    query: [id],
    refusals: [404],
  }),
  '/api/replays/{id}/differences': get({
    summary: 'Of what was run again: where it came to another picture than was shown.',
    answer: json('{ differences: [ReplayDifference] }.'),
    query: [id],
    refusals: [404],
  }),
  '/api/replays/{id}/tracks': get({
    summary: 'As /api/tracks, of the replay’s picture.',
    answer: { description: 'A FeatureCollection (RFC 7946).', content: { 'application/geo+json': {} } },
    query: [id, ...parameters(tracksQuery)],
    refusals: [400, 404],
  }),
  '/api/replays/{id}/tracks/{track}': get({
    summary: 'What was recorded of one track.',
    answer: json('TrackDetail.'),
    query: [id, trackId],
    refusals: [404],
  }),
  '/api/replays/{id}/trails': get({
    summary: 'Where tracks were since the replay was last moved, oldest first.',
    answer: { description: 'watchfloor.v1.Trails.', content: { 'application/x-protobuf': {} } },
    query: [id, ...parameters(trailsQuery)],
    refusals: [400, 404],
  }),
  '/api/replays/{id}/search': get({
    summary: 'As /api/search, in the replay’s picture.',
    answer: json('GeoJSON features, best first.'),
    query: [id, ...parameters(searchQuery)],
    refusals: [400, 404],
  }),
  '/api/replays/{id}/extent': get({
    summary: 'As /api/extent, of the replay’s picture.',
    answer: json('{ tracks, bounds? }.'),
    query: [id],
    refusals: [404],
  }),
  '/api/bookmarks': {
    ...get({
      summary: 'Places in time that people of the asker’s agency marked.',
      answer: json('{ bookmarks: [Bookmark] }.'),
    }),
    post: change({
      summary: 'Marks one.',
      status: 201,
      answer: json('Bookmark.'),
      body: bookmarkBody,
      refusals: [409, 507],
    }),
  },
  '/api/bookmarks/{id}': {
    delete: change({
      summary: 'Removes one’s own. Has no body, yet says Content-Type: application/json.',
      answer: json('Bookmark, as it last was.'),
      query: [bookmarkId],
      refusals: [404, 409, 507],
    }),
  },
};
