/** Reports of base stations and messages by which stations ask and answer: types 4, 7, 10, 11, 13, 15. */
import type { BitWriter } from './bitwriter.ts';
import { BASE_STATION } from './layouts.table.ts';
import { listed } from './listed.ts';
import type { BaseStationReport } from './message.ts';
import type { Acknowledgement, Interrogation, UtcInquiry } from './message-link.ts';
import { readLat, readLon, readMmsi, readWithin, writeLonLat } from './quantities.ts';
import type { AisRecord } from './record.ts';

export function readBaseStation({ bits, repeat, mmsi, type }: AisRecord): BaseStationReport {
  return {
    type: type as 4 | 11,
    repeat,
    mmsi,
    utcYear: readWithin(bits, 38, 14, 1, 9999),
    utcMonth: readWithin(bits, 52, 4, 1, 12),
    utcDay: readWithin(bits, 56, 5, 1, 31),
    utcHour: readWithin(bits, 61, 5, 0, 23),
    utcMinute: readWithin(bits, 66, 6, 0, 59),
    utcSecond: readWithin(bits, 72, 6, 0, 59),
    accurate: bits.flag(BASE_STATION.accurate),
    lon: readLon(bits, BASE_STATION.lon),
    lat: readLat(bits, BASE_STATION.lat),
    epfd: bits.numberUnless(134, 4, 0),
    longRangeControl: bits.flag(138),
    raim: bits.flag(BASE_STATION.raim),
    radio: bits.number(149, 19),
  };
}

export function writeBaseStation(to: BitWriter, message: BaseStationReport): void {
  to.put(message.utcYear ?? 0, 14)
    .put(message.utcMonth ?? 0, 4)
    .put(message.utcDay ?? 0, 5)
    .put(message.utcHour ?? 24, 5)
    .put(message.utcMinute ?? 60, 6)
    .put(message.utcSecond ?? 60, 6)
    .flag(message.accurate);
  writeLonLat(to, message.lon, message.lat);
  to.put(message.epfd ?? 0, 4)
    .flag(message.longRangeControl)
    .put(0, 9)
    .flag(message.raim)
    .put(message.radio ?? 0, 19);
}

export function readUtcInquiry({ bits, repeat, mmsi }: AisRecord): UtcInquiry {
  return { type: 10, repeat, mmsi, destinationMmsi: readMmsi(bits, 40) };
}

export function writeUtcInquiry(to: BitWriter, message: UtcInquiry): void {
  to.put(0, 2)
    .put(message.destinationMmsi ?? 0, 30)
    .put(0, 2);
}

export function readAcknowledgement({ bits, repeat, mmsi, type }: AisRecord): Acknowledgement {
  const acknowledged: Acknowledgement['acknowledged'][number][] = [];
  for (let at = 40; at < 168; at += 32) {
    const acknowledgedMmsi = readMmsi(bits, at);
    if (acknowledgedMmsi !== undefined)
      acknowledged.push({ mmsi: acknowledgedMmsi, sequence: bits.number(at + 30, 2) });
  }
  return { type: type as 7 | 13, repeat, mmsi, acknowledged };
}

export function writeAcknowledgement(to: BitWriter, message: Acknowledgement): void {
  to.put(0, 2);
  for (const one of listed(message.acknowledged).slice(0, 4)) to.put(one.mmsi, 30).put(one.sequence ?? 0, 2);
}

type Request = Interrogation['stations'][number]['requests'][number];

export function readInterrogation({ bits, repeat, mmsi }: AisRecord): Interrogation {
  const request = (at: number): Request | undefined => {
    const messageType = bits.numberUnless(at, 6, 0);
    return messageType === undefined ? undefined : { messageType, slotOffset: bits.number(at + 6, 12) };
  };
  const stations: Interrogation['stations'][number][] = [];
  const add = (at: number, asked: readonly (Request | undefined)[]): void => {
    const station = readMmsi(bits, at);
    if (station !== undefined)
      stations.push({ mmsi: station, requests: asked.filter((one) => one !== undefined) });
  };
  add(40, [request(70), request(90)]);
  add(110, [request(140)]);
  return { type: 15, repeat, mmsi, stations };
}

/** 88, 110 or 160 bits, by what is asked. */
export function writeInterrogation(to: BitWriter, message: Interrogation): void {
  const [first, second] = listed(message.stations);
  const write = (request: Request | undefined): BitWriter =>
    to.put(request?.messageType ?? 0, 6).put(request?.slotOffset ?? 0, 12);
  to.put(0, 2).put(first?.mmsi ?? 0, 30);
  const [one, other] = listed(first?.requests);
  write(one);
  if (second === undefined && other === undefined) return;
  spare(to);
  write(other);
  spare(to);
  if (second === undefined) return;
  to.put(second.mmsi, 30);
  write(listed(second.requests)[0]);
  spare(to);
}

const spare = (to: BitWriter): BitWriter => to.put(0, 2);
