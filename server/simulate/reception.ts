/** Shore stations: which hear a transmission, what they lose, when their sentences arrive. */
import { type Random, seeded, subSeed } from '../../proto/domain/random.ts';
import { metresToNauticalMiles } from '../../proto/domain/units.ts';
import { encodeAis } from '../decode/ais/encode.ts';
import type { Outbox } from './outbox.ts';
import { offsetM } from './path.ts';
import type { Scenario, Station } from './scenario.ts';
import { tagged } from './tagblock.ts';
import type { Transmit } from './transmitter.ts';

/** The scenario with other losses and delays at every station. */
export function withReception(
  scenario: Scenario,
  settings: Partial<Pick<Station, 'lossRatio' | 'delayMs' | 'delaySpreadMs'>>,
): Scenario {
  return { ...scenario, stations: scenario.stations.map((station) => ({ ...station, ...settings })) };
}

/** What puts transmissions on the air: the stations that hear them send to their feeds. */
export function createReception(scenario: Scenario, seed: number, outbox: Outbox): Transmit {
  const random = seeded(subSeed(seed, -2));
  const text = new TextEncoder();
  let messages = 0;

  return (atMs, message, channel, from, weak) => {
    let sentences: string[] | undefined;
    for (const station of scenario.stations) {
      if (!hears(station, from, weak, random)) continue;
      sentences ??= encodeAis(message, { channel, sequenceId: messages++ % 10 });
      const receivedMs = Math.round(atMs);
      const arrivalMs = receivedMs + Math.round(station.delayMs + station.delaySpreadMs * random());
      outbox.send(arrivalMs, station.feed, text.encode(tagged(sentences, station.id, receivedMs, messages)));
    }
  };
}

/** Within range, and not lost; losses grow steeply in the last fifth of the range. */
function hears(station: Station, from: { lat: number; lon: number }, weak: boolean, random: Random): boolean {
  const range = weak ? station.classBRangeNm : station.rangeNm;
  const away = metresToNauticalMiles(Math.hypot(...offsetM(station.lat, station.lon, from.lat, from.lon)));
  const share = away / range;
  if (share > 1) return false;
  const fringe = share < 0.8 ? 0 : ((share - 0.8) / 0.2) ** 2 * 0.7;
  return random() >= station.lossRatio + (1 - station.lossRatio) * fringe;
}
