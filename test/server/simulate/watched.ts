/** A simulation through the real decoders, as the server wires them, in data time. */
import type { DecodeFault, Frame } from '../../../proto/domain/frame.ts';
import { feedId } from '../../../proto/domain/ids.ts';
import { Nature } from '../../../proto/domain/observation.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import { AdsbDecoder } from '../../../server/decode/adsb/decoder.ts';
import { AsterixDecoder } from '../../../server/decode/asterix/decoder.ts';
import { CotDecoder } from '../../../server/decode/cot/decoder.ts';
import type { Decoder, DecodeSink, LookRequest } from '../../../server/decode/decoder.ts';
import { NmeaDecoder } from '../../../server/decode/nmea/decoder.ts';
import { SapientDecoder } from '../../../server/decode/sapient/decoder.ts';
import type { Scenario } from '../../../server/simulate/scenario.ts';
import type { SimulatedFeed } from '../../../server/simulate/simulatedfeed.ts';
import { createSimulation, type Simulation } from '../../../server/simulate/simulation.ts';

export interface Watcher {
  observation?(observation: Observation, feed: SimulatedFeed): void;
  /** After every second. */
  second?(atMs: EpochMs): void;
}

export class Watched {
  readonly simulation: Simulation;
  readonly faults: { feed: string; fault: DecodeFault }[] = [];
  /** Why connections were cut off. */
  readonly cutOffs: string[] = [];
  private readonly watcher: Watcher;
  private readonly feeds = new Map<
    string,
    { simulated: SimulatedFeed; decoder: Decoder; sink: DecodeSink }
  >();
  private replies: { feed: string; connection: number; bytes: Uint8Array }[] = [];
  private nowMs: EpochMs;

  constructor(scenario: Scenario, seed: number, startMs: EpochMs, watcher: Watcher = {}) {
    this.simulation = createSimulation(scenario, seed, startMs);
    this.watcher = watcher;
    this.nowMs = startMs;
    for (const simulated of this.simulation.feeds) {
      const feed = simulated.name;
      this.feeds.set(feed, {
        simulated,
        decoder: decoderOf(simulated),
        sink: {
          message: () => undefined,
          observation: (observation) => this.watcher.observation?.(observation, simulated),
          fault: (fault) => this.faults.push({ feed, fault }),
          reply: (connection, bytes) => this.replies.push({ feed, connection, bytes: bytes.slice() }),
          cutOff: (_, reason) => this.cutOffs.push(reason),
        },
      });
    }
  }

  /** Lives on second by second; what decoders answer reaches the far side at the end of the second. */
  runFor(seconds: number): void {
    for (let i = 0; i < seconds; i++) {
      this.nowMs = epochMs(this.nowMs + 1000);
      this.simulation.advance(
        this.nowMs,
        (feed, bytes, atMs, connection) => this.receive(feed, bytes, atMs, connection),
        (feed, _, connection) => {
          const { decoder, sink } = this.feeds.get(feed)!;
          decoder.close(connection, sink);
        },
      );
      for (const { decoder, sink } of this.feeds.values()) decoder.tick?.(this.nowMs, sink);
      const replies = this.replies;
      this.replies = [];
      for (const { feed, connection, bytes } of replies) this.simulation.receive(feed, connection, bytes);
      this.watcher.second?.(this.nowMs);
    }
  }

  lookAt(feed: string, request: LookRequest): boolean {
    const { decoder, sink } = this.feeds.get(feed)!;
    return decoder.lookAt?.(request, this.nowMs, sink) === true;
  }

  private receive(feed: string, bytes: Uint8Array, atMs: number, connection: number): void {
    const { simulated, decoder, sink } = this.feeds.get(feed)!;
    const frame: Frame = {
      feedId: feedId(feed),
      nature: Nature.synthetic,
      connection,
      receivedMs: epochMs(atMs),
      timeShiftMs: 0,
      ...(simulated.format === 'asterix' ? { datagram: true as const } : {}),
      bytes,
    };
    decoder.push(frame, sink);
  }
}

function decoderOf({ name, format, sensor }: SimulatedFeed): Decoder {
  const context = { feedId: feedId(name) };
  switch (format) {
    case 'ais':
    case 'nmea':
      return new NmeaDecoder({ ...context, ...(sensor && { sensor }) });
    case 'asterix':
      return new AsterixDecoder(context);
    case 'sapient':
      return new SapientDecoder(context);
    case 'cot':
      return new CotDecoder();
    case 'adsb':
      return new AdsbDecoder();
  }
}
