/** What somebody asks help for, and the ships near it, as far as the asker may see them. */
import type { Request } from 'express';
import { distanceM } from '../../proto/domain/geo.ts';
import { TrackKind } from '../../proto/domain/observation.ts';
import { TrackLife, TrackStateBits } from '../../proto/domain/track.ts';
import { degrees } from '../../proto/domain/units.ts';
import type { Moving } from '../operations/assist/intercept.ts';
import type { Candidate, Medium } from '../operations/assist/rank.ts';
import type { Asking } from './asking.ts';
import { staticFor } from './geojson.ts';
import { reducedPlace } from './reduced.ts';
import type { RouteOptions } from './routeoptions.ts';
import { viewOf } from './trackview.ts';

/** Merchant ships farther away than this are not asked. */
const SHIPS_WITHIN_M = 100_000;
/** A ship that makes less way is at anchor, fishing or in trouble itself. */
const UNDER_WAY_KN = 3;
const LAND: ReadonlySet<number> = new Set([
  TrackKind.landContact,
  TrackKind.person,
  TrackKind.group,
  TrackKind.vehicle,
  TrackKind.animal,
  TrackKind.unitVehicle,
  TrackKind.unitFoot,
]);

interface Asked {
  readonly track?: string | undefined;
  readonly lat?: number | undefined;
  readonly lon?: number | undefined;
  readonly medium: Medium;
}

export interface Target {
  readonly at: Moving;
  readonly medium: Medium;
  readonly trackId?: string;
}

/** Where the asker sees it: of what they see reduced, no more than that. */
export function targetOf(
  { source, clock }: RouteOptions,
  asking: Asking,
  request: Request,
  { track, lat, lon, medium }: Asked,
): Target | undefined {
  if (track === undefined) return { at: { lat: degrees(lat ?? 0), lon: degrees(lon ?? 0) }, medium };
  const slot = source.slotOf(track);
  const view = slot === undefined ? undefined : viewOf(source, slot, asking.audience(request));
  if (slot === undefined || view === undefined) return undefined;
  const { columns } = source;
  const kind = columns.kind[slot]!;
  const on: Medium = LAND.has(kind) ? 'land' : kind === TrackKind.aircraft ? 'air' : 'sea';
  if (view.sight !== 'whole') {
    const place = reducedPlace(source, slot, view.sight, clock.nowMs());
    return place && { at: { lat: degrees(place.lat), lon: degrees(place.lon) }, medium: on, trackId: track };
  }
  const [sogKn, cogDeg] = [columns.sogKn[slot]!, columns.cogDeg[slot]!];
  return {
    at: {
      lat: degrees(columns.lat[slot]!),
      lon: degrees(columns.lon[slot]!),
      ...(!Number.isNaN(sogKn) && !Number.isNaN(cogDeg) && { sogKn, cogDeg }),
    },
    medium: on,
    trackId: track,
  };
}

/** Merchant ships under way, at the speed that they make now: any master is bound to help (SOLAS V/33). */
export function shipsNear(
  { source }: RouteOptions,
  asking: Asking,
  request: Request,
  target: Target,
): Candidate[] {
  const audience = asking.audience(request);
  const { columns } = source;
  const ships: Candidate[] = [];
  for (let slot = 0; slot < source.slotCount; slot += 1) {
    if (!source.alive(slot) || columns.kind[slot] !== TrackKind.classA) continue;
    const state = columns.state[slot]!;
    const sogKn = columns.sogKn[slot]!;
    const resting = (state & TrackStateBits.atRest) !== 0 || (state & TrackStateBits.distress) !== 0;
    if (resting || (state & TrackStateBits.lifeMask) === TrackLife.lost || !(sogKn >= UNDER_WAY_KN)) continue;
    const at = { lat: degrees(columns.lat[slot]!), lon: degrees(columns.lon[slot]!) };
    if (distanceM(at, target.at) > SHIPS_WITHIN_M) continue;
    const id = source.id(slot);
    const view = viewOf(source, slot, audience);
    if (id === target.trackId || view?.sight !== 'whole') continue;
    const name = staticFor(source, view).name ?? id;
    ships.push({ trackId: id, name, kind: 'ship', at, placed: 'track', speedKn: sogKn });
  }
  return ships;
}
