/** One vessel: a hull, what it is doing, and the role that decides what comes next. */
import { turnBetween, wrapDirection } from '../../proto/domain/geo.ts';
import { type EpochMs, knotsToMetresPerSecond, toDegrees, toRadians } from '../../proto/domain/units.ts';
import { type Activity, NavStatus, type Role } from './activity.ts';
import type { Conduct } from './conduct.ts';
import { along, type Progress, steer } from './helm.ts';
import { type Current, type Motion, STILL_WATER, step } from './motion.ts';
import { moved, pointAt, sailingTimeS } from './path.ts';
import type { Ship } from './ships.ts';
import type { Weather } from './weather.ts';

/** Slower than this the water round a ship is taken as sheltered: the current's share grows with its speed. */
const FULL_CURRENT_MPS = 3;
/** How often a ship's local current and its timetable are looked at, seconds. */
const REVIEW_S = 60;
/** A ship swings round its anchor no faster than this, degrees a second. */
const SWING_DEG_PER_S = 0.08;
/** Time for the last metres to a berth, kept in hand by whoever has a timetable, seconds. */
export const BERTHING_S = 255;

export class Vessel {
  readonly ship: Ship;
  readonly role: Role;
  readonly motion: Motion;
  activity: Activity;
  private progress: Progress | undefined;
  private cruiseMps = 0;
  private anchor = { lat: 0, lon: 0 };
  private water: Current = STILL_WATER;
  private readonly weather: Weather;
  private readonly index: number;
  /** What it was told to do, in place of its role. */
  private orders: ((nowMs: EpochMs) => Activity | undefined) | undefined;
  /** Of a vessel of the scenario's stories. */
  readonly conduct: Conduct | undefined;

  constructor(ship: Ship, role: Role, weather: Weather, index: number, startMs: EpochMs, conduct?: Conduct) {
    this.conduct = conduct;
    this.ship = ship;
    this.role = role;
    this.weather = weather;
    this.index = index;
    const begun = role.begin(startMs);
    this.motion = { lat: 0, lon: 0, headingDeg: 0, turnDegPerS: 0, speedMps: 0, northMps: 0, eastMps: 0 };
    this.activity = begun.activity;
    if (begun.at !== undefined) Object.assign(this.motion, begun.at);
    this.enter(begun.activity, startMs, begun.sailedM);
    if (begun.activity.kind === 'passage') this.placeOnPath(begun.activity, begun.sailedM ?? 0);
    this.water = weather.current(this.motion.lat, this.motion.lon);
  }

  /** In the world. */
  get present(): boolean {
    return this.activity.kind !== 'away';
  }

  get navStatus(): number {
    const { activity } = this;
    if (activity.navStatus !== undefined) return activity.navStatus;
    if (activity.kind === 'moored') return NavStatus.moored;
    return activity.kind === 'anchored' ? NavStatus.atAnchor : NavStatus.underWay;
  }

  get sogMps(): number {
    return Math.hypot(this.motion.northMps, this.motion.eastMps);
  }

  get cogDeg(): number {
    return wrapDirection(toDegrees(Math.atan2(this.motion.eastMps, this.motion.northMps)));
  }

  /** Lives through the second that ends at `nowMs` (a whole second). */
  step(nowMs: EpochMs): void {
    const { activity } = this;
    if ((nowMs / 1000 + this.index) % REVIEW_S === 0) this.review(nowMs);
    if (activity.kind === 'passage') this.sail(nowMs);
    else {
      if (activity.kind === 'moored') this.lie(activity.headingDeg);
      else if (activity.kind === 'anchored') this.swing(nowMs);
      else if (activity.kind === 'holding') this.hold();
      if (nowMs >= activity.untilMs) this.goOn(nowMs);
    }
  }

  /** Does what `orders` say, one activity after the other, until they say nothing more; undefined: its own ways again. */
  follow(orders: ((nowMs: EpochMs) => Activity | undefined) | undefined, nowMs: EpochMs): void {
    const wereOrders = this.orders !== undefined;
    this.orders = orders;
    if (orders !== undefined || wereOrders) this.goOn(nowMs);
  }

  private goOn(nowMs: EpochMs): void {
    const wasAway = !this.present;
    const ordered = this.orders?.(nowMs);
    if (ordered === undefined) this.orders = undefined;
    const next = ordered ?? this.role.next(nowMs, this.motion);
    this.enter(next, nowMs);
    if (wasAway && next.kind === 'passage') this.placeOnPath(next, 0);
  }

  private enter(activity: Activity, nowMs: EpochMs, sailedM = 0): void {
    this.activity = activity;
    this.progress = undefined;
    if (activity.kind === 'passage') {
      this.progress = along(activity.path, pointAt(activity.path, sailedM).leg);
      this.cruiseMps = activity.cruiseMps;
      if (activity.arriveMs !== undefined) this.review(nowMs);
    } else if (activity.kind === 'anchored') {
      const heading = toRadians(this.motion.headingDeg);
      const swingM = this.swingM;
      this.anchor = moved(
        this.motion.lat,
        this.motion.lon,
        swingM * Math.cos(heading),
        swingM * Math.sin(heading),
      );
    }
  }

  private placeOnPath(activity: Activity & { kind: 'passage' }, sailedM: number): void {
    const { at, courseDeg, leg } = pointAt(activity.path, sailedM);
    const speedMps =
      sailedM > 0 || !activity.stop ? Math.min(activity.cruiseMps, activity.path.maxMps[leg]!) : 0;
    Object.assign(this.motion, { lat: at.lat, lon: at.lon, headingDeg: courseDeg, turnDegPerS: 0, speedMps });
  }

  private sail(nowMs: EpochMs): void {
    const { activity, progress } = this;
    if (activity.kind !== 'passage' || progress === undefined) return;
    const share = Math.min(1, this.motion.speedMps / FULL_CURRENT_MPS);
    const water = { northMps: this.water.northMps * share, eastMps: this.water.eastMps * share };
    if (steer(this.motion, this.ship.handling, progress, this.cruiseMps, activity.stop, water))
      this.goOn(nowMs);
  }

  /** Once a minute: the local current, and the speed that keeps the timetable. */
  private review(nowMs: EpochMs): void {
    this.water = this.weather.current(this.motion.lat, this.motion.lon);
    const { activity, progress } = this;
    if (activity.kind !== 'passage' || activity.arriveMs === undefined || progress === undefined) return;
    const leftS = (activity.arriveMs - nowMs) / 1000 - BERTHING_S;
    const doneM = Math.max(0, activity.path.lengthM - progress.remainingM);
    let [low, high] = [1.5, activity.maxMps ?? activity.cruiseMps];
    for (let i = 0; i < 12; i++) {
      const middle = (low + high) / 2;
      if (sailingTimeS(activity.path, middle, doneM) > leftS) low = middle;
      else high = middle;
    }
    this.cruiseMps = high;
  }

  private lie(headingDeg: number | undefined): void {
    const wanted = headingDeg ?? this.motion.headingDeg;
    const still = this.motion.speedMps === 0 && this.motion.turnDegPerS === 0;
    if (still && Math.abs(turnBetween(this.motion.headingDeg, wanted)) < 0.5) {
      this.motion.northMps = 0;
      this.motion.eastMps = 0;
      return;
    }
    step(this.motion, this.ship.handling, wanted, 0, STILL_WATER);
    if (Math.abs(this.motion.turnDegPerS) < 1e-3) this.motion.turnDegPerS = 0;
  }

  private get swingM(): number {
    return Math.min(130, 25 + this.ship.lengthM * 0.6);
  }

  /** Lies to the wind and yaws about it, the anchor ahead. */
  private swing(nowMs: EpochMs): void {
    const yawDeg = 9 * Math.sin(nowMs / 170_000 + this.index);
    const turn = turnBetween(this.motion.headingDeg, this.weather.windFromDeg(nowMs) + yawDeg) / 120;
    const change = Math.max(-SWING_DEG_PER_S, Math.min(SWING_DEG_PER_S, turn)) - this.motion.turnDegPerS;
    this.motion.turnDegPerS += change / 30;
    this.motion.headingDeg = wrapDirection(this.motion.headingDeg + this.motion.turnDegPerS);
    const heading = toRadians(this.motion.headingDeg);
    const { swingM } = this;
    const at = moved(
      this.anchor.lat,
      this.anchor.lon,
      -swingM * Math.cos(heading),
      -swingM * Math.sin(heading),
    );
    const swingMps = swingM * toRadians(this.motion.turnDegPerS);
    this.motion.lat = at.lat;
    this.motion.lon = at.lon;
    this.motion.speedMps = 0;
    this.motion.northMps = swingMps * Math.sin(heading);
    this.motion.eastMps = -swingMps * Math.cos(heading);
  }

  private hold(): void {
    const drift = { northMps: this.water.northMps * 0.2, eastMps: this.water.eastMps * 0.2 };
    step(this.motion, this.ship.handling, this.motion.headingDeg, 0, drift);
  }
}

/** The cruising speed in metres a second of a ship that says it in knots. */
export const cruiseOf = (ship: Ship): number => knotsToMetresPerSecond(ship.cruiseKn);
