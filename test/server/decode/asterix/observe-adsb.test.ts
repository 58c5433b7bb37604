/** CAT021 as aircraft. */
import { describe, expect, test } from 'vitest';
import type { AircraftObservation } from '../../../../proto/domain/observation.ts';
import type { AsterixRecord } from '../../../../server/decode/asterix/record.ts';
import { FEED, NOW_MS, observe, TIME_S } from './samples.ts';

describe('CAT021', () => {
  const report: AsterixRecord = {
    '080': { targetAddress: 0x1a4b65 },
    '040': { atp: 0, arc: 0, rc: 0, rab: 0, dcr: 0, gbs: 0, sim: 0, tst: 0 },
    '071': { timeOfApplicabilityForPositionS: TIME_S },
    '130': { latDeg: 46.5, lonDeg: 12 },
  };

  test('an aircraft, in high resolution where it is there', () => {
    const [aircraft] = observe(21, {
      ...report,
      '131': { latDeg: 47.8125, lonDeg: 12.65625 },
      '090': { nucrnacv: 0, nucpnic: 7, nicbaro: 0, sil: 0, nacp: 9 },
      '160': { re: 0, gsNmPerS: 0.125, taDeg: 180 },
      '170': { targetIdentification: 'EZS14ZH' },
      '145': { flightLevel: 350 },
      '070': { mode3a: '7700' },
    });
    expect(aircraft).toEqual({
      type: 'aircraft',
      feedId: FEED,
      nature: 0,
      observedMs: NOW_MS - 1000,
      receivedMs: NOW_MS,
      address: '1a4b65',
      lat: 47.8125,
      lon: 12.65625,
      sigmaM: expect.closeTo(12.256, 3),
      callSign: 'EZS14ZH',
      altM: 10_668,
      sogKn: 450,
      cogDeg: 180,
      squawk: '7700',
      onGround: false,
      emergency: '7700',
    });
  });

  test('an address that is not of ICAO is marked; simulated targets say nothing', () => {
    const [anonymous] = observe(21, { ...report, '040': { atp: 3 } }) as [AircraftObservation];
    expect(anonymous.address).toBe('~1a4b65');
    expect(observe(21, { ...report, '040': { atp: 0, sim: 1 } })).toEqual([]);
  });
});
