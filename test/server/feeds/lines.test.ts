import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineCutter, LONGEST_LINE_BYTES } from '../../../server/feeds/lines.ts';

function cut(chunks: readonly Uint8Array[]): string[] {
  const cutter = new LineCutter();
  const lines = chunks.flatMap((chunk) => [...cutter.push(chunk)]);
  const rest = cutter.rest();
  return [...lines, ...(rest === undefined ? [] : [rest])].map((line) =>
    Buffer.from(line).toString('latin1'),
  );
}

describe('the line cutter', () => {
  it('cuts at newlines, however the bytes come', () => {
    const chunking = fc.array(fc.string({ unit: fc.constantFrom('a', '\r', '\n') }), { maxLength: 20 });
    fc.assert(
      fc.property(chunking, (parts) => {
        const expected = parts
          .join('')
          .split(/(?<=\n)/)
          .filter((line) => line !== '');
        expect(cut(parts.map((part) => Buffer.from(part)))).toEqual(expected);
      }),
    );
  });

  it('hands on 10 MB without a newline in pieces, losing nothing and keeping little', () => {
    const chunk = Buffer.alloc(65_000, 'x');
    const pieces = cut(Array(160).fill(chunk));
    expect(pieces.join('').length).toBe(160 * 65_000);
    for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(LONGEST_LINE_BYTES + 65_000);
  });
});
