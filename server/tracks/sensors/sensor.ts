/** One sensor: what the site says of it, what it says itself, and what we see of it. */
import type { Position } from '../../../proto/domain/geo.ts';
import type { FeedId, SensorId } from '../../../proto/domain/ids.ts';
import type { Nature } from '../../../proto/domain/observation.ts';
import type { PlotPlace, SensorObservation } from '../../../proto/domain/sensing.ts';
import {
  type Coverage,
  SensorHealth,
  SensorKind,
  type SensorSettings,
} from '../../../proto/domain/sensor.ts';
import { TaskList } from './tasks.ts';

/** A radar's systematic error as identified transmitters show it; metres and degrees, what it measures too much. */
export interface RegistrationEstimate {
  readonly rangeM: number;
  readonly azimuthDeg: number;
  readonly sigmaRangeM: number;
  readonly sigmaAzimuthDeg: number;
  readonly samples: number;
  /** Corrected before tracking now. */
  readonly applied: boolean;
}

type Said = Partial<Omit<SensorObservation, 'type' | 'sensorId' | 'feedId' | 'observedMs' | 'receivedMs'>>;

/** Silence before a sensor that turns is gone: five turns, 10 s at least. */
const SCANS_MISSED = 5;
const SCANNER_GONE_MS = 10_000;
/** Others: three times the longest silence that was usual for it, 30 s at least; before that is known, 3 min. */
const SILENCES = 3;
const GONE_MS = 30_000;
const UNKNOWN_SILENCE_MS = 60_000;
const LONGEST_SILENCE_MS = 10 * 60_000;
/** The longest usual silence is forgotten at this rate a message. */
const FORGET = 0.98;
/** Weight of the newest turn in the plots a scan and in the learned period. */
const NEWEST = 0.2;

export class Sensor {
  readonly id: SensorId;
  feedId: FeedId;
  nature: Nature;
  settings: SensorSettings | undefined;
  said: Said = {};
  lastMs: number | undefined;
  registration: RegistrationEstimate | undefined;
  registrationAllowed: boolean | undefined;
  readonly tasks = new TaskList();
  plotsPerScan = 0;
  /** It measures from a place that nobody says: its plots are lost. */
  placeless = false;
  /** It tells when a turn or sector is complete. */
  tellsScans = false;
  learnedPeriodMs: number | undefined;
  #usualSilenceMs: number | undefined;

  constructor(id: SensorId, feedId: FeedId, nature: Nature) {
    this.id = id;
    this.feedId = feedId;
    this.nature = nature;
  }

  /** The site's words win, where it has any. */
  get name(): string {
    return this.settings?.name ?? this.said.name ?? this.id;
  }

  get kind(): SensorKind {
    return this.settings?.kind ?? this.said.kind ?? SensorKind.unknown;
  }

  get place(): Position | undefined {
    for (const { lat, lon } of [this.settings ?? {}, this.said]) {
      if (lat !== undefined && lon !== undefined) return { lat, lon };
    }
    return undefined;
  }

  /** Where it measured from: as the site says, else as the plot says, else as it said last. */
  originOf(place: PlotPlace): Position | undefined {
    const sited = this.settings?.lat !== undefined && this.settings.lon !== undefined;
    return !sited && place.kind !== 'position' && place.from ? place.from : this.place;
  }

  get coverage(): Coverage | undefined {
    return this.settings?.coverage ?? this.said.coverage;
  }

  get periodMs(): number | undefined {
    return this.settings?.periodMs ?? this.said.periodMs ?? this.learnedPeriodMs;
  }

  hear(atMs: number): void {
    if (this.lastMs !== undefined) {
      const silenceMs = Math.min(atMs - this.lastMs, LONGEST_SILENCE_MS);
      this.#usualSilenceMs = Math.max(silenceMs, (this.#usualSilenceMs ?? 0) * FORGET);
    }
    this.lastMs = Math.max(this.lastMs ?? atMs, atMs);
    // Who speaks is there again, whatever was said of it when it went.
    if (this.said.health === SensorHealth.gone) this.said = { ...this.said, health: SensorHealth.unknown };
  }

  /** A turn ended with so many plots. */
  countScan(plots: number): void {
    this.plotsPerScan =
      this.plotsPerScan === 0 ? plots : this.plotsPerScan + NEWEST * (plots - this.plotsPerScan);
  }

  learnPeriod(intervalMs: number): void {
    const known = this.learnedPeriodMs;
    this.learnedPeriodMs = known === undefined ? intervalMs : known + NEWEST * (intervalMs - known);
  }

  /** Takes what it says of itself; what it leaves out stays. */
  take(observation: SensorObservation): void {
    const { type: _, sensorId: __, feedId: ___, observedMs: ____, receivedMs: _____, ...said } = observation;
    const healed = said.health !== undefined && said.reason === undefined;
    const { reason, ...rest } = this.said;
    this.said = { ...rest, ...(reason !== undefined && !healed && { reason }), ...said };
  }

  /** As it says, or as its silence says. */
  healthAt(nowMs: number): SensorHealth {
    if (this.lastMs === undefined) return SensorHealth.unknown;
    if (nowMs - this.lastMs > this.#goneAfterMs()) return SensorHealth.gone;
    return this.said.health || (this.placeless ? SensorHealth.degraded : SensorHealth.working);
  }

  /** The clock was set back. */
  stepBack(nowMs: number): void {
    if (this.lastMs !== undefined) this.lastMs = Math.min(this.lastMs, nowMs);
  }

  #goneAfterMs(): number {
    if (this.tellsScans && this.periodMs !== undefined) {
      return Math.max(SCANNER_GONE_MS, SCANS_MISSED * this.periodMs);
    }
    return Math.max(GONE_MS, SILENCES * (this.#usualSilenceMs ?? UNKNOWN_SILENCE_MS));
  }
}
