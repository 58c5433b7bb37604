import fc from 'fast-check';
import { expect, it } from 'vitest';
import { whereabouts } from '../../../client/store/whereabouts.ts';
import { deadReckon } from '../../../proto/domain/motion.ts';
import { TrackStateBits } from '../../../proto/domain/track.ts';
import { degrees } from '../../../proto/domain/units.ts';
import { tableOf } from './trackrows.ts';

const NOW = Date.UTC(2026, 5, 1, 12);

it('reckons on as the domain does, whoever makes way', () => {
  const ship = fc.record({
    lon: fc.integer({ min: -1_790_000_000, max: 1_790_000_000 }),
    lat: fc.integer({ min: -800_000_000, max: 800_000_000 }),
    sog: fc.nat(1022),
    cog: fc.nat(3599),
    seconds: fc.integer({ min: -10, max: 400 }),
    isAtRest: fc.boolean(),
  });
  fc.assert(
    fc.property(ship, ({ lon, lat, sog, cog, seconds, isAtRest }) => {
      const from = { lon: degrees(lon / 1e7), lat: degrees(lat / 1e7) };
      const state = isAtRest ? TrackStateBits.atRest : 0;
      const { motion } = tableOf([
        { id: '1-0', ...from, sogKn: sog / 10, cogDeg: cog / 10, observedMs: NOW, state },
      ]);
      const there = isAtRest ? from : deadReckon(from, sog / 10, cog / 10, seconds);
      const [east, north] = whereabouts(motion, 0, NOW + seconds * 1000, [0, 0]);
      expect(north).toBeCloseTo(there.lat, 9);
      // The domain wraps at the antimeridian, the map does not.
      expect(((east - there.lon + 540) % 360) - 180).toBeCloseTo(0, 9);
    }),
  );
});

it('goes on from its position until three minutes after its last report', () => {
  const ship = { id: '1-0', lon: 19, lat: 41, sogKn: 12, cogDeg: 0, observedMs: NOW };
  const { motion } = tableOf([{ ...ship, heardMs: NOW + 600_000 }]);
  // A knot is a sixtieth of a degree an hour.
  const northAfter = (seconds: number): number =>
    whereabouts(motion, 0, NOW + seconds * 1000, [0, 0])[1] - 41;
  expect(northAfter(600)).toBeCloseTo(12 / 60 / 6, 4);
  expect(northAfter(780)).toBeCloseTo((12 / 60 / 6) * 1.3, 4);
  expect(northAfter(5000)).toBe(northAfter(780));
});
