import { describe, expect, test } from 'vitest';
import { crossingView, worstFirst } from '../../../client/store/crossingstanding.ts';
import { zoneStanding } from '../../../client/store/zonestanding.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { crossingPoint, NOW_MS, zone } from '../panels/zones/records.ts';

const night = {
  timeZone: 'Europe/Tirane',
  weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '19:00', until: '06:00' }],
} as const;
const noon = NOW_MS - 11 * 3_600_000;

describe('how a zone stands', () => {
  test('is its life, and while it is active what its schedule makes of it', () => {
    const { value } = zone('z', { schedule: night });
    expect(zoneStanding(value, NOW_MS)).toBe('active');
    expect(zoneStanding(value, noon)).toBe('outside');
    expect(zoneStanding({ ...value, life: 'draft' }, NOW_MS)).toBe('draft');
    expect(zoneStanding({ ...value, life: 'expired' }, NOW_MS)).toBe('expired');
    expect(zoneStanding({ ...value, critical: [night] }, NOW_MS)).toBe('critical');
    expect(zoneStanding({ ...value, critical: [night] }, noon)).toBe('outside');
  });
});

describe('crossing points', () => {
  test('are ordered worst first, then by the longest wait, then by name', () => {
    const report = (waitInMin: number) => ({ atMs: epochMs(NOW_MS - 60_000), by: 'desk', waitInMin });
    const points = [
      crossingPoint('open', { report: report(5) }),
      crossingPoint('long', { report: report(90) }),
      crossingPoint('closed', { status: 'closed' }),
      crossingPoint('silent', { reportEveryMin: 10 }),
      crossingPoint('asleep', {
        hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '07:00', until: '19:00' }],
        reportEveryMin: 10,
      }),
    ].map((point) => ({ name: point.value.name, view: crossingView(point, NOW_MS) }));
    expect(worstFirst(points).map(({ name }) => name)).toEqual([
      'closed',
      'silent',
      'asleep',
      'long',
      'open',
    ]);
  });

  test('sum up who waits only where somebody said so', () => {
    expect(crossingView(crossingPoint('a'), NOW_MS)).toMatchObject({
      waiting: undefined,
      waitMin: undefined,
    });
    const report = { atMs: epochMs(NOW_MS), by: 'desk', waitingIn: 30, waitingOut: 12, waitOutMin: 20 };
    expect(crossingView(crossingPoint('b', { report }), NOW_MS)).toMatchObject({ waiting: 42, waitMin: 20 });
  });
});
