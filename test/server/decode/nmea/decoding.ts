/** The short way to decode a feed's sentences in a test. */
import type { DecodeFault, Frame } from '../../../../proto/domain/frame.ts';
import { feedId } from '../../../../proto/domain/ids.ts';
import { type DistressObservation, Nature } from '../../../../proto/domain/observation.ts';
import type { Observation } from '../../../../proto/domain/observations.ts';
import type { PlotObservation, SensorObservation } from '../../../../proto/domain/sensing.ts';
import type { SensorSettings } from '../../../../proto/domain/sensor.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { NmeaDecoder } from '../../../../server/decode/nmea/decoder.ts';

/** 2026-11-22 12:00:30 UTC. */
export const NOW_MS = Date.UTC(2026, 10, 22, 12, 0, 30);
const DAY_MS = 86_400_000;

/** The time of day, as sentences say it. */
export const clock = (utcMs: number) => ({
  timeOfDayMs: utcMs % DAY_MS,
  dateMs: utcMs - (utcMs % DAY_MS),
});

/** One feed: bytes in, everything that came out so far. */
export class Feed {
  readonly observations: Observation[] = [];
  readonly faults: DecodeFault[] = [];
  messages = 0;
  readonly #decoder: NmeaDecoder;
  readonly #sink = {
    message: () => {
      this.messages++;
    },
    observation: (observation: Observation) => {
      this.observations.push(observation);
    },
    fault: (fault: DecodeFault) => {
      this.faults.push(fault);
    },
    reply: () => undefined,
    cutOff: () => undefined,
  };

  constructor(sensor?: SensorSettings) {
    this.#decoder = new NmeaDecoder({ feedId: feedId('radar'), ...(sensor === undefined ? {} : { sensor }) });
  }

  /** Sentences received together; `frame`: what differs from a live feed's first connection at {@link NOW_MS}. */
  hear(lines: readonly string[] | Uint8Array, frame: Partial<Frame> = {}): this {
    this.#decoder.push(
      {
        feedId: feedId('radar'),
        nature: Nature.real,
        connection: 1,
        receivedMs: epochMs(NOW_MS),
        timeShiftMs: 0,
        bytes: lines instanceof Uint8Array ? lines : Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1'),
        ...frame,
      },
      this.#sink,
    );
    return this;
  }

  at(receivedMs: number, ...lines: string[]): this {
    return this.hear(lines, { receivedMs: epochMs(receivedMs) });
  }

  close(): this {
    this.#decoder.close(1, this.#sink);
    return this;
  }

  get plots(): PlotObservation[] {
    return this.observations.filter((one) => one.type === 'plot');
  }

  get sensors(): SensorObservation[] {
    return this.observations.filter((one) => one.type === 'sensor');
  }

  get distresses(): DistressObservation[] {
    return this.observations.filter((one) => one.type === 'distress');
  }

  /** The only plot, with its polar place. */
  get polar() {
    const [plot] = this.plots;
    if (plot === undefined || this.plots.length > 1 || plot.place.kind !== 'polar')
      throw new Error(`${this.plots.length} plots; ${JSON.stringify(this.faults)}`);
    return { ...plot, place: plot.place };
  }
}
