/** AIS messages as sentences: the way back, for simulation and for sending on (IEC 61162-1 VDM; M.1371-5, annex 8). */
import { BitWriter } from './bitwriter.ts';
import { writeAssignment, writeChannelManagement, writeDataLink, writeGroupAssignment } from './link.ts';
import type { AisMessage } from './message.ts';
import {
  writeAddressedBinary,
  writeAddressedText,
  writeBroadcastBinary,
  writeBroadcastText,
  writeDgnss,
  writeShortBinary,
} from './payloads.ts';
import {
  writeClassA,
  writeClassB,
  writeClassBExtended,
  writeLongRange,
  writeSarAircraft,
} from './positions.ts';
import { writeAid, writeStaticReport, writeStaticVoyage } from './statics.ts';
import { writeAcknowledgement, writeBaseStation, writeInterrogation, writeUtcInquiry } from './stations.ts';

/** Characters of payload in one sentence that stays within 82 (IEC 61162-1). */
const CHARACTERS_PER_SENTENCE = 60;

export interface EncodeOptions {
  /** `A`, `B`, another letter, or blank. */
  readonly channel?: string;
  /** Two letters; AI by default. */
  readonly talker?: string;
  /** 0…9, said only by messages of several sentences. */
  readonly sequenceId?: number;
  /** Our own transponder's report (VDO). */
  readonly own?: boolean;
}

/**
 * The message as one or more sentences without line ends. What is undefined is sent as "not available"; numbers are
 * rounded to the field's step and held within its range; text is cut to the field.
 */
export function encodeAis(message: AisMessage, options: EncodeOptions = {}): string[] {
  const { channel = 'A', talker = 'AI', sequenceId = 0, own = false } = options;
  const { payload, fillBits } = aisPayload(message);
  const total = Math.ceil(payload.length / CHARACTERS_PER_SENTENCE);
  return Array.from({ length: total }, (_, i) => {
    const part = payload.slice(i * CHARACTERS_PER_SENTENCE, (i + 1) * CHARACTERS_PER_SENTENCE);
    const id = total > 1 ? sequenceId % 10 : '';
    const fill = i === total - 1 ? fillBits : 0;
    return withChecksum(`!${talker}VD${own ? 'O' : 'M'},${total},${i + 1},${id},${channel},${part},${fill}`);
  });
}

/** The message's bits as a sentence carries them: six to a character, and how many of the last say nothing. */
export function aisPayload(message: AisMessage): { readonly payload: string; readonly fillBits: number } {
  const bits = new BitWriter()
    .put(message.type, 6)
    .put(message.repeat ?? 0, 2)
    .put(message.mmsi, 30);
  writeBody(bits, message);
  return bits.armoured();
}

/** The sentence with `*` and the two digits of its checksum (IEC 61162-1: exclusive or between `!` or `$` and `*`). */
export function withChecksum(sentence: string): string {
  let sum = 0;
  for (let i = 1; i < sentence.length; i++) sum ^= sentence.charCodeAt(i);
  return `${sentence}*${sum.toString(16).toUpperCase().padStart(2, '0')}`;
}

function writeBody(to: BitWriter, message: AisMessage): void {
  switch (message.type) {
    case 1:
    case 2:
    case 3:
      writeClassA(to, message);
      break;
    case 4:
    case 11:
      writeBaseStation(to, message);
      break;
    case 5:
      writeStaticVoyage(to, message);
      break;
    case 6:
      writeAddressedBinary(to, message);
      break;
    case 7:
    case 13:
      writeAcknowledgement(to, message);
      break;
    case 8:
      writeBroadcastBinary(to, message);
      break;
    case 9:
      writeSarAircraft(to, message);
      break;
    case 10:
      writeUtcInquiry(to, message);
      break;
    case 12:
      writeAddressedText(to, message);
      break;
    case 14:
      writeBroadcastText(to, message);
      break;
    case 15:
      writeInterrogation(to, message);
      break;
    case 16:
      writeAssignment(to, message);
      break;
    case 17:
      writeDgnss(to, message);
      break;
    case 18:
      writeClassB(to, message);
      break;
    case 19:
      writeClassBExtended(to, message);
      break;
    case 20:
      writeDataLink(to, message);
      break;
    case 21:
      writeAid(to, message);
      break;
    case 22:
      writeChannelManagement(to, message);
      break;
    case 23:
      writeGroupAssignment(to, message);
      break;
    case 24:
      writeStaticReport(to, message);
      break;
    case 25:
    case 26:
      writeShortBinary(to, message);
      break;
    case 27:
      writeLongRange(to, message);
      break;
    default:
      message satisfies never;
  }
}
