/** A neighbour's centre: its tracks of the sea between, with its own numbers, delays and errors. */
import { between, gaussian, type Random } from '../../../proto/domain/random.ts';
import { moved } from '../path.ts';
import type { Neighbour } from '../scenariosensing.ts';
import type { Vessel } from '../vessel.ts';
import type { Body } from './scene.ts';

export interface SystemTrack {
  readonly number: number;
  /** The time it speaks of, and when it is sent. */
  readonly atMs: number;
  readonly sentMs: number;
  readonly lat: number;
  readonly lon: number;
  readonly northMps: number;
  readonly eastMps: number;
  readonly lengthM: number;
  /** What the neighbour calls it, where its AIS is known. */
  readonly callSign?: string;
  readonly ended: boolean;
}

interface Held {
  readonly number: number;
  readonly periodMs: number;
  readonly delayMs: number;
  nextMs: number;
  lastMs: number;
  northM: number;
  eastM: number;
  last: SystemTrack | undefined;
}

const VELOCITY_SIGMA_MPS = 0.25;
/** Numbers have twelve bits and more; these are reused last. */
const MOST_TRACKS = 4095;

export class SystemTracks {
  private readonly plan: Neighbour;
  private readonly random: Random;
  private readonly held = new Map<Vessel, Held>();
  private lastNumber: number;

  constructor(plan: Neighbour, random: Random) {
    this.plan = plan;
    this.random = random;
    this.lastNumber = Math.floor(random() * 1000);
  }

  /** The reports that fall due in the second that begins now. */
  tick(secondMs: number, bodies: readonly Body[], report: (track: SystemTrack) => void): void {
    const watched = new Set<Vessel>();
    for (const body of bodies) {
      if (body.lengthM < this.plan.minLengthM || !inside(this.plan.area, body.lat, body.lon)) continue;
      watched.add(body.vessel);
      const held = this.held.get(body.vessel) ?? this.take(body.vessel, secondMs);
      if (held === undefined || held.nextMs >= secondMs + 1000) continue;
      held.last = this.track(held, body, Math.max(held.nextMs, secondMs), secondMs);
      report(held.last);
      held.nextMs += held.periodMs;
    }
    for (const [vessel, held] of this.held) {
      if (watched.has(vessel)) continue;
      this.held.delete(vessel);
      if (held.last === undefined) continue;
      const sentMs = secondMs + held.delayMs;
      report({ ...held.last, atMs: secondMs, sentMs, ended: true });
    }
  }

  private take(vessel: Vessel, nowMs: number): Held | undefined {
    if (this.held.size >= MOST_TRACKS) return undefined;
    const { periodMs, delayMs, sigmaM } = this.plan;
    this.lastNumber = (this.lastNumber % MOST_TRACKS) + 1;
    const period = Math.round(between(this.random, ...periodMs));
    const held: Held = {
      number: this.lastNumber,
      periodMs: period,
      delayMs: Math.round(between(this.random, ...delayMs)),
      nextMs: nowMs + Math.floor(this.random() * period),
      lastMs: nowMs,
      northM: sigmaM * gaussian(this.random),
      eastM: sigmaM * gaussian(this.random),
      last: undefined,
    };
    this.held.set(vessel, held);
    return held;
  }

  private track(held: Held, body: Body, atMs: number, secondMs: number): SystemTrack {
    const { sigmaM, memoryS } = this.plan;
    // A first-order Gauss-Markov error: what is smoothed stays alike for a while.
    const kept = Math.exp(-(atMs - held.lastMs) / 1000 / memoryS);
    const fresh = sigmaM * Math.sqrt(1 - kept * kept);
    held.northM = kept * held.northM + fresh * gaussian(this.random);
    held.eastM = kept * held.eastM + fresh * gaussian(this.random);
    held.lastMs = atMs;
    const seconds = (atMs - secondMs) / 1000;
    const { ship, conduct } = body.vessel;
    const named = ship.transponder !== 'none' && conduct?.transmits(atMs) !== false;
    return {
      number: held.number,
      atMs,
      sentMs: atMs + held.delayMs,
      ...moved(
        body.lat,
        body.lon,
        held.northM + body.northMps * seconds,
        held.eastM + body.eastMps * seconds,
      ),
      northMps: body.northMps + VELOCITY_SIGMA_MPS * gaussian(this.random),
      eastMps: body.eastMps + VELOCITY_SIGMA_MPS * gaussian(this.random),
      lengthM: body.lengthM,
      ...(named ? { callSign: ship.callSign } : {}),
      ended: false,
    };
  }
}

/** Ray casting over the corners. */
function inside(area: readonly (readonly [number, number])[], lat: number, lon: number): boolean {
  let within = false;
  for (let i = 0, j = area.length - 1; i < area.length; j = i++) {
    const [latA, lonA] = area[i]!;
    const [latB, lonB] = area[j]!;
    if (lonA > lon !== lonB > lon && lat < ((latB - latA) * (lon - lonA)) / (lonB - lonA) + latA)
      within = !within;
  }
  return within;
}
