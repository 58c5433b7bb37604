/** One scan of one sensor through association: predict, gate, weigh, update, and judge who exists. */
import { AssociationProblem, Beliefs } from './beliefs.ts';
import { FusionStatus } from './contract.ts';
import { Gates } from './gating.ts';
import { PACKED, STATE } from './imm.ts';
import type { ScanPlots } from './plots.ts';
import { Resolution } from './resolution.ts';
import { clampPd, type SensorState, within } from './sensors.ts';
import type { Tracks } from './tracks.ts';
import { Candidates, updateByCandidates } from './update.ts';

/** Mean time that a thing stays where sensors see it, seconds. */
const LIFETIME_S = 4000;
/** A track's own detection probability starts as its sensor's, with the weight of so many looks. */
const OWN_PD_LOOKS = 12;
const OWN_PD_MEMORY = 40;
/** Above this a track surely exists, and its sensor learns from it. */
const CERTAIN = 0.98;
/** A weight below this is left out of the update. */
const LEAST_WEIGHT = 1e-4;
/** The sensor's own track number speaks for the track that had it last, by this factor. */
const SAME_NUMBER = 30;
export const LEAST_EXISTENCE = 1e-7;

export class ScanStep {
  readonly #tracks: Tracks;
  readonly #gates: Gates;
  readonly #beliefs = new Beliefs();
  readonly #resolution: Resolution;
  readonly #candidates: Candidates;
  readonly problem = new AssociationProblem();
  /** Rows that the sensor should see, their detection probability and where their node is. */
  readonly #rows: Int32Array;
  readonly #pd: Float64Array;
  readonly #order: Int32Array;
  readonly #lateS: Float64Array;
  readonly #bestRow: Int32Array;
  #count = 0;
  /** By plot: the track that most likely made it, and how likely. */
  bestRow = new Int32Array(512);
  bestWeight = new Float64Array(512);

  constructor(tracks: Tracks) {
    this.#tracks = tracks;
    this.#gates = new Gates(tracks.bank.count);
    this.#resolution = new Resolution(tracks.live.length);
    this.#candidates = new Candidates(tracks.bank.count);
    this.#rows = new Int32Array(tracks.live.length);
    this.#pd = new Float64Array(tracks.live.length);
    this.#order = new Int32Array(tracks.live.length);
    this.#lateS = new Float64Array(tracks.live.length);
    this.#bestRow = new Int32Array(tracks.live.length);
  }

  run(
    sensor: SensorState,
    plots: ScanPlots,
    nowMs: number,
    partial: boolean,
    sector: { readonly fromDeg: number; readonly toDeg: number } | undefined,
    numbers: (plot: number) => number | undefined,
  ): void {
    this.#plotsNow = plots;
    this.#gather(sensor, nowMs, sector);
    this.#gateAll(sensor, plots);
    this.#pose(sensor, plots, numbers);
    this.#beliefs.solve(this.problem);
    if (plots.count > this.bestRow.length) {
      this.bestRow = new Int32Array(2 ** Math.ceil(Math.log2(plots.count)));
      this.bestWeight = new Float64Array(this.bestRow.length);
    }
    this.bestRow.fill(-1, 0, plots.count);
    this.bestWeight.fill(0, 0, plots.count);
    for (let node = 0; node < this.problem.nodes; node++) {
      const k = this.#bestRow[node]!;
      const partner = this.#partnerOf(k);
      if (partner < 0) this.#apply(sensor, node, k, -1, 'A', nowMs, partial, numbers);
      else this.#applyPair(sensor, node, k, partner, nowMs, partial, numbers);
    }
    for (let k = 0; k < this.#count; k++) {
      const row = this.#rows[k]!;
      if (this.#lateS[k]! > 0) {
        this.#tracks.bank.shift(row, this.#lateS[k]!);
        this.#tracks.bank.combine(row);
      }
    }
  }

  /** Tracks in coverage, brought to the time of the scan; those already beyond it are taken back along their models. */
  #gather(
    sensor: SensorState,
    nowMs: number,
    sector: { readonly fromDeg: number; readonly toDeg: number } | undefined,
  ): void {
    const tracks = this.#tracks;
    this.#count = 0;
    for (let n = 0; n < tracks.count; n++) {
      const row = tracks.live[n]!;
      const stepS = (nowMs - tracks.timeMs[row]!) / 1000;
      if (stepS > 0) {
        tracks.predictTo(row, nowMs);
        tracks.existence[row] = tracks.existence[row]! * Math.exp(-stepS / LIFETIME_S);
      }
      const x = tracks.bank.mean[row * STATE]!;
      const y = tracks.bank.mean[row * STATE + 1]!;
      this.#order[row] = -1;
      this.#resolution.partner[row] = -1;
      if (!sensor.covers(x, y)) continue;
      if (sector && !within(sector, (Math.atan2(x - sensor.xM, y - sensor.yM) * 180) / Math.PI)) continue;
      const k = this.#count++;
      this.#rows[k] = row;
      this.#order[row] = k;
      this.#lateS[k] = Math.max(0, -stepS);
      this.#pd[k] = this.#detection(row, sensor);
    }
  }

  #detection(row: number, sensor: SensorState): number {
    const tracks = this.#tracks;
    const memory = tracks.memoryOf(row, sensor.index);
    return clampPd(
      (tracks.hits[memory]! + OWN_PD_LOOKS * sensor.meanDetection) / (tracks.looks[memory]! + OWN_PD_LOOKS),
    );
  }

  #gateAll(sensor: SensorState, plots: ScanPlots): void {
    const { bank } = this.#tracks;
    this.#gates.begin(plots, sensor, this.#count);
    for (let k = 0; k < this.#count; k++) {
      const row = this.#rows[k]!;
      const lateS = this.#lateS[k]!;
      let extra = 0;
      if (lateS > 0) {
        bank.shift(row, -lateS);
        bank.combine(row);
        for (let m = 0; m < bank.count; m++)
          extra += bank.mu[row * bank.count + m]! * bank.transitions.noiseOver(m, lateS).position;
      }
      this.#gates.gate(k, row, this.#tracks, plots, sensor, extra);
    }
    if (sensor.settings.kind === 'radar')
      this.#resolution.find(this.#tracks, this.#rows, this.#count, sensor);
  }

  #partnerOf(k: number): number {
    const other = this.#resolution.partner[this.#rows[k]!]!;
    return other < 0 ? -1 : this.#order[other]!;
  }

  /** Weights relative to "not seen" for the track and "from nothing" for the plot. */
  #psi(k: number, e: number, sensor: SensorState, plots: ScanPlots, number: number | undefined): number {
    const row = this.#rows[k]!;
    const j = this.#gates.plot[e]!;
    const present = this.#tracks.existence[row]! * this.#pd[k]!;
    const nothing =
      sensor.settings.kind === 'bearing'
        ? Math.max(sensor.bearingRate, 0.1) / (2 * Math.PI)
        : plots.clutter[j]!;
    let weight = (present * this.#gates.density[e]!) / (nothing * (1 - present));
    if (number !== undefined) {
      const known = this.#tracks.number[this.#tracks.memoryOf(row, sensor.index)]!;
      if (!Number.isNaN(known)) weight *= known === number ? SAME_NUMBER : 1 / SAME_NUMBER;
    }
    return weight;
  }

  #pose(sensor: SensorState, plots: ScanPlots, numbers: (plot: number) => number | undefined): void {
    const { problem } = this;
    const gates = this.#gates;
    problem.reset(plots.count);
    for (let k = 0; k < this.#count; k++) {
      const partner = this.#partnerOf(k);
      if (partner >= 0 && partner < k) continue;
      if (partner >= 0) {
        this.#posePair(k, partner, sensor, plots, numbers);
        continue;
      }
      for (let e = gates.start[k]!; e < gates.start[k + 1]!; e++) {
        const j = gates.plot[e]!;
        problem.addSlot(j, this.#psi(k, e, sensor, plots, numbers(j)), 0, 0);
      }
      this.#bestRow[problem.endNode(0)] = k;
    }
  }

  /** A pair's plots are those in either gate; merged, a plot stands in the middle of the two. */
  #posePair(
    k: number,
    partner: number,
    sensor: SensorState,
    plots: ScanPlots,
    numbers: (plot: number) => number | undefined,
  ): void {
    const { problem } = this;
    const gates = this.#gates;
    const { mean, cov } = this.#tracks.bank;
    const a = this.#rows[k]!;
    const b = this.#rows[partner]!;
    const presentA = this.#tracks.existence[a]! * this.#pd[k]!;
    const presentB = this.#tracks.existence[b]! * this.#pd[partner]!;
    const both = (presentA * presentB) / ((1 - presentA) * (1 - presentB));
    const cx = (mean[a * STATE]! + mean[b * STATE]!) / 2;
    const cy = (mean[a * STATE + 1]! + mean[b * STATE + 1]!) / 2;
    const pxx = (cov[a * PACKED]! + cov[b * PACKED]!) / 4;
    const pxy = (cov[a * PACKED + 1]! + cov[b * PACKED + 1]!) / 4;
    const pyy = (cov[a * PACKED + 4]! + cov[b * PACKED + 4]!) / 4;
    const merged = (j: number): number => {
      const sxx = pxx + plots.rxx[j]!;
      const sxy = pxy + plots.rxy[j]!;
      const syy = pyy + plots.ryy[j]!;
      const det = sxx * syy - sxy * sxy;
      const dx = plots.x[j]! - cx;
      const dy = plots.y[j]! - cy;
      const d2 = (syy * dx * dx - 2 * sxy * dx * dy + sxx * dy * dy) / det;
      return (both * Math.exp(-0.5 * d2)) / (2 * Math.PI * Math.sqrt(det)) / plots.clutter[j]!;
    };
    let f = gates.start[partner]!;
    const fEnd = gates.start[partner + 1]!;
    for (let e = gates.start[k]!; e < gates.start[k + 1]!; e++) {
      const j = gates.plot[e]!;
      let psiB = 0;
      for (let g = f; g < fEnd; g++)
        if (gates.plot[g] === j) psiB = this.#psi(partner, g, sensor, plots, numbers(j));
      problem.addSlot(j, this.#psi(k, e, sensor, plots, numbers(j)), psiB, merged(j));
    }
    for (; f < fEnd; f++) {
      const j = gates.plot[f]!;
      let known = false;
      for (let e = gates.start[k]!; e < gates.start[k + 1]!; e++) known ||= gates.plot[e] === j;
      if (!known) problem.addSlot(j, 0, this.#psi(partner, f, sensor, plots, numbers(j)), merged(j));
    }
    this.#bestRow[problem.endNode(this.#resolution.probability[a]!)] = k;
  }

  #applyPair(
    sensor: SensorState,
    node: number,
    k: number,
    partner: number,
    nowMs: number,
    partial: boolean,
    numbers: (plot: number) => number | undefined,
  ): void {
    const { mean, cov } = this.#tracks.bank;
    const a = this.#rows[k]!;
    const b = this.#rows[partner]!;
    if (this.#resolution.probability[a]! > 0.1) {
      this.#tracks.mergedMs[a] = nowMs;
      this.#tracks.mergedMs[b] = nowMs;
    }
    // Both updates start from the predictions: keep a's for b's.
    const held = [
      mean[a * STATE]!,
      mean[a * STATE + 1]!,
      cov[a * PACKED]!,
      cov[a * PACKED + 1]!,
      cov[a * PACKED + 4]!,
    ] as const;
    const other = [
      mean[b * STATE]!,
      mean[b * STATE + 1]!,
      cov[b * PACKED]!,
      cov[b * PACKED + 1]!,
      cov[b * PACKED + 4]!,
    ] as const;
    this.#other = other;
    this.#apply(sensor, node, k, partner, 'A', nowMs, partial, numbers);
    this.#other = held;
    this.#apply(sensor, node, partner, k, 'B', nowMs, partial, numbers);
  }

  #other: readonly [number, number, number, number, number] = [0, 0, 0, 0, 0];

  #apply(
    sensor: SensorState,
    node: number,
    k: number,
    partner: number,
    side: 'A' | 'B',
    nowMs: number,
    partial: boolean,
    numbers: (plot: number) => number | undefined,
  ): void {
    const { problem } = this;
    const tracks = this.#tracks;
    const gates = this.#gates;
    const candidates = this.#candidates;
    const row = this.#rows[k]!;
    const beta = side === 'A' ? problem.betaA : problem.betaB;
    candidates.count = 0;
    let seen = 0;
    let bestEdge = -1;
    let best = 0;
    for (let s = problem.slotStart[node]!; s < problem.slotStart[node + 1]!; s++) {
      const j = problem.plot[s]!;
      const alone = beta[s]!;
      const merged = partner < 0 ? 0 : problem.betaMerged[s]!;
      seen += alone + merged;
      if (alone + merged > this.bestWeight[j]!) {
        this.bestWeight[j] = alone + merged;
        this.bestRow[j] = row;
      }
      const e = alone + merged > LEAST_WEIGHT ? this.#edgeOf(k, j) : -1;
      if (e < 0) {
        if (merged > LEAST_WEIGHT) this.#addMerged(row, j, merged);
        continue;
      }
      if (alone > LEAST_WEIGHT)
        candidates.add(
          tracks.bank,
          row,
          gates.x[e]!,
          gates.y[e]!,
          gates.rxx[e]!,
          gates.rxy[e]!,
          gates.ryy[e]!,
          alone,
        );
      if (merged > LEAST_WEIGHT) this.#addMerged(row, j, merged);
      if (alone + merged > best) {
        best = alone + merged;
        bestEdge = e;
      }
    }
    this.#judge(sensor, k, Math.min(1, seen), partner >= 0, nowMs, partial);
    if (best > 0.5 && bestEdge >= 0)
      this.#remember(sensor, row, bestEdge, nowMs, numbers(gates.plot[bestEdge]!));
    if (candidates.count > 0) updateByCandidates(tracks.bank, row, candidates);
  }

  #edgeOf(k: number, plot: number): number {
    for (let e = this.#gates.start[k]!; e < this.#gates.start[k + 1]!; e++)
      if (this.#gates.plot[e] === plot) return e;
    return -1;
  }

  /** A merged plot z = (x + x')/2 + v is for this track the position 2z − x' with noise 4R + P'. */
  #addMerged(row: number, j: number, weight: number): void {
    const [ox, oy, oxx, oxy, oyy] = this.#other;
    const plots = this.#plotsNow;
    if (plots === undefined) return;
    this.#candidates.add(
      this.#tracks.bank,
      row,
      2 * plots.x[j]! - ox,
      2 * plots.y[j]! - oy,
      4 * plots.rxx[j]! + oxx,
      4 * plots.rxy[j]! + oxy,
      4 * plots.ryy[j]! + oyy,
      weight,
    );
  }

  #plotsNow: ScanPlots | undefined;

  /** Existence after a look: what was not seen may not be there. */
  #judge(
    sensor: SensorState,
    k: number,
    seen: number,
    paired: boolean,
    nowMs: number,
    partial: boolean,
  ): void {
    const tracks = this.#tracks;
    const row = this.#rows[k]!;
    const r = tracks.existence[row]!;
    const pd = this.#pd[k]!;
    const informs = !partial && sensor.settings.kind !== 'bearing';
    const ifMissed = informs ? (r * (1 - pd)) / (1 - r * pd) : r;
    const next = seen + (1 - seen) * ifMissed;
    tracks.existence[row] = Math.min(1 - 1e-6, Math.max(LEAST_EXISTENCE, next));
    if (seen > 0.5) {
      tracks.plots[row] = tracks.plots[row]! + 1;
      tracks.seenMs[row] = Math.max(tracks.seenMs[row]!, nowMs);
      tracks.sensedMs[row] = Math.max(tracks.sensedMs[row]!, nowMs);
      tracks.missedLooks[row] = 0;
    } else if (informs) tracks.missedLooks[row] = tracks.missedLooks[row]! + pd;
    if (!informs || paired || r < CERTAIN || tracks.status[row] === FusionStatus.tentative) return;
    const memory = tracks.memoryOf(row, sensor.index);
    if (tracks.looks[memory]! > OWN_PD_MEMORY) {
      const keep = 1 - 1 / OWN_PD_MEMORY;
      tracks.looks[memory] = tracks.looks[memory]! * keep;
      tracks.hits[memory] = tracks.hits[memory]! * keep;
    }
    tracks.looks[memory] = tracks.looks[memory]! + 1;
    tracks.hits[memory] = tracks.hits[memory]! + seen;
    sensor.learnDetection(seen);
  }

  #remember(sensor: SensorState, row: number, e: number, nowMs: number, number: number | undefined): void {
    const tracks = this.#tracks;
    const memory = tracks.memoryOf(row, sensor.index);
    tracks.lastMs[memory] = nowMs;
    tracks.seenCount[memory] = tracks.seenCount[memory]! + 1;
    const { mean } = tracks.bank;
    tracks.residualM[memory] = Math.hypot(
      this.#gates.x[e]! - mean[row * STATE]!,
      this.#gates.y[e]! - mean[row * STATE + 1]!,
    );
    tracks.normalised[memory] = this.#gates.d2[e]!;
    if (number !== undefined) tracks.number[memory] = number;
  }
}
