/** What shore stations and aids to navigation send: base station reports every 10 s, aids every 3 minutes. */
import { type Random, seeded, subSeed } from '../../proto/domain/random.ts';
import { AID_INTERVAL_MS, BASE_STATION_INTERVAL_MS } from './owed.ts';
import { offsetM } from './path.ts';
import { EPFD_GPS } from './reports.ts';
import type { Flag, Scenario, Station } from './scenario.ts';
import type { Transmit } from './transmitter.ts';

type Aid = Scenario['aids'][number];

export interface Shore {
  /** Sends what is owed in the second that begins now. */
  tick(secondMs: number, transmit: Transmit): void;
}

const flagIn = ({ flags }: Scenario, { flag }: Station): Flag => flags.find((one) => one.code === flag)!;

/** Of the scenario's station by its place in the list: 00MIDXXXX (ITU-R M.585-9 annex 1). */
export const baseStationMmsi = (scenario: Scenario, index: number): number =>
  flagIn(scenario, scenario.stations[index]!).mid * 10_000 + index + 1;

export function createShore(scenario: Scenario, seed: number): Shore {
  const random: Random = seeded(subSeed(seed, -1));
  const flagOf = (station: Station): Flag => flagIn(scenario, station);
  const stations = scenario.stations.map((station, i) => ({
    station,
    mmsi: baseStationMmsi(scenario, i),
    phaseMs: Math.floor(random() * BASE_STATION_INTERVAL_MS),
    sent: 0,
  }));
  const aids = scenario.aids.map((aid, i) => ({
    aid,
    /** 99MIDXXXX: physical from 1001, virtual from 6001. */
    mmsi:
      990_000_000 + flagOf(nearest(scenario.stations, aid)).mid * 10_000 + (aid.virtual ? 6001 : 1001) + i,
    phaseMs: Math.floor(random() * AID_INTERVAL_MS),
    /** Everybody is heard early on. */
    firstMs: Math.floor(random() * 4000),
    sent: 0,
  }));
  let begunMs: number | undefined;

  const due = (secondMs: number, phaseMs: number, intervalMs: number): number | undefined => {
    const atMs = Math.ceil((secondMs - phaseMs) / intervalMs) * intervalMs + phaseMs;
    return atMs < secondMs + 1000 ? atMs : undefined;
  };

  return {
    tick(secondMs, transmit) {
      begunMs ??= secondMs;
      for (const s of stations) {
        const atMs = due(secondMs, s.phaseMs, BASE_STATION_INTERVAL_MS);
        if (atMs === undefined) continue;
        const { lat, lon } = s.station;
        const at = new Date(secondMs);
        const message = {
          type: 4,
          mmsi: s.mmsi,
          utcYear: at.getUTCFullYear(),
          utcMonth: at.getUTCMonth() + 1,
          utcDay: at.getUTCDate(),
          utcHour: at.getUTCHours(),
          utcMinute: at.getUTCMinutes(),
          utcSecond: at.getUTCSeconds(),
          lat,
          lon,
          accurate: true,
          epfd: EPFD_GPS,
          raim: false,
          radio: 0,
        } as const;
        transmit(atMs, message, s.sent++ % 2 === 0 ? 'A' : 'B', s.station, false);
      }
      for (const a of aids) {
        const early = a.sent === 0 ? begunMs + a.firstMs : undefined;
        const atMs = early ?? due(secondMs, a.phaseMs, AID_INTERVAL_MS);
        if (atMs === undefined || atMs >= secondMs + 1000) continue;
        const { aid } = a;
        const floating = !aid.virtual && aid.aidType >= 20;
        const message = {
          type: 21,
          mmsi: a.mmsi,
          aidType: aid.aidType,
          name: aid.name,
          accurate: true,
          lat: aid.lat,
          lon: aid.lon,
          dimensions: { toBowM: 2, toSternM: 2, toPortM: 2, toStarboardM: 2 },
          epfd: floating ? EPFD_GPS : undefined,
          utcSecond: floating ? (secondMs / 1000) % 60 : undefined,
          offPosition: floating ? false : undefined,
          virtual: aid.virtual,
        } as const;
        // A virtual aid is sent by the nearest station.
        const from = aid.virtual ? nearest(scenario.stations, aid) : aid;
        transmit(atMs, message, a.sent++ % 2 === 0 ? 'A' : 'B', from, !aid.virtual);
      }
    },
  };
}

function nearest(stations: readonly Station[], aid: Aid): Station {
  const away = (s: Station) => Math.hypot(...offsetM(s.lat, s.lon, aid.lat, aid.lon));
  return stations.reduce((best, s) => (away(s) < away(best) ? s : best));
}
