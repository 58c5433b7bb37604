import { expect, test } from 'vitest';
import { en } from '../../../../client/messages/en.table.ts';
import { remedyFor } from '../../../../client/panels/feeds/remedy.ts';

test('every way in which a feed is not well has its own advice', () => {
  const url = 'tcp://host:4001';
  expect(remedyFor({ life: 'live', url })).toBeUndefined();
  expect(remedyFor({ life: 'down', url })).toBe('remedy.down.tcp');
  expect(remedyFor({ life: 'down', url: 'tcp-listen://0.0.0.0:4001' })).toBe('remedy.down.listen');
  expect(remedyFor({ life: 'down', url: 'udp://239.192.0.4:60004' })).toBe('remedy.down.udp');
  expect(remedyFor({ life: 'down', url: 'file:log.nm4?rate=1' })).toBe('remedy.down.file');
  expect(remedyFor({ life: 'down', url: 'serial:/dev/ttyUSB0' })).toBe('remedy.down.serial');
  for (const scheme of ['http', 'https', 'ws', 'wss'])
    expect(remedyFor({ life: 'down', url: `${scheme}://host/path` })).toBe('remedy.down.web');
  expect(remedyFor({ life: 'down', url: 'mqtt://host' })).toBe('remedy.down.other');
  for (const life of ['connecting', 'silent', 'faulty', 'ended', 'down'] as const) {
    expect(en).toHaveProperty([remedyFor({ life, url }) ?? 'missing']);
  }
});
