import { describe, expect, test } from 'vitest';
import { PATTERNS, SoundPlan } from '../../../../../client/panels/alerts/sound/soundplan.ts';
import type { Alert } from '../../../../../proto/domain/alert/alert.ts';
import { alert } from '../alerts.ts';

const everyone = (): boolean => true;

/** What begins within a time, as `<second> <pattern>`. */
function heard(
  plan: SoundPlan,
  alerts: (atMs: number) => readonly Alert[],
  fromS: number,
  toS: number,
  hears: (alert: Alert) => boolean = everyone,
): readonly string[] {
  const begun: string[] = [];
  for (let atMs = fromS * 1000; atMs < toS * 1000; atMs += 250) {
    const pattern = plan.next({ alerts: alerts(atMs), nowMs: atMs, hears });
    if (pattern !== undefined) begun.push(`${atMs / 1000} ${pattern}`);
  }
  return begun;
}

describe('what sounds', () => {
  test('a warning sounds when it comes and once more after a minute', () => {
    const warning = alert({ priority: 'warning' });
    expect(heard(new SoundPlan(), () => [warning], 0, 300)).toEqual(['0 warning', '60 warning']);
  });

  test('an alarm sounds every seven seconds, an emergency without an end', () => {
    const alarm = alert({ priority: 'alarm' });
    expect(heard(new SoundPlan(), () => [alarm], 0, 20)).toEqual(['0 alarm', '7 alarm', '14 alarm']);
    const emergency = alert({ priority: 'emergency' });
    const rounds = heard(new SoundPlan(), () => [alarm, emergency], 0, 8);
    expect(rounds).toEqual(['0 emergency', '2 emergency', '4 emergency', '6 emergency']);
    // A round lasts until the next.
    const last = PATTERNS.emergency.at(-1)!;
    expect(last.atS + last.forS).toBe(2);
  });

  test('cautions, and what is answered, over, shelved or part of another, are silent', () => {
    const shelf = { time: 'hour', reason: 'r', by: 'p', byName: 'P', atMs: alert().raisedMs } as const;
    const quiet = [
      alert({ priority: 'caution' }),
      alert({ priority: 'alarm', state: 'acknowledged' }),
      alert({ priority: 'alarm', state: 'rectified' }),
      alert({ priority: 'alarm', state: 'silenced' }),
      alert({ priority: 'alarm', shelf }),
      alert({ priority: 'alarm', partOf: 'x' }),
    ];
    expect(heard(new SoundPlan(), () => quiet, 0, 120)).toEqual([]);
  });

  test('the most urgent alone sounds; what waited behind it is heard afterwards', () => {
    const alarm = alert({ priority: 'alarm' });
    const warning = alert({ priority: 'warning' });
    const now = (atMs: number) => (atMs < 10_000 ? [alarm, warning] : [warning]);
    expect(heard(new SoundPlan(), now, 0, 65)).toEqual(['0 alarm', '7 alarm', '10 warning']);
  });

  test('a new alarm of the same kind waits no seven seconds after a silence between', () => {
    const one = alert({ priority: 'alarm' });
    const two = alert({ priority: 'alarm' });
    const now = (atMs: number) => (atMs < 1000 ? [one] : atMs < 2000 ? [] : [two]);
    expect(heard(new SoundPlan(), now, 0, 4)).toEqual(['0 alarm', '2 alarm']);
  });

  test('of other sectors is not heard', () => {
    const mine = alert({ priority: 'warning' });
    const alarm = alert({ priority: 'alarm' });
    expect(
      heard(
        new SoundPlan(),
        () => [alarm, mine],
        0,
        10,
        ({ id }) => id === mine.id,
      ),
    ).toEqual(['0 warning']);
  });
});

describe('silence', () => {
  test('lasts thirty seconds for what sounds, and not for what comes meanwhile', () => {
    const plan = new SoundPlan();
    const alarm = alert({ priority: 'alarm' });
    const later = alert({ priority: 'alarm' });
    expect(heard(plan, () => [alarm], 0, 1)).toEqual(['0 alarm']);
    expect(plan.silence({ alerts: [alarm], nowMs: 1000, hears: everyone })).toEqual([alarm.id]);
    const now = (atMs: number) => (atMs >= 5000 && atMs < 6000 ? [alarm, later] : [alarm]);
    expect(heard(plan, now, 1, 33)).toEqual(['5 alarm', '31 alarm']);
  });

  test('is no acknowledgement of an emergency either', () => {
    const plan = new SoundPlan();
    const emergency = alert({ priority: 'emergency' });
    plan.silence({ alerts: [emergency], nowMs: 0, hears: everyone });
    expect(heard(plan, () => [emergency], 0, 31)).toEqual(['30 emergency']);
  });
});

test('patterns are told apart by number, length and pitch, within what a bridge uses', () => {
  const notes = Object.values(PATTERNS).flat();
  for (const { hz, forS } of notes) {
    expect(hz).toBeGreaterThanOrEqual(200);
    expect(hz).toBeLessThanOrEqual(2500);
    expect(forS).toBeGreaterThan(0);
  }
  expect(PATTERNS.alarm).toHaveLength(3);
  expect(PATTERNS.warning).toHaveLength(2);
});
