import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flagOf, midOf } from '../../../proto/domain/flag.ts';
import { COUNTRY_BY_MID } from '../../../proto/domain/mid.table.ts';

describe('the digits of a country in an MMSI', () => {
  it.each([
    // ITU-R M.585-9 annexes 1 and 2
    ['a ship', 201_123_456, 201, 'AL'],
    ['a group of ships', 20_112_345, 201, 'AL'],
    ['a coast station', 2_470_001, 247, 'IT'],
    ['a SAR aircraft', 111_247_001, 247, 'IT'],
    ['an aid to navigation', 992_381_234, 238, 'HR'],
    ['a craft of a parent ship', 982_381_234, 238, 'HR'],
    ['a handheld VHF with DSC', 826_212_345, 262, 'ME'],
    ['a ship of Greece', 241_000_000, 241, 'GR'],
    ['a ship of the highest MID', 775_999_999, 775, 'VE'],
  ])('%s', (_, mmsi, mid, country) => {
    expect(midOf(mmsi)).toBe(mid);
    expect(flagOf(mmsi)).toBe(country);
  });

  it.each([
    ['an AIS-SART', 970_247_001],
    ['a man-overboard device', 972_247_001],
    ['an EPIRB-AIS', 974_247_001],
    ['an autonomous device', 979_247_001],
    ['no form at all: 1', 123_456_789],
    ['no form at all: 112', 112_247_001],
    ['the maker’s default 0', 0],
    ['more than nine digits', 2_470_000_010],
    ['a fraction', 247_000_000.5],
    ['less than nothing', -247_000_001],
    ['no number', Number.NaN],
  ])('are not in %s', (_, mmsi) => {
    expect(flagOf(mmsi)).toBeUndefined();
  });

  it.each([200, 217, 280, 299, 302, 324, 480, 600, 700, 799])('are not allocated: %i', (mid) => {
    expect(midOf(mid * 1_000_000)).toBe(mid);
    expect(flagOf(mid * 1_000_000)).toBeUndefined();
  });

  it('give a country or nothing for any number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (mmsi) => {
        expect(flagOf(mmsi) ?? 'XX').toMatch(/^[A-Z]{2}$/);
      }),
    );
  });
});

describe('the table of the ITU', () => {
  const entries = Object.entries(COUNTRY_BY_MID);

  it('has 292 allocations of well-formed digits to codes of ISO 3166-1', () => {
    expect(entries).toHaveLength(292);
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    for (const [mid, country] of entries) {
      expect(Number(mid)).toBeGreaterThanOrEqual(201);
      expect(Number(mid)).toBeLessThanOrEqual(775);
      expect(names.of(country), mid).toBeTypeOf('string');
    }
  });

  it('puts each region of the world under its first digit', () => {
    // 2 Europe, 3 North and Central America and the Caribbean, 4 Asia, 5 Oceania and south-east Asia, 6 Africa,
    // 7 South America (ITU-R M.585-9 annex 1, regions).
    const within = (digit: number, countries: string[]) =>
      countries.every((country) =>
        entries
          .filter(([, code]) => code === country)
          .every(([mid]) => Math.floor(Number(mid) / 100) === digit),
      );
    expect(within(2, ['AL', 'GR', 'IT', 'HR', 'ME', 'MT', 'CY', 'DE', 'NO', 'TR', 'RU'])).toBe(true);
    expect(within(3, ['US', 'CA', 'PA', 'BS', 'MX', 'CU'])).toBe(true);
    expect(within(4, ['CN', 'IN', 'JP', 'AE', 'HK'])).toBe(true);
    expect(within(5, ['AU', 'SG', 'MH', 'ID', 'VN'])).toBe(true);
    expect(within(6, ['ZA', 'LR', 'EG', 'TN', 'KM'])).toBe(true);
    expect(within(7, ['BR', 'AR', 'VE'])).toBe(true);
  });

  it('counts the digits of the great registers', () => {
    const of = (country: string) =>
      entries.filter(([, code]) => code === country).map(([mid]) => Number(mid));
    expect(of('PA')).toEqual([351, 352, 353, 354, 355, 356, 357, 370, 371, 372, 373, 374]);
    expect(of('MT')).toEqual([215, 229, 248, 249, 256]);
    expect(of('LR')).toEqual([636, 637]);
    expect(of('GR')).toEqual([237, 239, 240, 241]);
    expect(of('SG')).toEqual([563, 564, 565, 566]);
  });
});
