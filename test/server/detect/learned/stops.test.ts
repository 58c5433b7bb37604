import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StopsMap } from '../../../../server/detect/learned/stops.ts';

const DAY_MS = 86_400_000;
const AT_MS = Date.UTC(2026, 0, 1);

describe('learned stops', () => {
  test('count different vessels, not their stays', () => {
    const stops = new StopsMap();
    for (const mmsi of [1, 2, 2, 3, 3, 3]) stops.stayed(mmsi, 54.5, 10.2, AT_MS);
    expect(stops.vesselsAt(54.5, 10.2)).toBe(3);
    expect(stops.vesselsAt(54.5, 10.2, [2, 3])).toBe(1);
  });

  test('reach some hundred metres, and not two kilometres', () => {
    const stops = new StopsMap();
    stops.stayed(1, 54.5, 10.2, AT_MS);
    expect(stops.vesselsAt(54.5018, 10.2)).toBe(1);
    expect(stops.vesselsAt(54.518, 10.2)).toBe(0);
  });

  test('forget a stay of more than half a year ago', () => {
    const stops = new StopsMap();
    stops.stayed(1, 54.5, 10.2, AT_MS);
    stops.stayed(2, 54.5, 10.2, AT_MS + 170 * DAY_MS);
    expect(stops.vesselsAt(54.5, 10.2)).toBe(2);
    stops.stayed(3, 10, 10, AT_MS + 200 * DAY_MS);
    expect(stops.vesselsAt(54.5, 10.2)).toBe(1);
  });

  test('keep the newest eight vessels of a cell', () => {
    const stops = new StopsMap();
    for (let mmsi = 1; mmsi <= 20; mmsi++) stops.stayed(mmsi, 54.5, 10.2, AT_MS + mmsi);
    expect(stops.vesselsAt(54.5, 10.2)).toBe(8);
    expect(stops.vesselsAt(54.5, 10.2, [13, 14, 15, 16, 17, 18, 19, 20])).toBe(0);
  });

  test('come back from their text as they were, and say the same afterwards', () => {
    const stay = fc.record({
      mmsi: fc.integer({ min: 1, max: 30 }),
      lat: fc.double({ min: 54, max: 54.01, noNaN: true }),
      ms: fc.integer({ min: AT_MS, max: AT_MS + 300 * DAY_MS }),
    });
    fc.assert(
      fc.property(fc.array(stay), fc.array(stay), (before, after) => {
        const whole = new StopsMap();
        for (const { mmsi, lat, ms } of before) whole.stayed(mmsi, lat, 10, ms);
        const again = StopsMap.load(whole.save())!;
        for (const { mmsi, lat, ms } of after) {
          whole.stayed(mmsi, lat, 10, ms);
          again.stayed(mmsi, lat, 10, ms);
          expect(again.vesselsAt(lat, 10)).toBe(whole.vesselsAt(lat, 10));
        }
        expect(again.save()).toBe(whole.save());
      }),
    );
  });

  test('refuse a text that is none of theirs', () => {
    const odd = '{"version":1,"newestMs":0,"cells":[["891f0000003ffff",[1]]]}';
    for (const text of ['', 'null', '[]', '{"version":2,"newestMs":0,"cells":[]}', '{"version":1}', odd])
      expect(StopsMap.load(text)).toBeUndefined();
    expect(StopsMap.load('{"version":1,"newestMs":0,"cells":[]}')).toBeInstanceOf(StopsMap);
  });
});
