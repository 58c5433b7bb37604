import type { Feed } from './feeds/feed.ts';
import type { Outgoing } from './outgoing.ts';
import type { Picture } from './tracks/picture.ts';

/** What each stage of the way from bytes to tracks counts, for `/healthz` and `/metrics`. */
export function stages(feeds: readonly Feed[], picture: Picture, outgoing: readonly Outgoing[]) {
  const snapshots = feeds.map((feed) => feed.state());
  const lastByteMs = Math.max(...snapshots.map(({ lastByteMs = Number.NEGATIVE_INFINITY }) => lastByteMs));
  const sum = (of: (one: (typeof snapshots)[number]) => number): number =>
    snapshots.reduce((total, one) => total + of(one), 0);
  const faults = sum((one) => one.faults.reduce((total, { count }) => total + count, 0));
  const heard = Number.isFinite(lastByteMs) ? { lastActivityMs: lastByteMs } : {};
  return [
    {
      name: 'feeds',
      counts: {
        feeds: feeds.length,
        live: sum(({ life }) => Number(life === 'live')),
        bytes: sum(({ bytes }) => bytes),
        late: sum(({ timing }) => Number(timing === 'late')),
        clockWrong: sum(({ timing }) => Number(timing === 'behind' || timing === 'ahead')),
        same: sum(({ twin }) => Number(twin !== undefined)),
      },
      ...heard,
    },
    { name: 'decode', counts: { messages: sum(({ messages }) => messages), faults }, ...heard },
    { name: 'tracks', counts: { ...picture.counts() }, ...heard },
    {
      name: 'sent',
      counts: {
        events: outgoing.reduce((total, out) => total + out.sent, 0),
        refused: outgoing.reduce((total, out) => total + out.unsent, 0),
      },
    },
  ];
}
