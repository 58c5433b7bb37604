/** Whatever a vessel that obeys physics does, and however its reports come, it is in one place. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { duplicateMmsi, teleport } from '../../../../proto/domain/alert/thresholds/kinematics.table.ts';
import { destination, type Position } from '../../../../proto/domain/geo.ts';
import { knotsToMetresPerSecond } from '../../../../proto/domain/units.ts';
import type { Limits } from '../../../../server/detect/kinematics/limits.ts';
import { type Proof, Strands } from '../../../../server/detect/kinematics/strands.ts';
import type { Thing } from '../../../../server/detect/thing.ts';
import { newTrace } from '../../../../server/detect/thing.ts';
import { HOME } from './ways.ts';

const rows = { ...duplicateMmsi.rows, ...teleport.rows };
const LIMITS = Object.fromEntries(
  Object.entries(rows).map(([name, { value }]) => [name, value]),
) as unknown as Limits;

/** Only what is read of it. */
const thing = { trace: newTrace(), vessel: undefined } as unknown as Thing;

interface Leg {
  readonly forS: number;
  readonly kn: number;
  readonly turnDeg: number;
  readonly intervalS: number;
}

const legs = fc.array(
  fc.record({
    forS: fc.integer({ min: 60, max: 900 }),
    kn: fc.integer({ min: 0, max: 28 }),
    turnDeg: fc.integer({ min: -180, max: 180 }),
    intervalS: fc.constantFrom(2, 3, 6, 10, 30, 60, 70),
  }),
  { minLength: 2, maxLength: 12 },
);

interface Report {
  readonly s: number;
  readonly at: Position;
  readonly kn: number;
  readonly course: number;
}

function sail(of: readonly Leg[]): Report[] {
  const list: Report[] = [];
  let [s, at, course, heardS] = [0, HOME, 0, Number.NEGATIVE_INFINITY];
  for (const { forS, kn, turnDeg, intervalS } of of) {
    course += turnDeg;
    for (const end = s + forS; s < end; s++) {
      at = destination(at, course, knotsToMetresPerSecond(kn));
      if (s - heardS < intervalS) continue;
      heardS = s;
      list.push({ s, at, kn, course });
    }
  }
  return list;
}

function proofsOf(list: readonly Report[], tellsSpeed: boolean): Proof[] {
  const strands = new Strands();
  return list.flatMap(({ s, at, kn, course }) => {
    const [sogKn, cogDeg] = tellsSpeed ? [kn, course] : [Number.NaN, Number.NaN];
    return strands.take({ ms: s * 1000, ...at, sogKn, cogDeg, thing }, LIMITS) ?? [];
  });
}

it('a vessel of 28 kn never jumps and is never two', () => {
  fc.assert(
    fc.property(legs, fc.boolean(), (of, tellsSpeed) => {
      expect(proofsOf(sail(of), tellsSpeed)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

it('one report of it 20 km away is proved, and by a jump alone', () => {
  fc.assert(
    fc.property(legs, fc.nat(), fc.integer({ min: 0, max: 359 }), (of, which, bearing) => {
      const list = sail(of);
      // At least two reports before and two after, none of them hours apart.
      fc.pre(list.length >= 6);
      const at = 2 + (which % (list.length - 4));
      const moved = list.map((one, i) =>
        i === at ? { ...one, at: destination(one.at, bearing, 20_000) } : one,
      );
      const proofs = proofsOf(moved, true);
      expect(proofs.map(({ is }) => is)).toEqual(['jump']);
      const [proof] = proofs;
      const [from, to] = [list[at]!.s * 1000, list[at + 1]!.s * 1000];
      // After minutes of silence the way back may be the one that cannot be.
      expect(proof?.is === 'jump' && [from, to].includes(proof.jump.toMs)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it('keeps three places at most', () => {
  const strands = new Strands();
  for (let n = 0; n < 200; n++) {
    const at = destination(HOME, (n * 67) % 360, 10_000 + ((n * 7919) % 100) * 1000);
    strands.take({ ms: n * 10_000, ...at, sogKn: 5, cogDeg: 0, thing }, LIMITS);
    expect(strands.places.length).toBeLessThanOrEqual(3);
  }
});
