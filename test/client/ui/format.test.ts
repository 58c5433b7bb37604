import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ABSENT,
  formatAge,
  formatAgeShort,
  formatAzimuthError,
  formatBearing,
  formatBytes,
  formatCount,
  formatEllipse,
  formatEstimate,
  formatEta,
  formatFactor,
  formatKmh,
  formatKnots,
  formatLatitude,
  formatLongitude,
  formatMetres,
  formatMmsiText,
  formatPercent,
  formatPosition,
  formatProbability,
  formatRange,
  formatRangeError,
  formatRate,
  formatScale,
  formatSigma,
  formatSpeed,
  formatTimeLocal,
  formatTimeUtc,
  formatTurn,
  formatZoneOffset,
} from '../../../client/ui/format.ts';

describe('positions', () => {
  // 41.3205° = 41° + 0.3205 × 60′ = 41° 19.230′
  test('are written in degrees and minutes with their side', () => {
    expect(formatLatitude(41.3205)).toBe('41°19.230′N');
    expect(formatLongitude(19.445)).toBe('019°26.700′E');
    expect(formatLatitude(-0.5)).toBe('00°30.000′S');
    expect(formatLongitude(-179.99)).toBe('179°59.400′W');
    expect(formatPosition(41.3205, 19.445)).toBe('41°19.230′N 019°26.700′E');
  });

  test('carry a minute that rounds up over to the next degree', () => {
    expect(formatLatitude(40.999_999)).toBe('41°00.000′N');
    expect(formatLatitude(-1e-9)).toBe('00°00.000′N');
  });

  test('read back to within half a thousandth of a minute', () => {
    fc.assert(
      fc.property(fc.double({ min: -90, max: 90, noNaN: true }), (lat) => {
        const parts = /^(\d\d)°(\d\d\.\d{3})′([NS])$/.exec(formatLatitude(lat));
        expect(parts).not.toBeNull();
        const [, deg, min, side] = parts as unknown as [string, string, string, string];
        expect(Number(min)).toBeLessThan(60);
        const back = (Number(deg) + Number(min) / 60) * (side === 'S' ? -1 : 1);
        expect(Math.abs(back - lat)).toBeLessThanOrEqual(0.000_5 / 60 + 1e-9);
      }),
    );
  });
});

describe('motion', () => {
  test('speeds have one decimal, bearings three digits', () => {
    expect(formatKnots(12)).toBe('12.0');
    expect(formatSpeed(7.25)).toBe('7.3 kn');
    expect(formatBearing(7)).toBe('007°');
    expect(formatBearing(359.6)).toBe('000°');
    expect(formatBearing(-90)).toBe('270°');
  });

  test('a turn says its side', () => {
    expect(formatTurn(12)).toBe('12°/min ▸');
    expect(formatTurn(-3.4)).toBe('◂ 3°/min');
    expect(formatTurn(0.2)).toBe('0°/min');
  });

  test('ranges change from metres to miles', () => {
    expect(formatRange(185)).toBe('185 m');
    expect(formatRange(1852)).toBe('1.00 NM');
    expect(formatRange(1852 * 12.34)).toBe('12.3 NM');
    expect(formatRange(1852 * 250)).toBe('250 NM');
  });
});

describe('ages', () => {
  test('are written in the unit that fits', () => {
    expect(formatAge(400)).toBe('0.4 s');
    expect(formatAge(12_000)).toBe('12 s');
    expect(formatAge(4 * 60_000)).toBe('4 min');
    expect(formatAge(3 * 3_600_000)).toBe('3 h');
    expect(formatAge(3 * 3_600_000 + 20 * 60_000)).toBe('3 h 20 min');
    expect(formatAge((2 * 24 + 5) * 3_600_000)).toBe('2 d 5 h');
    expect(formatAgeShort(99_400)).toBe('99 s');
    // What is older never reads as younger: after 119 s comes 2 min, after 119 min 2 h.
    expect([110_000, 119_400, 120_000].map(formatAge)).toEqual(['110 s', '119 s', '2 min']);
    expect([110_000, 119_400, 120_000].map(formatAgeShort)).toEqual(['110 s', '119 s', '2 min']);
    expect([6_600_000, 7_200_000].map(formatAgeShort)).toEqual(['110 min', '2 h']);
    expect(formatAgeShort(150_000)).toBe('2 min');
    expect(formatAgeShort(3 * 3_600_000)).toBe('3 h');
  });

  test('are never negative, though clocks may differ', () => {
    expect(formatAge(-5000)).toBe('0.0 s');
    expect(formatAgeShort(-5000)).toBe('0 s');
  });
});

test('times are UTC, or of the zone that is asked for', () => {
  const ms = Date.UTC(2026, 0, 31, 23, 5, 9);
  expect(formatTimeUtc(ms)).toBe('23:05:09');
  expect(formatTimeLocal(ms, 'Europe/Tirane')).toBe('00:05:09');
  expect(formatZoneOffset(60)).toBe('UTC+1');
  expect(formatZoneOffset(-210)).toBe('UTC−3:30');
  expect(formatZoneOffset(0)).toBe('UTC');
});

test('counts, rates and sizes keep to three figures or groups of three', () => {
  expect(formatCount(1_284_020)).toBe('1 284 020'.replaceAll(' ', ' '));
  expect(formatRate(0)).toBe('0');
  expect(formatRate(0.25)).toBe('0.25');
  expect(formatRate(42.44)).toBe('42.4');
  expect(formatBytes(312)).toBe('312 B');
  expect(formatBytes(4210)).toBe('4.2 kB');
  expect(formatBytes(188e6)).toBe('188 MB');
  expect(formatScale(1_084_321)).toBe('1 : 1 100 000'.replaceAll(/(?<=\d) /g, ' '));
});

test('an MMSI keeps its nine digits', () => {
  expect(formatMmsiText(2_320_001)).toBe('002320001');
  expect(formatMmsiText(null)).toBe(ABSENT);
});

test('an ETA may have any part absent', () => {
  expect(formatEta({ month: 11, day: 2, hour: 7, minute: 5 })).toBe('11-02 07:05 UTC');
  expect(formatEta({ month: 11, day: 2 })).toBe('11-02 UTC');
  expect(formatEta({ hour: 7 })).toBe('07:–– UTC');
  expect(formatEta({})).toBe(ABSENT);
});

test('what is not known is a dash, whatever it is', () => {
  const formats = [
    formatLatitude,
    formatSpeed,
    formatBearing,
    formatTurn,
    formatRange,
    formatAge,
    formatMetres,
  ];
  for (const format of [...formats, formatTimeUtc, formatCount, formatRate, formatBytes, formatScale]) {
    expect(format(undefined)).toBe(ABSENT);
    expect(format(Number.NaN)).toBe(ABSENT);
  }
});

test('factors drop what says nothing', () => {
  expect(formatFactor(8)).toBe('×8');
  expect(formatFactor(0.5)).toBe('×0.5');
});

describe('estimates', () => {
  test('a share that is not quite all is not called all', () => {
    expect([0, 0.004, 0.5, 0.964, 0.9996, 1].map(formatPercent)).toEqual([
      '0 %',
      '<1 %',
      '50 %',
      '96 %',
      '>99 %',
      '100 %',
    ]);
    expect([0, 0.004, 0.93, 0.9996, 1].map(formatProbability)).toEqual([
      '0.00',
      '<0.01',
      '0.93',
      '>0.99',
      '1.00',
    ]);
  });

  test('lengths are whole metres from ten on', () => {
    expect([7.43, 9.96, 353.3].map(formatEstimate)).toEqual(['7.4 m', '10 m', '353 m']);
    expect(formatEllipse(353.28, 57.69)).toBe('± 353 × 58 m');
    // Not a number comes as null through JSON.
    expect(formatSigma(null)).toBe(ABSENT);
  });

  test('errors carry their sign and their deviation', () => {
    expect(formatRangeError(-8.2, 11.2)).toBe('−8 ± 11 m');
    expect(formatAzimuthError(0.32, 0.0995)).toBe('+0.32 ± 0.10°');
    expect(formatAzimuthError(-0.001, 0.01)).toBe('0.00 ± 0.01°');
    // A small deviation is not none.
    expect(formatAzimuthError(0.44, 0.003)).toBe('+0.44 ± <0.01°');
    expect(formatRangeError(54, 0.3)).toBe('+54 ± <1 m');
  });
});

test('says a speed on land in km/h, 1.852 to the knot', () => {
  expect(formatKmh(2.2)).toBe('4.1 km/h');
  expect(formatKmh(undefined)).toBe('–');
});
