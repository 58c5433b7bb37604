/**
 * Application messages (types 8): shore stations report weather and send notices, ships say what is on board. They have
 * an air and chance of their own: with or without them every other byte of a scenario is the same.
 */
import { seeded, subSeed } from '../../../proto/domain/random.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { AisApplication } from '../../decode/ais/applications/applications.ts';
import type { Scenario, Station } from '../scenario.ts';
import { baseStationMmsi } from '../shore.ts';
import type { Transmit } from '../transmitter.ts';
import type { Vessel } from '../vessel.ts';
import { createWeather } from '../weather.ts';
import { aboardOf, saysWhatIsAboard } from './aboard.ts';
import { noticeAt } from './areanotices.ts';
import { weatherReport } from './weatherreport.ts';

const MINUTE_MS = 60_000;
/** With the static report (M.1371-5), as transponders that can do it have it. */
const ABOARD_EVERY_MIN = 6;
/** Everything is said once soon after the beginning. */
const OPENING_MS = 20_000;

export interface Broadcasts {
  /** Sends what is due in the second that begins now. */
  tick(secondMs: number, transmit: Transmit): void;
}

interface Sending {
  readonly everyMs: number;
  /** Of the first, after the beginning; of the others, within the period. */
  readonly phaseMs: number;
  send(atMs: number, transmit: Transmit): void;
}

export function createBroadcasts(scenario: Scenario, seed: number, vessels: readonly Vessel[]): Broadcasts {
  const random = seeded(subSeed(seed, -31));
  const weather = createWeather(scenario, seed);
  /** None of a station that is not there: a scenario may be run with others than its own. */
  const stationsOf = (id: string): readonly { readonly station: Station; readonly mmsi: number }[] =>
    scenario.stations.flatMap((station, i) =>
      station.id === id ? [{ station, mmsi: baseStationMmsi(scenario, i) }] : [],
    );
  let turn = 0;
  const say = (
    application: AisApplication | undefined,
    mmsi: number,
    from: { readonly lat: number; readonly lon: number },
    atMs: number,
    transmit: Transmit,
  ): void => {
    if (application === undefined) return;
    turn += 1;
    transmit(atMs, { type: 8, mmsi, application }, turn % 2 === 0 ? 'A' : 'B', from, false);
  };
  const sending = (everyMin: number, send: Sending['send']): Sending => ({
    ...{ everyMs: everyMin * MINUTE_MS, send },
    phaseMs: Math.floor(random() * OPENING_MS),
  });
  const { weather: reports, notices } = scenario.broadcasts;
  const sendings: readonly Sending[] = [
    ...reports.flatMap((report) =>
      stationsOf(report.station).map(({ station, mmsi }) =>
        sending(report.everyMin, (atMs, transmit) =>
          say(weatherReport(scenario, weather, report, epochMs(atMs)), mmsi, station, atMs, transmit),
        ),
      ),
    ),
    ...notices.flatMap((notice) =>
      stationsOf(notice.station).map(({ station, mmsi }) =>
        sending(notice.everyMin, (atMs, transmit) =>
          say(noticeAt(notice, scenario.utcOffsetMinutes, weather, atMs), mmsi, station, atMs, transmit),
        ),
      ),
    ),
    ...vessels
      .filter(({ ship }) => saysWhatIsAboard(ship))
      .map((vessel) =>
        sending(ABOARD_EVERY_MIN, (atMs, transmit) => {
          if (!vessel.present || vessel.conduct?.transmits(epochMs(atMs)) === false) return;
          const { lat, lon } = vessel.motion;
          say(aboardOf(vessel.ship, seed, atMs), vessel.ship.mmsi, { lat, lon }, atMs, transmit);
        }),
      ),
  ];
  let begunMs: number | undefined;
  return {
    tick(secondMs, transmit) {
      begunMs ??= secondMs;
      for (const { everyMs, phaseMs, send } of sendings) {
        const sinceMs = secondMs - begunMs - phaseMs;
        // The first whole second at or after each time that it is due.
        if (sinceMs >= 0 && sinceMs % everyMs < 1000) send(secondMs, transmit);
      }
    },
  };
}
