import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AssociationProblem, Beliefs } from '../../../../server/tracks/fusion/beliefs.ts';

/** Weights by track and plot, 0 where the plot is not in the gate. */
type Weights = readonly (readonly number[])[];

function solve(weights: Weights, plots: number): { seen: number[][]; used: number[] } {
  const problem = new AssociationProblem();
  problem.reset(plots);
  for (const row of weights) {
    row.forEach((psi, j) => {
      if (psi > 0) problem.addSlot(j, psi, 0, 0);
    });
    problem.endNode(0);
  }
  new Beliefs().solve(problem);
  const seen = weights.map((row, t) => {
    const out = row.map(() => 0);
    for (let s = problem.slotStart[t]!; s < problem.slotStart[t + 1]!; s++)
      out[problem.plot[s]!] = problem.betaA[s]!;
    return out;
  });
  return { seen, used: [...problem.used.slice(0, plots)] };
}

/** All joint events, one by one: each track takes no plot or one that no other took. */
function enumerate(weights: Weights, plots: number): number[][] {
  const sums = weights.map(() => new Array<number>(plots).fill(0));
  let total = 0;
  const choice: number[] = [];
  const visit = (t: number, weight: number, taken: ReadonlySet<number>): void => {
    if (t === weights.length) {
      total += weight;
      choice.forEach((j, track) => {
        if (j >= 0) sums[track]![j] = sums[track]![j]! + weight;
      });
      return;
    }
    choice[t] = -1;
    visit(t + 1, weight, taken);
    weights[t]!.forEach((psi, j) => {
      if (psi <= 0 || taken.has(j)) return;
      choice[t] = j;
      visit(t + 1, weight * psi, new Set([...taken, j]));
    });
  };
  visit(0, 1, new Set());
  return sums.map((row) => row.map((sum) => sum / total));
}

describe('association by belief propagation', () => {
  test('one track: each weight over one plus all', () => {
    expect(solve([[3, 6]], 2).seen[0]).toEqual([0.3, 0.6]);
  });

  test('exact where the graph is a tree', () => {
    const psi = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(psi, psi, psi, psi, (a, b, c, d) => {
        // Track 0 – plot 0 – track 1 – plot 1 – track 2: no cycle.
        const weights = [
          [a, 0],
          [b, c],
          [0, d],
        ];
        const exact = enumerate(weights, 2);
        const { seen } = solve(weights, 2);
        seen.forEach((row, t) => {
          row.forEach((beta, j) => {
            expect(beta).toBeCloseTo(exact[t]![j]!, 3);
          });
        });
      }),
    );
  });

  test('near the sum over all events on small clusters with cycles', () => {
    const psi = fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 30, noNaN: true }));
    const weightsOf = fc.array(fc.array(psi, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(weightsOf, (weights) => {
        const exact = enumerate(weights, 3);
        const { seen, used } = solve(weights, 3);
        seen.forEach((row, t) => {
          expect(row.reduce((sum, beta) => sum + beta, 0)).toBeLessThanOrEqual(1 + 1e-6);
          row.forEach((beta, j) => {
            expect(Math.abs(beta - exact[t]![j]!)).toBeLessThan(0.2);
          });
        });
        for (const share of used) expect(share).toBeLessThanOrEqual(1 + 1e-3);
      }),
    );
  });

  test('a pair as one node is exact, merged plots included', () => {
    const [a0, a1, b0, b1, m0, m1, u] = [4, 1, 2, 5, 30, 0.5, 0.7];
    const problem = new AssociationProblem();
    problem.reset(2);
    problem.addSlot(0, a0, b0, m0);
    problem.addSlot(1, a1, b1, m1);
    problem.endNode(u);
    new Beliefs().solve(problem);
    const total = 1 + a0 + a1 + b0 + b1 + (1 - u) * (a0 * b1 + a1 * b0) + u * (m0 + m1);
    expect(problem.betaA[0]).toBeCloseTo((a0 + (1 - u) * a0 * b1) / total, 10);
    expect(problem.betaB[0]).toBeCloseTo((b0 + (1 - u) * a1 * b0) / total, 10);
    expect(problem.betaMerged[0]).toBeCloseTo((u * m0) / total, 10);
  });
});
