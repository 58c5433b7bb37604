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

/** Whether a track, by its id, is one that the audience sees. */
export type SeesTrack = (trackId: string) => boolean;

const isSeen = (
  { feedId: feed }: watchfloor.v1.ISensorState,
  audience: Pick<Audience, 'seesFeed'>,
): boolean => audience.seesFeed(feed ? feedId(feed) : NO_FEED);

/** Those whose feed the audience sees, with tasks of tracks that it sees. */
export const seenSensors = (
  sensors: readonly watchfloor.v1.ISensorState[],
  audience: Pick<Audience, 'seesFeed'>,
  seesTrack: SeesTrack,
): watchfloor.v1.ISensorState[] =>
  sensors
    .filter((sensor) => isSeen(sensor, audience))
    .map(({ tasks, ...sensor }) => ({
      ...sensor,
      tasks: (tasks ?? []).filter(({ trackId }) => seesTrack(trackId ?? '')),
    }));

export class SensorList {
  readonly #sensors: SensorsSource;
  readonly #audience: Pick<Audience, 'seesFeed'>;
  readonly #seesTrack: SeesTrack;
  #told = Number.NaN;
  /** Which tracks of tasks were seen when the list was encoded. */
  #tasked: ReadonlyMap<string, boolean> = new Map();
  #encodedOf = Number.NaN;
  #encoded: EncodedSensors = { version: 0, bytes: new Uint8Array(0) };
  /** Those that were in the list when it was last read: whether they may be known. */
  readonly #seen = new Map<string, boolean>();

  constructor(sensors: SensorsSource, audience: Pick<Audience, 'seesFeed'>, seesTrack: SeesTrack) {
    this.#sensors = sensors;
    this.#audience = audience;
    this.#seesTrack = seesTrack;
  }

  encoded(): EncodedSensors {
    const { version } = this.#sensors;
    const isSame = version === this.#encodedOf;
    // A track that a sensor looks at may be seen by others than before, whatever the sensor says.
    if (isSame && [...this.#tasked].every(([id, seen]) => this.#seesTrack(id) === seen)) return this.#encoded;
    this.#encodedOf = version;
    const list = this.#sensors.list().filter((sensor) => isSeen(sensor, this.#audience));
    const ids = list.flatMap(({ tasks }) => (tasks ?? []).map(({ trackId }) => trackId ?? ''));
    this.#tasked = new Map(ids.map((id) => [id, this.#seesTrack(id)]));
    const sensors = seenSensors(list, this.#audience, (id) => this.#tasked.get(id) === true);
    const bytes = watchfloor.v1.PictureFrame.encode({ sensors: { sensors } }).finish();
    this.#encoded = { version: this.#encoded.version + 1, bytes };
    return this.#encoded;
  }

  /** Whether a sensor's plots are for this audience. */
  sees(sensorId: string): boolean {
    const { version } = this.#sensors;
    if (version !== this.#told) {
      this.#told = version;
      this.#seen.clear();
      for (const sensor of this.#sensors.list())
        this.#seen.set(sensor.id ?? '', isSeen(sensor, this.#audience));
    }
    return this.#seen.get(sensorId) ?? this.#audience.seesFeed(NO_FEED);
  }
}
