import { expect, test } from 'vitest';
import { communicationState } from '../../../../server/decode/ais/radio.ts';

// radio bits of published sentences (gpsd sample.aivdm) with the states that their collectors noted
test.each([
  [1, 34_017, { access: 'sotdma', syncState: 0, slotTimeout: 2, slotNumber: 1249 }],
  [2, 49_158, { access: 'sotdma', syncState: 0, slotTimeout: 3, receivedStations: 6 }],
  [4, 67_039, { access: 'sotdma', syncState: 0, slotTimeout: 4, slotNumber: 1503 }],
  // a class B carrier-sense unit's fixed state: ITDMA, 1100000000000000110
  [18, 917_510, { access: 'itdma', syncState: 3, slotIncrement: 0, slots: 3, keep: false }],
  [
    1,
    (1 << 14) | (13 << 9) | (45 << 2),
    { access: 'sotdma', syncState: 0, slotTimeout: 1, utcHour: 13, utcMinute: 45 },
  ],
  // an hour that cannot be
  [1, (1 << 14) | (24 << 9), { access: 'sotdma', syncState: 0, slotTimeout: 1 }],
  [1, 2249, { access: 'sotdma', syncState: 0, slotTimeout: 0, slotOffset: 2249 }],
  [
    3,
    (1 << 17) | (100 << 4) | (2 << 1) | 1,
    { access: 'itdma', syncState: 1, slotIncrement: 100, slots: 2, keep: true },
  ],
  [9, 2249, { access: 'sotdma', syncState: 0, slotTimeout: 0, slotOffset: 2249 }],
])('the communication state of type %d, %d', (type, radio, state) => {
  expect(communicationState(type, radio)).toStrictEqual(state);
});
