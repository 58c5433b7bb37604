/** Ferries: from berth to berth by the timetable. */
import { type EpochMs, epochMs, knotsToMetresPerSecond } from '../../../proto/domain/units.ts';
import { type Activity, NavStatus, type Role, type Voyage } from '../activity.ts';
import { HOUR_MS, lastAt, minutesOfDay, nextAt } from '../day.ts';
import { sailedM, sailingTimeS } from '../path.ts';
import type { Berth } from '../places.ts';
import type { Scenario } from '../scenario.ts';
import { type Crew, HARBOUR_KN } from '../surroundings.ts';
import { BERTHING_S } from '../vessel.ts';

interface Call {
  readonly berth: Berth;
  readonly arriveMin: number;
  readonly departMin: number;
}

/** No ferry is earlier than this. */
const EARLY_MS = 15 * 60_000;
const TURN_ROUND_MS = 10 * 60_000;

export function ferry(crew: Crew, line: Scenario['ferries'][number]): Role {
  const { seaways, places, ship, random } = crew;
  const offset = crew.scenario.utcOffsetMinutes;
  const berthOf = new Map(
    [...new Set(line.calls.map((c) => c.port))].map((id) => [id, places.ownBerth(id, 'ferry')]),
  );
  const calls: Call[] = line.calls.map((c) => ({
    berth: berthOf.get(c.port)!,
    arriveMin: minutesOfDay(c.arrive),
    departMin: minutesOfDay(c.depart),
  }));
  const call = (i: number): Call => calls[i % calls.length]!;
  const spread = random();
  const maxMps = knotsToMetresPerSecond(line.maxKn);
  let current = 0;
  let atBerth = true;
  let voyage: Voyage = {};

  const passage = (
    departMs: EpochMs,
    start: { lat: number; lon: number },
  ): Activity & { kind: 'passage' } => {
    const from = call(current).berth;
    const to = call(current + 1);
    const arriveMs = nextAt(departMs, to.arriveMin, offset);
    const path = seaways.path([from.port.waypoint, to.berth.port.waypoint], spread, {
      start: { lat: start.lat, lon: start.lon, maxKn: HARBOUR_KN },
      finish: { lat: to.berth.lat, lon: to.berth.lon, maxKn: HARBOUR_KN },
    });
    voyage = {
      destination: `${from.port.locode}>${to.berth.port.locode}`,
      etaMs: arriveMs,
      ...(ship.draughtM === undefined ? {} : { draughtM: ship.draughtM }),
    };
    return {
      kind: 'passage',
      path,
      cruiseMps: maxMps,
      maxMps,
      stop: true,
      navStatus: NavStatus.underWay,
      arriveMs,
    };
  };
  /** Late, it turns round in ten minutes. */
  const moored = (nowMs: EpochMs): Activity => {
    const { berth, arriveMin, departMin } = call(current);
    const dueMs = nextAt(lastAt(epochMs(nowMs + EARLY_MS), arriveMin, offset), departMin, offset);
    return {
      kind: 'moored',
      untilMs: epochMs(Math.max(dueMs, nowMs + TURN_ROUND_MS)),
      headingDeg: berth.headingDeg,
    };
  };

  return {
    begin(nowMs) {
      for (current = 0; current < calls.length; current++) {
        const { arriveMin, departMin, berth } = call(current);
        const departMs = lastAt(nowMs, departMin, offset);
        const nextArriveMs = nextAt(departMs, call(current + 1).arriveMin, offset);
        if (nowMs < nextArriveMs) {
          atBerth = false;
          const activity = passage(departMs, berth);
          const allS = (nextArriveMs - departMs) / 1000 - BERTHING_S;
          const cruiseMps = speedFor(activity.path, allS, maxMps);
          return { activity, sailedM: sailedM(activity.path, cruiseMps, (nowMs - departMs) / 1000) };
        }
        const arriveMs = lastAt(nowMs, arriveMin, offset);
        if (nowMs < nextAt(arriveMs, departMin, offset)) {
          passage(epochMs(arriveMs - HOUR_MS), berth);
          const untilMs = nextAt(arriveMs, departMin, offset);
          return { activity: { kind: 'moored', untilMs, headingDeg: berth.headingDeg }, at: { ...berth } };
        }
      }
      current = 0;
      return { activity: moored(nowMs), at: { ...call(0).berth } };
    },
    next(nowMs, at) {
      const wasMoored = atBerth;
      atBerth = !atBerth;
      if (wasMoored) return passage(nowMs, at);
      current = (current + 1) % calls.length;
      return moored(nowMs);
    },
    voyage: () => voyage,
  };
}

/** The cruising speed that covers the path in so many seconds, at most `maxMps`. */
function speedFor(path: Parameters<typeof sailingTimeS>[0], seconds: number, maxMps: number): number {
  let [low, high] = [1, maxMps];
  for (let i = 0; i < 16; i++) {
    const middle = (low + high) / 2;
    if (sailingTimeS(path, middle) > seconds) low = middle;
    else high = middle;
  }
  return high;
}
