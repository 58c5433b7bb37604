import { describe, expect, test } from 'vitest';
import { crossingAt, crossingSigns, queueText } from '../../../../client/map/crossings/crossingsigns.ts';
import { Screen } from '../../../../client/map/screen.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { crossingPoint, NOW_MS } from '../../panels/zones/records.ts';

const near = new Screen().set(19.3551, 42.0116, 10, 1000, 800);
const far = new Screen().set(19.3551, 42.0116, 5, 1000, 800);
const open = crossingPoint('open');
const closed = crossingPoint('closed', { status: 'closed', place: { lat: 42.1, lon: 19.4 } });

describe('signs of crossing points', () => {
  test('are those on the screen; from afar only what is not open', () => {
    const away = crossingPoint('away', { place: { lat: 10, lon: 10 } });
    expect(crossingSigns(near, [open, closed, away], NOW_MS, 1).map(({ id }) => id)).toEqual([
      'open',
      'closed',
    ]);
    expect(crossingSigns(far, [open, closed], NOW_MS, 1).map(({ id }) => id)).toEqual(['closed']);
  });

  test('are meant where they stand, above their place', () => {
    const signs = crossingSigns(near, [open], NOW_MS, 1);
    const [sign] = signs;
    expect(sign!.y).toBeLessThan(near.y(42.0116));
    expect(crossingAt(signs, sign!.x + 4, sign!.y, 1)?.id).toBe('open');
    expect(crossingAt(signs, sign!.x + 40, sign!.y, 1)).toBeUndefined();
  });

  test('say who waits while it is known and not too old', () => {
    const report = { atMs: epochMs(NOW_MS - 60_000), by: 'desk', waitingIn: 1200, waitInMin: 75 };
    const [sign] = crossingSigns(near, [crossingPoint('a', { report })], NOW_MS, 1);
    expect(queueText(sign!.view)).toBe('1 200 · 75 min');
    const [old] = crossingSigns(
      near,
      [crossingPoint('b', { report, reportEveryMin: 1 })],
      NOW_MS + 120_000,
      1,
    );
    expect(queueText(old!.view)).toBe('');
  });
});
