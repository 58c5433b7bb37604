import { expect, it } from 'vitest';
import { openFeed } from '../../../server/feeds/open.ts';
import { heard } from './heard.ts';
import { settingsOf } from './settingsof.ts';

it.each(['tcp://a:1', 'tcp-listen://127.0.0.1:1', 'udp://127.0.0.1:1', 'file:x', '-'])(
  'opens %s, not started, under its name',
  (url) => {
    const feed = openFeed(settingsOf(url), heard().context);
    expect(feed.state()).toMatchObject({
      id: feed.id,
      life: 'connecting',
      reason: 'not started',
      url,
      bytes: 0,
    });
  },
);
