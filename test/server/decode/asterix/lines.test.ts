/** ASTERIX as JSON lines. */
import { expect, test } from 'vitest';
import { encodeAsterix } from '../../../../server/decode/asterix/encode.ts';
import {
  type AsterixLine,
  type AsterixLineFault,
  decodeAsterixToJson,
  emptyAsterixSummary,
  isAsterixFault,
} from '../../../../server/decode/asterix/lines.ts';

const report = encodeAsterix(48, [
  {
    '010': { sac: 25, sic: 13 },
    '040': { rhoNm: 12.5, thetaDeg: 270 },
    '240': { aircraftIdentification: '' },
  },
]);

async function lines(chunks: readonly Uint8Array[], datagrams: boolean) {
  const summary = emptyAsterixSummary();
  const all: (AsterixLine | AsterixLineFault)[] = [];
  async function* source() {
    yield* chunks;
  }
  for await (const line of decodeAsterixToJson(source(), summary, { datagrams })) all.push(line);
  return { all, summary };
}

test('a record a line with units in the names; what is blank is not there', async () => {
  const { all, summary } = await lines([report.subarray(0, 5), report.subarray(5)], false);
  expect(all).toEqual([
    {
      category: 48,
      items: { '010': { sac: 25, sic: 13 }, '040': { rhoNm: 12.5, thetaDeg: 270 }, '240': {} },
    },
  ]);
  expect(summary).toEqual({ messages: 1, types: { 48: 1 }, faults: {} });
  expect(JSON.parse(JSON.stringify(all))).toEqual(all);
});

test('datagrams do not go on in the next one; faults stand between the records', async () => {
  const { all, summary } = await lines([report.subarray(0, 5), report], true);
  expect(all.map(isAsterixFault)).toEqual([true, false]);
  expect(all[0]).toMatchObject({
    fault: 'format',
    sample: Buffer.from(report.subarray(0, 5)).toString('hex'),
  });
  expect(summary.faults).toEqual({ format: 1 });
});

test('the unfinished end of a stream is a fault', async () => {
  const { summary } = await lines([report, report.subarray(0, 9)], false);
  expect(summary).toMatchObject({ messages: 1, faults: { incomplete: 1 } });
});
