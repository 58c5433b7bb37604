/** Traffic past decoders, tracks and detectors, in memory; what was raised, and how long after its proof. */
import type { Condition, Happening } from '../../../proto/domain/alert/alert.ts';
import type { Shore } from '../../../proto/domain/detecting.ts';
import { feedId, type TrackId } from '../../../proto/domain/ids.ts';
import { Nature } from '../../../proto/domain/observation.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { Decoder } from '../../../server/decode/decoder.ts';
import { type DecodingSettings, openDecoder } from '../../../server/decoders.ts';
import type { FeedFormat } from '../../../server/feeds/settings.ts';
import { type DetectConfig, noConfig } from '../../../server/offline/config.ts';
import { OfflineWatch } from '../../../server/offline/watching.ts';
import { linesOf, type Said } from '../corpora/traffic.ts';

/** A condition as it was when it was told first. */
export interface Told {
  readonly condition: Condition;
  readonly toldMs: number;
  readonly alertId: string;
}

/** A track that an alert is about, and the condition as it was when it named it first. */
export interface Named extends Told {
  readonly trackId: TrackId;
}

export interface Watched {
  readonly happenings: readonly Happening[];
  readonly told: readonly Told[];
  readonly named: readonly Named[];
  readonly messages: number;
  readonly vesselDays: number;
  readonly vesselDaysSpanned: number;
  readonly vessels: number;
}

/** Bytes of a feed at a time. */
export interface Arrival {
  readonly feed: string;
  readonly atMs: number;
  readonly bytes: Uint8Array;
  readonly connection: number;
}

/** The sentence of a message that nobody changed is written once. */
const written = new WeakMap<Said, Uint8Array>();

function bytesOf(said: Said, group: number): Uint8Array {
  const known = written.get(said);
  if (known) return known;
  const bytes = Buffer.from(linesOf(said, 'bench', group), 'latin1');
  written.set(said, bytes);
  return bytes;
}

export interface WatchSettings {
  readonly shore: Shore;
  readonly config?: DetectConfig;
  /** Of feeds that are not AIS. */
  readonly formats?: Readonly<Record<string, FeedFormat>>;
  /** Which feed a message comes over; absent: one for all. */
  readonly feedOf?: (said: Said) => string;
}

export function* arrivalsOf(
  traffic: readonly Said[],
  feedOf: (said: Said) => string = () => 'ais',
): Generator<Arrival> {
  let group = 0;
  for (const said of traffic)
    yield { feed: feedOf(said), atMs: said.atMs, bytes: bytesOf(said, group++), connection: 1 };
}

export function watchTraffic(traffic: readonly Said[], settings: WatchSettings): Watched {
  return watchArrivals(arrivalsOf(traffic, settings.feedOf), settings);
}

export function watchArrivals(
  arrivals: Iterable<Arrival>,
  { shore, config = noConfig(), formats = {} }: WatchSettings,
): Watched {
  const watch = new OfflineWatch({ config, shore });
  const happenings = new Map<string, Happening>();
  const told: Told[] = [];
  const named: Named[] = [];
  const known = new Set<string>();
  let messages = 0;
  let said: Observation[] = [];
  const sink = {
    message: () => void messages++,
    observation: (one: Observation) => void said.push(one),
    fault: () => undefined,
    reply: () => undefined,
    cutOff: () => undefined,
  };
  const decoders = new Map<string, Decoder>();
  const decoderOf = (feed: string): Decoder => {
    const decoding: DecodingSettings = config.feeds.get(feedId(feed))?.decoding ?? {};
    const decoder = decoders.get(feed) ?? openDecoder(formats[feed] ?? 'nmea', feedId(feed), decoding);
    decoders.set(feed, decoder);
    return decoder;
  };
  const hear = (): void => {
    for (const { happening, toldMs } of watch.changed) {
      happenings.set(happening.id, happening);
      for (const condition of [happening.lead, ...happening.parts]) {
        const name = `${happening.id}|${condition.key}|${condition.onsetMs}`;
        for (const { trackId } of condition.parties) {
          if (known.has(`${name}|${trackId}`)) continue;
          known.add(`${name}|${trackId}`);
          named.push({ trackId, condition, toldMs, alertId: happening.id });
        }
        if (known.has(name)) continue;
        known.add(name);
        told.push({ condition, toldMs, alertId: happening.id });
      }
    }
  };
  const nature = Nature.recorded;
  for (const { feed, atMs, bytes, connection } of arrivals) {
    const receivedMs = epochMs(atMs);
    said = [];
    const frame = { feedId: feedId(feed), nature, connection, receivedMs, timeShiftMs: 0, bytes };
    decoderOf(feed).push(frame, sink);
    if (said.length === 0) continue;
    watch.take({ atMs: receivedMs, said });
    hear();
  }
  watch.end();
  hear();
  const { vesselDays, vesselDaysSpanned, vessels } = watch.exposure;
  return {
    ...{ happenings: [...happenings.values()], told, named, messages },
    ...{ vesselDays, vesselDaysSpanned, vessels },
  };
}
