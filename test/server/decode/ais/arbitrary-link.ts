/** Any AIS message of the link's management, or that carries something else. */
import fc from 'fast-check';
import type { AisMessage } from '../../../../server/decode/ais/message.ts';
import {
  binary,
  coarseLat,
  coarseLon,
  flag,
  int,
  maybe,
  mmsi,
  repeat,
  shipType,
  text,
  withBits,
} from './arbitrary-fields.ts';

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

export const linkMessages: fc.Arbitrary<AisMessage>[] = [
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
export const payloadMessages: fc.Arbitrary<AisMessage>[] = [
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
