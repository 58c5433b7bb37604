import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORMS } from '../../../../../server/decode/ais/applications/applications.ts';
import { encodeAis } from '../../../../../server/decode/ais/encode.ts';
import type { AisMessage } from '../../../../../server/decode/ais/message.ts';
import { CARRIED } from '../arbitrary-applications.ts';
import { asFile } from '../arbitrary-fields.ts';
import { fullOf } from './full.ts';

const head = (type: 6 | 8) =>
  type === 6 ? { type, mmsi: 2_010_001, destinationMmsi: 201_000_001 } : { type, mmsi: 2_010_001 };

describe('applications', () => {
  test.each(CARRIED.map((one, i) => ({ ...one, i })))(
    'what is said by $type $dac/$fi ($i) comes back',
    ({ type, dac, fi, application }) => {
      fc.assert(
        fc.property(application, (said) => {
          const message = { ...head(type), dac, fi, application: said } as AisMessage;
          const back = fullOf(encodeAis(message));
          expect(back).toMatchObject({ type, dac, fi });
          expect('application' in back ? back.application : undefined).toEqual(said);
        }),
        { numRuns: 50 },
      );
    },
  );

  test('every identifier that is read is among them', () => {
    const known = FORMS.map(({ dac, fi }) => `${dac}/${fi}`);
    const carried = new Set(CARRIED.map(({ dac, fi }) => `${dac}/${fi}`));
    expect(known.filter((one) => !carried.has(one))).toEqual([]);
    expect(new Set(FORMS.map((form) => form.application)).size).toBe(27);
  });

  test('structured single- and multi-slot messages carry them, too', () => {
    const application = { application: 'personsOnBoard', personsOnBoard: 12 } as const;
    for (const type of [25, 26] as const) {
      const message = fullOf(encodeAis({ type, mmsi: 1, destinationMmsi: 2, application }));
      expect(message).toMatchObject({ type, dac: 1, fi: 16, application });
    }
  });

  test('an application without an identifier is sent under its own', () => {
    const application = { application: 'metHydro', windKn: 12 } as const;
    expect(fullOf(encodeAis({ type: 8, mmsi: 1, application }))).toMatchObject({
      dac: 1,
      fi: 31,
      application,
    });
  });

  test('bytes are the truth: a message that has them is sent with them', () => {
    const application = { application: 'personsOnBoard', personsOnBoard: 12 } as const;
    const data = Uint8Array.of(0x09, 0x38);
    expect(
      fullOf(encodeAis({ type: 6, mmsi: 1, dac: 1, fi: 40, data, dataBits: 16, application })),
    ).toMatchObject({
      application: { personsOnBoard: 295 },
    });
  });
});

describe('anything given to be sent', () => {
  const lists = [
    'areas',
    'reports',
    'targets',
    'cargoes',
    'waypoints',
    'windows',
    'gauges',
    'text',
    'lights',
    'who',
  ];
  const names = [...new Set(FORMS.map((form) => form.application))];
  test('is sent as far as it can be, without a throw', () => {
    const field = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      fc.array(
        fc.record({
          shape: fc.constantFrom(
            'circle',
            'rectangle',
            'sector',
            'polyline',
            'polygon',
            'text',
            'reserved',
            'x',
          ),
          report: fc.constantFrom('wind', 'location', 'reserved', 'y'),
          by: fc.constantFrom('IMDG', 'BC', 'z'),
          points: fc.jsonValue({ maxDepth: 1 }),
          text: fc.jsonValue({ maxDepth: 0 }),
          radiusM: fc.jsonValue({ maxDepth: 0 }),
        }),
        { maxLength: 3 },
      ),
    );
    const said = fc.record(
      {
        application: fc.oneof(fc.constantFrom(...names), fc.string()),
        ...Object.fromEntries(
          [...lists, 'linkage', 'utc', 'lat', 'services', 'start'].map((one) => [one, field]),
        ),
      },
      { requiredKeys: ['application'] },
    );
    fc.assert(
      fc.property(
        fc.oneof(said, fc.jsonValue({ maxDepth: 1 })),
        fc.constantFrom(6, 8, 25, 26),
        (one, type) => {
          const message = {
            type,
            mmsi: 1,
            destinationMmsi: 2,
            application: asFile(one),
          } as unknown as AisMessage;
          expect(encodeAis(message).length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
