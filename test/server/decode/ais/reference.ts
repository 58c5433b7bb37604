/**
 * Compares a decoded message with what a reference decoder said of it, in raw units and gpsd's field names
 * (gpsd's AIVDM.adoc). A field that is absent here must be raw "not available" or out of range there.
 */
import type { AisMessage } from '../../../../server/decode/ais/message.ts';

type Json = Readonly<Record<string, unknown>>;
type Fields = Readonly<Record<string, unknown>>;

const COARSE = new Set([17, 22, 23, 27]);
const perDegree = (type: number): number => (COARSE.has(type) ? 600 : 600_000);

const scaled = (
  value: unknown,
  factor: number,
  raw: unknown,
  none: (raw: number) => boolean,
  slack = 0,
): boolean =>
  value === undefined
    ? none(Number(raw))
    : Math.abs((value as number) * factor - Number(raw)) <= (slack || 0.001);

const either =
  (...nones: readonly unknown[]) =>
  (value: unknown, raw: unknown): boolean =>
    value === undefined ? nones.includes(raw) : value === raw;

const angle =
  (field: string, limit: number, type: number, slack: number) =>
  (m: Fields, raw: unknown): boolean =>
    scaled(
      m[field],
      perDegree(type),
      raw,
      (r) => Math.abs(r) > limit * perDegree(type),
      slack * perDegree(type),
    );

const item = (list: unknown, i: number): Fields => ((list as Fields[] | undefined)?.[i] ?? {}) as Fields;

const turn = (m: Fields, raw: unknown): boolean => {
  if (m.turnBeyondScale !== undefined) return raw === (m.turnBeyondScale === 'port' ? -127 : 127);
  const value = m.turnDegPerMin as number | undefined;
  return value === undefined
    ? raw === -128
    : Math.round(Math.sign(value) * 4.733 * Math.sqrt(Math.abs(value))) === raw;
};

const eta = (m: Fields, raw: unknown): boolean => {
  const [month, day, hour, minute] = (String(raw).match(/\d+/g) ?? []).map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const said = (m.eta ?? {}) as Fields;
  return (
    said.month === (month >= 1 && month <= 12 ? month : undefined) &&
    said.day === (day >= 1 && day <= 31 ? day : undefined) &&
    said.hour === (hour < 24 ? hour : undefined) &&
    said.minute === (minute < 60 ? minute : undefined)
  );
};

const timestamp = (m: Fields, raw: unknown): boolean => {
  const parts = (String(raw).match(/\d+/g) ?? []).map(Number) as number[];
  const ranges = [
    ['utcYear', 1, 9999],
    ['utcMonth', 1, 12],
    ['utcDay', 1, 31],
    ['utcHour', 0, 23],
    ['utcMinute', 0, 59],
    ['utcSecond', 0, 59],
  ] as const;
  return ranges.every(([field, from, to], i) => {
    const part = parts[i] ?? -1;
    return m[field] === (part >= from && part <= to ? part : undefined);
  });
};

const text = (field: string) => (m: Fields, raw: unknown) => (m[field] ?? '') === raw;
const plain =
  (field: string, ...nones: readonly unknown[]) =>
  (m: Fields, raw: unknown) =>
    either(...nones)(m[field], raw);
const size = (field: string) => (m: Fields, raw: unknown) =>
  ((m.dimensions as Fields | undefined)?.[field] ?? 0) === raw;

/** gpsd's field → whether the message says the same. */
function rules(type: number, slack: number): Record<string, (m: Fields, raw: unknown) => boolean> {
  return {
    type: plain('type'),
    repeat: plain('repeat'),
    mmsi: plain('mmsi'),
    status: plain('navStatus'),
    turn,
    speed: (m, raw) =>
      scaled(
        m.sogKn,
        type === 9 || type === 27 ? 1 : 10,
        raw,
        (r) => r === 1023 || (type === 27 && r === 63),
        slack,
      ),
    accuracy: plain('accurate'),
    lon: angle('lon', 180, type, slack),
    lat: angle('lat', 90, type, slack),
    ne_lon: (m, raw) => angle('neLon', 180, type, slack)((m.area ?? {}) as Fields, raw),
    ne_lat: (m, raw) => angle('neLat', 90, type, slack)((m.area ?? {}) as Fields, raw),
    sw_lon: (m, raw) => angle('swLon', 180, type, slack)((m.area ?? {}) as Fields, raw),
    sw_lat: (m, raw) => angle('swLat', 90, type, slack)((m.area ?? {}) as Fields, raw),
    course: (m, raw) =>
      scaled(m.cogDeg, type === 27 ? 1 : 10, raw, (r) => r >= (type === 27 ? 360 : 3600), slack),
    heading: (m, raw) => scaled(m.headingDeg, 1, raw, (r) => r >= 360),
    second: type === 4 || type === 11 ? (m, raw) => (m.utcSecond ?? 60) === raw : plain('utcSecond', 60),
    maneuver: plain('manoeuvre', 0),
    raim: plain('raim'),
    radio: plain('radio'),
    regional: plain('regional'),
    reserved: plain('reserved'),
    alt: plain('altM', 4095),
    dte: (m, raw) => m.dataTerminalReady === !raw,
    timestamp,
    epfd: plain('epfd', 0),
    imo: plain('imo', 0),
    ais_version: plain('aisVersion'),
    callsign: text('callSign'),
    shipname: text('name'),
    name: text('name'),
    shiptype: plain('shipType', 0),
    to_bow: size('toBowM'),
    to_stern: size('toSternM'),
    to_port: size('toPortM'),
    to_starboard: size('toStarboardM'),
    eta,
    draught: (m, raw) => scaled(m.draughtM, 10, raw, (r) => r === 0, slack),
    destination: text('destination'),
    seqno: plain('sequence'),
    dest_mmsi: plain('destinationMmsi', 0),
    retransmit: plain('retransmitted'),
    dac: plain('dac', 0),
    fid: plain('fi', 0),
    text: text('text'),
    data: (m, raw) => sameData(m, String(raw)),
    mmsi1: (m, raw) => (firstOf(m, 0).mmsi ?? 0) === raw,
    mmsi2: (m, raw) => (firstOf(m, 1).mmsi ?? 0) === raw,
    mmsi3: (m, raw) => (firstOf(m, 2).mmsi ?? 0) === raw,
    mmsi4: (m, raw) => (firstOf(m, 3).mmsi ?? 0) === raw,
    mmsiseq1: (m, raw) => (firstOf(m, 0).sequence ?? 0) === raw,
    type1_1: (m, raw) => (item(item(m.stations, 0).requests, 0).messageType ?? 0) === raw,
    offset1_1: (m, raw) => (item(item(m.stations, 0).requests, 0).slotOffset ?? 0) === raw,
    type1_2: (m, raw) => (item(item(m.stations, 0).requests, 1).messageType ?? 0) === raw,
    offset1_2: (m, raw) => (item(item(m.stations, 0).requests, 1).slotOffset ?? 0) === raw,
    type2_1: (m, raw) => (item(item(m.stations, 1).requests, 0).messageType ?? 0) === raw,
    offset2_1: (m, raw) => (item(item(m.stations, 1).requests, 0).slotOffset ?? 0) === raw,
    ...Object.fromEntries(
      [0, 1, 2, 3].flatMap((i) => [
        [`offset${i + 1}`, (m: Fields, raw: unknown) => (slotOf(m, i).offset ?? 0) === raw],
        [`increment${i + 1}`, (m: Fields, raw: unknown) => (slotOf(m, i).increment ?? 0) === raw],
        [`number${i + 1}`, (m: Fields, raw: unknown) => (slotOf(m, i).slots ?? 0) === raw],
        [`timeout${i + 1}`, (m: Fields, raw: unknown) => (slotOf(m, i).timeoutMin ?? 0) === raw],
      ]),
    ),
    channel_a: plain('channelA'),
    channel_b: plain('channelB'),
    txrx: plain('txrx'),
    power: plain('lowPower'),
    dest1: (m, raw) => dest(m, 0) === raw,
    dest2: (m, raw) => dest(m, 1) === raw,
    addressed: (m, raw) =>
      (type === 22 ? m.destinationMmsis !== undefined : m.destinationMmsi !== undefined) === raw,
    structured: (m, raw) => (m.dac !== undefined) === raw,
    app_id: (m, raw) =>
      ((m.dac as number | undefined) ?? 0) * 64 + ((m.fi as number | undefined) ?? 0) === raw,
    band_a: plain('narrowBandA'),
    band_b: plain('narrowBandB'),
    zonesize: (m, raw) => (m.zoneSizeNm as number) - 1 === raw,
    stationtype: plain('stationType'),
    interval: plain('reportingInterval'),
    quiet: plain('quietMin', 0),
    vendorid: text('vendorId'),
    model: plain('unitModel'),
    serial: plain('serial'),
    mothership_mmsi: plain('mothershipMmsi', 0),
    aid_type: plain('aidType', 0),
    off_position: (m, raw) => (m.offPosition ?? raw) === raw,
    virtual_aid: plain('virtual'),
    assigned: plain('assigned'),
    cs: plain('carrierSense'),
    display: plain('display'),
    dsc: plain('dsc'),
    band: plain('wholeBand'),
    msg22: plain('message22'),
    gnss: (m, raw) => m.delayed === Boolean(raw),
  };
}

const firstOf = (m: Fields, i: number): Fields => item(m.acknowledged ?? m.stations ?? m.assignments, i);
const slotOf = (m: Fields, i: number): Fields => item(m.reservations ?? m.assignments, i);
const dest = (m: Fields, i: number): number => (m.destinationMmsis as number[] | undefined)?.[i] ?? 0;

/** `bits:hex`, or hex alone. */
function sameData(m: Fields, raw: string): boolean {
  const [, bits, hex] = /^(?:(\d+):)?([0-9a-f]*)$/.exec(raw) ?? [];
  return (
    Buffer.from(m.data as Uint8Array).toString('hex') === hex &&
    (bits === undefined || Number(bits) === m.dataBits)
  );
}

/** The fields in which they differ, of those that both know; `slack` (of a unit) for references of less precision. */
export function differences(message: AisMessage, reference: Json, slack = 0): string[] {
  const table = rules(message.type, slack);
  return Object.entries(reference)
    .filter(([field, raw]) => raw !== null && table[field]?.(message as unknown as Fields, raw) === false)
    .map(([field]) => field);
}
