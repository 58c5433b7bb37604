import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { StdinSettings } from '../../../server/feeds/settings.ts';
import { StdinFeed } from '../../../server/feeds/stdin.ts';
import { heard, until } from './heard.ts';
import { settingsOf } from './settingsof.ts';

describe('standard input', () => {
  it('is read to its end', async () => {
    const [ears, stream] = [heard(), new PassThrough()];
    const feed = new StdinFeed(settingsOf('-') as StdinSettings, ears.context, stream);
    feed.start();
    stream.write('one\n');
    await until(() => ears.text() === 'one\n');
    expect(feed.state()).toMatchObject({ life: 'live', url: '-' });
    stream.end(Buffer.alloc(1_000_000, 'x'));
    await until(() => feed.state().life === 'ended' && ears.closed.length === 1);
    expect(feed.state()).toMatchObject({ bytes: 1_000_004, reason: 'standard input came to its end' });
  });

  it('stops in the middle', async () => {
    const [ears, stream] = [heard(), new PassThrough()];
    const feed = new StdinFeed(settingsOf('-') as StdinSettings, ears.context, stream);
    feed.start();
    stream.write('one\n');
    await until(() => ears.frames.length === 1);
    await feed.stop();
    expect(stream.destroyed).toBe(true);
    expect(ears.closed).toEqual([1]);
  });
});
