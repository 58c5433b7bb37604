/** Asking a sensor to look at a track. What becomes of it, the picture hears from the sensor and remembers. */
import type { Clock } from '../../proto/domain/clock.ts';
import type { SensorId, TrackId } from '../../proto/domain/ids.ts';
import type { EpochMs } from '../../proto/domain/units.ts';
import { done, notDone, type Outcome } from './outcome.ts';

/** As decoders take it (`LookRequest` of server/decode). */
export interface LookTask {
  readonly taskId: string;
  readonly sensorId: SensorId;
  readonly lat: number;
  readonly lon: number;
  readonly altM?: number;
}

export interface SentTask {
  readonly id: string;
  readonly sensorId: SensorId;
  readonly trackId: TrackId;
  readonly sentMs: EpochMs;
}

export interface TasksOptions {
  /** The run's number: ids are unique over all runs. */
  readonly epoch: number;
  readonly clock: Clock;
  /** Hands the task to the sensor; false: it cannot take it now. */
  readonly lookAt: (task: LookTask) => boolean;
  /** Told of each task that was handed on. */
  readonly sent: (task: SentTask) => void;
}

export class Tasks {
  readonly #options: TasksOptions;
  #count = 0;

  constructor(options: TasksOptions) {
    this.#options = options;
  }

  /** Asks a sensor to look at a place, because of a track that is there. */
  lookAt(
    sensorId: SensorId,
    trackId: TrackId,
    place: Pick<LookTask, 'lat' | 'lon' | 'altM'>,
  ): Outcome<SentTask> {
    const { clock, epoch, lookAt, sent } = this.#options;
    const sentMs = clock.nowMs();
    this.#count += 1;
    const id = ulid(sentMs, epoch, this.#count);
    if (!lookAt({ taskId: id, sensorId, ...place })) {
      const what = 'the sensor cannot take a task now';
      return notDone('refused', what, sensorId, 'look whether it is connected and well, and try again');
    }
    const task = { id, sensorId, trackId, sentMs };
    sent(task);
    return done(task);
  }
}

/** Crockford's base 32: no I, L, O, U. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function base32(value: number, length: number): string {
  let rest = value;
  let text = '';
  for (let i = 0; i < length; i += 1) {
    text = DIGITS[rest % 32]! + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/**
 * A ULID (as SAPIENT wants its ids: 48 bits of milliseconds, 80 of anything), its second part the run's number and
 * a counter in place of chance: unique over all runs.
 */
const ulid = (atMs: number, epoch: number, count: number): string =>
  base32(Math.max(0, Math.floor(atMs)), 10) + base32(epoch, 8) + base32(count, 8);
