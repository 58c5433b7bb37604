/** Notices and weather over REST, as GeoJSON (RFC 7946), their nature marked: as far as the asker sees the feeds. */
import { type Response, Router } from 'express';
import { areaFromWire } from '../../../proto/codec/noticeareas.ts';
import { formatMmsi } from '../../../proto/domain/ids.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { type NoticeShape, noticeShape } from '../../../proto/domain/shapes/noticearea.ts';
import type { watchfloor } from '../../../proto/generated/watchfloor.js';
import type { Asking } from '../asking.ts';
import { NATURE_NAMES } from '../geojson.ts';
import { get, type Json } from '../openapiroute.ts';
import type { RouteOptions } from '../routeoptions.ts';
import type { SurroundingsSource } from '../source.ts';
import { toldNotices, toldStations } from './told.ts';

const GEOJSON: Json = {
  description: 'A FeatureCollection (RFC 7946).',
  content: { 'application/geo+json': {} },
};

export const SURROUNDINGS_PATHS: Json = {
  '/api/notices': get({
    summary:
      'Notices of stations that stand, from AIS application messages: areas, routes and texts, who says so, from when, until when. Null geometry: a text alone.',
    answer: GEOJSON,
  }),
  '/api/weather': get({
    summary:
      'What stations and ships measure of wind and sea, each value in the part of its time, from AIS application messages.',
    answer: GEOJSON,
  }),
};

const KIND_NAMES = Object.keys(TrackKind);
const ABOUT_NAMES = ['area', 'route', 'text'] as const;
const TREND_NAMES = [undefined, 'steady', 'falling', 'rising'] as const;

export function surroundingsRoutes(
  {
    source: { surroundings },
    clock,
  }: Pick<RouteOptions, 'clock'> & {
    readonly source: { readonly surroundings: SurroundingsSource };
  },
  asking: Asking,
): Router {
  const router = Router();
  const { notices, stations, nameOf } = surroundings;
  const answer = (response: Response, features: readonly Json[]): void =>
    void response
      .type('application/geo+json')
      .json({ type: 'FeatureCollection', nowMs: clock.nowMs(), features });

  router.get('/api/notices', (request, response) =>
    answer(response, toldNotices(notices.list(), asking.audience(request), nameOf).map(noticeFeature)),
  );

  router.get('/api/weather', (request, response) =>
    answer(response, toldStations(stations.list(), asking.audience(request), nameOf).map(stationFeature)),
  );

  return router;
}

function noticeFeature({
  id,
  nature,
  mmsi,
  senderKind,
  about,
  areas,
  ...said
}: watchfloor.v1.INoticeState): Json {
  const shapes = (areas ?? [])
    .map(areaFromWire)
    .map(noticeShape)
    .filter((one) => one !== undefined);
  const { addressedTo } = said;
  return {
    type: 'Feature',
    id,
    geometry: geometryOf(shapes),
    properties: {
      ...said,
      ...senderOf({ nature, mmsi, senderKind }),
      about: ABOUT_NAMES[about ?? 0],
      ...(typeof addressedTo === 'number' && { addressedTo: formatMmsi(addressedTo) }),
    },
  };
}

const senderOf = ({
  nature,
  mmsi,
  senderKind,
}: { readonly [K in 'nature' | 'mmsi' | 'senderKind']: number | null | undefined }): Json => ({
  nature: NATURE_NAMES[nature ?? 0],
  mmsi: formatMmsi(mmsi ?? 0),
  senderKind: KIND_NAMES[senderKind ?? 0],
});

function geometryOf(shapes: readonly NoticeShape[]): Json | null {
  const geometries = shapes.map(({ what, points }) => {
    if (what === 'point') return { type: 'Point', coordinates: points[0] };
    return what === 'line'
      ? { type: 'LineString', coordinates: points }
      : { type: 'Polygon', coordinates: [points] };
  });
  if (geometries.length < 2) return geometries[0] ?? null;
  return { type: 'GeometryCollection', geometries };
}

function stationFeature({
  id,
  nature,
  mmsi,
  senderKind,
  lat,
  lon,
  parts,
  ...said
}: watchfloor.v1.IStationState): Json {
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: [lon, lat] },
    properties: {
      ...said,
      ...senderOf({ nature, mmsi, senderKind }),
      parts: (parts ?? []).map(({ observedMs, weather }) => {
        const { pressureTendency, waterLevelTrend, ...values } = weather ?? {};
        return {
          observedMs,
          ...values,
          pressureTendency: TREND_NAMES[pressureTendency ?? 0],
          waterLevelTrend: TREND_NAMES[waterLevelTrend ?? 0],
        };
      }),
    },
  };
}
