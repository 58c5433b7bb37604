import { describe, expect, it } from 'vitest';
import { identityFaults, isDefaultMmsi, isImoNumber } from '../../../proto/domain/identityfaults.ts';
import { Nature, TrackKind } from '../../../proto/domain/observation.ts';

describe('an IMO number', () => {
  // 9×7 + 0×6 + 7×5 + 4×4 + 7×3 + 2×2 = 139: the last digit is 9.
  it.each([9_074_729, 9_395_044, 7_702_774])('%i has its check digit', (imo) => {
    expect(isImoNumber(imo)).toBe(true);
  });
  it.each([9_074_728, 9_704_729, 0, 123, 10_000_000, 1.5, Number.NaN])('%d has none', (imo) => {
    expect(isImoNumber(imo)).toBe(false);
  });
  it('has one check digit of ten', () => {
    for (let first = 900_000; first < 900_050; first++)
      expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((digit) => isImoNumber(first * 10 + digit))).toHaveLength(
        1,
      );
  });
});

it('a maker’s default is one that is typed to get on', () => {
  for (const mmsi of [0, 111_111_111, 999_999_999, 123_456_789, 1_193_046])
    expect(isDefaultMmsi(mmsi)).toBe(true);
  for (const mmsi of [247_000_001, 111_232_001, 2_191_024]) expect(isDefaultMmsi(mmsi)).toBe(false);
});

describe('faults', () => {
  const ship = { kind: TrackKind.classA, nature: Nature.real };
  it.each([
    ['a ship as it should be', { ...ship, mmsi: 247_000_001, imo: 9_074_729 }, []],
    ['no IMO number', { ...ship, mmsi: 247_000_001, imo: 0 }, []],
    ['a wrong check digit', { ...ship, mmsi: 247_000_001, imo: 9_074_720 }, ['imoCheckDigit']],
    ['digits of nobody', { ...ship, mmsi: 280_000_001 }, ['midUnallocated']],
    ['the same, simulated', { ...ship, nature: Nature.synthetic, mmsi: 280_000_001 }, []],
    ['a ship with a number of no ship', { ...ship, mmsi: 812_345_678 }, ['mmsiForm']],
    ['both', { ...ship, mmsi: 199_999_999, imo: 1_000_000 }, ['mmsiForm', 'imoCheckDigit']],
    ['a default', { ...ship, mmsi: 123_456_789 }, ['mmsiDefault']],
    ['a tender', { ...ship, kind: TrackKind.classB, mmsi: 982_471_234 }, []],
    ['a coast station', { ...ship, kind: TrackKind.baseStation, mmsi: 2_191_024 }, []],
    ['an aid to navigation', { ...ship, kind: TrackKind.atonPhysical, mmsi: 992_191_024 }, []],
    ['a rescue aircraft', { ...ship, kind: TrackKind.sarAircraft, mmsi: 111_232_001 }, []],
    ['a locating device', { ...ship, kind: TrackKind.locatingDevice, mmsi: 970_012_345 }, []],
    ['who claims nothing', { kind: TrackKind.seaContact, nature: Nature.real }, []],
  ])('of %s', (_, who, faults) => {
    expect(identityFaults(who)).toEqual(faults);
  });
});
