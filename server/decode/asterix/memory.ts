/** What must be remembered of earlier records to understand later ones. */
import type { SensorId } from '../../../proto/domain/ids.ts';
import type { PlotPlace } from '../../../proto/domain/sensing.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';

/** Beyond these the ones heard longest ago are forgotten. */
const MAX_SENSORS = 1024;
const MAX_TRACKS = 16_384;
/** A status that has not changed is told again after this long. */
const REPEAT_MS = 30_000;
/** A sensor that told of sectors within this time does so at every turn. */
const TURN_MS = 60_000;

interface Sector {
  readonly azimuthDeg: number;
  readonly atMs: EpochMs;
}
interface Status {
  readonly words: string;
  readonly atMs: EpochMs;
}

/** Of one feed. */
export class Memory {
  readonly #sectors = new Map<SensorId, Sector>();
  readonly #statuses = new Map<string, Status>();
  readonly #places = new Map<string, PlotPlace>();

  /** Whether what a sensor says on a topic is new, or was last told long enough ago; remembers it. */
  isNews(sensor: SensorId, topic: string, words: string, nowMs: EpochMs): boolean {
    const key = `${sensor} ${topic}`;
    const known = this.#statuses.get(key);
    if (known?.words === words && nowMs - known.atMs < REPEAT_MS) return false;
    remember(this.#statuses, key, { words, atMs: nowMs }, MAX_SENSORS);
    return true;
  }

  /** The antenna crosses an azimuth: where it crossed one before, if it did lately. */
  crossed(sensor: SensorId, azimuthDeg: number, nowMs: EpochMs): number | undefined {
    const before = this.lastSector(sensor, nowMs);
    remember(this.#sectors, sensor, { azimuthDeg, atMs: nowMs }, MAX_SENSORS);
    return before;
  }

  lastSector(sensor: SensorId, nowMs: EpochMs): number | undefined {
    const known = this.#sectors.get(sensor);
    return known !== undefined && Math.abs(nowMs - known.atMs) < TURN_MS ? known.azimuthDeg : undefined;
  }

  /** Where a sensor's track was last: reports of its end come without a place. */
  place(sensor: SensorId, track: string, now: PlotPlace | undefined, ended: boolean): PlotPlace | undefined {
    const key = `${sensor} ${track}`;
    const place = now ?? this.#places.get(key);
    if (place !== undefined && !ended) remember(this.#places, key, place, MAX_TRACKS);
    else this.#places.delete(key);
    return place;
  }
}

/** Puts it last and forgets the oldest beyond the limit. */
function remember<K, V>(map: Map<K, V>, key: K, value: V, limit: number): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= limit) return;
    map.delete(oldest);
  }
}
