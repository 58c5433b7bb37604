/** Our reading of every sample against tshark's, leaf by leaf. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { corpus } from '../corpus.ts';
import { datagramsOf, read } from './samples.ts';
import { differences, readTshark } from './tshark.ts';

/** Samples with tshark's reading: file, its expected reading, how many records. */
const SAMPLES: readonly (readonly [string, string, number])[] = [
  ['cc_cat034.raw', 'cc_cat034.raw', 1],
  ['cc_cat048.raw', 'cc_cat048.raw', 1],
  ['cc_cat062cat065.raw', 'cc_cat062cat065.raw', 3],
  ['cc_cat_034_048.pcap', 'cc_cat_034_048', 162],
  ['cc_cat_062_065.pcap', 'cc_cat_062_065', 3],
  ['ja_cat010ed0.31.bin', 'ja_cat010ed0.31.bin', 1],
  ['ja_cat021ed2.1.bin', 'ja_cat021ed2.1.bin', 1],
  ['ja_cat034ed1.26.bin', 'ja_cat034ed1.26.bin', 1],
  ['ja_cat048ed1.15.bin', 'ja_cat048ed1.15.bin', 1],
  ['ja_cat048ed1.23.bin', 'ja_cat048ed1.23.bin', 1],
  ['ja_cat062ed1.12.bin', 'ja_cat062ed1.12.bin', 1],
  ['ja_cat065ed1.3.bin', 'ja_cat065ed1.3.bin', 1],
];
const folder = corpus('sensors/asterix');

const payloadsOf = (name: string): Uint8Array[] =>
  name.endsWith('.pcap')
    ? datagramsOf(`${folder}/${name}`).map(({ payload }) => payload)
    : [readFileSync(`${folder}/${name}`)];

describe.skipIf(folder === undefined)('equal to tshark', () => {
  test.each(SAMPLES)('%s', (name, expected, count) => {
    const { records, faults } = read(payloadsOf(name), { datagrams: true });
    const theirs = readTshark(readFileSync(`${folder}/expected/${expected}.tshark.json`, 'utf8'));
    expect(faults).toEqual([]);
    expect(records.map(({ category }) => category)).toEqual(theirs.map(({ category }) => category));
    expect(records.length).toBe(count);
    const wrong = records.flatMap(({ record }, i) => differences(record, theirs[i]!));
    expect(wrong).toEqual([]);
  });

  test('the comparison sees a value that is off by one bit, a missing and a surplus one', () => {
    const [theirs] = readTshark(readFileSync(`${folder}/expected/cc_cat048.raw.tshark.json`, 'utf8'));
    const { records } = read(payloadsOf('cc_cat048.raw'), { datagrams: true });
    const { record } = records[0]!;
    expect(differences({ ...record, '161': { trn: 3562 } }, theirs!)).toHaveLength(1);
    expect(differences({ ...record, '161': undefined }, theirs!)).toHaveLength(1);
    expect(differences({ ...record, '042': { xNm: 1, yNm: 2 } }, theirs!)).toHaveLength(2);
  });

  test.each([
    ['ja_cat048ed1.15.bin', '048', '1.15'],
    ['ja_cat048ed1.23.bin', '048', '1.23'],
    ['ja_cat062ed1.12.bin', '062', '1.12'],
    ['ja_cat062ed1.16.bin', '062', '1.16'],
    ['ja_cat021ed2.1.bin', '021', '2.1'],
    ['ja_cat010ed0.31.bin', '010', '0.31'],
  ])('%s says nothing else in its own edition', (name, category, edition) => {
    const own = read(payloadsOf(name), { datagrams: true, editions: { [category]: edition } });
    expect(own.faults).toEqual([]);
    expect(read(payloadsOf(name), { datagrams: true }).records).toMatchObject(own.records);
  });
});
