import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../proto/domain/units.ts';
import { Playback, UNTIMED_LINES_PER_S } from '../../../server/feeds/playback.ts';
import { manualClock } from '../../manualclock.ts';
import { NEW_YEAR_MS } from './heard.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** 2019-08-07T22:59:58Z */
const FIRST = epochMs(1_565_218_798_000);
const at = (ms: number) => epochMs(FIRST + ms);

describe('on the machine’s clock', () => {
  it('joins at the second that is now, and keeps the recorded intervals', () => {
    const clock = manualClock(NEW_YEAR_MS); // …:00, and the file begins at …:58
    const playback = new Playback(clock, 1, FIRST);
    expect(playback.waitMs(FIRST)).toBe(-2000); // due already: at once
    expect(playback.waitMs(at(5000))).toBe(3000);
    expect(playback.waitMs(undefined)).toBe(3000); // with the line before
    clock.advance(1000);
    expect(playback.waitMs(at(6000))).toBe(3000);
    expect(playback.waitMs(at(2000))).toBeLessThan(0); // a little out of order: due already
  });

  it('shifts by whole minutes, never into the future, and each line is due at its shifted time', () => {
    for (let second = 0; second < 60; second += 7) {
      const clock = manualClock(NEW_YEAR_MS + second * 1000);
      const playback = new Playback(clock, 1, FIRST);
      expect(playback.shiftMs % MINUTE).toBe(0);
      const agoMs = clock.nowMs() - (FIRST + playback.shiftMs);
      expect(agoMs).toBeGreaterThanOrEqual(0);
      expect(agoMs).toBeLessThan(MINUTE);
      clock.advance(playback.waitMs(at(100_000)));
      expect(clock.nowMs()).toBe(at(100_000) + playback.shiftMs);
    }
  });

  it.each([10, 0.1])('plays at the rate %d, and the shifted times stay within a second of now', (rate) => {
    const clock = manualClock(NEW_YEAR_MS);
    const playback = new Playback(clock, rate, FIRST);
    expect(playback.waitMs(FIRST)).toBe(0);
    expect(playback.waitMs(at(5000))).toBe(5000 / rate);
    for (let ms = 5000; ms < 600_000; ms += 5000) {
      clock.advance(Math.max(0, playback.waitMs(at(ms))));
      expect(Math.abs(at(ms) + playback.shiftMs - clock.nowMs())).toBeLessThanOrEqual(1001);
    }
  });

  it('waits for nothing at rate max', () => {
    const playback = new Playback(manualClock(NEW_YEAR_MS), 'max', FIRST);
    expect(playback.waitMs(at(3_600_000))).toBe(0);
  });

  it('goes on in time when it loops, a whole number of minutes later', () => {
    const clock = manualClock(NEW_YEAR_MS);
    const playback = new Playback(clock, 1, FIRST);
    const before = playback.shiftMs;
    clock.advance(playback.waitMs(at(100_000)));
    playback.loop();
    expect(playback.shiftMs).toBe(before + 2 * MINUTE);
    expect(playback.waitMs(FIRST)).toBe(20_000); // the rest of the second minute
    clock.advance(playback.waitMs(at(100_000)));
    playback.loop();
    expect(playback.shiftMs).toBe(before + 4 * MINUTE);
  });

  it('cuts a gap of more than a day to under a minute, and follows a jump back', () => {
    const clock = manualClock(NEW_YEAR_MS);
    const playback = new Playback(clock, 1, FIRST);
    playback.waitMs(FIRST);
    for (const jump of [400 * DAY, 0, 401 * DAY + 30_000]) {
      clock.advance(Math.max(0, playback.waitMs(at(jump))));
      expect(clock.monotonicMs()).toBeLessThan(3 * MINUTE);
      expect(playback.shiftMs % MINUTE).toBe(0);
      expect(at(jump) + playback.shiftMs).toBeLessThanOrEqual(clock.nowMs());
    }
    expect(playback.waitMs(at(401 * DAY + 31_000))).toBe(1000);
  });

  it('plays a file without time at the stated pace', () => {
    const clock = manualClock(NEW_YEAR_MS);
    const playback = new Playback(clock, 2, undefined);
    const line = 1000 / UNTIMED_LINES_PER_S / 2;
    expect([0, 1, 2].map(() => playback.waitMs(undefined))).toEqual([0, line, 2 * line]);
    expect(playback.shiftMs).toBe(0);
  });
});

describe('on a recording’s clock', () => {
  it('keeps its own times and is due when the clock says so', () => {
    const clock = manualClock(FIRST, 4);
    const playback = new Playback(clock, 1, at(7_200_000)); // two hours after the recording that began it
    expect(playback.shiftMs).toBe(0);
    expect(playback.waitMs(at(7_200_000))).toBe(1_800_000);
    clock.advance(1_800_000);
    expect(playback.waitMs(at(7_200_000))).toBe(0);
    expect(playback.waitMs(at(7_204_000))).toBe(1000);
  });

  it('receives each line when it was due, however late the machine comes to it', () => {
    const clock = manualClock(FIRST, 60);
    const playback = new Playback(clock, 60, epochMs(FIRST));
    playback.waitMs(epochMs(FIRST));
    clock.advance(10_000);
    playback.waitMs(epochMs(FIRST + 5000));
    expect(playback.dueMs).toBe(FIRST + 5000);
    playback.waitMs(epochMs(FIRST + 4000));
    expect(playback.dueMs).toBe(FIRST + 5000);
  });

  it('shifts a file of another day', () => {
    const clock = manualClock(FIRST, 1);
    const playback = new Playback(clock, 1, at(10 * DAY + 1000));
    expect(playback.shiftMs).toBe(-10 * DAY - MINUTE);
    expect(playback.waitMs(at(10 * DAY + 1000))).toBe(-59_000);
    expect(playback.waitMs(at(10 * DAY + 61_000))).toBe(1000);
  });

  it('shifts when it loops', () => {
    const clock = manualClock(FIRST, 1);
    const playback = new Playback(clock, 1, FIRST);
    clock.advance(playback.waitMs(at(90_000)));
    playback.loop();
    expect(playback.shiftMs).toBe(2 * MINUTE);
    expect(playback.waitMs(FIRST)).toBe(30_000);
  });
});
