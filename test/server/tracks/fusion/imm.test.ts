import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MotionBank, PACKED } from '../../../../server/tracks/fusion/imm.ts';
import { MODELS, type MotionModel } from '../../../../server/tracks/fusion/models.ts';
import {
  Candidates,
  distanceSquared,
  updateBy,
  updateByCandidates,
} from '../../../../server/tracks/fusion/update.ts';

/** One constant-velocity model alone: the filter is then a plain Kalman filter. */
const alone = (noise: number): MotionModel[] => [{ ...MODELS[0]!, noise }];

const bankWith = (noise: number): MotionBank => {
  const bank = new MotionBank(2, alone(noise));
  bank.seed(0, [100, 200, 3, -4], [25, 0, 16], 9);
  return bank;
};
const covariance = (bank: MotionBank, i = 0): number[] => [...bank.cov.slice(i * PACKED, (i + 1) * PACKED)];

describe('one constant-velocity model', () => {
  test('prediction over 2 s with noise 0.3 m²/s³, by hand', () => {
    const bank = bankWith(0.3);
    bank.predict(0, 2);
    expect([...bank.mean.slice(0, 4)]).toEqual([106, 192, 3, -4]);
    // xx: 25 + 2²·9 + 0.3·2³/3; xvx: 2·9 + 0.3·2²/2; yy: 16 + 36 + 0.8; vxvx: 9 + 0.3·2.
    const [xx, xy, xvx, xvy, yy, yvx, yvy, vxvx, vxvy, vyvy] = covariance(bank);
    expect(xx).toBeCloseTo(61.8, 10);
    expect(xvx).toBeCloseTo(18.6, 10);
    expect(yy).toBeCloseTo(52.8, 10);
    expect(yvy).toBeCloseTo(18.6, 10);
    expect(vxvx).toBeCloseTo(9.6, 10);
    expect(vyvy).toBeCloseTo(9.6, 10);
    for (const none of [xy, xvy, yvx, vxvy]) expect(none).toBeCloseTo(0, 10);
  });

  test('update with a position 10 m east of it, variance 75 m², by hand', () => {
    const bank = bankWith(0);
    const d2 = updateBy(bank, 0, 'position', 110, 200, 75, 0, 84);
    // Gain in x 25/(25+75) = 0.25; d² = 10²/100.
    expect(d2).toBeCloseTo(1, 10);
    expect(bank.mean[0]).toBeCloseTo(102.5, 10);
    expect(bank.mean[1]).toBeCloseTo(200, 10);
    expect(covariance(bank)[0]).toBeCloseTo(18.75, 10);
    expect(covariance(bank)[4]).toBeCloseTo(16 * (1 - 16 / 100), 10);
  });

  test('a velocity corrects the position through their covariance', () => {
    const bank = bankWith(0);
    bank.predict(0, 2);
    // cov(x, vx) = 18, var(vx) = 9: with R = 9 the position moves by 18/18 of the innovation.
    updateBy(bank, 0, 'velocity', 4, -4, 9, 0, 9);
    expect(bank.mean[0]).toBeCloseTo(107, 10);
    expect(bank.mean[2]).toBeCloseTo(3.5, 10);
  });

  test('a sure candidate is an update, and none at all changes nothing', () => {
    const sure = bankWith(0);
    const plain = bankWith(0);
    const candidates = new Candidates(1);
    candidates.add(sure, 0, 110, 196, 75, 5, 84, 1);
    updateByCandidates(sure, 0, candidates);
    updateBy(plain, 0, 'position', 110, 196, 75, 5, 84);
    for (let k = 0; k < 4; k++) expect(sure.mean[k]).toBeCloseTo(plain.mean[k]!, 9);
    covariance(sure).forEach((value, k) => {
      expect(value).toBeCloseTo(covariance(plain)[k]!, 9);
    });
    const before = covariance(plain);
    candidates.count = 0;
    updateByCandidates(plain, 0, candidates);
    expect(covariance(plain)).toEqual(before);
  });

  test('two candidates alike on either side keep the place and spread the covariance', () => {
    const bank = bankWith(0);
    const candidates = new Candidates(1);
    candidates.add(bank, 0, 110, 200, 75, 0, 84, 0.5);
    candidates.add(bank, 0, 90, 200, 75, 0, 84, 0.5);
    updateByCandidates(bank, 0, candidates);
    expect(bank.mean[0]).toBeCloseTo(100, 10);
    // 18.75 after either update, and the means are ±2.5 from the middle.
    expect(covariance(bank)[0]).toBeCloseTo(18.75 + 6.25, 10);
  });
});

describe('coordinated turn', () => {
  test('a quarter circle to starboard at 3 °/s', () => {
    const bank = new MotionBank(1, [{ ...MODELS[0]!, noise: 0, turnRadps: (3 * Math.PI) / 180 }]);
    bank.seed(0, [0, 0, 0, 10], [1, 0, 1], 1);
    bank.predict(0, 30);
    const radius = 10 / ((3 * Math.PI) / 180);
    expect(bank.mean[0]).toBeCloseTo(radius, 6);
    expect(bank.mean[1]).toBeCloseTo(radius, 6);
    expect(bank.mean[2]).toBeCloseTo(10, 6);
    expect(bank.mean[3]).toBeCloseTo(0, 6);
  });
});

/** Positive definite by Sylvester's criterion, on the packed upper half. */
function isPositiveDefinite(packed: readonly number[]): boolean {
  const m = [0, 1, 2, 3].map((r) =>
    [0, 1, 2, 3].map((c) => packed[PLACE[Math.min(r, c)]![Math.max(r, c)]!]!),
  );
  for (let k = 0; k < 4; k++) {
    if (!(m[k]![k]! > 0)) return false;
    for (let r = k + 1; r < 4; r++) {
      const f = m[r]![k]! / m[k]![k]!;
      for (let c = k; c < 4; c++) m[r]![c] = m[r]![c]! - f * m[k]![c]!;
    }
  }
  return true;
}
const PLACE = [
  [0, 1, 2, 3],
  [1, 4, 5, 6],
  [2, 5, 7, 8],
  [3, 6, 8, 9],
];

test('covariances stay positive definite and models a distribution, whatever is measured', () => {
  const step = fc.record({
    stepS: fc.double({ min: 0.05, max: 40, noNaN: true }),
    dx: fc.double({ min: -300, max: 300, noNaN: true }),
    dy: fc.double({ min: -300, max: 300, noNaN: true }),
    sigma: fc.double({ min: 1, max: 200, noNaN: true }),
    weight: fc.double({ min: 0, max: 1, noNaN: true }),
    report: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
      const bank = new MotionBank(1, MODELS);
      bank.seed(0, [12_000, -8_000, 4, 3], [900, 120, 400], 64);
      const candidates = new Candidates(MODELS.length);
      for (const { stepS, dx, dy, sigma, weight, report } of steps) {
        bank.predict(0, stepS);
        const x = bank.mean[0]! + dx;
        const y = bank.mean[1]! + dy;
        const r = sigma * sigma;
        // What the gates keep out never comes to an update.
        const noise = report ? ([r, 0, r] as const) : ([r, 0.3 * r, 2 * r] as const);
        if (distanceSquared(bank, 0, x, y, ...noise) > 25) continue;
        if (report) updateBy(bank, 0, 'position', x, y, r, 0, r);
        else {
          candidates.count = 0;
          candidates.add(bank, 0, x, y, r, 0.3 * r, 2 * r, weight);
          updateByCandidates(bank, 0, candidates);
        }
        expect(isPositiveDefinite(covariance(bank))).toBe(true);
        for (let m = 0; m < MODELS.length; m++)
          if (bank.mu[m]! > 1e-9)
            expect(isPositiveDefinite([...bank.p.slice(m * PACKED, (m + 1) * PACKED)])).toBe(true);
        expect(bank.mu.reduce((sum, mu) => sum + mu, 0)).toBeCloseTo(1, 9);
      }
    }),
    { numRuns: 200 },
  );
});
