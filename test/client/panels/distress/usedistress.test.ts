import { expect, test } from 'vitest';
import { distressedTracks, distressSinceMs } from '../../../../client/panels/distress/useDistress.ts';
import { TrackStateBits } from '../../../../proto/domain/track.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { tableOf } from '../../store/trackrows.ts';

test('everybody in distress is found, whatever their life, in the order of their ids', () => {
  const { distress } = TrackStateBits;
  const table = tableOf([{ id: '1-10', state: distress | 2 }, { id: '1-3' }, { id: '1-9', state: distress }]);
  expect(distressedTracks(table)).toEqual([
    { id: '1-9', row: 2 },
    { id: '1-10', row: 0 },
  ]);
});

test('distress began with what was said of it first; a beacon’s when it was first heard', () => {
  const firstMs = epochMs(1000);
  const reasons = [
    { atMs: epochMs(1000), what: 'born' },
    { atMs: epochMs(2000), what: 'distress' },
    { atMs: epochMs(3000), what: 'distress' },
  ] as const;
  expect(distressSinceMs({ reasons, firstMs })).toBe(2000);
  expect(distressSinceMs({ reasons: [], firstMs })).toBe(1000);
});
