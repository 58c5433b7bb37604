/** One scan of one sensor through association: weigh, update, and judge who exists. */
import { AssociationProblem, Beliefs } from './beliefs.ts';
import { judgeLook } from './existence.ts';
import { PACKED, STATE } from './imm.ts';
import { Looks, type ScanContext } from './looks.ts';
import { pose } from './pose.ts';
import type { Tracks } from './tracks.ts';
import { Candidates, updateByCandidates } from './update.ts';

/** A weight below this is left out of the update. */
const LEAST_WEIGHT = 1e-4;
/** From this chance on to be one plot with another, a track counts as merged. */
const MERGED = 0.1;

/** Place and position covariance of a track's partner before either was updated. */
type Other = readonly [x: number, y: number, pxx: number, pxy: number, pyy: number];

export class ScanStep {
  readonly #tracks: Tracks;
  readonly #looks: Looks;
  readonly #beliefs = new Beliefs();
  readonly #candidates: Candidates;
  readonly #trackOfNode: Int32Array;
  readonly problem = new AssociationProblem();
  /** By plot: the row that most likely made it (-1: none), and how likely. */
  bestRow = new Int32Array(512);
  bestWeight = new Float64Array(512);

  constructor(tracks: Tracks) {
    this.#tracks = tracks;
    this.#looks = new Looks(tracks);
    this.#candidates = new Candidates(tracks.bank.count);
    this.#trackOfNode = new Int32Array(tracks.live.length);
  }

  run(scan: ScanContext): void {
    const looks = this.#looks;
    looks.take(scan);
    pose(this.problem, this.#trackOfNode, looks, scan);
    this.#beliefs.solve(this.problem);
    const plots = scan.plots.count;
    if (plots > this.bestRow.length) {
      this.bestRow = new Int32Array(2 ** Math.ceil(Math.log2(plots)));
      this.bestWeight = new Float64Array(this.bestRow.length);
    }
    this.bestRow.fill(-1, 0, plots);
    this.bestWeight.fill(0, 0, plots);
    for (let node = 0; node < this.problem.nodes; node++) {
      const k = this.#trackOfNode[node]!;
      const partner = looks.partnerOf(k);
      if (partner < 0) this.#apply(scan, node, k, this.problem.betaA, undefined);
      else this.#applyPair(scan, node, k, partner);
    }
    looks.release();
  }

  /** Both updates start from the predictions, so each is kept for the other's. */
  #applyPair(scan: ScanContext, node: number, k: number, partner: number): void {
    const a = this.#looks.rows[k]!;
    const b = this.#looks.rows[partner]!;
    if (this.#looks.resolution.probability[a]! > MERGED) {
      this.#tracks.mergedMs[a] = scan.nowMs;
      this.#tracks.mergedMs[b] = scan.nowMs;
    }
    const ofA = this.#place(a);
    const ofB = this.#place(b);
    this.#apply(scan, node, k, this.problem.betaA, ofB);
    this.#apply(scan, node, partner, this.problem.betaB, ofA);
  }

  #place(row: number): Other {
    const { mean, cov } = this.#tracks.bank;
    return [
      mean[row * STATE]!,
      mean[row * STATE + 1]!,
      cov[row * PACKED]!,
      cov[row * PACKED + 1]!,
      cov[row * PACKED + 4]!,
    ];
  }

  #apply(scan: ScanContext, node: number, k: number, beta: Float64Array, other: Other | undefined): void {
    const { problem } = this;
    const { bank } = this.#tracks;
    const candidates = this.#candidates;
    const row = this.#looks.rows[k]!;
    candidates.count = 0;
    let seen = 0;
    let best = 0;
    let bestEdge = -1;
    for (let s = problem.slotStart[node]!; s < problem.slotStart[node + 1]!; s++) {
      const j = problem.plot[s]!;
      const alone = beta[s]!;
      const merged = other === undefined ? 0 : problem.betaMerged[s]!;
      const weight = alone + merged;
      seen += weight;
      if (weight > this.bestWeight[j]!) {
        this.bestWeight[j] = weight;
        this.bestRow[j] = row;
      }
      if (other !== undefined && merged > LEAST_WEIGHT) this.#addMerged(scan, row, j, other, merged);
      const e = weight > LEAST_WEIGHT ? this.#looks.edgeOf(k, j) : -1;
      if (e < 0) continue;
      if (alone > LEAST_WEIGHT) this.#addEdge(e, alone);
      if (weight <= best) continue;
      best = weight;
      bestEdge = e;
    }
    judgeLook(this.#tracks, row, this.#looks.pd[k]!, Math.min(1, seen), other !== undefined, scan);
    if (best > 0.5) this.#remember(scan, row, bestEdge);
    if (candidates.count > 0) updateByCandidates(bank, row, candidates);
  }

  #addEdge(e: number, weight: number): void {
    const { gates } = this.#looks;
    this.#candidates.addKnown(
      gates.x[e]!,
      gates.y[e]!,
      gates.rxx[e]!,
      gates.rxy[e]!,
      gates.ryy[e]!,
      weight,
      gates.densities,
      e * this.#tracks.bank.count,
      gates.density[e]! / gates.scale[e]!,
    );
  }

  /** A merged plot z = (x + x')/2 + v is for this track the position 2z − x' with noise 4R + P'. */
  #addMerged({ plots }: ScanContext, row: number, j: number, other: Other, weight: number): void {
    const [x, y, pxx, pxy, pyy] = other;
    this.#candidates.add(
      this.#tracks.bank,
      row,
      2 * plots.x[j]! - x,
      2 * plots.y[j]! - y,
      4 * plots.rxx[j]! + pxx,
      4 * plots.rxy[j]! + pxy,
      4 * plots.ryy[j]! + pyy,
      weight,
    );
  }

  #remember({ sensor, nowMs, number }: ScanContext, row: number, e: number): void {
    const tracks = this.#tracks;
    const { gates } = this.#looks;
    const memory = tracks.memoryOf(row, sensor.index);
    const { mean } = tracks.bank;
    tracks.lastMs[memory] = nowMs;
    tracks.seenCount[memory] = tracks.seenCount[memory]! + 1;
    tracks.residualM[memory] = Math.hypot(
      gates.x[e]! - mean[row * STATE]!,
      gates.y[e]! - mean[row * STATE + 1]!,
    );
    tracks.normalised[memory] = gates.d2[e]!;
    const given = number(gates.plot[e]!);
    if (given !== undefined) tracks.number[memory] = given;
  }
}
