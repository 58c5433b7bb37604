/** Ships that call at the scenario's ports: in from a gate, a wait at anchor, a berth, out again. */
import { between, pick } from '../../../proto/domain/random.ts';
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import { type Activity, type Beginning, NavStatus, type Role, type Voyage } from '../activity.ts';
import { later } from '../day.ts';
import { type PathPoint, sailingTimeS } from '../path.ts';
import type { AnchorPlace, Berth } from '../places.ts';
import type { Gate } from '../scenario.ts';
import { type Crew, HARBOUR_KN } from '../surroundings.ts';
import { cruiseOf } from '../vessel.ts';
import { asTyped, destinationBeyond, gateOf, laden } from './voyages.ts';

type Stage = 'away' | 'inbound' | 'anchored' | 'berthing' | 'moored' | 'outbound';

/** How often a ship at anchor asks whether a berth is free, hours. */
const ASK_AGAIN_H = 0.4;

export function trader(crew: Crew, ports: readonly string[]): Role {
  const { random, seaways, places, ship } = crew;
  let stage: Stage = 'away';
  let port = places.port(pick(random, ports));
  let gate: Gate = gateOf(crew);
  let anchorPlace: AnchorPlace | undefined;
  let berth: Berth | undefined;
  let voyage: Voyage = {};
  const patient = ship.kind !== 'cruise';

  const passage = (via: readonly string[], ends: { start?: PathPoint; finish?: PathPoint }): Activity => {
    const path = seaways.path(via, random(), ends);
    return {
      kind: 'passage',
      path,
      cruiseMps: cruiseOf(ship),
      stop: ends.finish !== undefined,
      navStatus: NavStatus.underWay,
    };
  };
  const away = (nowMs: EpochMs): Activity => {
    stage = 'away';
    return { kind: 'away', untilMs: later(nowMs, between(random, 0.5, 4)) };
  };
  const atHarbourSpeed = (at: { lat: number; lon: number }): PathPoint => ({ ...at, maxKn: HARBOUR_KN });

  /** From the gate to a place at anchor, or straight to a free berth; beyond the horizon where there is neither. */
  const inbound = (nowMs: EpochMs): Activity => {
    port = places.port(pick(random, ports));
    gate = gateOf(crew);
    if (!patient || random() < 0.3) berth = places.claimQuay(port.id);
    if (berth === undefined) anchorPlace = places.claimAnchorage(port.id);
    const finish = berth ?? anchorPlace;
    if (finish === undefined) return away(nowMs);
    stage = berth === undefined ? 'inbound' : 'berthing';
    const last = berth === undefined ? anchorPlace!.waypoint : port.waypoint;
    const activity = passage([gate.waypoint, last], { finish: atHarbourSpeed(finish) });
    const hours = activity.kind === 'passage' ? sailingTimeS(activity.path, cruiseOf(ship)) / 3600 : 0;
    voyage = { destination: asTyped(crew, port.locode), etaMs: later(nowMs, hours), ...laden(crew) };
    return activity;
  };
  const anchored = (nowMs: EpochMs, hours: number): Activity => {
    stage = 'anchored';
    return { kind: 'anchored', untilMs: later(nowMs, hours) };
  };
  const moored = (nowMs: EpochMs, hours: number): Activity => {
    stage = 'moored';
    if (anchorPlace !== undefined) places.release(anchorPlace);
    anchorPlace = undefined;
    return { kind: 'moored', untilMs: later(nowMs, hours), headingDeg: berth!.headingDeg };
  };
  const stayH = () => (patient ? between(random, 8, 26) : between(random, 8, 12));

  const fromAnchor = (nowMs: EpochMs, at: { lat: number; lon: number }): Activity => {
    berth = places.claimQuay(port.id);
    if (berth === undefined) return anchored(nowMs, ASK_AGAIN_H);
    stage = 'berthing';
    return passage([anchorPlace!.waypoint, port.waypoint], {
      start: atHarbourSpeed(at),
      finish: atHarbourSpeed(berth),
    });
  };
  const outbound = (nowMs: EpochMs, at: { lat: number; lon: number }): Activity => {
    if (berth !== undefined) places.release(berth);
    berth = undefined;
    stage = 'outbound';
    gate = gateOf(crew);
    const activity = passage([port.waypoint, gate.waypoint], { start: atHarbourSpeed(at) });
    voyage = {
      destination: destinationBeyond(crew, gate),
      etaMs: later(nowMs, between(random, 12, 70)),
      ...laden(crew),
    };
    return activity;
  };

  /** In the middle of a voyage, moored or at anchor, as often as such ships are. */
  const begin = (nowMs: EpochMs): Beginning => {
    const chance = random();
    if (chance < 0.22) {
      const activity = inbound(nowMs);
      if (activity.kind !== 'passage') return { activity };
      return { activity, sailedM: activity.path.lengthM * between(random, 0, 0.95) };
    }
    if (chance < 0.72) {
      voyage = {
        destination: asTyped(crew, port.locode),
        etaMs: later(nowMs, -between(random, 1, 20)),
        ...laden(crew),
      };
      berth = chance < 0.47 || !patient ? places.claimQuay(port.id) : undefined;
      if (berth !== undefined) return { activity: moored(nowMs, stayH() * random()), at: { ...berth } };
      anchorPlace = places.claimAnchorage(port.id);
      if (anchorPlace !== undefined)
        return {
          activity: anchored(nowMs, between(random, 0.2, 9)),
          at: { ...anchorPlace, headingDeg: crew.scenario.wind.fromDeg },
        };
    }
    if (chance < 0.95) {
      const from = seaways.waypoint(port.waypoint);
      const activity = outbound(nowMs, from);
      if (activity.kind === 'passage')
        return { activity, sailedM: activity.path.lengthM * between(random, 0.03, 1) };
    }
    return { activity: { ...away(nowMs), untilMs: epochMs(nowMs + random() * 7_200_000) } as Activity };
  };

  return {
    begin,
    next(nowMs, at) {
      if (stage === 'away') return inbound(nowMs);
      if (stage === 'inbound') return anchored(nowMs, between(random, 1.5, 12));
      if (stage === 'anchored') return fromAnchor(nowMs, at);
      if (stage === 'berthing') return moored(nowMs, stayH());
      return stage === 'moored' ? outbound(nowMs, at) : away(nowMs);
    },
    voyage: () => voyage,
  };
}
