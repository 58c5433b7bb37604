import { describe, expect, test } from 'vitest';
import type { AisApplication } from '../../../../../server/decode/ais/applications/applications.ts';
import { encodeAis } from '../../../../../server/decode/ais/encode.ts';
import { heard, Listener } from './heard.ts';

const aboardOf = (application: AisApplication, type: 6 | 8 = 8): unknown => {
  const [said] = heard(application, { type });
  return said?.type === 'identity' ? said.identity : undefined;
};

describe('people and goods on board', () => {
  test('the number of persons, by every message that says it', () => {
    expect(aboardOf({ application: 'personsOnBoard', personsOnBoard: 295 }, 6)).toEqual({
      aboard: { personsOnBoard: 295 },
    });
    expect(aboardOf({ application: 'inlandPersons', crew: 4, passengers: 120, personnel: 6 })).toEqual({
      aboard: { personsOnBoard: 130, crew: 4, passengers: 120 },
    });
    expect(aboardOf({ application: 'inlandPersons', crew: 4 })).toEqual({ aboard: { crew: 4 } });
    expect(
      aboardOf({ application: 'extendedStatic', personsOnBoard: 23, airDraughtM: 34.5, loaded: 'laden' }),
    ).toEqual({ aboard: { personsOnBoard: 23, airDraughtM: 34.5, loaded: true } });
    expect(aboardOf({ application: 'personsOnBoard' })).toBeUndefined();
  });

  test('a ferry heard by gpsd, and a type 6 without a destination', () => {
    const ferry = new Listener().hear(['!AIVDM,1,1,,A,647sBv00b=E006P9>0,4*1B']);
    expect(ferry).toMatchObject([{ mmsi: 276_747_000, identity: { aboard: { personsOnBoard: 295 } } }]);
    const unaddressed = new Listener().hear(['!AIVDM,1,1,,A,60:e1<00D?wh,0*16']);
    expect(unaddressed).toMatchObject([{ mmsi: 11_223_344, identity: { aboard: { personsOnBoard: 8190 } } }]);
  });

  test('inland particulars', () => {
    const said = { eni: '02103547', eriType: 8010, blueCones: 2, loaded: 'unloaded' } as const;
    expect(aboardOf({ application: 'inlandStatic', ...said, lengthM: 39 })).toEqual({
      aboard: { ...said, loaded: false },
    });
  });

  test('dangerous cargo by its code; the amount is of a single one only', () => {
    const cargo = { by: 'IMDG', imdgClass: '5.1' } as const;
    expect(aboardOf({ application: 'dangerousCargo', unit: 'kt', amount: 2, cargoes: [cargo] })).toEqual({
      aboard: { dangerousCargo: [{ by: 'IMDG', class: '5.1', massT: 2000 }] },
    });
    expect(
      aboardOf({
        application: 'dangerousCargo',
        unit: 't',
        amount: 450,
        cargoes: [cargo, { by: 'IGC', unNumber: 1075 }, { by: 'MARPOL II', category: 'Z' }, {}],
      }),
    ).toEqual({
      aboard: {
        dangerousCargo: [
          { by: 'IMDG', class: '5.1' },
          { by: 'IGC', unNumber: 1075 },
          { by: 'MARPOL II', class: 'Z' },
        ],
      },
    });
    expect(
      aboardOf(
        { application: 'cargoIndication', imdCategory: '5.1', unNumber: 1942, amount: 500, unit: 'kg' },
        6,
      ),
    ).toEqual({ aboard: { dangerousCargo: [{ by: 'other', class: '5.1', unNumber: 1942, massT: 0.5 }] } });
  });

  test('an aid to navigation that monitors itself says whether it is where it should be', () => {
    expect(aboardOf({ application: 'aidMonitoring', offPosition: true }, 6)).toEqual({ offPosition: true });
  });

  test('what makes no observation makes none', () => {
    expect(heard({ application: 'trafficSignal', signal: 2 })).toEqual([]);
    expect(
      new Listener().hear(encodeAis({ type: 8, mmsi: 1, dac: 999, fi: 1, data: new Uint8Array(20) })),
    ).toEqual([]);
  });
});
