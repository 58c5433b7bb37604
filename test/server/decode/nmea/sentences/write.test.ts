import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodeDsc,
  encodeDse,
  encodeGga,
  encodeHdt,
  encodeOsd,
  encodeRmc,
  encodeTlb,
  encodeTll,
  encodeTtm,
  encodeZda,
} from '../../../../../server/decode/nmea/sentences/write.ts';
import { readOne } from './reading.ts';

const DAY_MS = 86_400_000;
const DAY = Date.UTC(2026, 10, 22);
const lat = fc.double({ min: -90, max: 90, noNaN: true });
const lon = fc.double({ min: -180, max: 180, noNaN: true });
const direction = fc.double({ min: 0, max: 359.9, noNaN: true });
const speedKn = fc.double({ min: 0, max: 90, noNaN: true });
/** To the step in which times are sent. */
const timeOfDayMs = fc.integer({ min: 0, max: DAY_MS / 10 - 1 }).map((step) => step * 10);
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const name = fc
  .string({ minLength: 1, maxLength: 12 })
  .map((text) => text.trim())
  .filter((text) => text !== '');
const status = fc.constantFrom('tracking', 'acquiring', 'lost');

/** Equal within half a step; directions also across north; absent is absent. */
function close(
  said: number | undefined,
  meant: number | undefined,
  step: number,
  turn = Number.POSITIVE_INFINITY,
) {
  expect(said === undefined).toBe(meant === undefined);
  const off = Math.abs((said ?? 0) - (meant ?? 0));
  expect(Math.min(off, turn - off)).toBeLessThanOrEqual(step / 2 + 1e-9);
}

describe('what is written is read', () => {
  test('TTM', () => {
    fc.assert(
      fc.property(
        fc.record({
          targetNumber: fc.integer({ min: 0, max: 999 }),
          rangeM: fc.double({ min: 0, max: 90_000, noNaN: true }),
          bearingDeg: direction,
          bearingReference: fc.constantFrom('true', 'relative'),
          speedKn: maybe(speedKn),
          courseDeg: maybe(direction),
          courseReference: fc.constantFrom('true', 'relative'),
          name: maybe(name),
          status,
          reference: fc.boolean(),
          timeOfDayMs: maybe(timeOfDayMs),
          acquisition: maybe(fc.constantFrom('automatic', 'manual', 'reported')),
        }),
        (ttm) => {
          const read = readOne(encodeTtm(ttm));
          if (read.sentence !== 'TTM') throw new Error(read.sentence);
          const { targetNumber, bearingReference, reference, acquisition } = ttm;
          expect(read).toMatchObject({ talker: 'RA', targetNumber, bearingReference, reference });
          expect([read.status, read.name, read.timeOfDayMs, read.acquisition]).toEqual([
            ttm.status,
            ttm.name,
            ttm.timeOfDayMs,
            acquisition,
          ]);
          close(read.rangeM, ttm.rangeM, 1.852);
          close(read.bearingDeg, ttm.bearingDeg, 0.1, 360);
          close(read.speedKn, ttm.speedKn, 0.1);
          close(read.courseDeg, ttm.courseDeg, 0.1, 360);
          expect(read.rangeStepM).toBeCloseTo(1.852, 9);
          expect(read.bearingStepDeg).toBeCloseTo(0.1, 9);
        },
      ),
    );
  });

  test('TTM in coarser steps', () => {
    const line = encodeTtm({ targetNumber: 7, rangeM: 5000, rangeStepM: 185.2, bearingDeg: 359.97 });
    expect(line.startsWith('$RATTM,07,2.7,0.0,T,')).toBe(true);
  });

  test('TLL, GGA, RMC: a position to 0.0001 minutes', () => {
    fc.assert(
      fc.property(lat, lon, timeOfDayMs, maybe(speedKn), maybe(direction), status, (...given) => {
        const [latDeg, lonDeg, time, sogKn, cogDeg, of] = given;
        const at = { lat: latDeg, lon: lonDeg, timeOfDayMs: time };
        const tll = readOne(encodeTll({ ...at, targetNumber: 5, status: of, name: 'A,B*C' }));
        const gga = readOne(encodeGga({ ...at, altM: -3.5 }));
        const rmc = readOne(encodeRmc({ ...at, dateMs: DAY, sogKn, cogDeg, variationDeg: -4.5 }));
        for (const read of [tll, gga, rmc]) {
          if (read.sentence !== 'TLL' && read.sentence !== 'GGA' && read.sentence !== 'RMC')
            throw new Error(read.sentence);
          close(read.lat, latDeg, 1 / 600_000);
          close(read.lon, lonDeg, 1 / 600_000);
          expect(read.timeOfDayMs).toBe(time);
        }
        expect(tll).toMatchObject({ targetNumber: 5, status: of, name: 'A,B*C' });
        expect(gga).toMatchObject({ quality: 1, altM: -3.5 });
        if (rmc.sentence !== 'RMC') return;
        expect(rmc).toMatchObject({ valid: true, dateMs: DAY, variationDeg: -4.5, mode: 'autonomous' });
        close(rmc.sogKn, sogKn, 0.01);
        close(rmc.cogDeg, cogDeg, 0.1, 360);
      }),
    );
  });

  test('HDT, OSD, TLB, ZDA', () => {
    expect(readOne(encodeHdt({ headingDeg: 359.96 }))).toEqual({
      sentence: 'HDT',
      talker: 'HE',
      headingDeg: 0,
    });
    expect(
      readOne(
        encodeOsd({
          headingDeg: 12.3,
          courseDeg: 14,
          courseReference: 'bottom',
          speedKn: 9.5,
          speedReference: 'bottom',
        }),
      ),
    ).toMatchObject({
      headingDeg: 12.3,
      headingValid: true,
      courseDeg: 14,
      courseReference: 'bottom',
      speedKn: 9.5,
    });
    expect(
      readOne(
        encodeTlb({
          labels: [
            { targetNumber: 3, label: 'PILOT' },
            { targetNumber: 4, label: undefined },
          ],
        }),
      ),
    ).toMatchObject({
      labels: [
        { targetNumber: 3, label: 'PILOT' },
        { targetNumber: 4, label: undefined },
      ],
    });
    const utcMs = DAY + 45_296_120;
    expect(readOne(encodeZda({ utcMs }))).toMatchObject({ utcMs });
  });

  test('DSC with its DSE gives the position back to 0.0001 minutes', () => {
    fc.assert(
      fc.property(lat, lon, (latDeg, lonDeg) => {
        const dsc = readOne(
          encodeDsc({
            format: 'distress',
            mmsi: 247_123_456,
            category: 'distress',
            natureOfDistress: 'sinking',
            lat: latDeg,
            lon: lonDeg,
            timeOfDayMs: 34_560_000,
            expansion: true,
          }),
        );
        const dse = readOne(encodeDse({ mmsi: 247_123_456, lat: latDeg, lon: lonDeg }));
        if (dsc.sentence !== 'DSC' || dse.sentence !== 'DSE') throw new Error('neither');
        expect(dsc).toMatchObject({
          mmsi: 247_123_456,
          natureOfDistress: 'sinking',
          timeOfDayMs: 34_560_000,
          expansion: true,
        });
        const whole = (deg: number | undefined, minutes: number | undefined): number =>
          Math.abs(deg ?? Number.NaN) + (minutes ?? Number.NaN) / 60;
        close(whole(dsc.lat, dse.latMinutes), Math.abs(latDeg), 1 / 600_000);
        close(whole(dsc.lon, dse.lonMinutes), Math.abs(lonDeg), 1 / 600_000);
      }),
    );
  });
});
