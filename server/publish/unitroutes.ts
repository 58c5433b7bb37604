/** Where our units are in the picture, over REST: which track is whose, to those who may see the track whole. */
import { Router } from 'express';
import type { Asking } from './asking.ts';
import { shownVersion } from './recordviews.ts';
import type { RouteOptions } from './routeoptions.ts';
import { viewOf } from './trackview.ts';

export function unitRoutes(options: RouteOptions, asking: Asking): Router {
  const router = Router();
  const { decisions, assist, clock, source } = options;
  if (!decisions || !assist) return router;

  router.get('/api/units/places', (request, response) => {
    const asker = asking.of(request);
    const audience = asking.audience(request);
    const places = decisions.records.list('unit').flatMap((unit) => {
      const track = shownVersion(asking.access, asker, unit) && assist.whereIs(unit.id);
      if (!track || viewOf(source, track.slot, audience)?.sight !== 'whole') return [];
      const { slot, lat, lon, observedMs } = track;
      return [{ unitId: unit.id, trackId: source.id(slot), lat, lon, observedMs }];
    });
    response.json({ atMs: clock.nowMs(), places });
  });

  return router;
}
