import { describe, expect, test } from 'vitest';
import { MOMENT_MS, waysOf } from '../../../../client/map/alerts/moment.ts';
import type { TrailView } from '../../../../client/map/trails/trailview.ts';
import { type TrackId, trackId } from '../../../../proto/domain/ids.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { alert, condition, party, T0 } from '../../panels/alerts/alerts.ts';

/** Minutes from the onset at T0, with places east of 19° by a hundredth a minute. */
const trail = (id: TrackId, minutes: readonly number[]): TrailView => ({
  version: 1,
  forEach: (visit) => {
    const lonLat = Float64Array.from(minutes.flatMap((minute) => [19 + minute / 100, 41]));
    const times = Float64Array.from(minutes.map((minute) => T0 + minute * 60_000));
    visit(id, lonLat, times, minutes.length);
  },
});
const about = alert({ lead: condition({ parties: [party(1)], onsetMs: epochMs(T0) }) });

describe('the moment', () => {
  test('begins thirty minutes before the onset, and marks where the track was then', () => {
    const [way] = waysOf(about, trail(trackId(1, 1), [-60, -31, -30, -5, -2, 2, 4]));
    expect(MOMENT_MS).toBe(30 * 60_000);
    expect(way?.runs.flat().map(([, , atMs]) => (atMs - T0) / 60_000)).toEqual([-30, -5, -2, 2, 4]);
    // Between two reports, two minutes before and after.
    expect(way?.onset?.[0]).toBeCloseTo(19);
  });

  test('is broken where nothing was seen, and guesses no onset there', () => {
    const [way] = waysOf(about, trail(trackId(1, 1), [-20, -15, 5, 6]));
    expect(way?.runs.map((run) => run.length)).toEqual([2, 2]);
    expect(way?.onset).toBeUndefined();
  });

  test('is of the alert’s own tracks alone', () => {
    expect(waysOf(about, trail(trackId(1, 2), [-2, 2]))).toEqual([]);
    const nobody = alert({ lead: condition({ parties: [] }) });
    expect(waysOf(nobody, trail(trackId(1, 1), [-2, 2]))).toEqual([]);
  });
});
