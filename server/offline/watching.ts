/** Recorded observations past every detector: time comes from them alone. */
import type { Happening } from '../../proto/domain/alert/alert.ts';
import type { Shore, WatchedSensor, WatchedSystem } from '../../proto/domain/detecting.ts';
import type { FeedId } from '../../proto/domain/ids.ts';
import type { Nature } from '../../proto/domain/observation.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import { configuredSensors } from '../decoders.ts';
import type { OpenDetector } from '../detect/detector.ts';
import { AGAIN_MS } from '../detect/happenings.ts';
import type { Learned } from '../detect/learned/learned.ts';
import type { Picture } from '../tracks/picture.ts';
import { WatchedPictureRun } from '../watch.ts';
import { watchedSensors } from '../watchedsensors.ts';
import type { DetectConfig } from './config.ts';
import { Exposure } from './exposure.ts';
import type { Batch } from './recording.ts';

export interface OfflineOptions {
  readonly config: DetectConfig;
  readonly shore: Shore;
  /** Absent: nothing is known yet. */
  readonly learned?: Learned;
  /** Absent: all. */
  readonly detectors?: readonly OpenDetector[];
  /** The first part of every id: 1 where absent. */
  readonly epoch?: number;
  /** After each tick of the picture, with its number. */
  readonly onTick?: (nowMs: EpochMs, tick: number) => void;
}

/** The first part of every id: a recording has one run. */
const EPOCH = 1;
/** Of a recording nobody has to allow it: there is nobody to ask. */
const registrationAllowed = true;

/** Happenings are held until they cannot come again; what is still open then comes with `end`. */
export class OfflineWatch {
  readonly exposure = new Exposure();
  readonly run: WatchedPictureRun;
  /** What began, changed or ended with what was taken last, and when that was told: with its tick. */
  changed: readonly { readonly happening: Happening; readonly toldMs: EpochMs }[] = [];
  readonly #open = new Map<string, Happening>();
  #nowMs = epochMs(0);
  #swept = 0;
  readonly #onTick: OfflineOptions['onTick'];

  constructor({ config, shore, learned, detectors, epoch = EPOCH, onTick }: OfflineOptions) {
    this.#onTick = onTick;
    this.run = new WatchedPictureRun({
      ...{ epoch, registrationAllowed, shore, records: config.records },
      ...(learned && { learned }),
      ...(detectors && { detectors }),
      system: (picture) => systemOf(picture, config.receivers),
    });
    for (const [feed, { decoding, nature }] of config.feeds) this.#configure(feed, decoding, nature);
  }

  /** What was received at once; happenings that are over for good by then. */
  take({ atMs, said }: Batch): readonly Happening[] {
    this.changed = [];
    this.run.advance(atMs, (nowMs, tick) => {
      this.#drain(nowMs);
      this.#onTick?.(nowMs, tick);
    });
    for (const one of said) {
      this.exposure.take(one);
      this.run.apply(one);
    }
    this.#nowMs = atMs;
    this.#drain(atMs);
    return this.#over();
  }

  /** A last look at the time of the last data; everything that is left. */
  end(): readonly Happening[] {
    this.changed = [];
    const tick = this.run.tick(this.#nowMs);
    this.#drain(this.#nowMs);
    this.#onTick?.(this.#nowMs, tick);
    const left = [...this.#open.values()];
    this.#open.clear();
    return left;
  }

  readonly #drain = (toldMs: EpochMs): void => {
    const drained = this.run.drain();
    if (drained.length === 0) return;
    this.changed = [...this.changed, ...drained.map((happening) => ({ happening, toldMs }))];
    for (const happening of drained) this.#open.set(happening.id, happening);
  };

  #over(): readonly Happening[] {
    if (Math.abs(this.#nowMs - this.#swept) < AGAIN_MS) return [];
    this.#swept = this.#nowMs;
    const over: Happening[] = [];
    for (const [id, happening] of this.#open) {
      if (happening.endedMs === undefined || this.#nowMs - happening.endedMs <= AGAIN_MS) continue;
      this.#open.delete(id);
      over.push(happening);
    }
    return over;
  }

  #configure(feed: FeedId, decoding: Parameters<typeof configuredSensors>[1], nature: Nature): void {
    for (const [sensor, settings] of configuredSensors(feed, decoding))
      this.run.picture.sensors.configure(sensor, feed, settings, nature);
  }
}

/** Of a recording's feeds nobody knows more than the data show. */
function systemOf(picture: Picture, receivers: readonly WatchedSensor[]): WatchedSystem {
  const sensors = watchedSensors(picture);
  return {
    feeds: () => [],
    sensors: () => (receivers.length === 0 ? sensors() : [...sensors(), ...receivers]),
    troubles: () => [],
  };
}
