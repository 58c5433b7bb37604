/** The list of sensors that an audience may know of, encoded once whenever it says something else. */
import { feedId } from '../../proto/domain/ids.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import type { Audience } from '../access/audience.ts';
import type { SensorsSource } from './source.ts';

export interface EncodedSensors {
  /** Grows with every change; never 0. */
  readonly version: number;
  /** A `PictureFrame` with the list and nothing else: to be concatenated with others. */
  readonly bytes: Uint8Array;
}

/** What a sensor's feed is where none is named: whoever may see every feed sees it too. */
const NO_FEED = feedId('');

export class SensorList {
  readonly #sensors: SensorsSource;
  readonly #audience: Pick<Audience, 'seesFeed'>;
  #told = Number.NaN;
  #encoded: EncodedSensors = { version: 0, bytes: new Uint8Array(0) };
  /** Those that were in the list when it was last read: whether they may be known. */
  readonly #seen = new Map<string, boolean>();

  constructor(sensors: SensorsSource, audience: Pick<Audience, 'seesFeed'>) {
    this.#sensors = sensors;
    this.#audience = audience;
  }

  encoded(): EncodedSensors {
    this.#read();
    return this.#encoded;
  }

  /** Whether a sensor's plots are for this audience. */
  sees(sensorId: string): boolean {
    this.#read();
    return this.#seen.get(sensorId) ?? this.#audience.seesFeed(NO_FEED);
  }

  #read(): void {
    const { version } = this.#sensors;
    if (version === this.#told) return;
    this.#told = version;
    this.#seen.clear();
    const sensors = this.#sensors.list().filter(({ id, feedId: feed }) => {
      const isSeen = this.#audience.seesFeed(feed ? feedId(feed) : NO_FEED);
      this.#seen.set(id ?? '', isSeen);
      return isSeen;
    });
    const bytes = watchfloor.v1.PictureFrame.encode({ sensors: { sensors } }).finish();
    this.#encoded = { version: this.#encoded.version + 1, bytes };
  }
}
