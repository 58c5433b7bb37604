/** Who moves on land: along a route at set times, a little to either side of it, as a function of time alone. */
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import { lastAt, MINUTE_MS, minutesOfDay } from '../day.ts';
import { moved, type Path, pathThrough, pointAt } from '../path.ts';
import type { ActorPlan } from '../scenarioland.ts';

export interface ActorState {
  readonly plan: ActorPlan;
  readonly lat: number;
  readonly lon: number;
  readonly altM: number;
  readonly northMps: number;
  readonly eastMps: number;
  /** When this walk of theirs began: with the actor, what a sensor follows as one. */
  readonly sinceMs: number;
}

/** How far from the straight line feet and wheels stray, metres, and how long a stray takes, seconds. */
const STRAY_M = { walker: 5, wheels: 0.8 } as const;
const STRAY_S = 80;

export class Actor {
  readonly plan: ActorPlan;
  private readonly path: Path;
  private readonly openingMs: EpochMs;
  private readonly utcOffsetMinutes: number;
  private readonly durationMs: number;

  constructor(plan: ActorPlan, openingMs: EpochMs, utcOffsetMinutes: number) {
    this.plan = plan;
    this.openingMs = openingMs;
    this.utcOffsetMinutes = utcOffsetMinutes;
    this.path = pathThrough(plan.route.map(([lat, lon]) => ({ lat, lon })));
    const onceMs = (this.path.lengthM / plan.mps) * 1000;
    this.durationMs = plan.manner === 'once' ? onceMs : 2 * onceMs + plan.pauseS * 1000;
  }

  /** Where they are; undefined when they are not about. */
  at(atMs: number): ActorState | undefined {
    const sinceMs = this.lastStartMs(atMs);
    if (sinceMs === undefined || atMs - sinceMs >= this.durationMs) return undefined;
    const { plan, path } = this;
    const goneM = ((atMs - sinceMs) / 1000) * plan.mps;
    const backM = goneM - path.lengthM - plan.pauseS * plan.mps;
    const direction = goneM < path.lengthM ? 1 : backM > 0 ? -1 : 0;
    const alongM = direction === 1 ? goneM : direction === 0 ? path.lengthM : path.lengthM - backM;
    const { at, courseDeg } = pointAt(path, alongM);
    const course = (courseDeg * Math.PI) / 180;
    const [north, east] = [Math.cos(course), Math.sin(course)];
    const strayM = plan.kind === 'vehicle' ? STRAY_M.wheels : STRAY_M.walker;
    const turn = (2 * Math.PI * (atMs - sinceMs)) / (STRAY_S * 1000);
    const asideM = strayM * Math.sin(turn);
    const asideMps = direction === 0 ? 0 : strayM * ((2 * Math.PI) / STRAY_S) * Math.cos(turn);
    const aheadMps = direction * plan.mps;
    return {
      plan,
      ...moved(at.lat, at.lon, -asideM * east, asideM * north),
      altM: plan.altM,
      northMps: aheadMps * north - asideMps * east,
      eastMps: aheadMps * east + asideMps * north,
      sinceMs,
    };
  }

  private lastStartMs(atMs: number): number | undefined {
    const { openingS, everyMin, times } = this.plan;
    const starts = times.map((t) => lastAt(epochMs(atMs), minutesOfDay(t), this.utcOffsetMinutes));
    if (openingS !== undefined) {
      const firstMs = this.openingMs + openingS * 1000;
      const everyMs = (everyMin ?? 0) * MINUTE_MS;
      const again = everyMs > 0 ? Math.floor((atMs - firstMs) / everyMs) * everyMs : 0;
      if (atMs >= firstMs) starts.push(epochMs(firstMs + again));
    }
    return starts.length === 0 ? undefined : Math.max(...starts);
  }
}
