/** Messages by which base stations manage the data link: types 16, 20, 22 and 23. */
import type { BitWriter } from './bitwriter.ts';
import { listed } from './listed.ts';
import type {
  AisArea,
  AssignmentCommand,
  ChannelManagement,
  DataLinkManagement,
  GroupAssignment,
} from './message-link.ts';
import { readCoarseLat, readCoarseLon, readMmsi, writeCoarseLonLat } from './quantities.ts';
import type { AisRecord } from './record.ts';

export function readAssignment({ bits, repeat, mmsi }: AisRecord): AssignmentCommand {
  const assignments: AssignmentCommand['assignments'][number][] = [];
  for (const at of [40, 92]) {
    const station = readMmsi(bits, at);
    // 96 bits: one station and four spare bits; the second station is whole or not there
    if (station !== undefined)
      assignments.push({
        mmsi: station,
        offset: bits.number(at + 30, 12),
        increment: bits.number(at + 42, 10),
      });
  }
  return { type: 16, repeat, mmsi, assignments };
}

export function writeAssignment(to: BitWriter, message: AssignmentCommand): void {
  const assignments = listed(message.assignments).slice(0, 2);
  to.put(0, 2);
  for (const { mmsi, offset, increment } of assignments)
    to.put(mmsi, 30)
      .put(offset ?? 0, 12)
      .put(increment ?? 0, 10);
  if (assignments.length === 1) to.put(0, 4);
}

export function readDataLink({ bits, repeat, mmsi }: AisRecord): DataLinkManagement {
  const reservations: DataLinkManagement['reservations'][number][] = [];
  for (let at = 40; at < 160; at += 30) {
    const offset = bits.number(at, 12);
    const slots = bits.number(at + 12, 4);
    // a block that reserves no slot from no offset is filling
    if (offset === undefined || (offset === 0 && (slots ?? 0) === 0)) continue;
    reservations.push({
      offset,
      slots,
      timeoutMin: bits.number(at + 16, 3),
      increment: bits.number(at + 19, 11),
    });
  }
  return { type: 20, repeat, mmsi, reservations };
}

export function writeDataLink(to: BitWriter, message: DataLinkManagement): void {
  to.put(0, 2);
  for (const { offset, slots, timeoutMin, increment } of listed(message.reservations).slice(0, 4))
    to.put(offset, 12)
      .put(slots ?? 0, 4)
      .put(timeoutMin ?? 0, 3)
      .put(increment ?? 0, 11);
  to.put(0, (8 - (to.length % 8)) % 8);
}

/** North-east and south-west corners, 18 and 17 bits each. */
function readArea({ bits }: AisRecord, at: number): AisArea | undefined {
  if (at + 70 > bits.length) return undefined;
  return {
    neLon: readCoarseLon(bits, at),
    neLat: readCoarseLat(bits, at + 18),
    swLon: readCoarseLon(bits, at + 35),
    swLat: readCoarseLat(bits, at + 53),
  };
}

function writeArea(to: BitWriter, area: AisArea | undefined): BitWriter {
  writeCoarseLonLat(to, area?.neLon, area?.neLat);
  writeCoarseLonLat(to, area?.swLon, area?.swLat);
  return to;
}

export function readChannelManagement(record: AisRecord): ChannelManagement {
  const { bits, repeat, mmsi } = record;
  const addressed = bits.flag(139);
  const destinations = [readMmsi(bits, 69), readMmsi(bits, 104)].filter((one) => one !== undefined);
  const zone = bits.number(142, 3);
  return {
    type: 22,
    repeat,
    mmsi,
    channelA: bits.number(40, 12),
    channelB: bits.number(52, 12),
    txrx: bits.number(64, 4),
    lowPower: bits.flag(68),
    // without the flag that says what they are, neither can be read
    area: addressed === false ? readArea(record, 69) : undefined,
    destinationMmsis: addressed === true ? destinations : undefined,
    narrowBandA: bits.flag(140),
    narrowBandB: bits.flag(141),
    zoneSizeNm: zone === undefined ? undefined : zone + 1,
  };
}

export function writeChannelManagement(to: BitWriter, message: ChannelManagement): void {
  const { destinationMmsis } = message;
  to.put(0, 2)
    .put(message.channelA ?? 0, 12)
    .put(message.channelB ?? 0, 12)
    .put(message.txrx ?? 0, 4)
    .flag(message.lowPower);
  if (destinationMmsis === undefined) writeArea(to, message.area);
  else for (const i of [0, 1]) to.put(destinationMmsis?.[i] ?? 0, 30).put(0, 5);
  to.flag(destinationMmsis !== undefined)
    .flag(message.narrowBandA)
    .flag(message.narrowBandB)
    .put((message.zoneSizeNm ?? 5) - 1, 3)
    .put(0, 23);
}

export function readGroupAssignment(record: AisRecord): GroupAssignment {
  const { bits, repeat, mmsi } = record;
  return {
    type: 23,
    repeat,
    mmsi,
    area: readArea(record, 40),
    stationType: bits.number(110, 4),
    shipType: bits.numberUnless(114, 8, 0),
    txrx: bits.number(144, 2),
    reportingInterval: bits.number(146, 4),
    quietMin: bits.numberUnless(150, 4, 0),
  };
}

export function writeGroupAssignment(to: BitWriter, message: GroupAssignment): void {
  to.put(0, 2);
  writeArea(to, message.area)
    .put(message.stationType ?? 0, 4)
    .put(message.shipType ?? 0, 8)
    .put(0, 22)
    .put(message.txrx ?? 0, 2)
    .put(message.reportingInterval ?? 0, 4)
    .put(message.quietMin ?? 0, 4)
    .put(0, 6);
}
