/** From the wire's messages to what the store shows. */
import { watchfloor } from '../../proto/generated/watchfloor.js';
import type { AggregateCells } from '../store/aggregates.ts';
import type { FeedLifeName, FeedTimingName, FeedView } from '../store/link.ts';

const LIVES: readonly FeedLifeName[] = ['connecting', 'live', 'silent', 'faulty', 'down', 'ended'];
const TIMINGS: readonly (FeedTimingName | undefined)[] = [undefined, 'late', 'behind', 'ahead'];
export const NATURES = ['real', 'synthetic', 'recorded'] as const;

export type Wire<T> = T | null | undefined;

/** `{ key: value }` when there is a value: absent is absent. */
export const present = <K extends string>(key: K, value: Wire<number>): { [P in K]?: number } =>
  value === null || value === undefined ? {} : ({ [key]: value } as { [P in K]?: number });

export function feedView(feed: watchfloor.v1.IFeedState): FeedView {
  const timing = TIMINGS[feed.timing ?? 0];
  return {
    id: feed.id ?? '',
    name: feed.name ?? '',
    url: feed.url ?? '',
    format: feed.format ?? '',
    nature: NATURES[feed.nature ?? 0] ?? 'real',
    life: LIVES[feed.life ?? 0] ?? 'connecting',
    reason: feed.reason ?? '',
    sinceMs: feed.sinceMs ?? 0,
    ...present('lastByteMs', feed.lastByteMs),
    ...present('expectedIntervalMs', feed.expectedIntervalMs),
    bytesPerS: feed.bytesPerS ?? 0,
    messagesPerS: feed.messagesPerS ?? 0,
    bytes: feed.bytes ?? 0,
    messages: feed.messages ?? 0,
    faults: (feed.faults ?? []).map((fault) => ({
      kind: fault.kind ?? '',
      count: fault.count ?? 0,
      sample: fault.sample ?? '',
      lastMs: fault.lastMs ?? 0,
    })),
    ...present('retryMs', feed.retryMs),
    connections: feed.connections ?? 0,
    ...present('lagMs', feed.lagMs),
    ...(timing && { timing }),
    ...(feed.sameAs && { sameAs: feed.sameAs }),
    ...present('sameShare', feed.sameShare),
  };
}

const viewOf = (bytes: Wire<Uint8Array>): DataView =>
  bytes ? new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new DataView(new ArrayBuffer(0));

/** Undefined when the columns do not fit together. */
export function aggregateCells(frame: watchfloor.v1.IAggregateFrame): AggregateCells | undefined {
  const [x, y, count, moving] = [viewOf(frame.x), viewOf(frame.y), viewOf(frame.count), viewOf(frame.moving)];
  const cells = Math.floor(x.byteLength / 2);
  const fits =
    y.byteLength === cells * 2 && count.byteLength === cells * 4 && moving.byteLength === cells * 4;
  if (!fits) return undefined;
  return {
    cellZ: frame.cellZ ?? 0,
    x: Uint16Array.from({ length: cells }, (_, i) => x.getUint16(i * 2, true)),
    y: Uint16Array.from({ length: cells }, (_, i) => y.getUint16(i * 2, true)),
    count: Uint32Array.from({ length: cells }, (_, i) => count.getUint32(i * 4, true)),
    moving: Uint32Array.from({ length: cells }, (_, i) => moving.getUint32(i * 4, true)),
  };
}

/** What a frame changes of the link's state; `feeds` only when the frame carries them. */
export function linkChanges(frame: watchfloor.v1.PictureFrame) {
  const session = frame.clock?.session || undefined;
  return {
    session,
    clockKind: frame.clock?.kind === watchfloor.v1.PictureClock.Kind.REPLAY ? 'replay' : 'live',
    // A replay that stands still has the rate zero.
    clockRate: session === undefined ? frame.clock?.rate || 1 : (frame.clock?.rate ?? 0),
    epoch: frame.epoch,
    seq: frame.seq,
    baseMs: frame.baseMs,
    trackCount: frame.trackCount,
    ...(frame.feeds && { feeds: (frame.feeds.feeds ?? []).map(feedView) }),
  } as const;
}
