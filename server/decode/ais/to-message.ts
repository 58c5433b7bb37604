/** A record as a plain object that can be kept: which reader each type has. */
import { readAssignment, readChannelManagement, readDataLink, readGroupAssignment } from './link.ts';
import type { AisMessage } from './message.ts';
import {
  applicationOf,
  readAddressedBinary,
  readAddressedText,
  readBroadcastBinary,
  readBroadcastText,
  readDgnss,
  readShortBinary,
} from './payloads.ts';
import { readClassA, readClassB, readClassBExtended, readLongRange, readSarAircraft } from './positions.ts';
import type { AisRecord } from './record.ts';
import { readAid, readStaticReport, readStaticVoyage } from './statics.ts';
import { readAcknowledgement, readBaseStation, readInterrogation, readUtcInquiry } from './stations.ts';

/** The message, and what an application that is known says in its data. */
export function toFullMessage(record: AisRecord): AisMessage | undefined {
  const message = toMessage(record);
  if (message?.type !== 6 && message?.type !== 8 && message?.type !== 25 && message?.type !== 26)
    return message;
  const application = applicationOf(record);
  return application === undefined ? message : { ...message, application };
}

/** The message with its units, applications as bytes; undefined only for a type 24 that is neither part A nor part B. */
export function toMessage(record: AisRecord): AisMessage | undefined {
  switch (record.type) {
    case 1:
    case 2:
    case 3:
      return readClassA(record);
    case 4:
    case 11:
      return readBaseStation(record);
    case 5:
      return readStaticVoyage(record);
    case 6:
      return readAddressedBinary(record);
    case 7:
    case 13:
      return readAcknowledgement(record);
    case 8:
      return readBroadcastBinary(record);
    case 9:
      return readSarAircraft(record);
    case 10:
      return readUtcInquiry(record);
    case 12:
      return readAddressedText(record);
    case 14:
      return readBroadcastText(record);
    case 15:
      return readInterrogation(record);
    case 16:
      return readAssignment(record);
    case 17:
      return readDgnss(record);
    case 18:
      return readClassB(record);
    case 19:
      return readClassBExtended(record);
    case 20:
      return readDataLink(record);
    case 21:
      return readAid(record);
    case 22:
      return readChannelManagement(record);
    case 23:
      return readGroupAssignment(record);
    case 24:
      return readStaticReport(record);
    case 25:
    case 26:
      return readShortBinary(record);
    case 27:
      return readLongRange(record);
    default:
      return undefined;
  }
}
