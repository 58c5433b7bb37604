/** The list of sensors, encoded once whenever it says something else. */
import { watchfloor } from '../../proto/generated/watchfloor.js';
import type { SensorsSource } from './source.ts';

export interface EncodedSensors {
  /** Grows with every change; never 0. */
  readonly version: number;
  /** A `PictureFrame` with the list and nothing else: to be concatenated with others. */
  readonly bytes: Uint8Array;
}

export class SensorList {
  readonly #sensors: SensorsSource;
  #told = Number.NaN;
  #encoded: EncodedSensors = { version: 0, bytes: new Uint8Array(0) };

  constructor(sensors: SensorsSource) {
    this.#sensors = sensors;
  }

  encoded(): EncodedSensors {
    const { version } = this.#sensors;
    if (version === this.#told) return this.#encoded;
    this.#told = version;
    const sensors = [...this.#sensors.list()];
    const bytes = watchfloor.v1.PictureFrame.encode({ sensors: { sensors } }).finish();
    this.#encoded = { version: this.#encoded.version + 1, bytes };
    return this.#encoded;
  }
}
