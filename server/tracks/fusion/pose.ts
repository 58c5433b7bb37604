/** The association problem of one scan: what each plot weighs for each track, and for pairs merged into one plot. */
import type { AssociationProblem } from './beliefs.ts';
import { PACKED, STATE } from './imm.ts';
import type { Looks, ScanContext } from './looks.ts';

/** The sensor's own track number speaks for the track that had it last, by this factor. */
const SAME_NUMBER = 30;
/** Bearings from nothing in a scan are at least so many. */
const LEAST_BEARINGS = 0.1;

/** Fills the problem; `trackOfNode` gets, by node, the (first) track's place in the looks. */
export function pose(
  problem: AssociationProblem,
  trackOfNode: Int32Array,
  looks: Looks,
  scan: ScanContext,
): void {
  const { gates } = looks;
  problem.reset(scan.plots.count);
  for (let k = 0; k < looks.count; k++) {
    const partner = looks.partnerOf(k);
    if (partner >= 0 && partner < k) continue;
    if (partner >= 0) {
      trackOfNode[posePair(problem, looks, scan, k, partner)] = k;
      continue;
    }
    for (let e = gates.start[k]!; e < gates.start[k + 1]!; e++)
      problem.addSlot(gates.plot[e]!, weight(looks, scan, k, e), 0, 0);
    trackOfNode[problem.endNode(0)] = k;
  }
}

/** Relative to "not seen" for the track and "from nothing" for the plot. */
function weight(looks: Looks, { sensor, plots, number }: ScanContext, k: number, e: number): number {
  const { tracks, gates } = looks;
  const row = looks.rows[k]!;
  const j = gates.plot[e]!;
  const present = tracks.existence[row]! * looks.pd[k]!;
  const nothing =
    sensor.settings.kind === 'bearing'
      ? Math.max(sensor.bearingRate, LEAST_BEARINGS) / (2 * Math.PI)
      : plots.clutter[j]!;
  const psi = (present * gates.density[e]!) / (nothing * (1 - present));
  const given = number(j);
  const known = given === undefined ? Number.NaN : tracks.number[tracks.memoryOf(row, sensor.index)]!;
  if (Number.isNaN(known)) return psi;
  return known === given ? psi * SAME_NUMBER : psi / SAME_NUMBER;
}

/** A pair's plots are those in either gate; merged, a plot stands in the middle of the two. */
function posePair(
  problem: AssociationProblem,
  looks: Looks,
  scan: ScanContext,
  k: number,
  partner: number,
): number {
  const { gates } = looks;
  const merged = mergedWeight(looks, scan, k, partner);
  for (let e = gates.start[k]!; e < gates.start[k + 1]!; e++) {
    const j = gates.plot[e]!;
    const f = looks.edgeOf(partner, j);
    const psiB = f < 0 ? 0 : weight(looks, scan, partner, f);
    problem.addSlot(j, weight(looks, scan, k, e), psiB, merged(j));
  }
  for (let f = gates.start[partner]!; f < gates.start[partner + 1]!; f++) {
    const j = gates.plot[f]!;
    if (looks.edgeOf(k, j) < 0) problem.addSlot(j, 0, weight(looks, scan, partner, f), merged(j));
  }
  return problem.endNode(looks.resolution.probability[looks.rows[k]!]!);
}

/** Weight of a plot that both made together, at the mean of their places. */
function mergedWeight(
  looks: Looks,
  { plots }: ScanContext,
  k: number,
  partner: number,
): (plot: number) => number {
  const { tracks } = looks;
  const { mean, cov } = tracks.bank;
  const a = looks.rows[k]!;
  const b = looks.rows[partner]!;
  const presentA = tracks.existence[a]! * looks.pd[k]!;
  const presentB = tracks.existence[b]! * looks.pd[partner]!;
  const both = (presentA * presentB) / ((1 - presentA) * (1 - presentB));
  const x = (mean[a * STATE]! + mean[b * STATE]!) / 2;
  const y = (mean[a * STATE + 1]! + mean[b * STATE + 1]!) / 2;
  const pxx = (cov[a * PACKED]! + cov[b * PACKED]!) / 4;
  const pxy = (cov[a * PACKED + 1]! + cov[b * PACKED + 1]!) / 4;
  const pyy = (cov[a * PACKED + 4]! + cov[b * PACKED + 4]!) / 4;
  return (j) => {
    const sxx = pxx + plots.rxx[j]!;
    const sxy = pxy + plots.rxy[j]!;
    const syy = pyy + plots.ryy[j]!;
    const det = sxx * syy - sxy * sxy;
    const dx = plots.x[j]! - x;
    const dy = plots.y[j]! - y;
    const d2 = (syy * dx * dx - 2 * sxy * dx * dy + sxx * dy * dy) / det;
    return (both * Math.exp(-0.5 * d2)) / (2 * Math.PI * Math.sqrt(det)) / plots.clutter[j]!;
  };
}
