/** How things move: the models between which the filter weighs, and their transition over a time step. */

export interface MotionModel {
  readonly name: string;
  /** Turn rate, radians a second, clockwise positive. */
  readonly turnRadps: number;
  /** Spectral density of the acceleration noise, m²/s³ (Bar-Shalom, Li, Kirubarajan 2001, 6.2.2). */
  readonly noise: number;
  /** Velocity fades with this rate, 1/s: 0 keeps it, the stationary model loses it. */
  readonly decayPerS: number;
  /** Mean time in this model, seconds: of slow things, and of fast ones, which turn when they please. */
  readonly sojournS: number;
  readonly fastSojournS: number;
  /** Share of the changes of model that lead here, of slow and of fast things. */
  readonly entry: number;
  readonly fastEntry: number;
}

/** Ships run straight for minutes, turn at up to 1 °/s, and small fast craft at up to 5 °/s. */
export const MODELS: readonly MotionModel[] = [
  model('steady', 0, 1e-6, 4000, 30, 0.4, 0.3),
  model('gentle', 0, 4e-3, 200, 60, 0.2, 0.1),
  model('starboard', 0.7, 1e-2, 60, 30, 0.3, 0.02),
  model('port', -0.7, 1e-2, 60, 30, 0.3, 0.02),
  model('hard starboard', 3, 0.5, 40, 25, 0.005, 0.15),
  model('hard port', -3, 0.5, 40, 25, 0.005, 0.15),
  model('agile', 0, 0.5, 40, 25, 0.05, 0.26),
  { ...model('stationary', 0, 1e-3, 120, 60, 0.01, 0), decayPerS: 0.3 },
];

function model(
  name: string,
  turnDegps: number,
  noise: number,
  sojournS: number,
  fastSojournS: number,
  entry: number,
  fastEntry: number,
): MotionModel {
  return {
    name,
    turnRadps: (turnDegps * Math.PI) / 180,
    noise,
    decayPerS: 0,
    sojournS,
    fastSojournS,
    entry,
    fastEntry,
  };
}

/** Below and above these speeds a thing is slow and fast; between, in part. */
const SLOW_MPS = 11;
const FAST_MPS = 15;

/** How far a thing counts as fast, 0…1. */
export const fastness = (speedMps: number): number =>
  Math.min(1, Math.max(0, (speedMps - SLOW_MPS) / (FAST_MPS - SLOW_MPS)));

/** Numbers a model has in {@link TransitionTable.flow}: a, b (position from velocity), c, d (velocity), noise in pp, pv, vv. */
export const FLOW = 7;

/** The transition of every model over one time step; kept for the last step, because tracks of a scan share it. */
export class TransitionTable {
  readonly count: number;
  readonly flow: Float64Array;
  /** Chance to remain in the model over the step, of slow and of fast things. */
  readonly stay: Float64Array;
  readonly fastStay: Float64Array;
  readonly entry: Float64Array;
  readonly fastEntry: Float64Array;
  readonly #models: readonly MotionModel[];
  #stepS = Number.NaN;

  constructor(models: readonly MotionModel[]) {
    this.#models = models;
    this.count = models.length;
    this.flow = new Float64Array(models.length * FLOW);
    this.stay = new Float64Array(models.length);
    this.fastStay = new Float64Array(models.length);
    const total = models.reduce((sum, { entry }) => sum + entry, 0);
    const fastTotal = models.reduce((sum, { fastEntry }) => sum + fastEntry, 0);
    this.entry = Float64Array.from(models, ({ entry }) => entry / total);
    this.fastEntry = Float64Array.from(models, ({ fastEntry }) => fastEntry / fastTotal);
  }

  /**
   * Fills the table for a step of `stepS` seconds; back in time too (then without noise). Position gains [a −b; b a]·v,
   * velocity becomes [c −d; d c]·v; x east, y north.
   */
  set(stepS: number): void {
    if (stepS === this.#stepS) return;
    this.#stepS = stepS;
    const noisyS = Math.max(0, stepS);
    for (let m = 0; m < this.count; m++) {
      const { turnRadps, noise, decayPerS, sojournS, fastSojournS } = this.#models[m]!;
      const at = m * FLOW;
      this.stay[m] = Math.exp(-noisyS / sojournS);
      this.fastStay[m] = Math.exp(-noisyS / fastSojournS);
      let a = stepS;
      let b = 0;
      let c = 1;
      let d = 0;
      if (turnRadps !== 0) {
        // Clockwise positive: mathematically the angle falls.
        const turn = -turnRadps * stepS;
        c = Math.cos(turn);
        d = Math.sin(turn);
        a = d / -turnRadps;
        b = (1 - c) / -turnRadps;
      } else if (decayPerS > 0 && stepS > 0) {
        c = Math.exp(-decayPerS * stepS);
        a = (1 - c) / decayPerS;
      }
      this.flow[at] = a;
      this.flow[at + 1] = b;
      this.flow[at + 2] = c;
      this.flow[at + 3] = d;
      this.flow[at + 4] = (noise * noisyS ** 3) / 3;
      this.flow[at + 5] = (noise * noisyS * noisyS) / 2;
      this.flow[at + 6] = noise * noisyS;
    }
  }

  /** Noise of a model over `stepS` seconds, for position (m²) and velocity (m²/s²). */
  noiseOver(model: number, stepS: number): { readonly position: number; readonly velocity: number } {
    const { noise } = this.#models[model]!;
    return { position: (noise * stepS ** 3) / 3, velocity: noise * stepS };
  }
}
