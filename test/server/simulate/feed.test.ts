import { describe, expect, test } from 'vitest';
import type { Frame } from '../../../proto/domain/frame.ts';
import { feedId } from '../../../proto/domain/ids.ts';
import { Nature } from '../../../proto/domain/observation.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { SimulationFeed } from '../../../server/simulate/feed.ts';
import { manualClock } from '../../manualclock.ts';
import { southernAdriatic } from './demonstrationscenario.ts';

const START = Date.UTC(2026, 5, 21, 22, 30, 0);

function simulated() {
  const clock = manualClock(START);
  const frames: Frame[] = [];
  const feed = new SimulationFeed({
    scenario: southernAdriatic(),
    seed: 1,
    clock,
    after: clock.after,
    deliver: (frame) => frames.push(frame),
  });
  return { clock, frames, feed };
}

describe('the simulation as a feed', () => {
  test('delivers synthetic frames of its stations while the clock runs, and none after stop', () => {
    const { clock, frames, feed } = simulated();
    expect(feed.feeds.map(({ name, format }) => `${format} ${name}`)).toEqual([
      'ais ais-montenegro',
      'ais ais-albania',
      'ais ais-apulia',
      'asterix radar-sazan',
      'nmea radar-durres',
      'asterix radar-volujica',
      'asterix neighbour-apulia',
      'sapient land-border',
      'cot units',
      'adsb adsb-tirana',
    ]);
    feed.start();
    expect(feed.state()).toBe('live');
    clock.advance(3000);
    expect(new Set(frames.map((f) => f.feedId)).size).toBeGreaterThan(6);
    expect(frames.filter((f) => f.datagram === true).every((f) => /radar|neighbour/.test(f.feedId))).toBe(
      true,
    );
    expect(frames.every((f) => f.nature === Nature.synthetic)).toBe(true);
    expect(frames.every((f, i) => i === 0 || f.receivedMs >= frames[i - 1]!.receivedMs)).toBe(true);
    const heard = frames.find((f) => f.feedId === feedId('ais-albania'))!;
    expect(Buffer.from(heard.bytes).toString()).toMatch(/^\\/);
    expect(feed.truth().length).toBeGreaterThan(300);
    feed.stop();
    const before = frames.length;
    clock.advance(5000);
    expect(frames.length).toBe(before);
    expect(feed.state()).toBe('ended');
    expect(clock.waiting()).toBe(0);
  });

  test('a clock that jumps ends every connection, and the world begins anew', () => {
    const clock = manualClock(START);
    const ended: string[] = [];
    const heard = new Set<string>();
    let shiftMs = 0;
    const feed = new SimulationFeed({
      scenario: southernAdriatic(),
      seed: 1,
      clock: { ...clock, nowMs: () => epochMs(clock.nowMs() + shiftMs) },
      after: clock.after,
      deliver: (frame) => void heard.add(`${frame.feedId} ${frame.connection}`),
      hungUp: (id, connection) => ended.push(`${id} ${connection}`),
    });
    feed.start();
    clock.advance(5000);
    const before = [...heard];
    expect(before.filter((end) => end.startsWith('land-border')).length).toBe(13);
    expect(ended).toEqual([]);
    shiftMs = 3_600_000;
    heard.clear();
    clock.advance(5000);
    expect(ended.sort()).toEqual(before.sort());
    expect([...heard].filter((end) => end.startsWith('land-border')).length).toBe(13);
    feed.stop();
  });

  test('starting twice is starting once', () => {
    const { clock, feed } = simulated();
    feed.start();
    feed.start();
    expect(clock.waiting()).toBe(1);
    feed.stop();
  });

  test('the world is already in the middle of its day: at half past eleven at night the ferries are at sea', () => {
    const { clock, feed } = simulated();
    feed.start();
    clock.advance(1000);
    const night = feed.truth().filter((v) => v.kind === 'ropax' && v.activity === 'passage' && v.sogKn > 8);
    expect(night.length).toBeGreaterThanOrEqual(6);
    feed.stop();
  });
});
