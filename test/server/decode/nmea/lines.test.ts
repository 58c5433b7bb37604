import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineSplitter, MAX_LINE_BYTES, Unfinished } from '../../../../server/decode/nmea/lines.ts';

function split(chunks: readonly Uint8Array[]): string[] {
  const splitter = new LineSplitter();
  const unfinished = new Unfinished();
  const seen: string[] = [];
  const text = (bytes: Uint8Array, start: number, end: number): string =>
    Buffer.from(bytes.subarray(start, end)).toString('latin1');
  const sink = {
    line: (bytes: Uint8Array, start: number, end: number) => {
      seen.push(text(bytes, start, end));
    },
    tooLong: (bytes: Uint8Array, start: number, end: number) => {
      seen.push(`too long: ${text(bytes, start, end)}`);
    },
  };
  for (const chunk of chunks) {
    splitter.push(chunk, unfinished, sink);
    expect(unfinished.length).toBeLessThanOrEqual(MAX_LINE_BYTES);
  }
  splitter.flush(unfinished, sink);
  return seen;
}

const lengths = fc.oneof(
  fc.nat(40),
  fc.integer({ min: MAX_LINE_BYTES - 2, max: MAX_LINE_BYTES + 2 }),
  fc.constant(70_000),
);

test('lines are what stands between line ends, however the bytes are cut; too long ones are told once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(lengths, fc.constantFrom('\r', '\n', '\r\n')), { maxLength: 8 }),
      fc.nat(20),
      fc.array(fc.nat(80_000), { maxLength: 10 }),
      (lines, last, places) => {
        const bodies = [
          ...lines.map(([length], i) => String.fromCharCode(65 + i).repeat(length)),
          'z'.repeat(last),
        ];
        const bytes = Buffer.from(bodies.map((body, i) => body + (lines[i]?.[1] ?? '')).join(''), 'latin1');
        const cuts = [
          0,
          ...places.map((place) => Math.min(place, bytes.length)).sort((a, b) => a - b),
          bytes.length,
        ];
        const expected = bodies
          .filter((body) => body.length > 0)
          .map((body) =>
            body.length > MAX_LINE_BYTES ? `too long: ${body.slice(0, MAX_LINE_BYTES)}` : body,
          );
        expect(split(cuts.slice(1).map((cut, i) => bytes.subarray(cuts[i], cut)))).toEqual(expected);
      },
    ),
    { numRuns: 100 },
  );
});
