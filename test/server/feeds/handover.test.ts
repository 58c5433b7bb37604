import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import { Nature } from '../../../proto/domain/observation.ts';
import type { Feed, FeedListener } from '../../../server/feeds/feed.ts';
import { FEED_QUEUE_BYTES, Handover, QUEUE_BYTES, TURN_BYTES } from '../../../server/feeds/handover.ts';
import { FeedHealth } from '../../../server/feeds/health.ts';
import { openFeed } from '../../../server/feeds/open.ts';
import { type Heard, heard, until } from './heard.ts';
import { sender } from './sender.ts';
import { settingsOf } from './settingsof.ts';

const cleanup: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleanup.splice(0)) await clean();
});

function newHandover(ears: Heard) {
  const identity = { id: feedId('f'), name: 'f', url: '', format: 'ais', nature: Nature.real };
  const health = new FeedHealth(identity, ears.context.clock);
  return { health, handover: new Handover(identity, health, ears.context) };
}

const piece = (letter: string) => Buffer.alloc(TURN_BYTES / 2, letter);

describe('the handing over of one feed', () => {
  it('hands over at once within a turn’s share; the rest waits for its turn, in order', async () => {
    const ears = heard();
    const { handover, health } = newHandover(ears);
    const flow: string[] = [];
    const outlet = handover.connect({ pause: () => flow.push('pause'), resume: () => flow.push('resume') });
    for (const letter of 'abcde') outlet.offer(piece(letter));
    expect(ears.frames.map((frame) => frame.text[0]).join('')).toBe('ab');
    expect(flow).toEqual(['pause', 'pause', 'pause']);
    await until(() => ears.frames.length > 2);
    expect(ears.frames.length).toBe(4);
    await until(() => ears.frames.length > 4);
    expect(ears.frames.map((frame) => frame.text[0]).join('')).toBe('abcde');
    expect(flow.at(-1)).toBe('resume');
    expect(health.snapshot().bytes).toBe((5 * TURN_BYTES) / 2);
  });

  it('lets its connections take turns', async () => {
    const ears = heard();
    const { handover } = newHandover(ears);
    const [loud, quiet] = [handover.connect(), handover.connect()];
    for (let i = 0; i < 10; i++) loud.offer(piece('l'));
    quiet.offer(Buffer.from('q'));
    await until(() => ears.text(2) === 'q');
    expect(ears.text(1).length).toBeLessThanOrEqual(2 * TURN_BYTES);
  });

  it('closes a connection after its last byte', async () => {
    const ears = heard();
    const { handover, health } = newHandover(ears);
    const outlet = handover.connect();
    for (const letter of 'abc') outlet.offer(piece(letter));
    outlet.close();
    expect(ears.closed).toEqual([]);
    await until(() => ears.closed.length === 1);
    expect(ears.frames.length).toBe(3);
    expect(health.snapshot().connections).toBe(0);
  });

  it('drops what nobody can hold back beyond its bound, and counts it', () => {
    const ears = heard();
    const { handover, health } = newHandover(ears);
    const outlet = handover.connect();
    const pieces = 2 + QUEUE_BYTES / (TURN_BYTES / 2);
    for (let i = 0; i < pieces + 3; i++) outlet.offer(piece('x'));
    expect(health.snapshot().faults).toMatchObject([{ kind: 'overrun', count: 3 }]);
    handover.stop();
    expect(ears.closed).toEqual([1]);
  });

  it('bounds what all senders together leave waiting, yet never drops what can be held back', () => {
    const ears = heard();
    const { handover, health } = newHandover(ears);
    const senders = Array.from({ length: 12 }, () => handover.connect());
    const pieces = 2 + FEED_QUEUE_BYTES / (TURN_BYTES / 2);
    for (let i = 0; i < pieces + 5; i++) senders[i % senders.length]!.offer(piece('x'));
    expect(health.snapshot().faults).toMatchObject([{ kind: 'overrun', count: 5 }]);
    handover.connect({ pause: () => {}, resume: () => {} }).offer(piece('y'));
    expect(health.snapshot().faults).toMatchObject([{ count: 5 }]);
    handover.stop();
  });

  it('gives nothing more once stopped', async () => {
    const ears = heard();
    const { handover } = newHandover(ears);
    const outlet = handover.connect();
    for (const letter of 'abcdef') outlet.offer(piece(letter));
    handover.stop();
    const handedOver = ears.frames.length;
    for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(ears.frames.length).toBe(handedOver);
  });
});

/** In a thread of its own, so that the kernel's buffers are full again before each read. */
const FLOOD = `
  const garbage = Buffer.alloc(1048576, 0xff);
  const server = require('node:net').createServer((socket) => {
    const pour = () => { while (socket.write(garbage)); };
    socket.on('error', () => {}).on('drain', pour);
    pour();
  });
  server.listen(0, '127.0.0.1', () => require('node:worker_threads').parentPort.postMessage(server.address().port));
`;

describe('a flooding feed beside a quiet one', () => {
  it('never takes more than its share of a turn, and the quiet feed’s line comes within a few', async () => {
    const flood = new Worker(FLOOD, { eval: true });
    const [port] = (await once(flood, 'message')) as [number];
    const calm = await sender();
    cleanup.push(
      () => calm.close(),
      () => flood.terminate(),
    );

    const ears = heard();
    let [floodBytes, inTurn, mostInTurn, checksum] = [0, 0, 0, 0];
    const floodListener: FeedListener = {
      frame({ bytes }) {
        floodBytes += bytes.length;
        inTurn += bytes.length;
        mostInTurn = Math.max(mostInTurn, inTurn);
        // As a decoder would, this costs time: the flood is always ahead of its reader.
        for (let pass = 0; pass < 20; pass++) checksum ^= bytes.reduce((sum, byte) => sum ^ byte, 0);
      },
      closed() {},
    };
    const feeds: Feed[] = [
      openFeed(settingsOf(`tcp://127.0.0.1:${port}`), { ...ears.context, listener: floodListener }),
      openFeed(settingsOf(`tcp://127.0.0.1:${calm.port}`), ears.context),
    ];
    for (const feed of feeds) {
      feed.start();
      cleanup.unshift(() => feed.stop());
    }
    const eachTurn = async (isSo: () => boolean) => {
      while (!isSo()) {
        inTurn = 0;
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    await eachTurn(() => floodBytes > 20 * TURN_BYTES && calm.sockets.size === 1);

    for (let round = 1; round <= 10; round++) {
      const before = floodBytes;
      for (const socket of calm.sockets) socket.write('!AIVDM,calm\r\n');
      await eachTurn(() => ears.text().length === round * 13);
      expect(floodBytes - before).toBeLessThan(16 * TURN_BYTES);
    }
    // A turn's share, exceeded by less than the one read of 64 KiB that used it up.
    expect(mostInTurn).toBeLessThan(2 * TURN_BYTES);
    expect(checksum).toBe(0); // pairs of equal passes: the work was done
  });
});
