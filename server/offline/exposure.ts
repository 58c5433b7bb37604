/** How much was watched: vessel-days, against which alerts are counted. */
import { TrackKind } from '../../proto/domain/observation.ts';
import type { Observation } from '../../proto/domain/observations.ts';

/** Silence beyond this is not counted: nobody watched a vessel that said nothing. */
const LONGEST_SILENCE_MS = 3_600_000;
const DAY_MS = 86_400_000;
const FIXED: ReadonlySet<TrackKind> = new Set([
  TrackKind.atonPhysical,
  TrackKind.atonVirtual,
  TrackKind.baseStation,
  TrackKind.sarAircraft,
]);

interface Span {
  readonly firstMs: number;
  lastMs: number;
  heardMs: number;
}

/** Of transmitters that say where they are, by MMSI; aids, base stations and aircraft apart. One entry a transmitter. */
export class Exposure {
  readonly #spans = new Map<number, Span>();

  take(said: Observation): void {
    if (said.type !== 'position' || FIXED.has(said.kind)) return;
    const { mmsi, observedMs } = said;
    const span = this.#spans.get(mmsi);
    if (span === undefined) {
      this.#spans.set(mmsi, { firstMs: observedMs, lastMs: observedMs, heardMs: 0 });
      return;
    }
    const sinceMs = observedMs - span.lastMs;
    if (sinceMs <= 0) return;
    if (sinceMs <= LONGEST_SILENCE_MS) span.heardMs += sinceMs;
    span.lastMs = observedMs;
  }

  get vessels(): number {
    return this.#spans.size;
  }

  /** While they were heard: silences of more than an hour are left out. */
  get vesselDays(): number {
    let ms = 0;
    for (const { heardMs } of this.#spans.values()) ms += heardMs;
    return ms / DAY_MS;
  }

  /** From each one's first report to its last, silences and all. */
  get vesselDaysSpanned(): number {
    let ms = 0;
    for (const { firstMs, lastMs } of this.#spans.values()) ms += lastMs - firstMs;
    return ms / DAY_MS;
  }
}
