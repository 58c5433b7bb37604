/** Shore stations: which hear a transmission, what they lose, when their sentences arrive. */
import { type Random, seeded, subSeed } from '../../proto/domain/random.ts';
import { metresToNauticalMiles } from '../../proto/domain/units.ts';
import { encodeAis } from '../decode/ais/encode.ts';
import { Queue } from './arrivals.ts';
import { offsetM } from './path.ts';
import type { Scenario, Station } from './scenario.ts';
import type { Transmit } from './transmitter.ts';

/** Bytes for a feed at a time. */
export type Emit = (feedName: string, bytes: Uint8Array, atMs: number) => void;

export interface Reception {
  readonly transmit: Transmit;
  /** Hands over, in order of time, everything that has arrived by `untilMs` inclusive. */
  deliver(untilMs: number, emit: Emit): void;
}

/** The scenario with other losses and delays at every station. */
export function withReception(
  scenario: Scenario,
  settings: Partial<Pick<Station, 'lossRatio' | 'delayMs' | 'delaySpreadMs'>>,
): Scenario {
  return { ...scenario, stations: scenario.stations.map((station) => ({ ...station, ...settings })) };
}

export function createReception(scenario: Scenario, seed: number): Reception {
  const random = seeded(subSeed(seed, -2));
  const queue = new Queue<{ feed: string; text: string }>();
  const text = new TextEncoder();
  let messages = 0;

  return {
    transmit(atMs, message, channel, from, weak) {
      let sentences: string[] | undefined;
      for (const station of scenario.stations) {
        if (!hears(station, from, weak, random)) continue;
        sentences ??= encodeAis(message, { channel, sequenceId: messages++ % 10 });
        const receivedMs = Math.round(atMs);
        const arrivalMs = receivedMs + Math.round(station.delayMs + station.delaySpreadMs * random());
        queue.push(arrivalMs, { feed: station.feed, text: tagged(sentences, station, receivedMs, messages) });
      }
    },
    deliver(untilMs, emit) {
      for (let next = queue.pop(untilMs); next !== undefined; next = queue.pop(untilMs))
        emit(next.value.feed, text.encode(next.value.text), next.atMs);
    },
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

/** Sentences with NMEA 4.10 tag blocks: the station, the time in milliseconds, and the group of several parts. */
function tagged(sentences: readonly string[], station: Station, receivedMs: number, group: number): string {
  const total = sentences.length;
  let lines = '';
  sentences.forEach((sentence, i) => {
    const grouped = total > 1 ? `g:${i + 1}-${total}-${(group % 9999) + 1}` : '';
    const said = i === 0 ? `${grouped}${grouped && ','}s:${station.id},c:${receivedMs}` : grouped;
    lines += `\\${said}*${checksum(said)}\\${sentence}\r\n`;
  });
  return lines;
}

function checksum(said: string): string {
  let sum = 0;
  for (let i = 0; i < said.length; i++) sum ^= said.charCodeAt(i);
  return sum.toString(16).toUpperCase().padStart(2, '0');
}
