/** Lines on a real disk: torn, damaged, put aside. */
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Journal, JournalError } from '../../../server/operations/journal.ts';

let folder: string;
let file: string;
const journals: Journal[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-journal-'));
  file = path.join(folder, 'people.jsonl');
});
afterEach(async () => {
  for (const journal of journals.splice(0)) await journal.close();
  rmSync(folder, { recursive: true });
});

async function opened(bytes?: number, kept: () => readonly unknown[] = () => []) {
  const records: unknown[] = [];
  const options = { file, kept, ...(bytes !== undefined && { bytes }) };
  const journal = await Journal.open(options, (record) => records.push(record));
  journals.push(journal);
  return { journal, records };
}

it('gives back what was written, in its order', async () => {
  const written = [{ n: 1 }, { n: 2, text: 'Ñandú \n "x"' }, [3]];
  const first = await opened();
  expect(first.records).toEqual([]);
  for (const record of written) await first.journal.append(record);
  await first.journal.close();
  const second = await opened();
  expect(second.records).toEqual(written);
  await second.journal.append({ n: 4 });
  await second.journal.close();
  expect((await opened()).records).toEqual([...written, { n: 4 }]);
});

it('cut at any byte, gives back every whole line, and goes on behind it', async () => {
  const written = [{ n: 1 }, { text: 'čšž' }, { n: 3 }];
  const whole = Buffer.from(written.map((record) => `${JSON.stringify(record)}\n`).join(''));
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length), async (length) => {
      writeFileSync(file, whole.subarray(0, length));
      const lines = whole.subarray(0, length).filter((byte) => byte === 10).length;
      const { journal, records } = await opened();
      expect(records).toEqual(written.slice(0, lines));
      await journal.append('next');
      await journal.close();
      const again = await opened();
      expect(again.records).toEqual([...written.slice(0, lines), 'next']);
      await again.journal.close();
    }),
    { numRuns: 40 },
  );
});

it('says of a damaged line that it is one, and reads the rest', async () => {
  writeFileSync(file, '{"n":1}\n{"n":\u0000\n{"n":3}\n');
  expect((await opened()).records).toEqual([{ n: 1 }, undefined, { n: 3 }]);
});

it('puts a long file aside and begins another with what still matters', async () => {
  const { journal } = await opened(60, () => ['kept']);
  for (let n = 0; n < 20; n += 1) await journal.append({ n });
  await journal.close();
  const aside = readdirSync(folder).filter((name) => name !== 'people.jsonl');
  expect(aside.sort()).toEqual(['people-1.jsonl', 'people-2.jsonl', 'people-3.jsonl']);
  const all = [...aside.sort(), 'people.jsonl']
    .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').trim().split('\n'))
    .map((line): unknown => JSON.parse(line))
    .filter((record) => record !== 'kept');
  expect(all).toEqual(Array.from({ length: 20 }, (_, n) => ({ n })));
  expect((await opened()).records[0]).toBe('kept');
});

it('does not put it aside at each record where what matters is long', async () => {
  const { journal } = await opened(60, () => ['k'.repeat(200)]);
  for (let n = 0; n < 20; n += 1) await journal.append({ n });
  await journal.close();
  expect(readdirSync(folder)).toHaveLength(2);
});

it('rejects when nothing can be written, and says what to do', async () => {
  const { journal } = await opened();
  await journal.close();
  await expect(journal.append({ n: 1 })).rejects.toThrow();
  appendFileSync(file, 'x');
  file = path.join(folder, 'none', 'people.jsonl');
  await expect(opened()).rejects.toThrow(JournalError);
  await expect(opened()).rejects.toThrow(/--data DIR/);
});
