/** What is told of the world around the tracks: notices and the weather, as they stand now. */
import type { NoticeObservation, WeatherObservation } from '../../../proto/domain/application.ts';
import type { Mmsi } from '../../../proto/domain/ids.ts';
import type { Nature } from '../../../proto/domain/observation.ts';
import type { Claim } from '../../../proto/domain/track.ts';
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import type { TrackRegistry } from '../registry.ts';
import { claimKey } from '../siblings.ts';
import { Notices } from './notices.ts';
import { WeatherStations } from './weather.ts';

export class Surroundings {
  readonly notices = new Notices();
  readonly stations = new WeatherStations();

  readonly #tracks: TrackRegistry;
  #nowMs: EpochMs | undefined;

  constructor(tracks: TrackRegistry) {
    this.#tracks = tracks;
  }

  /** What the one track under a number calls itself; undefined where none or several have it, or none said. */
  readonly nameOf = (mmsi: Mmsi, nature: Nature): Claim<string> | undefined => {
    const { siblings, claims } = this.#tracks;
    const slot = siblings.only(claimKey(mmsi, nature));
    return slot === undefined ? undefined : claims[slot]?.name;
  };

  take(said: NoticeObservation | WeatherObservation): void {
    if (said.type === 'notice') this.notices.take(said);
    else this.stations.take(said);
  }

  tick(nowMs: EpochMs): void {
    this.#nowMs = nowMs;
    this.notices.tick(nowMs);
    this.stations.tick(nowMs);
  }

  /** The clock was set back: what is later by it was said by the clock before, and is as old as it was. */
  stepBack(nowMs: EpochMs): void {
    const stepMs = Math.max(0, (this.#nowMs ?? nowMs) - nowMs);
    const moved = (atMs: EpochMs): EpochMs => (atMs > nowMs ? epochMs(Math.min(nowMs, atMs - stepMs)) : atMs);
    this.notices.stepBack(nowMs, moved);
    this.stations.stepBack(nowMs, moved);
  }
}
