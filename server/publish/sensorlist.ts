/** The list of sensors with what they were asked to do, encoded once whenever it says something else. */
import type { EpochMs } from '../../proto/domain/units.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import type { SensorsSource, TasksSource } from './source.ts';

export interface EncodedSensors {
  /** Grows with every change; never 0. */
  readonly version: number;
  /** A `PictureFrame` with the list and nothing else: to be concatenated with others. */
  readonly bytes: Uint8Array;
}

export class SensorList {
  readonly #sensors: SensorsSource;
  readonly #tasks: TasksSource | undefined;
  #told = Number.NaN;
  #encoded: EncodedSensors = { version: 0, bytes: new Uint8Array(0) };

  constructor(sensors: SensorsSource, tasks: TasksSource | undefined) {
    this.#sensors = sensors;
    this.#tasks = tasks;
  }

  /** Every sensor, as the wire tells it. */
  states(): watchfloor.v1.ISensorState[] {
    const tasks = this.#tasks;
    const all = this.#sensors.list();
    return all.map((state) => (tasks ? { ...state, tasks: [...tasks.of(state.id ?? '')] } : state));
  }

  tick(nowMs: EpochMs): EncodedSensors {
    // Both only grow, so their sum stands still only where both do.
    const version = this.#sensors.version + (this.#tasks?.tick(nowMs) ?? 0);
    if (version === this.#told) return this.#encoded;
    this.#told = version;
    const bytes = watchfloor.v1.PictureFrame.encode({ sensors: { sensors: this.states() } }).finish();
    this.#encoded = { version: this.#encoded.version + 1, bytes };
    return this.#encoded;
  }
}
