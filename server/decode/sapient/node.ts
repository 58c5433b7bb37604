/** One registered node: what it declared, what it last said of itself, and how it lives. */
import type { FaultKind } from '../../../proto/domain/frame.ts';
import { type FeedId, type SensorId, sensorId } from '../../../proto/domain/ids.ts';
import type { Nature } from '../../../proto/domain/observation.ts';
import type { SensorObservation } from '../../../proto/domain/sensing.ts';
import { type Coverage, SensorHealth } from '../../../proto/domain/sensor.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import type { Declaration } from './declaration.ts';
import type { Peer } from './peer.ts';

/** A node is gone when nothing came for this many of its status intervals, and never sooner than the least silence. */
export const SILENT_INTERVALS = 3;
export const LEAST_SILENCE_MS = 15_000;
/** Different small faults told of one registration; then no more of them. */
const MAX_TOLD = 64;
/** A node's clock may be this far behind ours (its data may be late) and ahead of it. */
const CLOCK_BEHIND_MS = 30_000;
const CLOCK_AHEAD_MS = 5_000;

/** Tells of a fault; small ones once a node. */
export type Tell = (kind: FaultKind, detail: string) => void;

/** The common part of what a node's message becomes. */
export interface Stamp {
  readonly feedId: FeedId;
  readonly nature: Nature;
  readonly observedMs: EpochMs;
  readonly receivedMs: EpochMs;
}

export class Node {
  readonly id: string;
  readonly sensorId: SensorId;
  readonly peer: Peer;
  readonly nature: Nature;
  declared: Declaration;
  lastHeardMs: EpochMs;
  /** Silent too long; its next message brings it back. */
  silent = false;
  health: SensorHealth = SensorHealth.unknown;
  place: { readonly lat: number; readonly lon: number } | undefined;
  coverage: Coverage | undefined;
  readonly #told = new Set<string>();
  #clockFaulty = false;

  constructor(id: string, feedId: FeedId, peer: Peer, nature: Nature, declared: Declaration, nowMs: EpochMs) {
    this.id = id;
    this.sensorId = sensorId(`${feedId}/${id}`);
    this.peer = peer;
    this.nature = nature;
    this.declared = declared;
    this.lastHeardMs = nowMs;
  }

  get silenceMs(): number {
    return Math.max(LEAST_SILENCE_MS, SILENT_INTERVALS * this.declared.statusIntervalMs);
  }

  /** True the first time that this is said since the registration; false also when too much was said. */
  first(detail: string): boolean {
    if (this.#told.has(detail) || this.#told.size >= MAX_TOLD) return false;
    this.#told.add(detail);
    return true;
  }

  declare(declared: Declaration): void {
    this.declared = declared;
    this.#told.clear();
  }

  /** The time of a message: the node's own where its clock can be right, never later than its receipt. */
  observedMs(saidMs: number | undefined, receivedMs: EpochMs, tell: Tell): EpochMs {
    if (saidMs === undefined) return receivedMs;
    const aheadMs = saidMs - receivedMs;
    if (aheadMs <= CLOCK_AHEAD_MS && aheadMs >= -CLOCK_BEHIND_MS) {
      this.#clockFaulty = false;
      return Math.min(saidMs, receivedMs) as EpochMs;
    }
    if (!this.#clockFaulty)
      tell('schema', `its clock is off by ${Math.round(aheadMs / 1000)} s: times of receipt are used`);
    this.#clockFaulty = true;
    return receivedMs;
  }

  /** How it is from now on, as an observation. */
  becomes(health: SensorHealth, reason: string | undefined, stamp: Stamp): SensorObservation {
    return {
      type: 'sensor',
      ...stamp,
      sensorId: this.sensorId,
      health,
      ...(reason === undefined ? {} : { reason }),
    };
  }
}
