/** What is at a place on the screen beside tracks: signs and edges, and the areas that lie below it. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { crossingAt } from './crossings/crossingsigns.ts';
import type { NoticeOverlay } from './notices/noticeoverlay.ts';
import { plansAt } from './patrols/plans.ts';
import type { ThingName, ThingsHere } from './pointer.ts';
import { stationAt } from './weather/stationsigns.ts';
import type { Writing } from './writing.ts';
import type { ZoneOverlay } from './zones/zoneoverlay.ts';

export interface Overlays {
  readonly zones: ZoneOverlay;
  readonly notices: NoticeOverlay;
}

const NOTHING = { exact: [], within: [] } as const;

/** At x, y in CSS pixels; the foremost first. */
export function thingsAt(
  map: MapLibreMap,
  { crossings, bases, stations }: Pick<Writing, 'crossings' | 'bases' | 'stations'>,
  overlays: Overlays | undefined,
  scale: number,
  x: number,
  y: number,
): ThingsHere {
  const crossing = crossingAt(crossings, x, y, scale);
  const station = stationAt(stations, x, y, scale);
  const zones = overlays?.zones.at(x, y) ?? NOTHING;
  const notices = overlays?.notices.at(x, y) ?? NOTHING;
  const { lat, lng: lon } = map.unproject([x, y]);
  const plans = plansAt(bases, x, y, { lat, lon }, scale);
  const named = (kind: 'zone' | 'notice', ids: readonly string[]): readonly ThingName[] =>
    ids.map((id) => ({ kind, id }));
  return {
    exact: [
      ...(crossing === undefined ? [] : [{ kind: 'crossingPoint' as const, id: crossing.id }]),
      ...(station === undefined ? [] : [{ kind: 'station' as const, id: station.id }]),
      ...plans.exact,
      ...named('notice', notices.exact),
      ...named('zone', zones.exact),
    ],
    within: [...named('notice', notices.within), ...plans.within, ...named('zone', zones.within)],
  };
}
