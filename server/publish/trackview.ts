/**
 * One track as an audience may see it, field by field: the same sight and the same reductions as on the live wire. What
 * several feeds know of a track is shown as far as each feed alone would be shown.
 */
import { ABOARD_FIELDS } from '../../proto/domain/aboard.ts';
import type { FeedId } from '../../proto/domain/ids.ts';
import type { Reduction } from '../../proto/domain/operations/agency.ts';
import { ContactState, type Evidence, type Reason, type TrackDetail } from '../../proto/domain/track.ts';
import { degrees, epochMs } from '../../proto/domain/units.ts';
import type { Audience, Sight, TrackFacts } from '../access/audience.ts';
import { feedAlone } from './feedalone.ts';
import { isCoarse, isCounted, reducedPlace, roundedTo } from './reduced.ts';
import type { PictureSource, SourceTrail } from './source.ts';
import { SlotFacts, sightOf } from './visible.ts';

export interface TrackView {
  readonly slot: number;
  readonly sight: Exclude<Sight, 'none'>;
  /** The audience may see who it is, as far as this feed says it. */
  readonly tells: (feed: FeedId) => boolean;
  /** The audience may know of people and goods on board, as far as this feed says it. */
  readonly tellsAboard: (feed: FeedId) => boolean;
}

/** Undefined: nothing of it. */
export function viewOf(source: PictureSource, slot: number, audience: Audience): TrackView | undefined {
  const sight = sightOf(source, slot, audience);
  if (sight === 'none') return undefined;
  const no = (): boolean => false;
  if (sight !== 'whole' && sight.withoutIdentity) return { slot, sight, tells: no, tellsAboard: no };
  const factsOf = (feed: FeedId): TrackFacts => {
    const { id, kind, nature, distress } = new SlotFacts(source).at(slot);
    return { id, kind, nature, distress, feeds: feedAlone(feed) };
  };
  return {
    slot,
    sight,
    tells: (feed) => {
      const one = audience.sight(factsOf(feed));
      return one === 'whole' || (one !== 'none' && !one.withoutIdentity);
    },
    tellsAboard: (feed) => audience.seesAboard?.(factsOf(feed)) === true,
  };
}

/** Whether every feed that made the track may say who it is: then its name is its name. */
export const tellsAll = (source: PictureSource, { slot, tells }: TrackView): boolean =>
  source.feedsOf(slot).feeds.every(tells);

/** Whether one that may be shown said who it is. */
export function isNamed(source: PictureSource, view: TrackView): boolean {
  if (view.sight !== 'whole' && view.sight.withoutIdentity) return false;
  if (tellsAll(source, view)) return true;
  return isSaidBy(source.detail(view.slot), view.tells);
}

/** A transmitter's own words, heard by a feed that may be shown. */
function isSaidBy(detail: TrackDetail, tells: TrackView['tells']): boolean {
  const claims = Object.values(detail.identity).filter((claim) => claim !== undefined);
  return [...claims, ...detail.contributions].some(({ feedId }) => tells(feedId));
}

/** Whether it is shown by now: of what is seen late nothing may be old enough. */
const isShown = (source: PictureSource, { slot, sight }: TrackView, nowMs: number): boolean =>
  sight === 'whole' || reducedPlace(source, slot, sight, nowMs) !== undefined;

/** The card; undefined where nothing that is old enough is known. */
export function detailFor(
  source: PictureSource,
  view: TrackView,
  audience: Audience,
  nowMs: number,
): TrackDetail | undefined {
  const whole = withAboard(source.detail(view.slot), view);
  const said = view.sight === 'whole' ? ofSeenFeeds(source, whole, view, audience, nowMs) : undefined;
  return said ?? reducedDetail(source, whole, view, view.sight as Reduction, nowMs);
}

/** With what is said of people and goods on board as far as it may be told. */
function withAboard(detail: TrackDetail, { tellsAboard }: TrackView): TrackDetail {
  const claims = Object.entries(detail.identity);
  const told = claims.filter(
    ([field, claim]) => !ABOARD_FIELDS.has(field) || (claim !== undefined && tellsAboard(claim.feedId)),
  );
  return told.length === claims.length ? detail : { ...detail, identity: Object.fromEntries(told) };
}

function ofSeenFeeds(
  source: PictureSource,
  whole: TrackDetail,
  view: TrackView,
  audience: Audience,
  nowMs: number,
): TrackDetail {
  const isSeen = (id: string): boolean => {
    const slot = source.slotOf(id);
    const other = slot === undefined ? undefined : viewOf(source, slot, audience);
    return other !== undefined && isShown(source, other, nowMs);
  };
  const offers = whole.offers.filter(({ id }) => isSeen(id));
  const conflictsWith = whole.conflictsWith.filter(isSeen);
  if (tellsAll(source, view) && source.feedsOf(view.slot).feeds.every((feed) => audience.seesFeed(feed)))
    return { ...whole, offers, conflictsWith };
  const feedOf = new Map(source.sensors.list().map((sensor) => [sensor.id ?? '', sensor.feedId ?? '']));
  const seesSource = (id: string): boolean => audience.seesFeed((feedOf.get(id) ?? id) as FeedId);
  return {
    ...withIdentity(whole, view.tells),
    contributions: whole.contributions.filter(({ feedId }) => view.tells(feedId)),
    evidence: whole.evidence.filter((one: Evidence) => seesSource(one.source)),
    reasons: whole.reasons.filter(({ by }: Reason) => by === undefined || (feedOf.has(by) && seesSource(by))),
    offers,
    conflictsWith,
  };
}

/** With the claims of feeds that may be shown; with neither number nor remark where none of them says who it is. */
function withIdentity(whole: TrackDetail, tells: TrackView['tells']): TrackDetail {
  const { mmsi, flag, remarks, ...rest } = whole;
  const claims = Object.entries(whole.identity).filter(
    ([, claim]) => claim !== undefined && tells(claim.feedId),
  );
  const identity = Object.fromEntries(claims) as TrackDetail['identity'];
  if (!isSaidBy(whole, tells)) return { ...rest, identity, remarks: {} };
  return {
    ...rest,
    identity,
    ...(mmsi !== undefined && { mmsi }),
    ...(flag !== undefined && { flag }),
    remarks: whole.contributions.every(({ feedId }) => tells(feedId)) ? remarks : {},
  };
}

/** What our own sensors and rules say of it is never for those who see a part. */
function reducedDetail(
  source: PictureSource,
  whole: TrackDetail,
  view: TrackView,
  reduction: Reduction,
  nowMs: number,
): TrackDetail | undefined {
  const place = reducedPlace(source, view.slot, reduction, nowMs);
  if (place === undefined) return undefined;
  const { id, kind, nature, life, distress, sogKn, cogDeg, headingDeg, navStatus, ellipse, count } = whole;
  const atMs = epochMs(place.observedMs);
  const named = reduction.withoutIdentity ? undefined : withIdentity(whole, view.tells);
  return {
    ...{ id, kind, nature, life, distress, conflict: false },
    ...{
      lat: degrees(place.lat),
      lon: degrees(place.lon),
      observedMs: atMs,
      receivedMs: atMs,
      firstMs: atMs,
    },
    ...(!isCoarse(reduction) && {
      ...(sogKn !== undefined && { sogKn }),
      ...(cogDeg !== undefined && { cogDeg }),
      ...(headingDeg !== undefined && { headingDeg }),
      ...(navStatus !== undefined && named && { navStatus }),
      ...(ellipse && { ellipse }),
    }),
    ...(isCounted(kind) && count !== undefined && { count }),
    identity: named?.identity ?? {},
    ...(named?.mmsi !== undefined && { mmsi: named.mmsi }),
    ...(named?.flag !== undefined && { flag: named.flag }),
    contact: ContactState.none,
    sources: 0,
    ...{ contributions: [], conflictsWith: [], evidence: [], reasons: [], remarks: {}, offers: [] },
  };
}

/** Where it was, as late and as coarse as the audience sees where it is. */
export function trailFor(source: PictureSource, { slot, sight }: TrackView, nowMs: number): SourceTrail {
  const trail = source.trail(slot);
  if (sight === 'whole' || !isCoarse(sight)) return trail;
  const { delayMs = 0, roundM } = sight;
  const upTo = Array.from(trail.timesMs).filter((atMs) => atMs <= nowMs - delayMs).length;
  const rows = Array.from({ length: upTo }, (_, i) => ({
    atMs: trail.timesMs[i]!,
    ...(roundM === undefined
      ? { lat: trail.lats[i]!, lon: trail.lons[i]! }
      : roundedTo(trail.lats[i]!, trail.lons[i]!, roundM)),
  }));
  return {
    timesMs: rows.map(({ atMs }) => atMs),
    lats: rows.map(({ lat }) => lat),
    lons: rows.map(({ lon }) => lon),
  };
}
