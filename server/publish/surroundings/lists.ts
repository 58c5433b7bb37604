/** The notices and stations that an audience may know of, each encoded once whenever it says something else. */
import { watchfloor } from '../../../proto/generated/watchfloor.js';
import type { SurroundingsSource } from '../source.ts';
import { type Sees, toldNotices, toldStations } from './told.ts';

/** A part of a `PictureFrame`, to be concatenated with others. */
export interface EncodedList {
  /** Grows with every change; never 0. */
  readonly version: number;
  readonly bytes: Uint8Array;
}

class List {
  readonly #versionNow: () => number;
  readonly #frame: () => watchfloor.v1.IPictureFrame;
  #encodedOf = Number.NaN;
  #encoded: EncodedList = { version: 0, bytes: new Uint8Array(0) };

  constructor(versionNow: () => number, frame: () => watchfloor.v1.IPictureFrame) {
    this.#versionNow = versionNow;
    this.#frame = frame;
  }

  encoded(): EncodedList {
    const version = this.#versionNow();
    if (version === this.#encodedOf) return this.#encoded;
    this.#encodedOf = version;
    const bytes = watchfloor.v1.PictureFrame.encode(this.#frame()).finish();
    // What changed may be another audience's.
    const isSame = this.#encoded.version > 0 && Buffer.compare(bytes, this.#encoded.bytes) === 0;
    if (!isSame) this.#encoded = { version: this.#encoded.version + 1, bytes };
    return this.#encoded;
  }
}

export class SurroundingsLists {
  readonly #lists: readonly List[];

  constructor({ notices, stations, nameOf }: SurroundingsSource, audience: Sees) {
    this.#lists = [
      new List(
        () => notices.version,
        () => ({ notices: { notices: toldNotices(notices.list(), audience, nameOf) } }),
      ),
      new List(
        () => stations.version,
        () => ({ stations: { stations: toldStations(stations.list(), audience, nameOf) } }),
      ),
    ];
  }

  encoded(): readonly EncodedList[] {
    return this.#lists.map((list) => list.encoded());
  }
}

/** What one client was told of them. */
export class ToldLists {
  #versions: readonly number[] = [];

  forget(): void {
    this.#versions = [];
  }

  /** The lists that say something else than this client was told; told now. */
  news(lists: SurroundingsLists): readonly Uint8Array[] {
    const now = lists.encoded();
    const news = now.filter(({ version }, i) => this.#versions[i] !== version).map(({ bytes }) => bytes);
    this.#versions = now.map(({ version }) => version);
    return news;
  }
}
