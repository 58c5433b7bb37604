/** Real sockets: hostile peers of a listening feed are cut off, and the honest one goes on. */
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Observation } from '../../../../proto/domain/observations.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { CotDecoder, MAX_EVENT_MS } from '../../../../server/decode/cot/decoder.ts';
import { encodeCotXml } from '../../../../server/decode/cot/encodexml.ts';
import { type CotEvent, element } from '../../../../server/decode/cot/event.ts';
import { encodeTak } from '../../../../server/decode/cot/tak.ts';
import type { DecodeSink } from '../../../../server/decode/decoder.ts';
import { TcpListenFeed } from '../../../../server/feeds/tcplisten.ts';
import { heard, until } from '../../feeds/heard.ts';
import { sender } from '../../feeds/sender.ts';
import { settingsOf } from '../../feeds/settingsof.ts';

const sockets: Socket[] = [];
let feed: TcpListenFeed | undefined;
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await feed?.stop();
  feed = undefined;
});

async function listen() {
  // a port that was free a moment ago
  const probe = await sender();
  const { port } = probe;
  await probe.close();
  const settings = settingsOf(`tcp-listen://127.0.0.1:${port}?format=cot`);
  if (settings.transport !== 'tcp-listen') throw new Error(settings.transport);
  const { context, clock } = heard();
  const decoder = new CotDecoder();
  const observations: Observation[] = [];
  const reasons: string[] = [];
  const sink: DecodeSink = {
    message: () => opened.health.message(),
    observation: (one) => observations.push(one),
    fault: (fault) => opened.health.fault(fault),
    reply: (connection, bytes) => opened.send(bytes, connection),
    cutOff: (connection, reason) => {
      reasons.push(reason);
      opened.cutOff(connection, reason);
    },
  };
  const listener = {
    frame: (frame: Parameters<CotDecoder['push']>[0]) => decoder.push(frame, sink),
    closed: (connection: number) => decoder.close(connection, sink),
  };
  const opened = new TcpListenFeed(settings, { ...context, listener });
  feed = opened;
  opened.start();
  await until(() => opened.state().reason.includes('listening') || opened.state().reason.includes('wait'));
  const peer = async (): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => {});
    await until(() => socket.readyState === 'open');
    return socket;
  };
  const tick = (laterMs: number) => decoder.tick(epochMs(clock.nowMs() + laterMs), sink);
  return { peer, observations, reasons, tick, connections: () => opened.state().connections };
}

const unit: CotEvent = {
  uid: 'U',
  type: 'a-f-S',
  how: 'm-g',
  timeMs: 0,
  startMs: 0,
  staleMs: 60_000,
  lat: 41,
  lon: 19,
  detail: [element('contact', { callsign: 'U' })],
};
const good = encodeCotXml(unit);

describe('a listening feed', () => {
  test('cuts off who breaks the protocol, and goes on with the others', async () => {
    const { peer, observations, reasons, tick, connections } = await listen();
    const honest = await peer();
    honest.write(good.slice(0, 150));
    const attacks = [
      '<!DOCTYPE event [<!ENTITY a "b">]><event/>',
      `<event>${'<a>'.repeat(100)}`,
      `<event a="${'x'.repeat(100_000)}`,
      Uint8Array.of(0xbf, 0xff, 0xff, 0xff, 0xff, 0x0f),
    ];
    for (const attack of attacks) {
      const hostile = await peer();
      let closed = false;
      hostile.resume().once('close', () => {
        closed = true;
      });
      hostile.write(attack);
      await until(() => closed);
    }
    expect(reasons).toHaveLength(attacks.length);
    const slow = await peer();
    slow.resume().write('<event ');
    await until(() => connections() === 2);
    honest.write(good.slice(150));
    await until(() => observations.length === 1);
    // the slow one's first byte has come when the next turn is over
    await until(() => {
      tick(MAX_EVENT_MS + 1);
      return reasons.length === attacks.length + 1;
    });
    await until(() => connections() === 1);
    honest.write(encodeTak({ ...unit, uid: 'V' }, 'stream'));
    await until(() => observations.length === 2);
  });

  test('answers a device that asks whether it lives, in its own form', async () => {
    const { peer } = await listen();
    const device = await peer();
    const answers: Buffer[] = [];
    device.on('data', (bytes) => answers.push(bytes));
    const ping = { ...unit, type: 't-x-c-t', detail: [] };
    device.write(encodeCotXml(ping));
    await until(() => answers.length === 1);
    expect(answers[0]?.toString()).toContain('type="t-x-c-t-r"');
    device.write(encodeTak(ping, 'stream'));
    await until(() => answers.length === 2);
    expect(answers[1]?.[0]).toBe(0xbf);
  });
});
