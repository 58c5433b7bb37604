import { expect, test } from 'vitest';
import { curveOf, distanceCurve, GAP_MS } from '../../../../client/panels/replay/charts.ts';
import { valueAt } from '../../../../client/ui/TimeChart.tsx';
import { trackId } from '../../../../proto/domain/ids.ts';
import type { TrackPoints } from '../../../../proto/domain/record/questions.ts';

const points = (timesMs: readonly number[], lats: readonly number[]): TrackPoints => ({
  track: trackId(1, 1),
  timesMs,
  lats,
  lons: lats.map(() => 19),
  sogKn: lats.map((_, at) => (at === 1 ? null : at)),
  cogDeg: lats.map(() => 90),
  headingDeg: lats.map(() => null),
});

test('a curve leaves out what was not said', () => {
  const track = points([0, 1000, 2000], [40, 40, 40]);
  expect(curveOf(track, 'sogKn')).toEqual([
    { atMs: 0, value: 0 },
    { atMs: 2000, value: 2 },
  ]);
  expect(curveOf(track, 'headingDeg')).toEqual([]);
});

test('two tracks are as far apart as the one was heard from where the other was heard last', () => {
  const one = points([0, 1000, 2000, GAP_MS * 2], [40, 40, 40, 40]);
  const other = points([500, 1500], [41, 40.5]);
  const curve = distanceCurve(one, other);
  // Before the other was heard, and long after, there is no distance.
  expect(curve.map(({ atMs }) => atMs)).toEqual([1000, 2000]);
  expect(curve[0]!.value / 1852).toBeCloseTo(60, 0);
  expect(curve[1]!.value / 1852).toBeCloseTo(30, 0);
});

test('what stands under the cursor is the last that was said, not of before a gap', () => {
  const curve = [
    { atMs: 0, value: 1 },
    { atMs: 1000, value: 2 },
  ];
  expect([-1, 0, 999, 1000, 1400, 1600].map((atMs) => valueAt(curve, atMs, 500))).toEqual([
    undefined,
    1,
    undefined,
    2,
    2,
    undefined,
  ]);
});
