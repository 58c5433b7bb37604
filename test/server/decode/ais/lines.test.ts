import { expect, test } from 'vitest';
import { encodeAis, withChecksum } from '../../../../server/decode/ais/encode.ts';
import { decodeToJson, emptySummary, isFault } from '../../../../server/decode/ais/lines.ts';

async function jsonOf(text: string) {
  async function* chunks() {
    yield Buffer.from(text.slice(0, 40), 'latin1');
    yield Buffer.from(text.slice(40), 'latin1');
  }
  const summary = emptySummary();
  const lines = [];
  for await (const line of decodeToJson(chunks(), summary)) lines.push(JSON.parse(JSON.stringify(line)));
  return { lines, summary };
}

test('a message is a flat object with units in its names, nine-digit MMSIs and how it came', async () => {
  const [sentence = ''] = encodeAis(
    { type: 4, mmsi: 2_010_001, lat: 41.5, lon: 19.25, utcYear: 2026, radio: 2249 },
    { talker: 'BS', channel: 'B' },
  );
  const { lines } = await jsonOf(`${withChecksum('\\s:vts,c:1565218798')}\\${sentence}\r\n`);
  expect(lines).toEqual([
    {
      type: 4,
      repeat: 0,
      mmsi: '002010001',
      utcYear: 2026,
      accurate: false,
      lon: 19.25,
      lat: 41.5,
      longRangeControl: false,
      raim: false,
      radio: 2249,
      communication: { access: 'sotdma', syncState: 0, slotTimeout: 0, slotOffset: 2249 },
      channel: 'B',
      talker: 'BS',
      timeMs: 1_565_218_798_000,
      timeSource: 'tag',
      station: 'vts',
      tags: { source: 'vts', timeMs: 1_565_218_798_000 },
    },
  ]);
});

test('binary data is hexadecimal, and every MMSI inside has nine digits', async () => {
  const binary = encodeAis({
    type: 6,
    mmsi: 1,
    destinationMmsi: 2_655_651,
    dac: 1,
    fi: 40,
    data: Uint8Array.of(9, 0x38),
    dataBits: 16,
  });
  const acknowledged = encodeAis({ type: 7, mmsi: 1, acknowledged: [{ mmsi: 2, sequence: 3 }] });
  const addressed = encodeAis({ type: 22, mmsi: 1, destinationMmsis: [5, 6] });
  const { lines } = await jsonOf(`${[...binary, ...acknowledged, ...addressed].join('\n')}\n`);
  expect(lines).toMatchObject([
    {
      destinationMmsi: '002655651',
      data: '0938',
      dataBits: 16,
      application: { application: 'personsOnBoard', personsOnBoard: 295 },
    },
    { acknowledged: [{ mmsi: '000000002', sequence: 3 }] },
    { destinationMmsis: ['000000005', '000000006'] },
  ]);
});

test('faults come in their place, and the summary counts both', async () => {
  const [sentence] = encodeAis({ type: 10, mmsi: 1 });
  const { lines, summary } = await jsonOf(`hello\n${sentence}\n${sentence?.replace('*', '0*')}\n`);
  expect(lines.map((line) => (isFault(line) ? line.fault : line.type))).toEqual([
    'not-a-sentence',
    10,
    'checksum',
  ]);
  expect(summary).toEqual({ messages: 1, types: { 10: 1 }, faults: { 'not-a-sentence': 1, checksum: 1 } });
});
