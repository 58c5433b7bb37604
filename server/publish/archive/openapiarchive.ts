/** The archive in the OpenAPI document. */
import { change, get, idParameter, type Json, json, parameters } from '../openapiroute.ts';
import { correctionBody, holdBody, releaseBody } from './keepbodies.ts';
import { askBody, fileBody, fileQuery, histogramQuery, trackPointsQuery } from './questionbodies.ts';

const id = idParameter('Of the question, as POST /api/archive/questions told it.');
const trackId = idParameter('Of the track: <epoch>-<counter>.');

const FILE: Json = {
  description: 'The file, as docs/exchange.md describes it.',
  content: { 'application/octet-stream': {} },
};

export const ARCHIVE_PATHS: Json = {
  '/api/archive': get({
    summary: 'What the archive holds, by class and by day, and what of it is damaged.',
    answer: json('ArchiveSummary.'),
    refusals: [503, 504],
  }),
  '/api/archive/holds': {
    ...get({
      summary: 'What is kept whatever its age, with who ordered it, why and until when.',
      answer: json('ArchiveHolds.'),
    }),
    post: change({
      summary: 'Holds what was known in a time: of all, of classes, of a track or of an MMSI.',
      answer: json('ArchiveHolds.'),
      status: 201,
      body: holdBody,
      refusals: [409, 507],
    }),
    delete: change({
      summary: 'Releases a hold.',
      answer: json('ArchiveHolds.'),
      body: releaseBody,
      refusals: [409, 507],
    }),
  },
  '/api/archive/corrections': {
    ...get({ summary: 'What was recorded wrongly.', answer: json('ArchiveCorrections, the newest first.') }),
    post: change({
      summary:
        'Marks an entry, or what a track was said to be or do in a time, as wrong: no answer, export or replay has it any more.',
      answer: json('ArchiveCorrections.'),
      status: 201,
      body: correctionBody,
      refusals: [409, 507],
    }),
  },
  '/api/archive/histogram': get({
    summary:
      'What was there over time in equal steps, as far as the asker may see it: different tracks, alerts, feeds that were live.',
    answer: json('Histogram.'),
    query: parameters(histogramQuery),
    refusals: [400, 503, 504],
  }),
  '/api/archive/tracks/{id}': get({
    summary: 'One track’s past: times, places, speeds, courses and headings, 20,000 at most.',
    answer: json('TrackPoints.'),
    query: [trackId, ...parameters(trackPointsQuery)],
    refusals: [400, 404, 503, 504],
  }),
  '/api/archive/questions': {
    post: change({
      summary: 'Asks the archive; the log keeps who asked what, and why. The answer is fetched by its id.',
      answer: json('{ id }.'),
      status: 202,
      body: askBody,
      refusals: [503],
    }),
  },
  '/api/archive/questions/{id}': {
    ...get({
      summary: 'How a question of one’s own stands; its answer is held for 15 minutes.',
      answer: json('QuestionState.'),
      query: [id],
      refusals: [404],
    }),
    delete: change({
      summary: 'Ends a question of one’s own, or forgets its answer.',
      answer: json('{ id }.'),
      query: [id],
      refusals: [404],
    }),
  },
  '/api/archive/questions/{id}/file': {
    ...get({
      summary: 'An answer of one’s own as a file; the log keeps who took it, why, its rows and its SHA-256.',
      answer: FILE,
      query: [id, ...parameters(fileQuery)],
      refusals: [400, 404, 503, 504],
    }),
    post: change({
      summary: 'The same, with pictures of a map for an evidence pack.',
      answer: FILE,
      query: [id, ...parameters(fileQuery)],
      body: fileBody,
      refusals: [404, 503, 504],
    }),
  },
};
