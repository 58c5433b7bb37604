/** The picture over REST: tracks as far as whoever asks may see them. */
import { type Request, type Response, Router } from 'express';
import { encodeTrail } from '../../proto/codec/trails.ts';
import { contains } from '../../proto/domain/geo.ts';
import { formatMmsi } from '../../proto/domain/ids.ts';
import { TrackKind } from '../../proto/domain/observation.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import type { Audience } from '../access/audience.ts';
import { foldText } from '../tracks/search.ts';
import { ANYTHING, type Asking } from './asking.ts';
import { checkedQuery, refuse } from './errors.ts';
import { extentOf } from './extent.ts';
import { NATURE_NAMES, staticFor, type TrackFeature, trackFeature } from './geojson.ts';
import type { Looked } from './looked.ts';
import { searchQuery, tracksQuery, trailsQuery } from './queries.ts';
import { reducedPlace } from './reduced.ts';
import type { RouteOptions } from './routeoptions.ts';
import type { PictureSource } from './source.ts';
import { detailFor, isNamed, type TrackView, tellsAll, trailFor, viewOf } from './trackview.ts';

export function trackRoutes({ source, clock }: RouteOptions, asking: Asking, looked: Looked): Router {
  const router = Router();

  const viewFor = (request: Request, id: string): TrackView | undefined => {
    const slot = source.slotOf(id);
    return slot === undefined ? undefined : viewOf(source, slot, asking.audience(request));
  };

  /** Everything that the asker sees something of, where it is as far as they see it. */
  const allFor = (request: Request): { view: TrackView; lat: number; lon: number }[] => {
    const audience = asking.audience(request);
    const { lat, lon } = source.columns;
    const nowMs = clock.nowMs();
    const all: { view: TrackView; lat: number; lon: number }[] = [];
    for (let slot = 0; slot < source.slotCount; slot += 1) {
      const view = viewOf(source, slot, audience);
      const place =
        view &&
        (view.sight === 'whole'
          ? { lat: lat[slot]!, lon: lon[slot]! }
          : reducedPlace(source, slot, view.sight, nowMs));
      if (view && place) all.push({ view, lat: place.lat, lon: place.lon });
    }
    return all;
  };

  const featureOf = (view: TrackView): TrackFeature[] => {
    const feature = trackFeature(source, view, clock.nowMs());
    return feature ? [feature] : [];
  };

  router.get('/api/tracks', (request, response) => {
    const query = checkedQuery(tracksQuery, request, response);
    if (!query) return;
    const found = allFor(request).filter(({ lat, lon }) => !query.bbox || contains(query.bbox, lat, lon));
    const features = found.slice(0, query.limit).flatMap(({ view }) => featureOf(view));
    response.type('application/geo+json').json({
      type: 'FeatureCollection',
      timeMs: clock.nowMs(),
      numberMatched: found.length,
      numberReturned: features.length,
      features,
    });
  });

  router.get('/api/tracks/:id', async (request, response) => {
    const { id } = request.params;
    const view = viewFor(request, id);
    const detail = view && detailFor(source, view, asking.audience(request), clock.nowMs());
    if (detail === undefined) return refuseUnknownTrack(response, id);
    if (detail.distress) {
      // Whom it may harm is known later.
      const object = { kind: 'track', id };
      await looked.atDistress(request, { action: 'see', object, details: { distress: true } });
    }
    response.json(detail);
  });

  router.get('/api/extent', (request, response) => {
    const all = allFor(request);
    const bounds = extentOf(
      Float64Array.from(all, ({ lat }) => lat),
      Float64Array.from(all, ({ lon }) => lon),
    );
    response.json({ tracks: all.length, ...(bounds && { bounds }) });
  });

  router.get('/api/trails', (request, response) => {
    const query = checkedQuery(trailsQuery, request, response);
    if (!query) return;
    const trails = query.ids.flatMap((id) => {
      const view = viewFor(request, id);
      if (view === undefined) return [];
      const { timesMs, lats, lons } = trailFor(source, view, clock.nowMs());
      return [encodeTrail(id, timesMs, lats, lons)];
    });
    const bytes = watchfloor.v1.Trails.encode({ trails }).finish();
    response.setHeader('Content-Type', 'application/x-protobuf').send(Buffer.from(bytes));
  });

  router.get('/api/search', async (request, response) => {
    if (!asking.may(request, response, 'search', ANYTHING)) return;
    const query = checkedQuery(searchQuery, request, response);
    if (!query) return;
    const { q, limit, reason } = query;
    const look = { action: 'search', details: { q }, ...(reason !== undefined && { reason }) };
    if (!(await looked.at(request, response, look))) return;
    const audience = asking.audience(request);
    // What has no name for the asker is not found by it, and takes nobody else's place among the hits.
    const viewOfHit = (slot: number): TrackView | undefined => {
      const view = viewOf(source, slot, audience);
      return view && isNamed(source, view) && isFoundBy(source, view, q) ? view : undefined;
    };
    const tracks = source
      .search(q, limit, (slot) => viewOfHit(slot) !== undefined)
      .flatMap(({ slot }) => viewOfHit(slot) ?? [])
      .flatMap(featureOf);
    response.json({ tracks });
  });

  router.get('/api/distress', (request, response) => {
    const audience = asking.audience(request);
    const calls = source.distressWithoutPosition().flatMap((call) => {
      const { mmsi, nature, feeds, ...rest } = call;
      const facts = { id: '', kind: TrackKind.locatingDevice, nature, distress: true, feeds: { feeds } };
      const sight = audience.sight(facts);
      if (sight === 'none') return [];
      const isNamed = sight === 'whole' || !sight.withoutIdentity;
      return [{ ...(isNamed && { mmsi: formatMmsi(mmsi) }), nature: NATURE_NAMES[nature], ...rest }];
    });
    response.json({ nowMs: clock.nowMs(), calls });
  });

  return router;
}

/** Whether what the asker may see of it has the words: a name that only others may see finds nothing. */
function isFoundBy(source: PictureSource, view: TrackView, query: string): boolean {
  if (tellsAll(source, view)) return true;
  const { name, callSign, destination, mmsi, imo } = staticFor(source, view);
  const text = foldText([name, callSign, destination, mmsi && formatMmsi(mmsi), imo].join(' '));
  return foldText(query.replace(/^\s*(?:mmsi|imo)[\s:]*/i, ''))
    .split(' ')
    .every((word) => text.includes(word));
}

export function refuseUnknownTrack(response: Response, id: string): void {
  const remedy = 'tracks that were not heard for long are forgotten; find it again with /api/search';
  refuse(response, 404, { what: 'no such track now', where: id, remedy });
}

/** The slot of a track whose place the asker knows, or undefined after the caller was told why there is none for them. */
export function wholeSlot(
  source: PictureSource,
  audience: Audience,
  id: string,
  response: Response,
): number | undefined {
  const view = viewOf(source, source.slotOf(id) ?? -1, audience);
  if (view === undefined) refuseUnknownTrack(response, id);
  else if (view.sight !== 'whole') {
    const remedy = 'choose a track whose place is known to you';
    refuse(response, 403, { what: 'you see that track only in part', where: id, remedy });
  } else return view.slot;
  return undefined;
}
