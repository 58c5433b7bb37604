/** The sensors there are: configured, or heard of. */
import type { FeedId, SensorId, TrackId } from '../../../proto/domain/ids.ts';
import { Nature } from '../../../proto/domain/observation.ts';
import type {
  PlotObservation,
  ScanObservation,
  SensorAlertObservation,
  SensorObservation,
  TaskObservation,
} from '../../../proto/domain/sensing.ts';
import { SensorHealth, type SensorSettings } from '../../../proto/domain/sensor.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import type { watchfloor } from '../../../proto/generated/watchfloor.js';
import { SensorAlerts } from './alerts.ts';
import { Sensor } from './sensor.ts';
import { sensorState } from './state.ts';

/** Sensors at most; of those that no site named, the one that is gone the longest makes room, else newcomers are refused. */
export const SENSORS_KEPT = 1024;

/** Figures that always move, such as the time last heard, are told anew this often. */
const TOLD_AGAIN_MS = 10_000;

type SensorSays =
  | PlotObservation
  | ScanObservation
  | SensorObservation
  | SensorAlertObservation
  | TaskObservation;

export class SensorRegistry {
  /** Observations of sensors for which there was no room. */
  refused = 0;
  readonly alerts = new SensorAlerts();
  readonly #sensors = new Map<SensorId, Sensor>();
  readonly #allowedByDefault: boolean;
  #version = 0;
  #told: readonly watchfloor.v1.ISensorState[] = [];
  #toldWords = '';
  #toldMs = Number.NEGATIVE_INFINITY;

  constructor(registrationAllowed: boolean) {
    this.#allowedByDefault = registrationAllowed;
  }

  /** Grows whenever {@link list} would say something else; moves in ticks. */
  get version(): number {
    return this.#version;
  }

  /** As of the last tick, in the order in which they were heard of. */
  list(): readonly watchfloor.v1.ISensorState[] {
    return this.#told;
  }

  get size(): number {
    return this.#sensors.size;
  }

  get(id: SensorId): Sensor | undefined {
    return this.#sensors.get(id);
  }

  /** What the site says of a sensor; it need not have been heard. */
  configure(id: SensorId, feedId: FeedId, settings: SensorSettings, nature: Nature = Nature.real): void {
    const sensor = this.#sensors.get(id) ?? new Sensor(id, feedId, nature);
    sensor.settings = settings;
    this.#sensors.set(id, sensor);
  }

  /** The sensor that says this, now heard; undefined when there is no room for another. */
  heard(said: SensorSays): Sensor | undefined {
    if (said.type === 'sensorAlert') this.alerts.take(said);
    let sensor = this.#sensors.get(said.sensorId);
    if (!sensor) {
      if (this.#sensors.size >= SENSORS_KEPT && !this.#makeRoom(said.receivedMs)) {
        this.refused++;
        return undefined;
      }
      sensor = new Sensor(said.sensorId, said.feedId, said.nature);
      this.#sensors.set(said.sensorId, sensor);
    }
    sensor.feedId = said.feedId;
    sensor.nature = said.nature;
    sensor.hear(said.receivedMs);
    if (said.type === 'sensor') sensor.take(said);
    if (said.type === 'task') sensor.tasks.answered(said);
    return sensor;
  }

  /** A task was sent to a sensor: to look at a track. */
  taskSent(id: SensorId, taskId: string, trackId: TrackId, atMs: EpochMs): void {
    this.#sensors.get(id)?.tasks.sent(taskId, trackId, atMs);
  }

  /** An operator lets the bias that was found be taken out before tracking, or not. */
  allowRegistration(id: SensorId, allowed: boolean): void {
    const sensor = this.#sensors.get(id);
    if (sensor) sensor.registrationAllowed = allowed;
  }

  isRegistrationAllowed(sensor: Sensor): boolean {
    return sensor.registrationAllowed ?? this.#allowedByDefault;
  }

  /** Brings the list to a time. */
  tick(nowMs: number): void {
    const list = [...this.#sensors.values()].map((sensor) =>
      sensorState(sensor, nowMs, this.isRegistrationAllowed(sensor)),
    );
    const words = JSON.stringify(list.map(settledPart));
    if (words === this.#toldWords && Math.abs(nowMs - this.#toldMs) < TOLD_AGAIN_MS) return;
    if (list.length === 0 && this.#told.length === 0) return;
    this.#told = list;
    this.#toldWords = words;
    this.#toldMs = nowMs;
    this.#version++;
  }

  /** The clock was set back. */
  stepBack(nowMs: number): void {
    for (const sensor of this.#sensors.values()) sensor.stepBack(nowMs);
  }

  #makeRoom(nowMs: number): boolean {
    let longest: Sensor | undefined;
    for (const sensor of this.#sensors.values()) {
      if (sensor.settings || sensor.healthAt(nowMs) !== SensorHealth.gone) continue;
      if (!longest || (sensor.lastMs ?? 0) < (longest.lastMs ?? 0)) longest = sensor;
    }
    return longest !== undefined && this.#sensors.delete(longest.id);
  }
}

/** All but the figures that move with every message. */
function settledPart({ lastMs: _, plotsPerScan: __, registration, ...rest }: watchfloor.v1.ISensorState) {
  const { allowed, applied, alarmed } = registration ?? {};
  return { ...rest, allowed, applied, alarmed };
}
