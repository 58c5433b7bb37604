import { expect, test } from 'vitest';
import { faultCount, passedOver, realFaults } from '../../../../client/panels/feeds/faults.ts';

const fault = (kind: string, count: number) => ({ kind, count, sample: '', lastMs: 0 });

test('sentences of other kinds are no faults', () => {
  const feed = { faults: [fault('unsupported', 87_013), fault('checksum', 3), fault('too-long', 1)] };
  expect(faultCount(feed)).toBe(4);
  expect(realFaults(feed).map(({ kind }) => kind)).toEqual(['checksum', 'too-long']);
  expect(passedOver(feed)?.count).toBe(87_013);
});

test('a feed without either has neither', () => {
  expect(faultCount({ faults: [] })).toBe(0);
  expect(passedOver({ faults: [] })).toBeUndefined();
});
