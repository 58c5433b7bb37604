import { describe, expect, it } from 'vitest';
import { type DecodedFormat, decodedLines } from '../../../server/commands/decodedlines.ts';
import { emptySummary } from '../../../server/decode/ais/lines.ts';
import { encodeAsterix } from '../../../server/decode/asterix/encode.ts';

async function read(format: DecodedFormat, ...chunks: (string | Uint8Array)[]) {
  const summary = emptySummary();
  const lines: object[] = [];
  async function* bytes() {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  for await (const line of decodedLines(format, bytes(), summary, {})) lines.push(line);
  return { lines, summary };
}

describe('a recording as JSON lines', () => {
  it('of ASTERIX is a record a line', async () => {
    const block = encodeAsterix(34, [{ '010': { sac: 8, sic: 41 }, '000': { messageType: 1 } }]);
    const { lines, summary } = await read('asterix', block);
    expect(lines).toMatchObject([{ category: 34, items: { '010': { sac: 8, sic: 41 } } }]);
    expect(summary.messages).toBe(1);
  });

  it('of aircraft is what each message says, without what the feed would add', async () => {
    const line =
      'MSG,3,1,1,4CA2D6,1,2026/01/01,12:00:00.000,2026/01/01,12:00:00.000,,37000,,,41.5,19.5,,,,,,0\n';
    const { lines } = await read('adsb', line, 'garbage\n');
    expect(lines).toMatchObject([
      { type: 'aircraft', address: '4ca2d6', lat: 41.5, lon: 19.5 },
      { fault: 'not-a-sentence' },
    ]);
    expect(lines[0]).not.toHaveProperty('feedId');
  });

  it('of Cursor on Target is every event, units or not', async () => {
    const event = (type: string) =>
      `<event version="2.0" uid="x" type="${type}" how="m-g" time="2026-01-01T12:00:00Z" start="2026-01-01T12:00:00Z" stale="2026-01-01T12:05:00Z"><point lat="41" lon="19" hae="0" ce="5" le="5"/></event>`;
    const { lines } = await read('cot', event('a-f-S') + event('b-m-p-s-m'));
    expect(lines).toMatchObject([
      { uid: 'x', type: 'a-f-S', lat: 41 },
      { uid: 'x', type: 'b-m-p-s-m' },
    ]);
  });

  it('of nothing is nothing', async () => {
    for (const format of ['auto', 'asterix', 'sapient', 'cot', 'adsb'] as const)
      expect((await read(format)).lines).toEqual([]);
  });
});
