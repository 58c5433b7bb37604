/**
 * What stations measure: each value with its own time, as each feed heard it. A report that leaves a value out does not
 * take it back; it grows old, and goes after {@link WEATHER_GONE_MS}.
 */
import type { Weather, WeatherObservation } from '../../../proto/domain/application.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import {
  type SaidWeather,
  WEATHER_GONE_MS,
  WEATHER_GROUPS,
  type WeatherPart,
} from '../../../proto/domain/surroundings.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import { Held } from './held.ts';

/** A base station may speak for every buoy of its coast. */
export const STATIONS_PER_SENDER = 64;
export const STATIONS_KEPT = 512;

/** Many stations that report all the time are told together, no more often than this. */
const TOLD_EVERY_MS = 5_000;

/** Of these a later report is of another place: what was measured at the last is not here. */
const MOVING: ReadonlySet<TrackKind> = new Set<TrackKind>([
  TrackKind.classA,
  TrackKind.classB,
  TrackKind.sarAircraft,
]);
/** Of these the number alone names the place. */
const SELF: ReadonlySet<TrackKind> = new Set<TrackKind>([
  ...MOVING,
  TrackKind.atonPhysical,
  TrackKind.atonVirtual,
]);

export class WeatherStations {
  readonly #held = new Held<SaidWeather>({ perSender: STATIONS_PER_SENDER, all: STATIONS_KEPT });
  #version = 0;
  #told: readonly SaidWeather[] = [];
  #toldMs = Number.NEGATIVE_INFINITY;
  #changed = false;

  /** Grows whenever {@link list} would say something else; moves in ticks. */
  get version(): number {
    return this.#version;
  }

  /** As of the last tick that told. */
  list(): readonly SaidWeather[] {
    return this.#told;
  }

  /** That made room for others since the start. */
  get dropped(): number {
    return this.#held.dropped;
  }

  take(said: WeatherObservation): void {
    const { feedId, nature, mmsi, kind, lat, lon, site, observedMs } = said;
    const weather = known(said.weather);
    if (Object.keys(weather).length === 0) return;
    const id = stationId(said);
    const before = this.#held.get(id, feedId);
    const isLate = before !== undefined && before.lastMs > observedMs;
    if (isLate && MOVING.has(kind)) return;
    const parts = MOVING.has(kind) ? [] : (before?.parts ?? []);
    this.#held.set({
      ...{ id, feedId, nature, mmsi, kind },
      ...(isLate ? { lat: before.lat, lon: before.lon } : { lat, lon }),
      ...(site !== undefined && { site }),
      parts: joined(parts, { observedMs, weather }),
      lastMs: isLate ? before.lastMs : observedMs,
    });
    this.#changed = true;
  }

  /** Lets go of what is too old, and brings the list to a time. */
  tick(nowMs: EpochMs): void {
    if (this.#held.revise((said) => left(said, nowMs))) this.#changed = true;
    if (!this.#changed || Math.abs(nowMs - this.#toldMs) < TOLD_EVERY_MS) return;
    this.#told = this.#held.all();
    this.#toldMs = nowMs;
    this.#changed = false;
    this.#version += 1;
  }

  /** The clock was set back. @param moved times by the clock before as times by this one */
  stepBack(nowMs: EpochMs, moved: (atMs: EpochMs) => EpochMs): void {
    const isMoved = this.#held.revise((said) => {
      if (said.lastMs <= nowMs) return said;
      const parts = said.parts
        .map(({ observedMs, weather }) => ({ observedMs: moved(observedMs), weather }))
        .toSorted((a, b) => b.observedMs - a.observedMs);
      return { ...said, parts, lastMs: moved(said.lastMs) };
    });
    if (isMoved) this.#changed = true;
  }
}

const known = (weather: Weather): Weather =>
  Object.fromEntries(Object.entries(weather).filter(([, value]) => value !== undefined));

/** `<nature>-<MMSI>`, and where one speaks for several places the site's number or the position. */
export function stationId({
  nature,
  mmsi,
  kind,
  lat,
  lon,
  site,
}: Pick<WeatherObservation, 'nature' | 'mmsi' | 'kind' | 'lat' | 'lon' | 'site'>): string {
  const name = `${nature}-${mmsi}`;
  if (site !== undefined) return `${name}-s${site}`;
  // To some hundred metres: a moored buoy swings, and is one.
  return SELF.has(kind) ? name : `${name}-p${lat.toFixed(3)}_${lon.toFixed(3)}`;
}

/** Parts with a report joined: of each group the newest word counts, and a group is replaced as a whole. */
function joined(parts: readonly WeatherPart[], report: WeatherPart): readonly WeatherPart[] {
  // Of one time the later word comes first.
  const byTime = [report, ...parts].toSorted((a, b) => b.observedMs - a.observedMs);
  const taken = new Set<number>();
  const kept: WeatherPart[] = [];
  for (const { observedMs, weather } of byTime) {
    const mine: Record<string, unknown> = {};
    const now: number[] = [];
    for (const [i, group] of WEATHER_GROUPS.entries()) {
      const fields = group.filter((field) => weather[field] !== undefined);
      if (fields.length === 0 || taken.has(i)) continue;
      for (const field of fields) mine[field] = weather[field];
      now.push(i);
    }
    for (const i of now) taken.add(i);
    if (now.length === 0) continue;
    const last = kept.at(-1);
    if (last?.observedMs === observedMs)
      kept[kept.length - 1] = { observedMs, weather: { ...last.weather, ...(mine as Weather) } };
    else kept.push({ observedMs, weather: mine as Weather });
  }
  return kept;
}

function left(said: SaidWeather, nowMs: EpochMs): SaidWeather | undefined {
  const parts = said.parts.filter(({ observedMs }) => nowMs - observedMs < WEATHER_GONE_MS);
  if (parts.length === said.parts.length) return said;
  return parts.length === 0 ? undefined : { ...said, parts };
}
