/** Any AIS message with fields that its type can say exactly, for round trips. */
import fc from 'fast-check';
import type { AisMessage } from '../../../../server/decode/ais/message.ts';

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
const int = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
const scaled = (min: number, max: number, per: number): fc.Arbitrary<number | undefined> =>
  maybe(int(min, max).map((raw) => raw / per));

const mmsi = int(1, 999_999_999);
const repeat = int(0, 3);
const flag = fc.boolean();
/** Text as it comes back: capital, not empty, no `@`, no space at the end. */
const text = (max: number): fc.Arbitrary<string | undefined> =>
  maybe(
    fc
      .string({
        unit: fc.constantFrom(...'ABCXYZ[\\]^_ !"#$%&\'()*+,-./0189:;<=>?'),
        minLength: 1,
        maxLength: max,
      })
      .map((value) => value.trimEnd())
      .filter((value) => value.length > 0),
  );
const lat = scaled(-54_000_000, 54_000_000, 600_000);
const lon = scaled(-108_000_000, 108_000_000, 600_000);
const coarseLat = scaled(-54_000, 54_000, 600);
const coarseLon = scaled(-108_000, 108_000, 600);
const sogKn = scaled(0, 1022, 10);
const cogDeg = scaled(0, 3599, 10);
const headingDeg = maybe(int(0, 359));
const utcSecond = maybe(fc.constantFrom(0, 1, 30, 59, 61, 62, 63));
const dimensions = maybe(
  fc.record({ toBowM: int(0, 511), toSternM: int(0, 511), toPortM: int(0, 63), toStarboardM: int(1, 63) }),
);
const eta = maybe(
  fc
    .record({
      month: maybe(int(1, 12)),
      day: maybe(int(1, 31)),
      hour: maybe(int(0, 23)),
      minute: maybe(int(0, 59)),
    })
    .filter((one) => Object.values(one).some((part) => part !== undefined)),
);
const epfd = maybe(int(1, 15));
const shipType = maybe(int(1, 255));
const binary = (maxBytes: number) => fc.uint8Array({ maxLength: maxBytes });
const withBits = <T extends { readonly data: Uint8Array }>(
  message: T,
): T & { readonly dataBits: number } => ({
  ...message,
  dataBits: message.data.length * 8,
});
const motion = { lat, lon, accurate: flag, sogKn, cogDeg, utcSecond, raim: flag };

export const classA = fc.record({
  type: fc.constantFrom(1 as const, 2 as const, 3 as const),
  repeat,
  mmsi,
  ...motion,
  navStatus: int(0, 15),
  headingDeg,
  manoeuvre: maybe(int(1, 2)),
  radio: int(0, 0x7ffff),
});
const base = fc.record({
  type: fc.constantFrom(4 as const, 11 as const),
  repeat,
  mmsi,
  lat,
  lon,
  accurate: flag,
  raim: flag,
  epfd,
  longRangeControl: flag,
  radio: int(0, 0x7ffff),
  utcYear: maybe(int(1, 9999)),
  utcMonth: maybe(int(1, 12)),
  utcDay: maybe(int(1, 31)),
  utcHour: maybe(int(0, 23)),
  utcMinute: maybe(int(0, 59)),
  utcSecond: maybe(int(0, 59)),
});
export const voyage = fc.record({
  type: fc.constant(5 as const),
  repeat,
  mmsi,
  aisVersion: int(0, 3),
  imo: maybe(int(1, 0x3fffffff)),
  callSign: text(7),
  name: text(20),
  shipType,
  dimensions,
  epfd,
  eta,
  draughtM: scaled(1, 255, 10),
  destination: text(20),
  dataTerminalReady: flag,
});
const sar = fc
  .record({
    type: fc.constant(9 as const),
    repeat,
    mmsi,
    ...motion,
    sogKn: maybe(int(0, 1022)),
    altM: maybe(int(0, 4094)),
    regional: int(0, 255),
    dataTerminalReady: flag,
    assigned: flag,
    radio: int(0, 0xfffff),
  })
  .map((one) => ({ ...one, altBarometric: one.regional >= 128 }));
const classB = fc.record({
  type: fc.constant(18 as const),
  repeat,
  mmsi,
  ...motion,
  headingDeg,
  reserved: int(0, 255),
  regional: int(0, 3),
  carrierSense: flag,
  display: flag,
  dsc: flag,
  wholeBand: flag,
  message22: flag,
  assigned: flag,
  radio: int(0, 0xfffff),
});
const classBExtended = fc.record({
  type: fc.constant(19 as const),
  repeat,
  mmsi,
  ...motion,
  headingDeg,
  reserved: int(0, 255),
  regional: int(0, 15),
  name: text(20),
  shipType,
  dimensions,
  epfd,
  dataTerminalReady: flag,
  assigned: flag,
});
const aid = fc
  .record({
    type: fc.constant(21 as const),
    repeat,
    mmsi,
    aidType: maybe(int(1, 31)),
    name: text(34),
    accurate: flag,
    lat,
    lon,
    dimensions,
    epfd,
    utcSecond,
    offPosition: flag,
    regional: int(0, 255),
    raim: flag,
    virtual: flag,
    assigned: flag,
  })
  // said only with a time
  .map((one) => ({ ...one, offPosition: (one.utcSecond ?? 60) < 60 ? one.offPosition : undefined }));
const partA = fc.record({
  type: fc.constant(24 as const),
  part: fc.constant('A' as const),
  repeat,
  mmsi,
  name: text(20),
});
const craft = {
  type: fc.constant(24 as const),
  part: fc.constant('B' as const),
  repeat,
  shipType,
  vendorId: text(3),
  unitModel: int(0, 15),
  serial: int(0, 0xfffff),
  callSign: text(7),
  epfd,
};
const partB = fc.oneof(
  fc.record({ ...craft, mmsi: int(200_000_000, 799_999_999), dimensions }),
  fc.record({ ...craft, mmsi: int(980_000_000, 989_999_999), mothershipMmsi: maybe(mmsi) }),
);
const longRange = fc.record({
  type: fc.constant(27 as const),
  repeat,
  mmsi,
  accurate: flag,
  raim: flag,
  navStatus: int(0, 15),
  lat: coarseLat,
  lon: coarseLon,
  sogKn: maybe(int(0, 62)),
  cogDeg: headingDeg,
  delayed: flag,
});
const addressed = { repeat, mmsi, sequence: int(0, 3), destinationMmsi: maybe(mmsi), retransmitted: flag };
const application = { dac: int(0, 1023), fi: int(0, 63) };
const area = fc.record({ neLat: coarseLat, neLon: coarseLon, swLat: coarseLat, swLon: coarseLon });
const request = fc.record({ messageType: int(1, 27), slotOffset: int(0, 4095) });
const channels = {
  type: fc.constant(22 as const),
  repeat,
  mmsi,
  channelA: int(0, 4095),
  channelB: int(0, 4095),
  txrx: int(0, 15),
  lowPower: flag,
  narrowBandA: flag,
  narrowBandB: flag,
  zoneSizeNm: int(1, 8),
};

const link: fc.Arbitrary<AisMessage>[] = [
  fc.record({
    type: fc.constantFrom(7 as const, 13 as const),
    repeat,
    mmsi,
    acknowledged: fc.array(fc.record({ mmsi, sequence: int(0, 3) }), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ type: fc.constant(10 as const), repeat, mmsi, destinationMmsi: maybe(mmsi) }),
  fc.record({
    type: fc.constant(15 as const),
    repeat,
    mmsi,
    stations: fc
      .tuple(mmsi, fc.array(request, { minLength: 1, maxLength: 2 }), maybe(fc.tuple(mmsi, request)))
      .map(([first, requests, second]) => [
        { mmsi: first, requests },
        ...(second === undefined ? [] : [{ mmsi: second[0], requests: [second[1]] }]),
      ]),
  }),
  fc.record({
    type: fc.constant(16 as const),
    repeat,
    mmsi,
    assignments: fc.array(fc.record({ mmsi, offset: int(0, 4095), increment: int(0, 1023) }), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
  fc.record({
    type: fc.constant(20 as const),
    repeat,
    mmsi,
    reservations: fc.array(
      fc.record({ offset: int(1, 4095), slots: int(1, 15), timeoutMin: int(0, 7), increment: int(0, 2047) }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
  fc.record({ ...channels, area }),
  fc.record({ ...channels, destinationMmsis: fc.tuple(mmsi, mmsi) }),
  fc.record({
    type: fc.constant(23 as const),
    repeat,
    mmsi,
    area,
    stationType: int(0, 15),
    shipType,
    txrx: int(0, 3),
    reportingInterval: int(0, 15),
    quietMin: maybe(int(1, 15)),
  }),
];
const payloads: fc.Arbitrary<AisMessage>[] = [
  fc.record({ type: fc.constant(6 as const), ...addressed, ...application, data: binary(115) }).map(withBits),
  fc.record({ type: fc.constant(8 as const), repeat, mmsi, ...application, data: binary(119) }).map(withBits),
  fc.record({ type: fc.constant(12 as const), ...addressed, text: text(156) }),
  fc.record({ type: fc.constant(14 as const), repeat, mmsi, text: text(161) }),
  fc
    .record({
      type: fc.constant(17 as const),
      repeat,
      mmsi,
      lat: coarseLat,
      lon: coarseLon,
      data: binary(92),
    })
    .map(withBits),
  fc
    .record({ type: fc.constant(25 as const), repeat, mmsi, destinationMmsi: maybe(mmsi), data: binary(12) })
    .map(withBits),
  fc
    .record({
      type: fc.constant(26 as const),
      repeat,
      mmsi,
      ...application,
      data: binary(100),
      radio: int(0, 0xfffff),
    })
    .map(withBits),
];

export const anyMessage: fc.Arbitrary<AisMessage> = fc.oneof(
  classA,
  base,
  voyage,
  sar,
  classB,
  classBExtended,
  aid,
  partA,
  partB,
  longRange,
  ...link,
  ...payloads,
);
