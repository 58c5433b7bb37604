/** A replay's picture against a history worked out plainly: whole at a time, and step by step. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { watchfloor } from '../../../../proto/generated/record.js';
import { watchfloor as records } from '../../../../proto/generated/record.js';
import { ReplayPicture } from '../../../../server/publish/replay/picture.ts';
import { ReplayReads, replayBytes } from '../../../../server/record/query/replayreads.ts';
import { duckOf, expected, HISTORY_MS, History, HOUR_MS, shown } from './history.ts';

const MINUTE_MS = 60_000;

/** Over the pipe and back. */
const piped = (steps: watchfloor.record.v1.IReplaySteps): watchfloor.record.v1.IReplayStep[] =>
  records.record.v1.ReplaySteps.decode(replayBytes(steps)).steps as watchfloor.record.v1.IReplayStep[];

const applied = (picture: ReplayPicture, steps: watchfloor.record.v1.IReplaySteps): void => {
  for (const step of piped(steps)) picture.apply(step);
  picture.tick();
};

describe('the picture of a replay', () => {
  it('shows again what ended and came again under its number, as imports do', async () => {
    const history = new History();
    history.epoch = -5;
    const came = { track: 7, lat: 41, lon: 19 };
    history.say(HISTORY_MS + MINUTE_MS, { ...came, name: 'ALBA' });
    history.say(HISTORY_MS + MINUTE_MS, { track: 8, lat: 42, lon: 19, name: 'BORA' });
    history.end(HISTORY_MS + 31 * MINUTE_MS, 7);
    history.end(HISTORY_MS + 31 * MINUTE_MS, 8);
    history.say(HISTORY_MS + 32 * MINUTE_MS, came);
    const duck = await duckOf(history);
    const reads = new ReplayReads(duck.connection, duck.source);
    const at = async (minute: number): Promise<ReplayPicture> => {
      const picture = new ReplayPicture();
      applied(picture, await reads.pictureAt(HISTORY_MS + minute * MINUTE_MS));
      return picture;
    };
    expect([...shown(await at(30)).keys()].sort()).toEqual(['-5-7', '-5-8']);
    expect([...shown(await at(31)).keys()]).toEqual([]);
    const again = await at(33);
    expect([...shown(again).keys()]).toEqual(['-5-7']);
    // Who it is was said once in its hour.
    expect(again.static(again.slotOf('-5-7')!)).toMatchObject({ name: 'ALBA' });

    // Both within one step, and each in one of its own.
    for (const everyMs of [10 * MINUTE_MS, MINUTE_MS / 2]) {
      const played = await at(25);
      applied(played, await reads.changes(HISTORY_MS + 25 * MINUTE_MS, HISTORY_MS + 35 * MINUTE_MS, everyMs));
      expect([...shown(played).keys()]).toEqual(['-5-7']);
    }
    duck.close();
  });

  it('shows what was recorded, and nothing of what was not', async () => {
    const history = new History();
    history.say(HISTORY_MS + 1000, {
      track: 7,
      lat: 41.25,
      lon: -18.5,
      sogKn: 12.3,
      mmsi: 123456789,
      age: 400,
    });
    history.say(HISTORY_MS + 2000, {
      track: 7,
      lat: 41.25,
      lon: -18.5,
      name: 'ALBA',
      feeds: 'ais radar',
      age: 1400,
    });
    const duck = await duckOf(history);
    const picture = new ReplayPicture();
    const reads = new ReplayReads(duck.connection, duck.source);
    applied(picture, await reads.pictureAt(HISTORY_MS + 1500));
    const slot = picture.slotOf('1-7')!;
    expect(picture.static(slot)).toEqual({
      ...{ slot, generation: 1, id: '1-7', kind: 1, nature: 0, mmsi: 123456789, contact: 0, sources: 1 },
    });
    expect(picture.detail(slot)).toMatchObject({
      ...{ id: '1-7', mmsi: '123456789', lat: 41.25, lon: -18.5, sogKn: 12.3 },
      ...{ observedMs: HISTORY_MS + 600, identity: {}, contributions: [], evidence: [], reasons: [] },
    });
    expect(picture.detail(slot)).not.toHaveProperty('navStatus');
    expect(picture.slotOf('1-8')).toBeUndefined();
    expect(picture.slotOf('01-7')).toBeUndefined();

    applied(picture, await reads.pictureAt(HISTORY_MS + 2000));
    expect(picture.static(slot)).toMatchObject({ slot, generation: 1, name: 'ALBA' });
    expect(picture.search('alba', 5, () => true)).toEqual([{ slot }]);
    // Nobody recorded which of the two feeds said so.
    expect(picture.detail(slot).identity.name).toMatchObject({ value: 'ALBA', feedId: 'people/?' });
    applied(picture, await reads.pictureAt(HISTORY_MS + 1500));
    expect(picture.static(slot)).not.toHaveProperty('name');
    duck.close();
  });

  it('tells readers what changed and what went, and gives slots to others with another generation', async () => {
    const history = new History();
    history.say(HISTORY_MS + 1000, { track: 1, lat: 1, lon: 1 });
    history.say(HISTORY_MS + 1000, { track: 2, lat: 2, lon: 2 });
    history.end(HISTORY_MS + 2000, 1);
    history.say(HISTORY_MS + 3000, { track: 3, lat: 3, lon: 3 });
    const duck = await duckOf(history);
    const reads = new ReplayReads(duck.connection, duck.source);
    const picture = new ReplayPicture();
    for (const step of piped(await reads.pictureAt(HISTORY_MS + 1000))) picture.apply(step);
    const first = picture.tick();
    const gone = picture.slotOf('1-1')!;
    const stays = picture.slotOf('1-2')!;
    for (const step of piped(await reads.changes(HISTORY_MS + 1000, HISTORY_MS + 2000, 1000)))
      picture.apply(step);
    const second = picture.tick();
    expect(picture.removedSince(first)).toEqual([{ slot: gone, tick: second }]);
    expect(picture.columns.changedTick[stays]).toBe(first);
    for (const step of piped(await reads.changes(HISTORY_MS + 2000, HISTORY_MS + 3000, 1000)))
      picture.apply(step);
    picture.tick();
    expect(picture.slotOf('1-3')).toBe(gone);
    expect(picture.columns.generation[gone]).toBe(2);
    expect(picture.removedSince(second)).toEqual([]);
    expect(picture.trail(gone).lats).toEqual([3]);
    duck.close();
  });

  it('shows one run at a time, the last until the next one speaks', async () => {
    const history = new History();
    history.say(HISTORY_MS + 1000, { track: 1, lat: 1, lon: 1 });
    history.restart(HISTORY_MS + MINUTE_MS);
    history.say(HISTORY_MS + 2 * MINUTE_MS, { track: 1, lat: 5, lon: 5 });
    const duck = await duckOf(history);
    const reads = new ReplayReads(duck.connection, duck.source);
    const picture = new ReplayPicture();
    applied(picture, await reads.pictureAt(HISTORY_MS + 90_000));
    expect([...shown(picture).keys()]).toEqual(['1-1']);
    applied(picture, await reads.changes(HISTORY_MS + 90_000, HISTORY_MS + 130_000, 5000));
    expect([...shown(picture).keys()]).toEqual(['2-1']);
    duck.close();
  });

  const events = fc.array(
    fc.record({
      afterMs: fc.oneof(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 1, max: 10 * MINUTE_MS })),
      track: fc.integer({ min: 1, max: 6 }),
      what: fc.constantFrom('move', 'move', 'move', 'name', 'end', 'feeds', 'restart'),
      lat: fc.integer({ min: -80_000_000, max: 80_000_000 }).map((e6) => e6 / 1e6),
      state: fc.integer({ min: 0, max: 255 }),
    }),
    { minLength: 1, maxLength: 60 },
  );

  it('applied in steps is the picture at the end of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        events,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 500, max: 15 * MINUTE_MS }),
        fc.boolean(),
        async (said, first, second, stepMs, isSealed) => {
          const history = new History();
          let atMs = HISTORY_MS;
          // A track's id is never used again.
          const ids = new Map<number, number>();
          let next = 10;
          for (const { afterMs, track, what, lat, state } of said) {
            atMs += afterMs;
            const id = ids.get(track) ?? next++;
            ids.set(track, id);
            if (what === 'restart') {
              history.restart(atMs);
              ids.clear();
            } else if (what === 'end') {
              history.end(atMs, id);
              ids.delete(track);
            } else
              history.say(atMs, {
                ...{ track: id, lat, lon: lat * 2, state },
                ...(what === 'name' && { name: `N${afterMs}` }),
                ...(what === 'feeds' && { feeds: `a f${track}` }),
              });
          }
          const duck = await duckOf(history, isSealed ? Number.POSITIVE_INFINITY : HISTORY_MS);
          const reads = new ReplayReads(duck.connection, duck.source);
          const spanMs = atMs - HISTORY_MS;
          const fromMs = Math.round(HISTORY_MS + spanMs * Math.min(first, second));
          const untilMs = Math.round(HISTORY_MS + spanMs * Math.max(first, second));
          const whole = new ReplayPicture();
          applied(whole, await reads.pictureAt(untilMs));
          const stepped = new ReplayPicture();
          applied(stepped, await reads.pictureAt(fromMs));
          const steps = piped(await reads.changes(fromMs, untilMs, stepMs));
          for (const step of steps) stepped.apply(step);
          stepped.tick();
          duck.close();
          const truth = isSilent(history, untilMs) ? shown(whole) : expected(history.at(untilMs));
          expect(sorted(shown(whole))).toEqual(sorted(truth));
          expect(sorted(shown(stepped))).toEqual(sorted(shown(whole)));
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});

/** A run ended and its successor has said nothing for an hour: how long the last picture stands is not promised. */
const isSilent = (history: History, atMs: number): boolean => {
  const last = Math.max(0, ...[...history.at(atMs).values()].map(({ knownMs }) => knownMs));
  return atMs - last > HOUR_MS / 2;
};

const sorted = (map: ReadonlyMap<string, object>): unknown[] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
