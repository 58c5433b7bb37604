/** Coverage, helpers, findings and cuts in the OpenAPI document. */
import { cutBody, findingsQuery, helpersQuery } from './assistroutes.ts';
import { change, get, idParameter, type Json, json, parameters } from './openapiroute.ts';

export const ASSIST_PATHS: Json = {
  '/api/sectors/{id}/coverage': get({
    summary:
      'How much of a sector was seen lately, beside what the plans should have had seen; the cells, and when each was seen last.',
    answer: json('SectorCoverage.'),
    query: [idParameter('Of the sector.')],
    refusals: [404],
  }),
  '/api/patrols/{id}/coverage': get({
    summary: 'The same of each sector of a patrol, and the unit time that was planned, done and missed.',
    answer: json('PatrolCoverage.'),
    query: [idParameter('Of the patrol.')],
    refusals: [404],
  }),
  '/api/findings': get({
    summary: 'What the plans of a time lack and where they clash: the next seven days where nothing is said.',
    answer: json('{ fromMs, untilMs, findings }.'),
    query: parameters(findingsQuery),
    refusals: [400],
  }),
  '/api/helpers': get({
    summary: 'Who can get to a track or place, the quickest first, with course, time and meeting point.',
    answer: json('{ atMs, medium, target, helpers }.'),
    query: parameters(helpersQuery),
    refusals: [400, 404],
  }),
  '/api/units/places': get({
    summary:
      'Which track is which unit, and where it is: of units that the asker may see, with tracks that they see whole.',
    answer: json('{ atMs, places: [{ unitId, trackId, lat, lon, observedMs }] }.'),
  }),
  '/api/sectors/cut': {
    post: change({
      summary:
        'An area cut into parts by number, by area (m² at most) or by time (minutes in which a unit covers one); keeps none.',
      answer: json('{ areas, most }.'),
      body: cutBody,
    }),
  },
};
