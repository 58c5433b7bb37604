/** The target list of a tracking radar: it acquires, follows, smooths and loses, each target under a number. */
import type { Vessel } from '../vessel.ts';
import { azimuthOf } from './earth.ts';
import type { RadarPlot } from './radar.ts';

export interface RadarTarget {
  readonly number: number;
  readonly atMs: number;
  readonly rangeM: number;
  readonly azimuthDeg: number;
  readonly northMps: number;
  readonly eastMps: number;
  readonly lost: boolean;
}

interface Followed {
  readonly number: number;
  eastM: number;
  northM: number;
  eastMps: number;
  northMps: number;
  lastMs: number;
  hits: number;
  /** Turns since it was last seen. */
  missed: number;
}

/** A target is shown after so many sightings, and given up after so many turns without one. */
const ACQUIRED_AFTER = 3;
const LOST_AFTER = 8;
/** Gains of the smoothing filter (Benedict and Bordner 1962: β = α²/(2−α)), for a steady target. */
const ALPHA = 0.45;
const BETA = ALPHA ** 2 / (2 - ALPHA);
/** As many targets as the sentence can number. */
const MOST_TARGETS = 999;

export class TargetList {
  private readonly targets = new Map<Vessel, Followed>();
  private readonly taken = new Set<number>();
  private lastNumber = 0;

  /** The target as the list shows it after this plot; undefined while it is being acquired. Clutter is not acquired. */
  seen(plot: RadarPlot): RadarTarget | undefined {
    const vessel = plot.of[0];
    if (vessel === undefined) return undefined;
    const azimuth = (plot.azimuthDeg * Math.PI) / 180;
    const eastM = plot.rangeM * Math.sin(azimuth);
    const northM = plot.rangeM * Math.cos(azimuth);
    const known = this.targets.get(vessel);
    if (known === undefined) {
      this.acquire(vessel, eastM, northM, plot.atMs);
      return undefined;
    }
    const seconds = Math.max(0.1, (plot.atMs - known.lastMs) / 1000);
    const k = ++known.hits;
    // Least-squares gains while there are few sightings.
    const alpha = Math.max(ALPHA, (2 * (2 * k - 1)) / (k * (k + 1)));
    const beta = Math.max(BETA, 6 / (k * (k + 1)));
    const eastErrorM = eastM - (known.eastM + known.eastMps * seconds);
    const northErrorM = northM - (known.northM + known.northMps * seconds);
    known.eastM += known.eastMps * seconds + alpha * eastErrorM;
    known.northM += known.northMps * seconds + alpha * northErrorM;
    known.eastMps += (beta * eastErrorM) / seconds;
    known.northMps += (beta * northErrorM) / seconds;
    known.lastMs = plot.atMs;
    known.missed = 0;
    return k < ACQUIRED_AFTER ? undefined : shown(known, plot.atMs, false);
  }

  /** A turn ended: the targets that are given up. */
  turned(atMs: number): RadarTarget[] {
    const lost: RadarTarget[] = [];
    for (const [vessel, target] of this.targets) {
      target.missed++;
      if (target.missed <= (target.hits < ACQUIRED_AFTER ? 2 : LOST_AFTER)) continue;
      this.targets.delete(vessel);
      this.taken.delete(target.number);
      if (target.hits >= ACQUIRED_AFTER) lost.push(shown(target, atMs, true));
    }
    return lost;
  }

  private acquire(vessel: Vessel, eastM: number, northM: number, atMs: number): void {
    if (this.taken.size >= MOST_TARGETS) return;
    do this.lastNumber = (this.lastNumber % MOST_TARGETS) + 1;
    while (this.taken.has(this.lastNumber));
    const number = this.lastNumber;
    this.taken.add(number);
    const still = { eastMps: 0, northMps: 0 };
    this.targets.set(vessel, { number, eastM, northM, ...still, lastMs: atMs, hits: 1, missed: 0 });
  }
}

function shown(target: Followed, atMs: number, lost: boolean): RadarTarget {
  const seconds = (atMs - target.lastMs) / 1000;
  const eastM = target.eastM + target.eastMps * seconds;
  const northM = target.northM + target.northMps * seconds;
  return {
    number: target.number,
    atMs,
    rangeM: Math.hypot(eastM, northM),
    azimuthDeg: azimuthOf(eastM, northM),
    northMps: target.northMps,
    eastMps: target.eastMps,
    lost,
  };
}
