/** A sink that remembers, nodes to play with, and the way to hand their bytes to a decoder. */
import { type FeedId, feedId } from '../../../../proto/domain/ids.ts';
import { Nature } from '../../../../proto/domain/observation.ts';
import type { Observation } from '../../../../proto/domain/observations.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import type { DecodeSink } from '../../../../server/decode/decoder.ts';
import { detectionReport } from '../../../../server/decode/sapient/build.ts';
import { type NodeDescription, registration } from '../../../../server/decode/sapient/buildregistration.ts';
import { SapientDecoder } from '../../../../server/decode/sapient/decoder.ts';
import { encodeSapient } from '../../../../server/decode/sapient/encode.ts';
import { uuidOf } from '../../../../server/decode/sapient/identifiers.ts';
import {
  decodeMessage,
  type ReceivedMessage,
  type SapientMessage,
} from '../../../../server/decode/sapient/message.ts';

export const FEED: FeedId = feedId('land');
/** 2024-11-22T12:00:00Z, the hour of the vectors. */
export const NOON_MS = 1_732_276_800_000;

export const RADAR: NodeDescription = {
  nodeId: uuidOf('radar'),
  type: 'NODE_TYPE_RADAR',
  name: 'Ridge radar',
  statusIntervalS: 5,
  classes: ['Human', 'Vehicle', 'Animal'],
  polar: true,
};
export const CAMERA: NodeDescription = {
  nodeId: uuidOf('camera'),
  type: 'NODE_TYPE_CAMERA',
  name: 'Ridge camera',
  statusIntervalS: 5,
  classes: ['Human', 'Vehicle'],
  canLookAt: true,
};
export const SEISMIC: NodeDescription = {
  nodeId: uuidOf('seismic'),
  type: 'NODE_TYPE_SEISMIC',
  name: 'Path sensor',
  statusIntervalS: 60,
  classes: ['Human'],
};

export const RIDGE = { lat: 41.6, lon: 20.6 };

/** The radar sees four people walk. */
export const walker = (timeMs: number) =>
  detectionReport(RADAR, timeMs, {
    objectKey: 'walker',
    place: { kind: 'polar', azimuthDeg: 271.25, rangeM: 4250.5, sigmaAzimuthDeg: 0.5, sigmaRangeM: 3 },
    classes: [
      [
        ['Human', 0.8],
        ['Group', 0.6],
      ],
      [['Vehicle', 0.1]],
    ],
    count: 4,
    velocity: { eastMps: -3, northMps: 4 },
  });

export interface Remembered extends DecodeSink {
  messages: number;
  readonly observations: Observation[];
  readonly faults: { readonly kind: string; readonly detail: string; readonly sample: string }[];
  readonly replies: { readonly connection: number; readonly message: ReceivedMessage }[];
  readonly cuts: { readonly connection: number; readonly reason: string }[];
  of<T extends Observation['type']>(type: T): Extract<Observation, { type: T }>[];
}

export function remembering(): Remembered {
  const sink: Remembered = {
    messages: 0,
    observations: [],
    faults: [],
    replies: [],
    cuts: [],
    message: () => sink.messages++,
    observation: (observation) => sink.observations.push(observation),
    fault: (fault) => sink.faults.push(fault),
    reply(connection, bytes) {
      const message = decodeMessage(bytes.subarray(4));
      if (typeof message === 'string') throw new Error(`we said nonsense: ${message}`);
      sink.replies.push({ connection, message });
    },
    cutOff: (connection, reason) => sink.cuts.push({ connection, reason }),
    of: (type) =>
      sink.observations.filter(
        (one): one is Extract<Observation, { type: typeof type }> => one.type === type,
      ),
  };
  return sink;
}

/** A decoder on a clock of its own, with the nodes' side of its connections. */
export class Stage {
  readonly decoder = new SapientDecoder({ feedId: FEED });
  readonly sink = remembering();
  nowMs = NOON_MS;

  push(bytes: Uint8Array, connection = 1): void {
    this.decoder.push(
      {
        feedId: FEED,
        nature: Nature.synthetic,
        connection,
        receivedMs: epochMs(this.nowMs),
        timeShiftMs: 0,
        bytes,
      },
      this.sink,
    );
  }

  say(message: SapientMessage, connection = 1): void {
    this.push(encodeSapient(message), connection);
  }

  register(node: NodeDescription, connection = 1): void {
    this.say(registration(node, this.nowMs), connection);
  }

  close(connection = 1): void {
    this.decoder.close(connection, this.sink);
  }

  /** Time passes, a tick a second. */
  wait(seconds: number): void {
    for (let i = 0; i < seconds; i++) {
      this.nowMs += 1000;
      this.decoder.tick(epochMs(this.nowMs), this.sink);
    }
  }
}
