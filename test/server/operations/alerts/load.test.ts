import { expect, it } from 'vitest';
import type { Alert, AlertEvent } from '../../../../proto/domain/alert/alert.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { begun } from '../../../../server/operations/alerts/changed.ts';
import { isFlood, loadOf } from '../../../../server/operations/alerts/load.ts';
import { at, condition, found } from './found.ts';

const MIN = 60_000;
const NOW = at(0);
const line = (what: AlertEvent['what'], ms: number): AlertEvent => ({
  atMs: at(ms),
  what,
  by: 's',
  byName: 'S',
});
const alert = (id: string, ms: number, more: Partial<Alert> = {}): Alert => ({
  ...begun(found(id, condition(id, { priority: more.priority ?? 'warning' })), at(ms), undefined),
  ...more,
});

it('a flood begins with ten in ten minutes and lasts until there are fewer than five', () => {
  const every = (count: number, gapMs: number) => Array.from({ length: count }, (_, i) => i * gapMs);
  expect(isFlood(every(9, 1000), 10_000)).toBe(false);
  expect(isFlood(every(10, 1000), 10_000)).toBe(true);
  // One a minute: ten within ten minutes, the first just within.
  expect(isFlood(every(10, MIN), 9 * MIN)).toBe(true);
  expect(isFlood(every(10, 70_000), 9 * 70_000)).toBe(false);
  // The ten at once are too old after ten minutes; five of the last minutes keep it up, four do not.
  const after = (more: number) => [...every(10, 1), ...every(more, 1000).map((ms) => 9 * MIN + ms)];
  expect(isFlood(after(5), 12 * MIN)).toBe(true);
  expect(isFlood(after(4), 12 * MIN)).toBe(false);
  // Once it is over, it takes ten again.
  expect(isFlood([...every(10, 1), ...every(9, 1000).map((ms) => 30 * MIN + ms)], 31 * MIN)).toBe(false);
});

it('counts what asked for attention, on the machine’s clock, by place and priority', () => {
  const inside = { kind: 'circle', centre: { lat: 41, lon: 19 }, radiusM: 5000 } as const;
  const outside = { ...inside, centre: { lat: 45, lon: 19 } };
  const twice = alert('1', -30 * MIN, {
    priority: 'alarm',
    history: [line('raised', -30 * MIN), line('comment', -5 * MIN), line('returned', -2 * MIN)],
  });
  const shelved = alert('2', -MIN, {
    shelf: { time: 'hour', reason: 'r', by: 'p', byName: 'P', atMs: at(-50 * MIN) },
  });
  const cry = alert('3', -MIN, { priority: 'emergency' });
  const old = alert('4', -25 * 60 * MIN);
  const { positions, hours, standing } = loadOf(
    [twice, shelved, cry, old],
    [
      { id: 's-in', area: inside },
      { id: 's-out', area: outside },
    ],
    NOW,
  );
  expect(positions.map(({ sectorId, lastTenMin }) => [sectorId, lastTenMin])).toEqual([
    [undefined, { emergency: 1, alarm: 1, warning: 0, caution: 0 }],
    ['s-in', { emergency: 1, alarm: 1, warning: 0, caution: 0 }],
    ['s-out', { emergency: 0, alarm: 0, warning: 0, caution: 0 }],
  ]);
  expect(positions[0]).toMatchObject({
    flood: false,
    floodShare: 0,
    meanPerTenMin: 2 / 144,
    peakPerTenMin: 1,
  });
  expect(hours.at(-1)).toEqual({
    fromMs: at(-60 * MIN),
    raised: { emergency: 1, alarm: 2, warning: 0, caution: 0 },
  });
  expect(standing).toEqual([{ id: '1-a4', kind: 'loitering', sinceMs: at(-25 * 60 * MIN) }]);
});

it('a flood of the last hours is a share of the day', () => {
  const all = Array.from({ length: 12 }, (_, i) => alert(String(i), -3 * 60 * MIN + i * 1000));
  const [everything] = loadOf(all, [], NOW).positions;
  expect(everything).toMatchObject({ flood: false, floodShare: 1 / 144, peakPerTenMin: 12 });
});

it('finds what chatters, and what people think of each kind', () => {
  const returns = (count: number) =>
    Array.from({ length: count }, (_, i) => line('returned', -50 * MIN + i * MIN));
  const chatters = alert('1', -60 * MIN, { history: [line('raised', -60 * MIN), ...returns(3)] });
  const twice = alert('2', -60 * MIN, { history: [line('raised', -60 * MIN), ...returns(2)] });
  const answered = (id: string, s: number, is: 'true' | 'false') =>
    alert(id, -10 * MIN, {
      state: 'acknowledged',
      acknowledged: { by: 'p', byName: 'P', atMs: epochMs(at(-10 * MIN) + s * 1000) },
      verdict: { is, by: 'p', byName: 'P', atMs: NOW },
    });
  const { chattering, kinds } = loadOf(
    [chatters, twice, answered('3', 10, 'true'), answered('4', 30, 'false'), answered('5', 90, 'false')],
    [],
    NOW,
  );
  expect(chattering).toEqual([{ id: '1-a1', kind: 'loitering', times: 3 }]);
  expect(kinds).toEqual([
    {
      ...{ kind: 'loitering', raised: 5, open: 5, medianAcknowledgeS: 30 },
      verdicts: { true: 1, false: 2, notUseful: 0 },
    },
  ]);
});
