/**
 * A short recording made long. Where real vessels move, a loop cannot be both continuous and their own: so there are two.
 * `continued` carries every vessel on from where it was (its positions of each further round moved by what it made good
 * in the rounds before), which leaves speeds, courses and neighbours as they are, though a vessel may end ashore.
 * `looped` says the same sentences again with later times: every vessel that moves jumps back at each seam, all in the
 * same moment, which no single vessel did.
 */
import type { AisMessage } from '../../../server/decode/ais/message.ts';
import type { Said } from './traffic.ts';

/** A round later by `byMs`, the clocks of base stations too. */
function later({ atMs, message }: Said, byMs: number): Said {
  if (message.type !== 4 && message.type !== 11) return { atMs: atMs + byMs, message };
  const { utcYear, utcMonth = 1, utcDay = 1, utcHour = 0, utcMinute = 0, utcSecond = 0 } = message;
  if (utcYear === undefined) return { atMs: atMs + byMs, message };
  const said = new Date(Date.UTC(utcYear, utcMonth - 1, utcDay, utcHour, utcMinute, utcSecond) + byMs);
  const clock = {
    ...{ utcYear: said.getUTCFullYear(), utcMonth: said.getUTCMonth() + 1, utcDay: said.getUTCDate() },
    ...{ utcHour: said.getUTCHours(), utcMinute: said.getUTCMinutes(), utcSecond: said.getUTCSeconds() },
  };
  return { atMs: atMs + byMs, message: { ...message, ...clock } };
}

/** @param periodMs of a round: at least as long as the recording, a multiple of a minute (reports say their second) */
export function looped(traffic: readonly Said[], rounds: number, periodMs: number): Said[] {
  return Array.from({ length: rounds }, (_, round) =>
    traffic.map((said) => later(said, round * periodMs)),
  ).flat();
}

interface Way {
  readonly lat: number;
  readonly lon: number;
  readonly firstMs: number;
  lastLat: number;
  lastLon: number;
  lastMs: number;
}

/** A vessel heard for less makes no way that could be carried on. */
const SHORTEST_MS = 30_000;
/** Farther in a round is a fault of the recording. */
const MOST_DEG = 0.1;

/** @param periodMs as of {@link looped} */
export function continued(traffic: readonly Said[], rounds: number, periodMs: number): Said[] {
  const ways = new Map<number, Way>();
  for (const { atMs, message } of traffic) {
    const place = placeOf(message);
    if (place === undefined) continue;
    const way = ways.get(message.mmsi);
    if (way === undefined)
      ways.set(message.mmsi, {
        ...place,
        firstMs: atMs,
        ...{ lastLat: place.lat, lastLon: place.lon, lastMs: atMs },
      });
    else Object.assign(way, { lastLat: place.lat, lastLon: place.lon, lastMs: atMs });
  }
  const shift = (mmsi: number): { lat: number; lon: number } => {
    const way = ways.get(mmsi);
    const heardMs = way === undefined ? 0 : way.lastMs - way.firstMs;
    if (way === undefined || heardMs < SHORTEST_MS) return { lat: 0, lon: 0 };
    const share = periodMs / heardMs;
    const [lat, lon] = [(way.lastLat - way.lat) * share, (way.lastLon - way.lon) * share];
    return Math.abs(lat) + Math.abs(lon) > MOST_DEG ? { lat: 0, lon: 0 } : { lat, lon };
  };
  return Array.from({ length: rounds }, (_, round) =>
    traffic.map((said) => {
      const { atMs, message } = later(said, round * periodMs);
      const place = placeOf(message);
      if (place === undefined || round === 0 || !('cogDeg' in message)) return { atMs, message };
      const by = shift(message.mmsi);
      const moved = { ...message, lat: place.lat + by.lat * round, lon: place.lon + by.lon * round };
      return { atMs, message: moved as AisMessage };
    }),
  ).flat();
}

function placeOf(message: AisMessage): { lat: number; lon: number } | undefined {
  if (!('lat' in message) || !('lon' in message)) return undefined;
  const { lat, lon } = message;
  return lat === undefined || lon === undefined ? undefined : { lat, lon };
}
