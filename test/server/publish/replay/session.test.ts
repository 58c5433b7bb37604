/** A replay that plays, stands, goes back and begins again, by a clock that a test moves. */
import { afterEach, describe, expect, it } from 'vitest';
import { PictureReceiver } from '../../../../client/link/frame.ts';
import { TrackStore } from '../../../../client/store/tracks.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { watchfloor } from '../../../../proto/generated/watchfloor.js';
import type { ReplaySession } from '../../../../server/publish/replay/session.ts';
import { ENDS_AFTER_MS } from '../../../../server/publish/replay/sessions.ts';
import { recorder, at as tileAt } from '../room.ts';
import { person, TestAccess, VIEWER } from '../testaccess.ts';
import { HISTORY_MS, History, shown } from './history.ts';
import { type RoomOptions, replayRoom } from './replayroom.ts';

const ANNA = person('anna');
const MINUTE_MS = 60_000;
const END_MS = HISTORY_MS + 30 * MINUTE_MS;

/** A ship that is told of every ten seconds, a thousandth of a degree further north each time. */
function voyage(): History {
  const history = new History();
  for (let i = 1; i <= 180; i += 1)
    history.say(HISTORY_MS + i * 10_000, { track: 1, lat: 40 + i / 1000, lon: 18, name: 'ALBA' });
  return history;
}

let room: Awaited<ReturnType<typeof replayRoom>>;
afterEach(() => room.close());

async function begin(atMs: number, options: RoomOptions = {}): Promise<ReplaySession> {
  room = await replayRoom(voyage(), END_MS, options);
  const outcome = await room.sessions.begin(ANNA, { mode: 'known', atMs: epochMs(atMs) });
  if (!outcome.ok) throw new Error(outcome.fault.what);
  return outcome.value;
}

const latOf = ({ picture }: ReplaySession): number | undefined => {
  const slot = picture.slotOf('1-1');
  return slot === undefined ? undefined : picture.columns.lat[slot];
};

describe('a replay', () => {
  it('begins with the picture of its time, and stands', async () => {
    const session = await begin(HISTORY_MS + 65_000);
    expect(latOf(session)).toBe(40.006);
    expect(session.state()).toEqual({
      ...{ id: session.id, mode: 'known', range: { fromMs: HISTORY_MS, untilMs: END_MS } },
      ...{ atMs: HISTORY_MS + 65_000, rate: 1, isPlaying: false, state: 'ready' },
    });
    await room.pass(5000);
    expect(session.atMs).toBe(HISTORY_MS + 65_000);
    expect(session.clock.rate).toBe(0);
  });

  it('plays as fast as it is told, and asks ahead', async () => {
    const session = await begin(HISTORY_MS + 65_000);
    await session.move({ isPlaying: true, rate: 60 });
    await room.pass(2000);
    expect(session.clock.rate).toBe(60);
    expect(session.atMs).toBe(HISTORY_MS + 185_000);
    expect(latOf(session)).toBe(40.018);
    expect(room.asked).toEqual([
      'picture 65000',
      'changes 65000…305000 by 30000',
      'changes 305000…545000 by 30000',
    ]);
    await session.move({ isPlaying: false });
    expect(session.atMs).toBe(HISTORY_MS + 185_000);
    expect(room.asked.at(-1)).toBe('picture 185000');
  });

  it('goes back as it goes on', async () => {
    const session = await begin(HISTORY_MS + 20 * MINUTE_MS);
    await session.move({ isPlaying: true, rate: -60 });
    await room.pass(3500);
    expect(session.atMs).toBe(HISTORY_MS + 17 * MINUTE_MS);
    expect(latOf(session)).toBe(40.102);
  });

  it('ends where the record ends, and begins again where it was told to', async () => {
    const session = await begin(END_MS - MINUTE_MS);
    await session.move({ isPlaying: true, rate: 120 });
    await room.pass(2000);
    expect(session.state()).toMatchObject({ atMs: END_MS, isPlaying: false });
    const loop = { fromMs: epochMs(HISTORY_MS + MINUTE_MS), untilMs: epochMs(HISTORY_MS + 3 * MINUTE_MS) };
    await session.move({ atMs: loop.fromMs, loop, isPlaying: true });
    const seen: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      await room.pass(500);
      seen.push((session.atMs - HISTORY_MS) / MINUTE_MS);
    }
    expect(Math.max(...seen)).toBeLessThanOrEqual(3);
    expect(seen.filter((minute) => minute === 1).length).toBeGreaterThan(0);
    expect(session.state().isPlaying).toBe(true);
  });

  it('steps, and stands where it went; of many wishes the last holds', async () => {
    const session = await begin(HISTORY_MS + 5 * MINUTE_MS);
    await session.move({ isPlaying: true });
    await session.move({ stepMs: -30_000 });
    expect(session.state()).toMatchObject({ atMs: HISTORY_MS + 270_000, isPlaying: false });
    const before = room.asked.length;
    await Promise.all(
      [1, 2, 3, 4, 5, 6, 7].map((minute) => session.move({ atMs: epochMs(HISTORY_MS + minute * MINUTE_MS) })),
    );
    expect(session.atMs).toBe(HISTORY_MS + 7 * MINUTE_MS);
    expect(latOf(session)).toBe(40.042);
    expect(room.asked.slice(before)).toEqual(['picture 60000', 'picture 420000']);
    await session.move({ atMs: epochMs(0) });
    expect(session.atMs).toBe(HISTORY_MS);
    expect(shown(session.picture).size).toBe(0);
  });

  it('waits where it cannot read, and says why', async () => {
    const session = await begin(HISTORY_MS + 5 * MINUTE_MS, {
      reader: {
        pictureAt: async () => ({ ok: true, value: [] }),
        changes: async () => ({ ok: false, what: 'the query process ended' }),
        told: async () => ({ ok: true, value: [] }),
      },
    });
    await session.move({ isPlaying: true });
    await room.pass(3000);
    expect(session.state()).toMatchObject({
      atMs: HISTORY_MS + 5 * MINUTE_MS,
      what: 'the query process ended',
    });
  });

  it('says that the alerts could not be read, and asks for them again', async () => {
    let isWell = false;
    const lead = { kind: 'loitering', rule: 'r', about: {}, evidence: [], parties: [] };
    const alert = { id: '1-a1', state: 'unacknowledged', raisedMs: HISTORY_MS, lead, parts: [], history: [] };
    const row = { knownMs: HISTORY_MS, id: '1-a1', json: JSON.stringify(alert) };
    // What another program wrote ends nothing.
    const odd = { ...row, id: '1-a2', json: '{"id":"1-a2"}' };
    const session = await begin(HISTORY_MS + 5 * MINUTE_MS, {
      reader: {
        pictureAt: async () => ({ ok: true, value: [] }),
        changes: async () => ({ ok: true, value: [] }),
        told: async () =>
          isWell ? { ok: true, value: [odd, row] } : { ok: false, what: 'the query process ended' },
      },
    });
    await room.pass(500);
    expect(session.state()).toMatchObject({ what: 'the query process ended' });
    isWell = true;
    await session.move({ atMs: epochMs(HISTORY_MS + 6 * MINUTE_MS) });
    await room.pass(500);
    expect(session.state()).not.toHaveProperty('what');
    expect([...session.alerts.list()].map(({ id }) => id)).toEqual(['1-a1']);
  });

  it('tells the log what was shown, when it begins, once a minute while it grows, and at its end', async () => {
    const told: unknown[] = [];
    const audit = { record: async ({ details }: { details?: unknown }) => void told.push(details) };
    const session = await begin(HISTORY_MS + 5 * MINUTE_MS, { audit: audit as never });
    const minutes = (from: number, until: number) => ({
      ...{ mode: 'known', fromMs: HISTORY_MS + from * MINUTE_MS, untilMs: HISTORY_MS + until * MINUTE_MS },
    });
    expect(told).toEqual([]);
    // Read by REST: nobody sits before it.
    session.wasRead();
    session.wasRead();
    expect(told).toEqual([minutes(5, 5)]);
    await session.move({ atMs: epochMs(HISTORY_MS + 7 * MINUTE_MS) });
    session.wasRead();
    session.end();
    expect(told).toEqual([minutes(5, 5), minutes(5, 7)]);
  });

  it('is decided about anew when its time comes to where something else counted', async () => {
    const [open, closed] = [new TestAccess(), new TestAccess()];
    closed.audiences.set('anna', { key: 'nothing', sight: () => 'none', seesFeed: () => false });
    const untilMs = HISTORY_MS + 6 * MINUTE_MS;
    const past = { at: (atMs: number) => (atMs < untilMs ? open : closed), longestDelayMs: () => 0 };
    const session = await begin(HISTORY_MS + 5 * MINUTE_MS, { past });
    const client = recorder();
    const receiver = new PictureReceiver(new TrackStore());
    const seat = session.enter(ANNA, client.link, () => {})!;
    seat.handle.watch(receiver.request(tileAt(40, 18)));
    const counts: (readonly [number, number])[] = [];
    const take = (): void => {
      while (client.frames.length > 0) {
        const { bytes, applied } = client.frames.shift()!;
        const result = receiver.apply(bytes);
        if (result.ok) counts.push([result.frame.baseMs, result.frame.trackCount]);
        applied();
      }
    };
    take();
    await session.move({ isPlaying: true, rate: 60 });
    for (let i = 0; i < 8; i += 1) {
      await room.pass(500);
      take();
    }
    expect(counts.some(([atMs, count]) => atMs < untilMs && count === 1)).toBe(true);
    expect(counts.some(([atMs]) => atMs >= untilMs)).toBe(true);
    expect(counts.filter(([atMs, count]) => atMs >= untilMs && count > 0)).toEqual([]);
    await session.move({ atMs: epochMs(HISTORY_MS + 5 * MINUTE_MS), isPlaying: false });
    take();
    expect(counts.at(-1)).toEqual([HISTORY_MS + 5 * MINUTE_MS, 1]);
  });

  it('is led in by as much as anybody sees late', async () => {
    const past = { at: () => new TestAccess(), longestDelayMs: () => 10 * MINUTE_MS };
    const session = await begin(HISTORY_MS + 20 * MINUTE_MS, { past });
    expect(room.asked).toEqual(['picture 600000', 'changes 600000…1200000 by 60000']);
    const { timesMs } = session.picture.trail(session.picture.slotOf('1-1')!);
    expect(timesMs.length).toBeGreaterThan(5);
  });

  it('says in each frame that it is a replay, which, and how fast', async () => {
    const session = await begin(HISTORY_MS + 5 * MINUTE_MS);
    const client = recorder();
    const store = new TrackStore();
    const receiver = new PictureReceiver(store);
    const seat = session.enter(ANNA, client.link, () => {})!;
    expect(watchfloor.v1.Hello.decode(client.hellos[0]!).epoch).toBe(0x8000_0000 + 3 * 2 ** 20 + 1);
    seat.handle.watch(receiver.request(tileAt(40, 18)));
    const take = (): watchfloor.v1.PictureFrame => {
      const { bytes, applied } = client.frames.shift()!;
      const result = receiver.apply(bytes);
      if (!result.ok) throw new Error(result.fault);
      applied();
      return result.frame;
    };
    expect(take()).toMatchObject({
      clock: { kind: 1, session: session.id, rate: 0 },
      baseMs: HISTORY_MS + 5 * MINUTE_MS,
      trackCount: 1,
    });
    await session.move({ isPlaying: true, rate: 60 });
    await room.pass(1000);
    while (client.frames.length > 1) take();
    expect(take().clock).toMatchObject({ kind: 1, session: session.id, rate: 60 });
    await session.move({ atMs: epochMs(HISTORY_MS + MINUTE_MS), isPlaying: false });
    while (client.frames.length > 0) take();
    expect(latOf(session)).toBe(40.006);
    expect(session.atMs).toBe(HISTORY_MS + MINUTE_MS);
  });
});

describe('replays', () => {
  it('are one person’s, two at most, and end when nobody looks', async () => {
    const first = await begin(HISTORY_MS + MINUTE_MS);
    const ask = { mode: 'known', atMs: epochMs(HISTORY_MS + MINUTE_MS) } as const;
    const places = [first, await room.sessions.begin(ANNA, ask)].map((one) => {
      const session = 'ok' in one ? (one.ok ? one.value : undefined) : one;
      let isOver = false;
      const seat = session!.enter(ANNA, recorder().link, () => {
        isOver = true;
      })!;
      return { seat, session: session!, isOver: () => isOver };
    });
    expect(await room.sessions.begin(ANNA, ask)).toMatchObject({ ok: false, fault: { kind: 'refused' } });
    expect(room.sessions.get(person('boris'), first.id)).toBeUndefined();
    expect(room.sessions.enter(first.id, person('boris'), recorder().link, () => {})).toBeUndefined();
    expect((await room.sessions.begin(person('boris'), ask)).ok).toBe(true);

    places[0]!.seat.leave();
    // It makes room: what a page left behind goes before somebody is refused.
    expect((await room.sessions.begin(ANNA, ask)).ok).toBe(true);
    expect(room.sessions.get(ANNA, first.id)).toBeUndefined();
    await room.pass(ENDS_AFTER_MS.unseen + 10_000);
    expect(room.sessions.count).toBe(1);
    places[1]!.seat.leave();
    await room.pass(ENDS_AFTER_MS.left - 5000);
    expect(room.sessions.count).toBe(1);
    await room.pass(10_000);
    expect(room.sessions.count).toBe(0);
    expect(places[1]!.isOver()).toBe(false);
  });

  it('are six of a demonstration’s viewers, who are as one', async () => {
    await begin(HISTORY_MS);
    const ask = { mode: 'known', atMs: epochMs(HISTORY_MS) } as const;
    for (let i = 0; i < 6; i += 1) {
      const begun = await room.sessions.begin(VIEWER, ask);
      // Looked at: none of them makes room.
      if (begun.ok) begun.value.enter(VIEWER, recorder().link, () => {});
    }
    expect(room.sessions.count).toBe(7);
    expect(await room.sessions.begin(VIEWER, ask)).toMatchObject({ ok: false, fault: { kind: 'refused' } });
    expect((await room.sessions.begin(ANNA, ask)).ok).toBe(true);
  });

  it('are sixteen in all', async () => {
    await begin(HISTORY_MS);
    const ask = { mode: 'known', atMs: epochMs(HISTORY_MS) } as const;
    for (let i = 1; i < 16; i += 1) expect((await room.sessions.begin(person(`p${i}`), ask)).ok).toBe(true);
    expect(await room.sessions.begin(person('late'), ask)).toMatchObject({
      ok: false,
      fault: { kind: 'busy' },
    });
  });
});
