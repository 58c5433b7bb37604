import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Queue } from '../../../server/simulate/arrivals.ts';

test('whatever is pushed comes out once, by time and then by order of entry, and not before its time', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 50 })),
      fc.integer({ min: 0, max: 60 }),
      (times, untilMs) => {
        const queue = new Queue<number>();
        times.forEach((atMs, i) => {
          queue.push(atMs, i);
        });
        const out: { atMs: number; value: number }[] = [];
        for (let next = queue.pop(untilMs); next !== undefined; next = queue.pop(untilMs))
          out.push({ atMs: next.atMs, value: next.value });
        const expected = times
          .map((atMs, value) => ({ atMs, value }))
          .filter(({ atMs }) => atMs <= untilMs)
          .sort((a, b) => a.atMs - b.atMs || a.value - b.value);
        expect(out).toEqual(expected);
      },
    ),
  );
});
