/** Shore stations: which hear a transmission, what they lose, when their sentences arrive. */
import { type Random, seeded } from '../../proto/domain/random.ts';
import { nauticalMilesToMetres } from '../../proto/domain/units.ts';
import { encodeAis } from '../decode/ais/encode.ts';
import type { AisMessage } from '../decode/ais/message.ts';
import { type Air, awayM, type Place, receivedMs, type Transmission } from './air.ts';
import type { Outbox } from './outbox.ts';
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

/** What receives, and the feed that its sentences go to. */
export type Receiver = Pick<
  Station,
  'id' | 'feed' | 'lat' | 'lon' | 'rangeNm' | 'classBRangeNm' | 'lossRatio' | 'delayMs' | 'delaySpreadMs'
>;

export interface Reception {
  /** Puts a message on the air. */
  readonly transmit: Transmit;
  /** All of a second is on the air: what was heard goes to the feeds. */
  settle(): void;
  /** Since the beginning, by station and message. */
  readonly counts: ReceptionCounts;
}

export interface ReceptionCounts {
  readonly heard: number;
  /** By chance, or too far away. */
  readonly lost: number;
  /** Spoken over by somebody nearer in the same slot. */
  readonly collided: number;
}

export interface ReceptionOptions {
  /** Those that may hear it from there. */
  readonly receiversNear: (from: Place) => readonly Receiver[];
  readonly seed: number;
  readonly outbox: Outbox;
  /** Absent: there is room for everybody, and everything is sent when it is owed. */
  readonly air?: Air;
  /** Before, there is room for everybody: when a world opens all report at once, which no coast does. */
  readonly airFromMs?: number;
}

interface Sent extends Pick<Transmission, 'from' | 'weak' | 'channel'> {
  readonly atMs: number;
  /** Absent: it is alone on the air. */
  readonly transmission?: Transmission;
  readonly message: AisMessage;
}

export function createReception({
  receiversNear,
  seed,
  outbox,
  air,
  airFromMs = 0,
}: ReceptionOptions): Reception {
  const random = seeded(seed);
  const text = new TextEncoder();
  /** Bounded by what is sent in a second. */
  let sent: Sent[] = [];
  let messages = 0;
  const counts = { heard: 0, lost: 0, collided: 0 };

  const hear = (one: Sent): void => {
    let sentences: string[] | undefined;
    for (const receiver of receiversNear(one.from)) {
      const awayMetres = awayM(receiver, one.from);
      const rangeM = rangeOfM(receiver, one.weak);
      if (awayMetres > rangeM) continue;
      if (isLost(receiver, awayMetres / rangeM, random)) {
        counts.lost += 1;
        continue;
      }
      if (air && one.transmission && isSpokenOver(air, one.transmission, receiver, awayMetres)) {
        counts.collided += 1;
        continue;
      }
      sentences ??= encodeAis(one.message, { channel: one.channel, sequenceId: messages++ % 10 });
      counts.heard += 1;
      const arrivalMs = one.atMs + Math.round(receiver.delayMs + receiver.delaySpreadMs * random());
      outbox.send(arrivalMs, receiver.feed, text.encode(tagged(sentences, receiver.id, one.atMs, messages)));
    }
  };

  return {
    counts,
    transmit(atMs, message, channel, from, weak) {
      if (air === undefined || atMs < airFromMs) {
        sent.push({ channel, from, weak, atMs: Math.round(atMs), message });
        return;
      }
      const taken = air.take(atMs, message, channel, from, weak);
      sent.push({ channel, from, weak, transmission: taken, atMs: receivedMs(taken), message });
    },
    settle() {
      const all = sent;
      sent = [];
      for (const one of all) hear(one);
    },
  };
}

const rangeOfM = ({ rangeNm, classBRangeNm }: Receiver, weak: boolean): number =>
  nauticalMilesToMetres(weak ? classBRangeNm : rangeNm);

/** Of what is within range: losses grow steeply in the last fifth of it. */
function isLost({ lossRatio }: Receiver, shareOfRange: number, random: Random): boolean {
  const fringe = shareOfRange < 0.8 ? 0 : ((shareOfRange - 0.8) / 0.2) ** 2 * 0.7;
  return random() < lossRatio + (1 - lossRatio) * fringe;
}

/** A receiver holds on to the strongest: of two in one slot the farther is lost. */
function isSpokenOver(air: Air, one: Transmission, receiver: Receiver, awayMetres: number): boolean {
  for (const other of air.besides(one)) {
    const otherM = awayM(receiver, other.from);
    if (otherM < awayMetres && otherM <= rangeOfM(receiver, other.weak)) return true;
  }
  return false;
}
