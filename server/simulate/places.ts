/** The scenario's places by name; whose berth is whose, and which places at the quays and at anchor are free. */
import { moved } from './path.ts';
import type { Flag, MooringUse, Port, Scenario } from './scenario.ts';

export interface Berth {
  readonly port: Port;
  readonly lat: number;
  readonly lon: number;
  readonly headingDeg: number;
}

export interface AnchorPlace {
  readonly waypoint: string;
  readonly lat: number;
  readonly lon: number;
}

export interface Places {
  flag(code: string): Flag;
  port(id: string): Port;
  ground(id: string): Scenario['grounds'][number];
  bay(id: string): Scenario['bays'][number];
  /** A berth for good: of ferries, boats and services. Throws when the port has none left. */
  ownBerth(portId: string, use: MooringUse): Berth;
  /** A quay for one call; undefined when all are taken. */
  claimQuay(portId: string): Berth | undefined;
  /** A place at anchor for ships that wait for this port; undefined when all are taken. */
  claimAnchorage(portId: string): AnchorPlace | undefined;
  release(place: Berth | AnchorPlace): void;
}

/** The angle that spreads points evenly over a disc (Vogel 1979), radians. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

export function createPlaces(scenario: Scenario): Places {
  const byId = <T extends { id: string }>(kind: string, list: readonly T[]) => {
    const map = new Map(list.map((x) => [x.id, x]));
    return (id: string): T => {
      const found = map.get(id);
      if (found === undefined) throw new RangeError(`there is no ${kind} "${id}"`);
      return found;
    };
  };
  const port = byId('port', scenario.ports);
  const berths = (portId: string, use: MooringUse): Berth[] => {
    const at = port(portId);
    return at.moorings
      .filter((m) => m.use === use)
      .flatMap((m) => m.slots.map(([lat, lon, headingDeg]) => ({ port: at, lat, lon, headingDeg })));
  };
  const quays = new Map(scenario.ports.map((p) => [p.id, berths(p.id, 'quay')]));
  const anchorPlaces = scenario.anchorages.map((a) => {
    const [lat, lon] = scenario.waypoints[a.waypoint]!;
    const places = Array.from({ length: a.spaces }, (_, i): AnchorPlace => {
      const away = 0.85 * a.radiusM * Math.sqrt((i + 0.5) / a.spaces);
      const angle = i * GOLDEN_ANGLE;
      return { waypoint: a.waypoint, ...moved(lat, lon, away * Math.cos(angle), away * Math.sin(angle)) };
    });
    return { forPorts: a.forPorts, places };
  });
  const owned = new Map<string, number>();
  const taken = new Set<Berth | AnchorPlace>();
  const claim = <T extends Berth | AnchorPlace>(list: readonly T[]): T | undefined => {
    const free = list.find((place) => !taken.has(place));
    if (free !== undefined) taken.add(free);
    return free;
  };

  return {
    flag(code) {
      const found = scenario.flags.find((f) => f.code === code);
      if (found === undefined) throw new RangeError(`there is no flag "${code}"`);
      return found;
    },
    port,
    ground: byId('ground', scenario.grounds),
    bay: byId('bay', scenario.bays),
    ownBerth(portId, use) {
      const key = `${portId} ${use}`;
      const index = owned.get(key) ?? 0;
      owned.set(key, index + 1);
      const berth = berths(portId, use)[index];
      if (berth === undefined) throw new RangeError(`port "${portId}" has only ${index} berths for ${use}`);
      return berth;
    },
    claimQuay: (portId) => claim(quays.get(portId) ?? []),
    claimAnchorage: (portId) =>
      claim(anchorPlaces.filter((a) => a.forPorts.includes(portId)).flatMap((a) => a.places)),
    release: (place) => {
      taken.delete(place);
    },
  };
}
