/** Slots: a transmitter goes round those it hears, and of two who do not hear each other the farther is lost. */
import { describe, expect, test } from 'vitest';
import type { AisMessage } from '../../../server/decode/ais/message.ts';
import { Air, receivedMs, slotsOf } from '../../../server/simulate/air.ts';
import { Outbox } from '../../../server/simulate/outbox.ts';
import { createReception, type Receiver } from '../../../server/simulate/reception.ts';

const MINUTE_MS = 1_800_000_000_000;
const report = (mmsi: number): AisMessage =>
  ({ type: 1, mmsi, navStatus: 0, lat: 40, lon: 18, sogKn: 10, cogDeg: 0 }) as unknown as AisMessage;
const STATIC: AisMessage = { type: 5, mmsi: 280_100_001, name: 'ALBA' } as AisMessage;
/** Forty nautical miles apart, along a meridian. */
const NORTH = { lat: 40.5, lon: 18 };
const SOUTH = { lat: 39.8333, lon: 18 };
const STATION: Receiver = {
  ...{ id: 'EAR', feed: 'ear', lat: 40.4, lon: 18, rangeNm: 60, classBRangeNm: 40 },
  ...{ lossRatio: 0, delayMs: 0, delaySpreadMs: 0 },
};

describe('the air', () => {
  test('has 2,250 slots a minute: a report takes one, a static report two', () => {
    const air = new Air();
    const first = air.take(MINUTE_MS, report(1), 'A', NORTH, false);
    expect(first).toMatchObject({ slot: (MINUTE_MS / 60_000) * 2250, slots: 1 });
    // 26 ⅔ ms, when the slot is over.
    expect(receivedMs(first)).toBe(MINUTE_MS + 27);
    expect(slotsOf(STATIC)).toBe(2);
  });

  test('who is heard is not spoken over; another channel, or one who is out of hearing, is free', () => {
    const air = new Air();
    const { slot } = air.take(MINUTE_MS, STATIC, 'A', NORTH, false);
    expect(air.take(MINUTE_MS, report(2), 'A', NORTH, false).slot).toBe(slot + 2);
    expect(air.take(MINUTE_MS, report(3), 'B', NORTH, false).slot).toBe(slot);
    expect(air.take(MINUTE_MS, report(4), 'A', SOUTH, false).slot).toBe(slot);
  });
});

/** The lines that reach the feed when both say something in one moment. */
function together(...from: { lat: number; lon: number }[]) {
  const outbox = new Outbox();
  const reception = createReception({
    ...{ receiversNear: () => [STATION], seed: 1, outbox, air: new Air() },
  });
  for (const [i, place] of from.entries()) reception.transmit(MINUTE_MS, report(i + 1), 'A', place, false);
  reception.settle();
  let lines = 0;
  outbox.deliver(MINUTE_MS + 1000, () => void lines++);
  return { lines, counts: reception.counts };
}

test('of two in one slot the farther is lost, in whatever order they speak', () => {
  expect(together(NORTH, SOUTH)).toMatchObject({ lines: 1, counts: { heard: 1, collided: 1 } });
  expect(together(SOUTH, NORTH)).toMatchObject({ lines: 1, counts: { heard: 1, collided: 1 } });
  expect(together(NORTH, { ...NORTH, lat: 40.51 })).toMatchObject({ lines: 2, counts: { collided: 0 } });
});
