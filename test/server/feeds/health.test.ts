import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import { Nature } from '../../../proto/domain/observation.ts';
import { FeedHealth, SILENT_AFTER_INTERVALS } from '../../../server/feeds/health.ts';
import { LEARNED_FLOOR_MS } from '../../../server/feeds/interval.ts';
import { manualClock } from '../../manualclock.ts';
import { NEW_YEAR_MS } from './heard.ts';

function newHealth(intervalMs?: number, watched?: boolean) {
  const clock = manualClock(NEW_YEAR_MS);
  const identity = {
    id: feedId('north'),
    name: 'North',
    url: 'tcp://a:1',
    format: 'ais',
    nature: Nature.real,
  };
  return { clock, health: new FeedHealth({ ...identity, intervalMs, watched }, clock) };
}
const fault = { kind: 'checksum', sample: '!AIVDM,x*00' } as const;

describe('the health of a feed', () => {
  it('lives from connecting to live to down to ended, and says since when and why', () => {
    const { clock, health } = newHealth();
    health.connecting('connecting to a:1');
    clock.advance(500);
    expect(health.snapshot()).toMatchObject({
      life: 'connecting',
      reason: 'connecting to a:1',
      sinceMs: NEW_YEAR_MS,
    });
    health.open('connected, nothing yet');
    expect(health.snapshot()).toMatchObject({ life: 'connecting', reason: 'connected, nothing yet' });
    health.bytes(10);
    expect(health.snapshot()).toMatchObject({
      life: 'live',
      reason: '',
      sinceMs: NEW_YEAR_MS + 500,
      bytes: 10,
    });
    clock.advance(100);
    health.down('a:1 refused', 2000);
    expect(health.snapshot()).toMatchObject({
      life: 'down',
      reason: 'a:1 refused',
      retryMs: NEW_YEAR_MS + 2600,
    });
    health.connecting('again');
    expect(health.snapshot().retryMs).toBeUndefined();
    health.ended('done');
    expect(health.snapshot()).toMatchObject({ life: 'ended', reason: 'done' });
  });

  it('stays down through attempts that fail, since the first', () => {
    const { clock, health } = newHealth();
    health.trying('connecting to a:1');
    expect(health.snapshot()).toMatchObject({ life: 'connecting' });
    clock.advance(100);
    for (let i = 0; i < 3; i++) {
      health.down('a:1 refused', 1000);
      clock.advance(1000);
      health.trying('connecting to a:1');
      expect(health.snapshot()).toMatchObject({
        life: 'down',
        reason: 'a:1 refused; trying again now',
        sinceMs: NEW_YEAR_MS + 100,
      });
      clock.advance(1000);
    }
    health.open('connected');
    expect(health.snapshot()).toMatchObject({ life: 'connecting', reason: 'connected' });
  });

  it.each([500, 2000, 10_000, 60_000])(
    'says silence within twice a set interval of %i ms, read once a second, or twice an interval',
    (intervalMs) => {
      const { clock, health } = newHealth(intervalMs);
      health.open('open');
      health.bytes(1);
      clock.advance(intervalMs);
      expect(health.snapshot().life).toBe('live');
      const readEveryMs = Math.min(1000, intervalMs / 2);
      let quietMs = intervalMs;
      while (health.snapshot().life === 'live') {
        clock.advance(readEveryMs);
        quietMs += readEveryMs;
      }
      expect(health.snapshot().life).toBe('silent');
      expect(quietMs).toBeLessThanOrEqual(2 * intervalMs);
      expect(health.snapshot().reason).toMatch(/nothing came for/);
      health.bytes(1);
      expect(health.snapshot().life).toBe('live');
    },
  );

  it('says since when it is silent even when nobody looked at that moment', () => {
    const { clock, health } = newHealth(10_000);
    health.open('open');
    health.bytes(1);
    clock.advance(100_000);
    expect(health.snapshot()).toMatchObject({ life: 'silent', sinceMs: NEW_YEAR_MS + 15_000 });
  });

  it('calls a dense feed silent by the shortest interval that is learned, within two of them', () => {
    const { clock, health } = newHealth();
    health.open('open');
    for (let i = 0; i < 100; i++) {
      health.bytes(50);
      health.message();
      clock.advance(200);
    }
    expect(health.snapshot().expectedIntervalMs).toBe(LEARNED_FLOOR_MS);
    clock.advance(SILENT_AFTER_INTERVALS * LEARNED_FLOOR_MS - 300);
    expect(health.snapshot().life).toBe('live');
    clock.advance(200);
    expect(health.snapshot().life).toBe('silent');
  });

  it('says that an open link never said anything', () => {
    const { clock, health } = newHealth();
    health.open('connected to a:1');
    clock.advance(10_000);
    expect(health.snapshot()).toMatchObject({ life: 'silent' });
    expect(health.snapshot().reason).toContain('connected to a:1; nothing has come');
    expect(health.snapshot().lastByteMs).toBeUndefined();
  });

  it('never calls a recording silent', () => {
    const { clock, health } = newHealth(undefined, false);
    health.open('playing');
    health.bytes(1);
    clock.advance(3_600_000);
    expect(health.snapshot().life).toBe('live');
  });

  it('is faulty while nearly nothing decodes, and recovers', () => {
    const { clock, health } = newHealth();
    health.open('open');
    for (let i = 0; i < 20; i++) {
      health.bytes(50);
      health.fault(fault);
      clock.advance(500);
    }
    expect(health.snapshot()).toMatchObject({ life: 'faulty' });
    expect(health.snapshot().reason).toContain('last 20');
    for (let i = 0; i < 20; i++) {
      health.bytes(50);
      health.message();
      clock.advance(500);
    }
    expect(health.snapshot().life).toBe('live');
  });

  it('is faulty after ten faults in a row, however slowly they come', () => {
    const { clock, health } = newHealth(60_000);
    health.open('open');
    health.bytes(50);
    health.message();
    for (let i = 0; i < 10; i++) {
      expect(health.snapshot().life).toBe('live');
      clock.advance(30_000);
      health.bytes(50);
      health.fault(fault);
    }
    expect(health.snapshot()).toMatchObject({ life: 'faulty', reason: expect.stringContaining('last 10') });
    health.message();
    expect(health.snapshot().life).toBe('live');
  });

  it('stays live with a few faults, and with what is only unsupported', () => {
    const { health } = newHealth();
    health.open('open');
    health.bytes(5000);
    for (let i = 0; i < 100; i++) health.fault({ kind: 'unsupported', sample: '$GPGSV' });
    expect(health.snapshot().life).toBe('live');
    for (let i = 0; i < 9; i++) health.fault(fault);
    expect(health.snapshot().life).toBe('live');
  });

  it('is faulty when bytes come of which nothing at all is said', () => {
    const { health } = newHealth();
    health.open('open');
    health.bytes(5000);
    expect(health.snapshot()).toMatchObject({ life: 'faulty' });
  });

  it('counts faults by kind with the last sample, cut, and its time', () => {
    const { clock, health } = newHealth();
    health.fault(fault);
    clock.advance(1000);
    health.fault({ kind: 'checksum', sample: 'x'.repeat(500) });
    health.fault({ kind: 'format', sample: 'y' });
    expect(health.snapshot().faults).toEqual([
      { kind: 'checksum', count: 2, sample: 'x'.repeat(120), lastMs: NEW_YEAR_MS + 1000 },
      { kind: 'format', count: 1, sample: 'y', lastMs: NEW_YEAR_MS + 1000 },
    ]);
  });

  it('gives rates now and their history of fifteen minutes', () => {
    const { clock, health } = newHealth();
    health.open('open');
    for (let second = 0; second < 60; second++) {
      health.bytes(100);
      health.message();
      health.message();
      clock.advance(1000);
    }
    const { bytesPerS, messagesPerS } = health.snapshot();
    expect(bytesPerS).toBeCloseTo(100, 5);
    expect(messagesPerS).toBeCloseTo(200 / 100, 5);
    const history = health.history();
    expect(history.stepMs * history.bytesPerS.length).toBe(900_000);
    expect(history.bytesPerS.slice(-12)).toEqual(Array(12).fill(100));
    expect(history.bytesPerS[0]).toBe(0);
    expect(history.messagesPerS.at(-1)).toBe(2);
  });

  it('keeps its word whatever happens: a reason unless live, no time ahead, no number that is none', () => {
    const step = fc.oneof(
      fc.nat(20_000).map((ms) => ({ ms })),
      fc.constantFrom('connecting', 'open', 'down', 'retry', 'ended', 'bytes', 'message', 'fault'),
    );
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        fc.option(fc.nat(60_000), { nil: undefined }),
        (steps, set) => {
          const { clock, health } = newHealth(set === undefined ? undefined : set + 1);
          let { life, sinceMs } = health.snapshot();
          for (const one of steps) {
            if (typeof one === 'object') clock.advance(one.ms);
            else if (one === 'bytes') health.bytes(3000);
            else if (one === 'message') health.message();
            else if (one === 'fault') health.fault(fault);
            else if (one === 'retry') health.down('no way', 1000);
            else health[one](`is ${one}`);
            const snapshot = health.snapshot();
            expect(snapshot.reason === '').toBe(snapshot.life === 'live');
            expect(snapshot.sinceMs).toBeLessThanOrEqual(clock.nowMs());
            expect(snapshot.sinceMs).toBeGreaterThanOrEqual(sinceMs);
            if (snapshot.life === life) expect(snapshot.sinceMs).toBe(sinceMs);
            if (snapshot.retryMs !== undefined) expect(snapshot.life).toBe('down');
            for (const value of Object.values(snapshot)) expect(value).not.toBeNaN();
            ({ life, sinceMs } = snapshot);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
