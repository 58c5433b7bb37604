import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Broken } from '../../../../server/operations/audit/chain.ts';
import { checkExported } from '../../../../server/operations/audit/check.ts';
import { NO_HASH } from '../../../../server/operations/audit/entry.ts';
import { folder } from '../opened.ts';
import { RECORDS, writeLog } from './writtenlog.ts';

const seq = fc.integer({ min: 1, max: RECORDS });

interface Line {
  type: string;
  seq: number;
  hash: string;
  signature?: string;
  [member: string]: unknown;
}

it('1,000 edits, deletions, insertions, re-orderings and truncations of an exported file are all found', async () => {
  const { lines } = writeLog();
  const file = path.join(folder(), 'audit.jsonl');
  const found = async (changed: readonly string[]): Promise<Broken> => {
    writeFileSync(file, `${changed.join('\n')}\n`);
    const { broken } = await checkExported(file);
    if (!broken) throw new Error('nothing was found');
    return broken;
  };
  writeFileSync(file, `${lines.join('\n')}\n`);
  expect((await checkExported(file)).broken).toBeUndefined();

  const parsed = lines.map((line) => JSON.parse(line) as Line);
  const lineOf = (k: number): number => parsed.findIndex((line) => line.type === 'record' && line.seq === k);
  const without = (at: number, count = 1) => lines.toSpliced(at, count);
  const edited = (at: number, change: object) => lines.with(at, JSON.stringify({ ...parsed[at], ...change }));
  const member = fc.constantFrom(
    'actor',
    'actorName',
    'agency',
    'how',
    'action',
    'kind',
    'id',
    'outcome',
    'details',
  );
  const checkpointLines = parsed.flatMap(({ type }, at) => (type === 'checkpoint' ? [at] : []));
  /** What is left of the file is made when it is needed: a failing case is printed. */
  type Case = readonly [changed: () => readonly string[], k: number | undefined];
  const ways: readonly fc.Arbitrary<Case>[] = [
    fc.tuple(seq, member).map(([k, name]): Case => [() => edited(lineOf(k), { [name]: 'another' }), k]),
    seq.map((k): Case => [() => edited(lineOf(k), { more: 1 }), k]),
    seq.map((k): Case => [() => edited(lineOf(k), { atMs: 0 }), k]),
    seq.map((k): Case => [() => edited(lineOf(k), { hash: NO_HASH }), k]),
    seq.map((k): Case => [() => lines.with(lineOf(k), `${lines[lineOf(k)]} `), k]),
    seq.map((k): Case => [() => without(lineOf(k)), k]),
    seq.map((k): Case => [() => lines.slice(0, lineOf(k)), k]),
    seq.map((k): Case => [() => lines.toSpliced(lineOf(k), 0, lines[lineOf(k)] ?? ''), k + 1]),
    fc.uniqueArray(seq, { minLength: 2, maxLength: 2 }).map((pair): Case => {
      const [a = 1, b = 2] = pair.toSorted((x, y) => x - y);
      const swapped = () =>
        lines.with(lineOf(a), lines[lineOf(b)] ?? '').with(lineOf(b), lines[lineOf(a)] ?? '');
      return [swapped, a];
    }),
    fc.constantFrom(...checkpointLines).map((at): Case => [() => without(at), undefined]),
    fc.constantFrom(...checkpointLines).map((at): Case => [() => edited(at, { atMs: 1 }), undefined]),
    fc.uniqueArray(fc.constantFrom(...checkpointLines), { minLength: 2, maxLength: 2 }).map((pair): Case => {
      const [a = 0, b = 0] = pair;
      return [() => lines.with(a, lines[b] ?? '').with(b, lines[a] ?? ''), undefined];
    }),
    fc
      .constantFrom('seq', 'hash', 'checkpoints', 'atMs', 'signature')
      .map(
        (name): Case => [
          () => edited(0, { [name]: typeof parsed[0]?.[name] === 'number' ? 4 : NO_HASH }),
          undefined,
        ],
      ),
  ];
  await fc.assert(
    fc.asyncProperty(fc.oneof(...ways), async ([changed, k]) => {
      const broken = await found(changed());
      if (k !== undefined) expect(broken.seq).toBe(k);
    }),
    { numRuns: 1000 },
  );
});
