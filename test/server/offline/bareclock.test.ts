/** Times of lines that have none: by the seconds of their reports. */
import { expect, it } from 'vitest';
import { epochMs } from '../../../proto/domain/units.ts';
import { encodeAis } from '../../../server/decode/ais/encode.ts';
import type { AisMessage } from '../../../server/decode/ais/message.ts';
import { BareClock, secondOf } from '../../../server/offline/bareclock.ts';

const line = (message: AisMessage): Uint8Array => Buffer.from(`${encodeAis(message).join('\r\n')}\r\n`);
const at = { mmsi: 201000001, lat: 41, lon: 19 };
const T0 = Date.UTC(2024, 1, 1, 12, 0, 50);

it('reads the second where each type has it', () => {
  for (const type of [1, 2, 3, 9, 18] as const)
    for (const utcSecond of [0, 1, 31, 59])
      expect(secondOf(line({ type, ...at, utcSecond }))).toBe(utcSecond);
  expect(secondOf(line({ type: 1, ...at }))).toBeUndefined();
  expect(secondOf(line({ type: 1, ...at, utcSecond: 61 }))).toBeUndefined();
  expect(secondOf(line({ type: 5, mmsi: 201000001, name: 'ADRIA' }))).toBeUndefined();
  expect(secondOf(Buffer.from('nonsense'))).toBeUndefined();
});

it('goes on with them over the minute, and never back', () => {
  const clock = new BareClock(epochMs(T0));
  const after = (utcSecond: number): number => (clock.at(line({ type: 1, ...at, utcSecond })) - T0) / 1000;
  expect([50, 55, 10, 5, 12].map(after)).toEqual([0, 5, 20, 20, 22]);
  // Forty seconds on, or twenty back: it is of before.
  expect(after(52)).toBe(22);
  expect((clock.at(Buffer.from('nonsense')) - T0) / 1000).toBe(22);
});
