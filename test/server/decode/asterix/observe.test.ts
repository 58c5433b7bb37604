/** Whatever a record says, what is observed makes sense. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../../proto/domain/observations.ts';
import { AsterixDecoder } from '../../../../server/decode/asterix/decoder.ts';
import { offeredEditions, tablesOf } from '../../../../server/decode/asterix/editions.ts';
import { encodeBlock } from '../../../../server/decode/asterix/encode.ts';
import { type AsterixRecord, numberAt } from '../../../../server/decode/asterix/record.ts';
import { recordOf } from './arbitrary.ts';
import { FEED, NOW_MS, say } from './samples.ts';

/** Numbers by name that are not what their name allows, of an observation and all that is in it. */
function nonsense(value: unknown, name = ''): string[] {
  if (typeof value === 'number') {
    const most = LIMITS[name] ?? [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
    return Number.isFinite(value) && value >= most[0] && value <= most[1] ? [] : [`${name} ${value}`];
  }
  if (typeof value !== 'object' || value === null) return value === '' ? [`${name} is blank`] : [];
  return Object.entries(value).flatMap(([inner, one]) =>
    one === undefined ? [`${inner} is there and undefined`] : nonsense(one, inner),
  );
}

const LIMITS: Readonly<Record<string, readonly [number, number]>> = {
  lat: [-90, 90],
  lon: [-180, 180],
  azimuthDeg: [0, 359.9999],
  cogDeg: [0, 359.9999],
  fromDeg: [0, 359.9999],
  toDeg: [0, 359.9999],
  rangeM: [0, 671_000],
  sogKn: [0, 40_000],
  sigmaM: [0, 60_000],
  periodMs: [1, 600_000],
  observedMs: [NOW_MS - 600_000, NOW_MS],
  receivedMs: [NOW_MS, NOW_MS],
};

/** Message types that there are, 1 to 4, and never none. */
const usual = (record: AsterixRecord): AsterixRecord =>
  record['000'] === undefined
    ? record
    : { ...record, '000': { messageType: ((numberAt(record, '000', 'messageType') ?? 0) % 4) + 1 } };

describe.each(offeredEditions())('CAT$category edition $edition', ({ category, edition }) => {
  const editions = { [category]: edition };
  const table = tablesOf(editions).get(category)!;

  test('observations have no NaN, no blank, and nothing beyond what it can be', () => {
    const seen: Observation[] = [];
    fc.assert(
      fc.property(fc.array(recordOf(table), { minLength: 1, maxLength: 10 }), (records) => {
        const decoder = new AsterixDecoder({ feedId: FEED, editions });
        const { observations, faults } = say(decoder, encodeBlock(table, records.map(usual)), NOW_MS);
        expect(faults).toEqual([]);
        expect(observations.flatMap((one) => nonsense(one))).toEqual([]);
        seen.push(...observations);
      }),
      { numRuns: 200 },
    );
    expect(seen.length).toBeGreaterThan(0);
  });

  test('changed bytes: faults or observations, never an exception', () => {
    fc.assert(
      fc.property(
        fc.array(recordOf(table), { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (records, changes) => {
          const block = encodeBlock(table, records);
          for (const [at, value] of changes) block[at % block.length] = value;
          const decoder = new AsterixDecoder({ feedId: FEED, editions });
          const { observations } = say(decoder, block, NOW_MS);
          expect(observations.flatMap((one) => nonsense(one))).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
});
