/** Every item of every table: what is written is what is read. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offeredEditions, tablesOf } from '../../../../server/decode/asterix/editions.ts';
import { encodeAsterix } from '../../../../server/decode/asterix/encode.ts';
import { node, recordOf } from './arbitrary.ts';
import { read } from './samples.ts';

const TABLES = offeredEditions().map(({ category, edition }) => {
  const editions = { [String(category).padStart(3, '0')]: edition };
  return { category, edition, editions, table: tablesOf(editions).get(category)! };
});
const bytesOf = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(' ', ''), 'hex');

describe.each(TABLES)('CAT$category edition $edition', ({ category, editions, table }) => {
  test.each(Object.keys(table.items))('item %s is read as it was written', (item) => {
    fc.assert(
      fc.property(node(table.items[item]!), node(table.items['010']!), (value, source) => {
        const record = item === '010' ? { '010': source } : { '010': source, [item]: value };
        const block = encodeAsterix(category, [record], editions);
        const { records, faults } = read([block], { datagrams: true, editions });
        expect(faults).toEqual([]);
        expect(records).toEqual([{ category, record }]);
      }),
      { numRuns: 40 },
    );
  });

  test('so are blocks of many records with many items', () => {
    fc.assert(
      fc.property(fc.array(recordOf(table), { minLength: 1, maxLength: 5 }), (records) => {
        const block = encodeAsterix(category, records, editions);
        const found = read([block], { datagrams: true, editions });
        expect(found.faults).toEqual([]);
        expect(found.records.map(({ record }) => record)).toEqual(records);
      }),
      { numRuns: 40 },
    );
  });

  test('every place of the profile has an item, every item a place', () => {
    const places = table.uap.filter((item) => item !== undefined);
    expect([...places].sort()).toEqual(Object.keys(table.items).sort());
  });
});

describe('bytes by hand', () => {
  test('a plot: 12.5 NM at 270°, half past six in the morning', () => {
    // FSPEC 1111 0000; SAC 1, SIC 2; 23400 s × 128 = 2DB400; TYP 1; 12.5 × 256 = 0C80; 270 × 65536 / 360 = C000
    const block = encodeAsterix(48, [
      {
        '010': { sac: 1, sic: 2 },
        '140': { timeOfDayS: 23_400 },
        '020': { typ: 1, sim: 0, rdp: 0, spi: 0, rab: 0 },
        '040': { rhoNm: 12.5, thetaDeg: 270 },
      },
    ]);
    expect(Buffer.from(block).toString('hex')).toBe('30000ef001022db400200c80c000');
    expect(block.length).toBe(14);
  });

  test('a whole turn is written as 0, what is too much as the most there is', () => {
    const block = encodeAsterix(48, [{ '010': { sac: 1, sic: 2 }, '040': { rhoNm: 999, thetaDeg: 360 } }]);
    expect(Buffer.from(block.subarray(6)).toString('hex')).toBe('ffff0000');
  });

  test('I010/202 and I010/210 count quarters, not sixteenths', () => {
    // FSPEC 1000000 0100000 0000000 0001000, each with its extension bit: places 1, 9 and 25
    const { records } = read([bytesOf('0a 000f 81 41 01 10 0102 0004 fffc 08fc')], { datagrams: true });
    expect(records[0]?.record).toEqual({
      '010': { sac: 1, sic: 2 },
      '202': { vxMPerS: 1, vyMPerS: -1 },
      '210': { axMPerS2: 2, ayMPerS2: -1 },
    });
  });

  test('an item, a field or a category that there is not is the caller’s mistake', () => {
    const source = { sac: 1, sic: 2 };
    expect(() => encodeAsterix(48, [{ '010': source, '041': {} }])).toThrow('I048/041');
    expect(() => encodeAsterix(48, [{ '010': { ...source, six: 1 } }])).toThrow('six');
    expect(() => encodeAsterix(47, [])).toThrow('47');
    expect(() => encodeAsterix(48, [], { '048': '0.1' })).toThrow('1.32');
  });
});
