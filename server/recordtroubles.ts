/** Troubles of the recording, for the detector that tells of them. */
import type { Clue, Measure, Priority } from '../proto/domain/alert/alert.ts';
import type { Clock } from '../proto/domain/clock.ts';
import type { Trouble } from '../proto/domain/detecting.ts';
import type { EpochMs } from '../proto/domain/units.ts';
import type { RecorderLink } from './record/recorder/link.ts';

/** A recorder that comes back sooner is no trouble: nothing was lost. */
export const DOWN_MS = 2_000;
/** A disk that will be full sooner than this is told, once the forecast looks back over two rolls of the log… */
export const FORECAST_HOURS = 24;
const FORECAST_OVER_MS = 2 * 3_600_000;
/** …or sooner than this, however little it looks back. */
export const SOON_HOURS = 2;
/** What was lost is told for so long after the last. */
const TOLD_FOR_MS = 10 * 60_000;

const count = (value: number): Measure => ({ value, unit: 'count' });
const s = (ms: number): Measure => ({ value: ms / 1000, unit: 's' });

export class RecordTroubles {
  readonly #link: Pick<RecorderLink, 'isReady' | 'state' | 'isLosing' | 'counts'>;
  readonly #clock: Pick<Clock, 'nowMs'>;
  readonly #machine: Pick<Clock, 'monotonicMs'>;
  readonly #troubles = new Map<string, Trouble>();
  #upMs: number;
  #lost = 0;
  #lostMs = Number.NEGATIVE_INFINITY;

  constructor(
    link: Pick<RecorderLink, 'isReady' | 'state' | 'isLosing' | 'counts'>,
    clock: Pick<Clock, 'nowMs'>,
    machine: Pick<Clock, 'monotonicMs'>,
  ) {
    this.#link = link;
    this.#clock = clock;
    this.#machine = machine;
    this.#upMs = machine.monotonicMs();
  }

  list(): readonly Trouble[] {
    return [...this.#troubles.values()];
  }

  /** About once a second. */
  tick(): void {
    const { isReady, state, isLosing, counts } = this.#link;
    const nowMs = this.#machine.monotonicMs();
    if (isReady) this.#upMs = nowMs;
    const downMs = nowMs - this.#upMs;
    this.#lasts('recorder', downMs >= DOWN_MS, 'recorderDown', s(downMs), s(DOWN_MS));
    const isWell = state === undefined || state.disk === 'ok';
    const waiting = state?.waitingBytes ?? 0;
    this.#lasts('record-disk', !isWell, 'recordNotWritten', count(waiting), count(0));
    const { hoursUntilFull: hours, forecastOverMs = 0 } = state ?? {};
    const isShort =
      hours !== undefined &&
      (hours < SOON_HOURS || (hours < FORECAST_HOURS && forecastOverMs >= FORECAST_OVER_MS));
    const untilFull = s((hours ?? 0) * 3_600_000);
    this.#lasts('record-space', isShort, 'diskFullIn', untilFull, s(FORECAST_HOURS * 3_600_000), 'warning');
    if (counts.lost > this.#lost || isLosing) this.#lostMs = nowMs;
    this.#lost = counts.lost;
    const isTold = nowMs - this.#lostMs < TOLD_FOR_MS;
    this.#lasts('record-loss', isTold, 'notRecorded', count(counts.lost), count(0));
  }

  #lasts(
    name: string,
    is: boolean,
    what: string,
    measured: Measure,
    threshold: Measure,
    priority: Priority = 'alarm',
  ): void {
    if (!is) {
      this.#troubles.delete(name);
      return;
    }
    const sinceMs: EpochMs = this.#troubles.get(name)?.sinceMs ?? this.#clock.nowMs();
    const evidence: Clue[] = [{ what, measure: measured }];
    this.#troubles.set(name, { kind: 'storage', name, measured, threshold, evidence, priority, sinceMs });
  }
}
