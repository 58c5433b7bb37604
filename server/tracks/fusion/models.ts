/** How things move: the models between which the filter weighs, and their transition over a time step. */

export interface MotionModel {
  readonly name: string;
  /** Turn rate, radians a second, clockwise positive. */
  readonly turnRadps: number;
  /** Spectral density of the acceleration noise, m²/s³ (Bar-Shalom, Li, Kirubarajan 2001, 6.2.2). */
  readonly noise: number;
  /** Velocity fades with this rate, 1/s: 0 keeps it, the stationary model loses it. */
  readonly decayPerS: number;
  /** Mean time in this model, seconds. */
  readonly sojournS: number;
  /** Share of the changes of model that lead here. */
  readonly entry: number;
}

const perSecond = (deg: number): number => (deg * Math.PI) / 180;

/** Ships run straight for minutes, turn at up to 1 °/s, and small fast craft at up to 5 °/s. */
export const MODELS: readonly MotionModel[] = [
  { name: 'steady', turnRadps: 0, noise: 1e-5, decayPerS: 0, sojournS: 300, entry: 0.4 },
  { name: 'gentle', turnRadps: 0, noise: 5e-3, decayPerS: 0, sojournS: 60, entry: 0.2 },
  { name: 'starboard', turnRadps: perSecond(0.6), noise: 1e-2, decayPerS: 0, sojournS: 60, entry: 0.08 },
  { name: 'port', turnRadps: perSecond(-0.6), noise: 1e-2, decayPerS: 0, sojournS: 60, entry: 0.08 },
  { name: 'hard starboard', turnRadps: perSecond(3), noise: 0.5, decayPerS: 0, sojournS: 15, entry: 0.04 },
  { name: 'hard port', turnRadps: perSecond(-3), noise: 0.5, decayPerS: 0, sojournS: 15, entry: 0.04 },
  { name: 'agile', turnRadps: 0, noise: 1, decayPerS: 0, sojournS: 15, entry: 0.1 },
  { name: 'stationary', turnRadps: 0, noise: 1e-3, decayPerS: 0.3, sojournS: 120, entry: 0.06 },
];

/** Numbers a model has in {@link TransitionTable.flow}: a, b (position from velocity), c, d (velocity), noise in pp, pv, vv. */
export const FLOW = 7;

/** The transition of every model over one time step; kept for the last step, because tracks of a scan share it. */
export class TransitionTable {
  readonly count: number;
  readonly flow: Float64Array;
  /** Chance to remain in the model. */
  readonly stay: Float64Array;
  readonly entry: Float64Array;
  readonly #models: readonly MotionModel[];
  #stepS = Number.NaN;

  constructor(models: readonly MotionModel[]) {
    this.#models = models;
    this.count = models.length;
    this.flow = new Float64Array(models.length * FLOW);
    this.stay = new Float64Array(models.length);
    const total = models.reduce((sum, { entry }) => sum + entry, 0);
    this.entry = Float64Array.from(models, ({ entry }) => entry / total);
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
      const { turnRadps, noise, decayPerS, sojournS } = this.#models[m]!;
      const at = m * FLOW;
      this.stay[m] = Math.exp(-noisyS / sojournS);
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
