import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { along, steer } from '../../../server/simulate/helm.ts';
import { handlingOf, type Motion, STILL_WATER } from '../../../server/simulate/motion.ts';
import { moved, offsetM, pathThrough } from '../../../server/simulate/path.ts';

const ORIGIN = { lat: 41, lon: 18.5 };
const at = (northM: number, eastM: number) => moved(ORIGIN.lat, ORIGIN.lon, northM, eastM);
const still = (headingDeg = 0): Motion => ({
  ...ORIGIN,
  headingDeg,
  turnDegPerS: 0,
  speedMps: 0,
  northMps: 0,
  eastMps: 0,
});

/** Steers until arrival; every second is shown to `watch`. */
function sail(
  motion: Motion,
  lengthM: number,
  points: Parameters<typeof pathThrough>[0],
  watch?: (m: Motion) => void,
) {
  const handling = handlingOf(lengthM);
  const progress = along(pathThrough(points));
  for (let s = 1; s < 40_000; s++) {
    const arrived = steer(motion, handling, progress, 7, true, STILL_WATER);
    watch?.(motion);
    if (arrived) return s;
  }
  return undefined;
}

describe('a ship on its path', () => {
  test('comes to a stop at the end, whichever way it lay at the start', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 300 }),
        fc.integer({ min: 0, max: 359 }),
        (lengthM, headingDeg) => {
          const motion = still(headingDeg);
          const end = at(3000, 2500);
          expect(sail(motion, lengthM, [ORIGIN, at(2500, 0), end])).toBeDefined();
          expect(Math.hypot(...offsetM(motion.lat, motion.lon, end.lat, end.lon))).toBeLessThan(40);
          expect(motion.speedMps).toBe(0);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('turns and changes speed no faster than its length lets it', () => {
    const handling = handlingOf(200);
    let [speed, turn] = [0, 0];
    sail(still(90), 200, [ORIGIN, at(5000, 0), at(5000, 6000), at(0, 6000)], (m) => {
      expect(Math.abs(m.turnDegPerS)).toBeLessThanOrEqual(handling.maxTurnDegPerS + 1e-9);
      expect(m.speedMps - speed).toBeLessThanOrEqual(handling.accelerationMps2 + 1e-9);
      expect(speed - m.speedMps).toBeLessThanOrEqual(handling.decelerationMps2 + 1e-9);
      [speed, turn] = [m.speedMps, Math.max(turn, Math.abs(m.turnDegPerS))];
    });
    expect(turn * 60).toBeGreaterThan(10);
  });

  test('keeps near its line round a corner', () => {
    let farthestM = 0;
    sail(still(0), 180, [ORIGIN, at(6000, 0), at(6000, 8000)], (m) => {
      const [north, east] = offsetM(ORIGIN.lat, ORIGIN.lon, m.lat, m.lon);
      farthestM = Math.max(farthestM, Math.min(Math.abs(east), Math.abs(north - 6000)));
    });
    expect(farthestM).toBeLessThan(500);
  });

  test('makes its way along the line in a current across it', () => {
    const motion = { ...still(0), speedMps: 6 };
    const progress = along(pathThrough([ORIGIN, at(20_000, 0)]));
    for (let s = 0; s < 1800; s++)
      steer(motion, handlingOf(100), progress, 6, false, { northMps: 0, eastMps: 0.6 });
    const [, east] = offsetM(ORIGIN.lat, ORIGIN.lon, motion.lat, motion.lon);
    expect(Math.abs(east)).toBeLessThan(30);
    // It points up against the set: asin(0.6 / 6) is 5.7°.
    expect(motion.headingDeg).toBeGreaterThan(353);
    expect(motion.headingDeg).toBeLessThan(356);
  });
});
