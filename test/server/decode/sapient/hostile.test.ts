/** Peers that mean harm are cut off with a reason, and nobody else notices. */
import { afterEach, describe, expect, it } from 'vitest';
import { registration } from '../../../../server/decode/sapient/buildregistration.ts';
import { MAX_CONNECTIONS, MAX_WAITING_BYTES } from '../../../../server/decode/sapient/decoder.ts';
import { encodeSapient } from '../../../../server/decode/sapient/encode.ts';
import { MAX_MESSAGE_BYTES } from '../../../../server/decode/sapient/framing.ts';
import { uuidOf } from '../../../../server/decode/sapient/identifiers.ts';
import { encodeMessage, type SapientMessage } from '../../../../server/decode/sapient/message.ts';
import { MAX_NODES_A_CONNECTION } from '../../../../server/decode/sapient/nodebook.ts';
import {
  COMPLETE_WITHIN_MS,
  MAX_BAD_IN_A_ROW,
  MESSAGES_AT_ONCE,
  REGISTER_WITHIN_MS,
} from '../../../../server/decode/sapient/peer.ts';
import { NOON_MS, RADAR, Stage, walker } from './nodes.ts';

const EVIL = 666;
let stage = new Stage();
const begin = (): Stage => {
  stage = new Stage();
  stage.register(RADAR, 1);
  return stage;
};
const header = (length: number): Uint8Array => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(length);
  return bytes;
};
/** Seconds pass in which the honest node reports. */
const pass = (seconds: number): void => {
  for (let i = 0; i < seconds; i++) {
    stage.wait(1);
    stage.say(walker(stage.nowMs), 1);
  }
};

afterEach(() => {
  const plots = stage.sink.of('plot').length;
  stage.say(walker(stage.nowMs), 1);
  expect(stage.sink.of('plot')).toHaveLength(plots + 1);
  expect(stage.sink.cuts.map(({ connection }) => connection)).not.toContain(1);
});

describe('a peer is cut off that', () => {
  it.each([
    [0xffff_ffff, `a message of 4294967295 bytes, over ${MAX_MESSAGE_BYTES}`],
    [MAX_MESSAGE_BYTES + 1, `a message of ${MAX_MESSAGE_BYTES + 1} bytes, over ${MAX_MESSAGE_BYTES}`],
    [0, 'a message of length 0'],
  ])('promises %d bytes', (length, reason) => {
    begin().push(header(length), EVIL);
    expect(stage.sink.cuts).toEqual([{ connection: EVIL, reason }]);
    stage.push(header(length), EVIL);
    expect(stage.sink.cuts).toHaveLength(1);
  });

  it('never completes a message, however busily it sends', () => {
    begin().push(header(100_000), EVIL);
    stage.push(Uint8Array.of(0x0a), EVIL);
    for (let i = 0; i <= COMPLETE_WITHIN_MS / 1000; i++) {
      expect(stage.sink.cuts).toEqual([]);
      stage.push(Uint8Array.of(1), EVIL);
      pass(1);
    }
    expect(stage.sink.cuts).toEqual([{ connection: EVIL, reason: 'a message is not complete after 30 s' }]);
  });

  it('does not register', () => {
    begin().say(walker(NOON_MS), EVIL);
    pass(REGISTER_WITHIN_MS / 1000);
    expect(stage.sink.cuts).toEqual([]);
    pass(1);
    expect(stage.sink.cuts).toEqual([{ connection: EVIL, reason: 'no node is registered after 60 s' }]);
  });

  it('floods', () => {
    begin().register({ ...RADAR, nodeId: uuidOf('flood') }, EVIL);
    const bytes = encodeSapient({ node_id: uuidOf('flood'), detection_report: {} });
    const many = Buffer.concat(Array.from({ length: MESSAGES_AT_ONCE + 1 }, () => bytes));
    stage.push(many, EVIL);
    expect(stage.sink.cuts[0]).toMatchObject({ connection: EVIL });
    expect(stage.sink.replies.length).toBeLessThan(100);
  });

  it('sends messages that nobody can use', () => {
    begin().register({ ...RADAR, nodeId: uuidOf('fool') }, EVIL);
    for (let i = 0; i <= MAX_BAD_IN_A_ROW; i++)
      stage.say({ node_id: uuidOf('nobody'), detection_report: { signal: [{}] } }, EVIL);
    expect(stage.sink.cuts).toEqual([
      { connection: EVIL, reason: `${MAX_BAD_IN_A_ROW + 1} messages in a row that cannot be used` },
    ]);
  });

  it('sends messages of very many parts', () => {
    begin().register({ ...RADAR, nodeId: uuidOf('many') }, EVIL);
    const huge: SapientMessage = {
      node_id: uuidOf('many'),
      detection_report: { signal: Array.from({ length: 100_000 }, () => ({})) },
    };
    expect(encodeMessage(huge).length).toBeLessThan(MAX_MESSAGE_BYTES);
    for (let i = 0; i <= MAX_BAD_IN_A_ROW; i++) stage.say(huge, EVIL);
    expect(stage.sink.faults[0]).toMatchObject({ kind: 'schema', detail: 'more than 4096 parts' });
    expect(stage.sink.cuts).toHaveLength(1);
  });

  it('speaks something else', () => {
    begin().push(Buffer.from('GET / HTTP/1.1\r\nHost: watchfloor\r\n\r\n'), EVIL);
    expect(stage.sink.cuts).toMatchObject([{ connection: EVIL }]);
    expect(stage.sink.faults).toMatchObject([{ kind: 'format' }]);
  });

  it('is one of too many', () => {
    begin();
    for (let i = 1; i < MAX_CONNECTIONS; i++) stage.push(Uint8Array.of(40), 1000 + i);
    expect(stage.sink.cuts).toEqual([]);
    stage.push(Uint8Array.of(40), EVIL);
    expect(stage.sink.cuts).toEqual([{ connection: EVIL, reason: `over ${MAX_CONNECTIONS} connections` }]);
  });

  it('holds most, when all together hold too much', () => {
    begin();
    const most = encodeSapient(registration(RADAR, NOON_MS)).subarray(4);
    const waiting = Buffer.concat([header(MAX_MESSAGE_BYTES), most, Buffer.alloc(200_000)]);
    const enough = Math.ceil(MAX_WAITING_BYTES / waiting.length);
    for (let i = 0; i < enough; i++) stage.push(waiting, 1000 + i);
    stage.push(Buffer.concat([waiting, Buffer.alloc(50)]), EVIL);
    expect(stage.sink.cuts.length).toBeGreaterThan(0);
    expect(stage.sink.cuts.at(-1)?.reason).toContain('unfinished messages of all connections');
  });
});

describe('a peer is answered, and no more, that', () => {
  it('brings too many nodes', () => {
    begin();
    for (let i = 0; i <= MAX_NODES_A_CONNECTION; i++)
      stage.register({ ...RADAR, type: 'NODE_TYPE_FUSION_NODE', nodeId: uuidOf(`n${i}`) }, EVIL);
    const acks = stage.sink.replies.map(({ message }) => message.registration_ack?.acceptance);
    expect(acks.filter((acceptance) => acceptance === true)).toHaveLength(MAX_NODES_A_CONNECTION + 1);
    expect(acks.at(-1)).toBe(false);
  });

  it('asks for many errors', () => {
    begin().register({ ...RADAR, nodeId: uuidOf('asker') }, EVIL);
    const before = stage.sink.replies.length;
    for (let i = 0; i < 1000; i++) stage.say(walker(NOON_MS), EVIL);
    expect(stage.sink.replies.length - before).toBeLessThan(30);
  });

  it('names itself with what cannot be read', () => {
    begin().say({ ...registration(RADAR, NOON_MS), node_id: 'a\u0007b\n' }, EVIL);
    expect(stage.sink.faults).toMatchObject([
      { kind: 'schema', detail: 'no node_id that can be used', sample: 'registration of a.b.' },
    ]);
  });
});
