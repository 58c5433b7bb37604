import { afterEach, describe, expect, it } from 'vitest';
import type { Feed } from '../../../server/feeds/feed.ts';
import { openFeed } from '../../../server/feeds/open.ts';
import { type Heard, heard, until } from './heard.ts';
import { type Sender, sender } from './sender.ts';
import { settingsOf } from './settingsof.ts';

const running: { feeds: Feed[]; senders: Sender[] } = { feeds: [], senders: [] };
afterEach(async () => {
  for (const feed of running.feeds.splice(0)) await feed.stop();
  for (const one of running.senders.splice(0)) await one.close();
});

function startFeed(port: number, ears: Heard, query = ''): Feed {
  const feed = openFeed(settingsOf(`tcp://127.0.0.1:${port}${query}`), ears.context);
  running.feeds.push(feed);
  feed.start();
  return feed;
}

async function startSender(port = 0): Promise<Sender> {
  const one = await sender(port);
  running.senders.push(one);
  return one;
}

describe('a TCP feed', () => {
  it('hands over what comes, as it comes, and says that it lives', async () => {
    const [ears, peer] = [heard(), await startSender()];
    const feed = startFeed(peer.port, ears);
    expect(feed.state().life).toBe('connecting');
    await until(() => peer.sockets.size === 1 && feed.state().connections === 1);
    expect(feed.state()).toMatchObject({
      life: 'connecting',
      reason: expect.stringContaining('sent nothing yet'),
    });
    for (const socket of peer.sockets) socket.write('!AIVDM,1\r\n!AIV');
    await until(() => ears.text().length === 14);
    for (const socket of peer.sockets) socket.write('DM,2\r\n');
    await until(() => ears.text() === '!AIVDM,1\r\n!AIVDM,2\r\n');
    expect(feed.state()).toMatchObject({ life: 'live', reason: '', bytes: 20, connections: 1 });
    expect(ears.frames[0]).toMatchObject({ feedId: feed.id, nature: 0, connection: 1, timeShiftMs: 0 });
    expect(ears.frames[0]!.receivedMs).toBe(ears.clock.nowMs());
  });

  it('connects again after a cut, as another connection, with growing delays', async () => {
    const [ears, peer] = [heard(), await startSender()];
    const feed = startFeed(peer.port, ears);
    await until(() => peer.sockets.size === 1);
    for (const socket of peer.sockets) socket.end('half a li');
    await until(() => feed.state().life === 'down');
    expect(ears.closed).toEqual([1]);
    expect(feed.state().reason).toContain('closed the connection');
    const retryMs = feed.state().retryMs! - ears.clock.nowMs();
    expect(retryMs).toBeGreaterThanOrEqual(500);
    expect(retryMs).toBeLessThanOrEqual(1000);
    ears.clock.advance(retryMs);
    await until(() => peer.accepted() === 2 && peer.sockets.size === 1);
    for (const socket of peer.sockets) socket.write('a line\n');
    await until(() => ears.text(2) === 'a line\n');
    expect(ears.text(1)).toBe('half a li');
  });

  it('says who refused, what to check and when it tries again; comes back when the sender does', async () => {
    const [ears, gone] = [heard(), await startSender()];
    await gone.close();
    const feed = startFeed(gone.port, ears);
    const delays: number[] = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      await until(() => feed.state().retryMs !== undefined);
      expect(feed.state().life).toBe('down');
      expect(feed.state().reason).toContain(`127.0.0.1:${gone.port} refused the connection`);
      expect(feed.state().reason).toContain('Check host and port');
      delays.push(feed.state().retryMs! - ears.clock.nowMs());
      ears.clock.advance(delays.at(-1)!);
    }
    expect(delays).toEqual(delays.toSorted((a, b) => a - b));
    expect(delays[3]).toBeGreaterThan(delays[0]!);
    await until(() => feed.state().retryMs !== undefined);
    const back = await startSender(gone.port);
    ears.clock.next();
    await until(() => back.sockets.size === 1);
  });

  it('names a host that cannot be resolved', async () => {
    const ears = heard();
    const feed = openFeed(settingsOf('tcp://no-such-host.invalid:10110'), ears.context);
    running.feeds.push(feed);
    feed.start();
    await until(() => feed.state().life === 'down');
    expect(feed.state().reason).toMatch(/host name of no-such-host\.invalid:10110 .*Check/);
  });

  it('gives up a connection that is silent for far too long, and makes it anew', async () => {
    const [ears, peer] = [heard(), await startSender()];
    const feed = startFeed(peer.port, ears, '?interval=10');
    await until(() => feed.state().connections === 1);
    for (const socket of peer.sockets) socket.write('x\n');
    await until(() => feed.state().life === 'live');
    ears.clock.advance(19_000);
    expect(feed.state().life).toBe('silent');
    ears.clock.advance(60_000);
    await until(() => feed.state().life === 'down');
    expect(feed.state().reason).toContain('silent for too long');
    ears.clock.advance(1000);
    await until(() => peer.accepted() === 2);
  });

  it('sends the other way while connected', async () => {
    const [ears, peer] = [heard(), await startSender()];
    const feed = startFeed(peer.port, ears);
    expect(feed.send!(Buffer.from('early'))).toBe(false);
    await until(() => feed.state().connections === 1 && peer.sockets.size === 1);
    let got = '';
    for (const socket of peer.sockets) socket.on('data', (bytes) => (got += bytes));
    expect(feed.send!(Buffer.from('hello'))).toBe(true);
    await until(() => got === 'hello');
  });

  it('stops at once, whatever it is doing, and leaves no timer', async () => {
    const [ears, peer] = [heard(), await startSender()];
    const feed = startFeed(peer.port, ears);
    await until(() => feed.state().connections === 1);
    await feed.stop();
    expect(ears.closed).toEqual([1]);
    expect(feed.state().life).toBe('ended');
    const connecting = startFeed(peer.port, ears);
    await connecting.stop();
    await until(() => peer.sockets.size === 0);
    expect(ears.clock.waiting()).toBe(0);
  });
});
