/** SAPIENT nodes over real sockets: they register, report, are told to look, and do not notice those who mean harm. */
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { sensorId } from '../../proto/domain/ids.ts';
import type { Observation } from '../../proto/domain/observations.ts';
import { SensorHealth } from '../../proto/domain/sensor.ts';
import type { DecodeSink } from '../../server/decode/decoder.ts';
import { detectionReport, statusReport, taskAck } from '../../server/decode/sapient/build.ts';
import { type NodeDescription, registration } from '../../server/decode/sapient/buildregistration.ts';
import { SapientDecoder } from '../../server/decode/sapient/decoder.ts';
import { encodeSapient } from '../../server/decode/sapient/encode.ts';
import { Framing } from '../../server/decode/sapient/framing.ts';
import {
  decodeMessage,
  type ReceivedMessage,
  type SapientMessage,
} from '../../server/decode/sapient/message.ts';
import { COMPLETE_WITHIN_MS, REGISTER_WITHIN_MS } from '../../server/decode/sapient/peer.ts';
import type { TcpListenSettings } from '../../server/feeds/settings.ts';
import { TcpListenFeed } from '../../server/feeds/tcplisten.ts';
import { manualClock } from '../manualclock.ts';
import { CAMERA, NOON_MS, RADAR, RIDGE } from '../server/decode/sapient/nodes.ts';
import { until } from '../server/feeds/heard.ts';
import { settingsOf } from '../server/feeds/settingsof.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A feed with its decoder, wired as the server does it; the clock stands until it is moved. */
async function serve() {
  const clock = manualClock(NOON_MS);
  const settings = settingsOf('tcp-listen://127.0.0.1:0?format=sapient&name=land') as TcpListenSettings;
  const observations: Observation[] = [];
  const cuts: string[] = [];
  const sink: DecodeSink = {
    message: () => feed.health.message(),
    observation: (observation) => observations.push(observation),
    fault: () => {},
    reply: (connection, bytes) => feed.send(bytes, connection),
    cutOff(connection, reason) {
      cuts.push(reason);
      feed.cutOff(connection, reason);
    },
  };
  const decoder = new SapientDecoder({ feedId: settings.id });
  const feed = new TcpListenFeed(settings, {
    clock,
    timers: clock,
    random: () => 0.5,
    listener: {
      frame: (frame) => decoder.push(frame, sink),
      closed: (connection) => decoder.close(connection, sink),
    },
  });
  feed.start();
  ends.push(() => feed.stop());
  await until(() => feed.port !== undefined);
  const pass = (seconds: number): void => {
    clock.advance(seconds * 1000);
    decoder.tick(clock.nowMs(), sink);
  };
  const plots = () => observations.filter(({ type }) => type === 'plot').length;
  return { clock, feed, decoder, sink, observations, cuts, pass, plots, port: feed.port! };
}

/** The other side of a connection. */
class Caller {
  readonly heard: ReceivedMessage[] = [];
  closed = false;
  readonly #socket: Socket;

  constructor(port: number) {
    const framing = new Framing();
    const sink = {
      body: (bytes: Uint8Array) => {
        const message = decodeMessage(bytes);
        if (typeof message === 'string') throw new Error(message);
        this.heard.push(message);
        return true;
      },
      garbled: () => expect.fail('garbled'),
      broken: (reason: string) => expect.fail(reason),
    };
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.on('error', () => {});
    this.#socket.on('data', (bytes) => framing.push(bytes, sink));
    this.#socket.once('close', () => {
      this.closed = true;
    });
    ends.push(() => this.leave());
  }

  send(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  say(message: SapientMessage): void {
    this.send(encodeSapient(message));
  }

  leave(): void {
    this.#socket.destroy();
  }

  async register(node: NodeDescription, timeMs: number): Promise<void> {
    this.say(registration(node, timeMs));
    await until(() => this.heard.some(({ registration_ack: ack }) => ack?.acceptance === true));
  }
}

describe('SAPIENT nodes', () => {
  it('register, report, are told to look and say how it went', async () => {
    const room = await serve();
    const camera = new Caller(room.port);
    await camera.register(CAMERA, NOON_MS);
    camera.say(statusReport(CAMERA, NOON_MS, { system: 'SYSTEM_OK', at: RIDGE }));
    camera.say(
      detectionReport(CAMERA, NOON_MS, { objectKey: 'w', place: { kind: 'polar', azimuthDeg: 12 } }),
    );
    await until(() => room.plots() === 1);
    expect(room.observations.at(-1)).toMatchObject({
      place: { kind: 'bearing', azimuthDeg: 12, from: RIDGE },
    });
    const camerasId = sensorId(`${room.feed.id}/${CAMERA.nodeId}`);
    const request = { taskId: 't', sensorId: camerasId, lat: 41.61, lon: 20.61 };
    expect(room.decoder.lookAt(request, room.clock.nowMs(), room.sink)).toBe(true);
    await until(() => camera.heard.some(({ task }) => task != null));
    const taskId = camera.heard.at(-1)?.task?.task_id ?? '';
    camera.say(taskAck(CAMERA, NOON_MS, taskId, 'TASK_STATUS_ACCEPTED'));
    camera.say(taskAck(CAMERA, NOON_MS, taskId, 'TASK_STATUS_COMPLETED'));
    await until(() => room.observations.filter(({ type }) => type === 'task').length === 2);
    camera.leave();
    await until(() => {
      const last = room.observations.at(-1);
      return last?.type === 'sensor' && last.health === SensorHealth.gone;
    });
    const back = new Caller(room.port);
    await back.register(CAMERA, NOON_MS);
  });

  it('go on while those who mean harm are cut off', async () => {
    const room = await serve();
    const radar = new Caller(room.port);
    await radar.register(RADAR, NOON_MS);
    let sent = 0;
    const goesOn = async (): Promise<void> => {
      radar.say(
        detectionReport(RADAR, room.clock.nowMs(), {
          objectKey: 'w',
          place: { kind: 'polar', azimuthDeg: 12, rangeM: 900 },
        }),
      );
      await until(() => room.plots() === sent + 1);
      sent++;
    };
    const huge = new Caller(room.port);
    huge.send(Uint8Array.of(255, 255, 255, 255, 1, 2, 3));
    await until(() => huge.closed);
    await goesOn();
    const web = new Caller(room.port);
    web.send(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    await until(() => web.closed);
    await goesOn();

    const slow = new Caller(room.port);
    slow.send(Uint8Array.of(0, 4, 0, 0, 0x0a));
    const stranger = new Caller(room.port);
    stranger.say(statusReport(CAMERA, NOON_MS, { system: 'SYSTEM_OK' }));
    await until(() => stranger.heard.length > 0);
    expect(stranger.heard[0]?.error?.error_message).toEqual(['status_report before registration']);
    await until(() => room.feed.state().connections === 3);
    for (let s = 0; s <= Math.max(COMPLETE_WITHIN_MS, REGISTER_WITHIN_MS) / 1000; s += 5) {
      if (!slow.closed) slow.send(Uint8Array.of(1));
      room.pass(5);
      await goesOn();
    }
    await until(() => slow.closed && stranger.closed);
    expect(room.cuts.map((reason) => reason.replace(/\d+/g, 'n'))).toEqual([
      'a message of n bytes, over n',
      'a message of n bytes, over n',
      'a message is not complete after n s',
      'no node is registered after n s',
    ]);
    await goesOn();
    expect(radar.closed).toBe(false);
    expect(room.feed.state().faults).toContainEqual(expect.objectContaining({ kind: 'cut-off', count: 4 }));
  });

  it('go on while a thousand others call, and find room when they are gone', async () => {
    const room = await serve();
    const radar = new Caller(room.port);
    await radar.register(RADAR, NOON_MS);
    const crowd = Array.from({ length: 1000 }, () => new Caller(room.port));
    for (const [index, one] of crowd.entries())
      one.send(index % 2 === 0 ? Uint8Array.of(0, 0, 0, 0) : Buffer.alloc(5000, 255));
    for (let sent = 1; sent <= 20; sent++) {
      radar.say(
        detectionReport(RADAR, NOON_MS, {
          objectKey: 'w',
          place: { kind: 'polar', azimuthDeg: 12, rangeM: 900 },
        }),
      );
      await until(() => room.plots() === sent);
    }
    await until(() => crowd.every(({ closed }) => closed));
    expect(radar.closed).toBe(false);
    const camera = new Caller(room.port);
    await camera.register(CAMERA, NOON_MS);
    expect(room.feed.state().connections).toBe(2);
  });
});
