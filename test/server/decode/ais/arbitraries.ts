/** Any AIS message with fields that its type can say exactly, for round trips. */
import fc from 'fast-check';
import type { AisMessage } from '../../../../server/decode/ais/message.ts';
import {
  coarseLat,
  coarseLon,
  dimensions,
  epfd,
  eta,
  flag,
  headingDeg,
  int,
  lat,
  lon,
  maybe,
  mmsi,
  motion,
  repeat,
  scaled,
  shipType,
  text,
  utcSecond,
} from './arbitrary-fields.ts';
import { linkMessages, payloadMessages } from './arbitrary-link.ts';

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
  ...linkMessages,
  ...payloadMessages,
);
