/** Tracks that follow what another track follows already: two filters on one thing. */
import { FusionStatus } from './contract.ts';
import { Grid } from './grid.ts';
import { PACKED, STATE } from './imm.ts';
import type { Tracks } from './tracks.ts';

/** This near in place and motion two tracks are taken for one (chi-square, 4 degrees of freedom: 0.94). */
const SAME_D2 = 9;
/** A tentative one at once; a confirmed one after so many looks, for two vessels may pass each other. */
const CONFIRMED_LOOKS = 5;

export class Twins {
  readonly #grid = new Grid();
  #x = new Float64Array(256);
  #y = new Float64Array(256);

  /** The tracks without claim to end, each with the one that it doubles. */
  find(tracks: Tracks): [row: number, other: number][] {
    if (tracks.count > this.#x.length) {
      this.#x = new Float64Array(2 ** Math.ceil(Math.log2(tracks.count)));
      this.#y = new Float64Array(this.#x.length);
    }
    const { mean } = tracks.bank;
    for (let n = 0; n < tracks.count; n++) {
      this.#x[n] = mean[tracks.live[n]! * STATE]!;
      this.#y[n] = mean[tracks.live[n]! * STATE + 1]!;
    }
    this.#grid.fill(tracks.count, this.#x, this.#y, 250);
    const doubles: [number, number][] = [];
    for (let n = 0; n < tracks.count; n++) {
      const row = tracks.live[n]!;
      if (tracks.claim[row]! >= 0) continue;
      const other = this.#doubled(tracks, n, row);
      const looks = other < 0 ? 0 : Math.min(255, tracks.twinLooks[row]! + 1);
      tracks.twinLooks[row] = looks;
      if (other >= 0 && (tracks.status[row] === FusionStatus.tentative || looks >= CONFIRMED_LOOKS))
        doubles.push([row, other]);
    }
    return doubles;
  }

  #doubled(tracks: Tracks, n: number, row: number): number {
    const { cov } = tracks.bank;
    const half = 3 * Math.sqrt(Math.max(cov[row * PACKED]!, cov[row * PACKED + 4]!)) + 30;
    const found = this.#grid.find(this.#x[n]!, this.#y[n]!, half, half);
    for (let f = 0; f < found; f++) {
      const other = tracks.live[this.#grid.found[f]!]!;
      if (other !== row && yields(tracks, row, other) && distance(tracks, row, other) < SAME_D2) return other;
    }
    return -1;
  }
}

/** Whether `row` is the one to end: the tentative, the one without claim, the less certain, the younger. */
function yields(tracks: Tracks, row: number, other: number): boolean {
  const tentative = tracks.status[row] === FusionStatus.tentative;
  if (tentative !== (tracks.status[other] === FusionStatus.tentative)) return tentative;
  if (tracks.claim[other]! >= 0) return true;
  if (!tentative) return tracks.id[row]! > tracks.id[other]!;
  const difference = tracks.existence[row]! - tracks.existence[other]!;
  return difference < 0 || (difference === 0 && tracks.id[row]! > tracks.id[other]!);
}

/** Normalised distance squared in place and motion, each component for itself. */
function distance(tracks: Tracks, a: number, b: number): number {
  const { mean, cov } = tracks.bank;
  let d2 = 0;
  for (let s = 0; s < STATE; s++) {
    const d = mean[a * STATE + s]! - mean[b * STATE + s]!;
    const k = DIAGONAL[s]!;
    d2 += (d * d) / (cov[a * PACKED + k]! + cov[b * PACKED + k]!);
  }
  return d2;
}

const DIAGONAL = [0, 4, 7, 9];
