/** Sixty-four nodes, ten detections a second each, for minutes of data time: nothing is lost, and how fast it goes. */
import { describe, expect, it } from 'vitest';
import { Nature } from '../../../../proto/domain/observation.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import type { DecodeSink } from '../../../../server/decode/decoder.ts';
import { detectionReport, statusReport } from '../../../../server/decode/sapient/build.ts';
import { type NodeDescription, registration } from '../../../../server/decode/sapient/buildregistration.ts';
import { SapientDecoder } from '../../../../server/decode/sapient/decoder.ts';
import { encodeSapient } from '../../../../server/decode/sapient/encode.ts';
import { uuidOf } from '../../../../server/decode/sapient/identifiers.ts';
import { FEED, NOON_MS, RADAR, RIDGE } from './nodes.ts';

const NODES = 64;
const A_SECOND = 10;
const long = process.env.WATCHFLOOR_LONG !== undefined;
const SECONDS = long ? 600 : 30;

const nodes: NodeDescription[] = Array.from({ length: NODES }, (_, index) => ({
  ...RADAR,
  nodeId: uuidOf(`node ${index}`),
  name: `node ${index}`,
}));

function play(connectionOf: (index: number) => number) {
  const decoder = new SapientDecoder({ feedId: FEED });
  const seen = { plots: 0, sensors: 0, faults: 0, replies: 0, cuts: 0 };
  const sink: DecodeSink = {
    message() {},
    observation({ type }) {
      if (type === 'plot') seen.plots++;
      else seen.sensors++;
    },
    fault: () => seen.faults++,
    reply: () => seen.replies++,
    cutOff: () => seen.cuts++,
  };
  let busyNs = 0n;
  let bytesIn = 0;
  const push = (bytes: Uint8Array, connection: number, receivedMs: number): void => {
    const from = process.hrtime.bigint();
    decoder.push(
      {
        feedId: FEED,
        nature: Nature.synthetic,
        connection,
        receivedMs: epochMs(receivedMs),
        timeShiftMs: 0,
        bytes,
      },
      sink,
    );
    busyNs += process.hrtime.bigint() - from;
    bytesIn += bytes.length;
  };
  for (const [index, node] of nodes.entries())
    push(encodeSapient(registration(node, NOON_MS)), connectionOf(index), NOON_MS);
  for (let second = 0; second < SECONDS; second++) {
    const nowMs = NOON_MS + second * 1000;
    for (const [index, node] of nodes.entries()) {
      if (second % node.statusIntervalS === 0)
        push(
          encodeSapient(statusReport(node, nowMs, { system: 'SYSTEM_OK', at: RIDGE })),
          connectionOf(index),
          nowMs,
        );
      for (let i = 0; i < A_SECOND; i++) {
        const timeMs = nowMs + i * 100;
        const seenAt = detectionReport(node, timeMs, {
          objectKey: `${i}`,
          place: { kind: 'polar', azimuthDeg: (second * 3 + i) % 360, rangeM: 500 + second, sigmaRangeM: 3 },
          confidence: 0.9,
          classes: [[['Human', 0.8]], [['Vehicle', 0.1]]],
          velocity: { eastMps: 1, northMps: 0.5 },
        });
        push(encodeSapient(seenAt), connectionOf(index), timeMs);
      }
    }
    decoder.tick(epochMs(nowMs + 1000), sink);
  }
  return { seen, busyS: Number(busyNs) / 1e9, bytesIn };
}

describe(`${NODES} nodes at ${A_SECOND} detections a second for ${SECONDS} s of data`, () => {
  it.each([
    ['each over its own connection', (index: number) => index + 1],
    ['all over one connection of a fusion node', () => 1],
  ] as const)('%s: every one becomes a plot', (name, connectionOf) => {
    nodes[0] = { ...nodes[0]!, type: 'NODE_TYPE_FUSION_NODE' };
    const { seen, busyS, bytesIn } = play(connectionOf);
    expect(seen).toMatchObject({ plots: NODES * A_SECOND * SECONDS, faults: 0, replies: NODES, cuts: 0 });
    const rate = Math.round(seen.plots / busyS);
    console.info(
      `SAPIENT, ${name}: ${seen.plots} detections (${(bytesIn / 1e6).toFixed(1)} MB) in ${busyS.toFixed(2)} s: ${rate}/s`,
    );
  });
});
