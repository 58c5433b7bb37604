/** What is asked of the server once, not streamed. Answers are values: a fault says why there is none. */
import { decodeTrail, type TrailPoints } from '../../proto/codec/trails.ts';
import type { Bounds } from '../../proto/domain/geo.ts';
import type { TrackId } from '../../proto/domain/ids.ts';
import { TrackKind } from '../../proto/domain/observation.ts';
import type { TrackDetail } from '../../proto/domain/track.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import { useLink } from '../store/link.ts';

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  /** `status` of the HTTP answer; absent when there was none. */
  | { readonly ok: false; readonly fault: string; readonly status?: number };

/** A track that a search found. */
export interface TrackHit {
  readonly id: TrackId;
  readonly name?: string;
  /** Nine digits; absent where nothing claims one. */
  readonly mmsi?: string;
  readonly imo?: number;
  readonly callSign?: string;
  /** ISO 3166-1 alpha-2. */
  readonly flag?: string;
  readonly kind: number;
  readonly shipType?: number;
  readonly lat: number;
  readonly lon: number;
}

export interface RateSample {
  /** Picture time, UTC epoch milliseconds. */
  readonly atMs: number;
  readonly messagesPerS: number;
  readonly bytesPerS: number;
}

/** Trails of one request at most. */
export const TRAILS_A_REQUEST = 200;
const TIMEOUT_MS = 10_000;

/** `base` is the server's origin; the page's own when empty. */
export async function ask<T>(
  base: string,
  path: string,
  read: (response: Response) => Promise<T>,
  change: RequestInit = {},
): Promise<Answer<T>> {
  try {
    const response = await fetch(`${base}${path}`, { ...change, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.ok) return { ok: true, value: await read(response) };
    return { ok: false, fault: await faultOf(response), status: response.status };
  } catch (error) {
    return { ok: false, fault: error instanceof Error ? error.message : String(error) };
  }
}

async function faultOf(response: Response): Promise<string> {
  try {
    const { error } = (await response.json()) as { error: { what: string; where: string } };
    return `${error.what}: ${error.where}`;
  } catch {
    return `the server answered ${response.status}`;
  }
}

/** Of the picture on the screen: the live one's, or those of the replay that it is. */
function ofPicture(path: string): string {
  const { session } = useLink.getState();
  return session === undefined ? `/api${path}` : `/api/replays/${encodeURIComponent(session)}${path}`;
}

export const fetchTrackDetail = (id: TrackId, base = ''): Promise<Answer<TrackDetail>> =>
  ask(
    base,
    ofPicture(`/tracks/${encodeURIComponent(id)}`),
    (response) => response.json() as Promise<TrackDetail>,
  );

/** How many tracks there are, and the box round nearly all of them. */
export interface Extent {
  readonly tracks: number;
  readonly bounds?: Bounds;
}

export const fetchExtent = (base = ''): Promise<Answer<Extent>> =>
  ask(base, ofPicture('/extent'), (response) => response.json() as Promise<Extent>);

interface HitFeature {
  readonly id: TrackId;
  readonly geometry: { readonly coordinates: readonly [number, number] };
  readonly properties: {
    readonly kind: keyof typeof TrackKind;
    readonly mmsi?: string;
    readonly flag?: string;
    readonly name?: string;
    readonly callSign?: string;
    readonly imo?: number;
    readonly shipType?: number;
  };
}

const hitOf = ({ id, geometry, properties }: HitFeature): TrackHit => {
  const [lon, lat] = geometry.coordinates;
  const { kind, mmsi, flag, name, callSign, imo, shipType } = properties;
  return {
    id,
    kind: TrackKind[kind],
    lat,
    lon,
    ...(mmsi !== undefined && { mmsi }),
    ...(flag !== undefined && { flag }),
    ...(name !== undefined && { name }),
    ...(callSign !== undefined && { callSign }),
    ...(imo !== undefined && { imo }),
    ...(shipType !== undefined && { shipType }),
  };
};

/** By name, MMSI, IMO number or call sign, best first. */
export const searchTracks = (text: string, base = ''): Promise<Answer<readonly TrackHit[]>> =>
  ask(base, ofPicture(`/search?q=${encodeURIComponent(text)}`), async (response) => {
    const { tracks } = (await response.json()) as { tracks: readonly HitFeature[] };
    return tracks.map(hitOf);
  });

/** At most {@link TRAILS_A_REQUEST}; tracks that the server no longer knows are left out. */
export const fetchTrails = (ids: readonly TrackId[], base = ''): Promise<Answer<readonly TrailPoints[]>> =>
  ask(base, ofPicture(`/trails?ids=${ids.map(encodeURIComponent).join()}`), async (response) => {
    const { trails } = watchfloor.v1.Trails.decode(new Uint8Array(await response.arrayBuffer()));
    return trails.map(decodeTrail).filter((trail) => trail !== undefined);
  });

interface FeedAnswer {
  readonly nowMs: number;
  readonly feeds: readonly {
    readonly history: {
      readonly stepMs: number;
      readonly bytesPerS: readonly number[];
      readonly messagesPerS: readonly number[];
    };
  }[];
}

/** A feed's rates over the last quarter of an hour, oldest first. */
export const fetchFeedHistory = (feedId: string, base = ''): Promise<Answer<readonly RateSample[]>> =>
  ask(base, `/api/feeds?id=${encodeURIComponent(feedId)}`, async (response) => {
    const { nowMs, feeds } = (await response.json()) as FeedAnswer;
    const history = feeds[0]?.history;
    return (history?.messagesPerS ?? []).map((messagesPerS, i, all) => ({
      atMs: nowMs - (all.length - 1 - i) * history!.stepMs,
      messagesPerS,
      bytesPerS: history!.bytesPerS[i] ?? 0,
    }));
  });
