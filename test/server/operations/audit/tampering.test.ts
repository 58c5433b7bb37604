import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import Sqlite from 'libsql';
import { expect, it } from 'vitest';
import type { Broken } from '../../../../server/operations/audit/chain.ts';
import { checkDatabase, checkExported } from '../../../../server/operations/audit/check.ts';
import { type AuditRecord, hashOf, NO_HASH } from '../../../../server/operations/audit/entry.ts';
import { exportedLines } from '../../../../server/operations/audit/exported.ts';
import { recordsAfter } from '../../../../server/operations/audit/table.ts';
import { ANNA, BOJAN, folder, openRecords, value, zone } from '../opened.ts';

const RECORDS = 60;
const CHECKPOINTS = [20, 40];
const DATABASE = 'operations.sqlite';
const HEAD = 'operations.audit-head';
const FILES = [DATABASE, HEAD, 'operations.audit-key.pem'] as const;
const TEXTS = [
  'actor',
  'actor_name',
  'agency',
  'how',
  'action',
  'kind',
  'id',
  'outcome',
  'reason',
  'details',
] as const;

const seq = fc.integer({ min: 1, max: RECORDS });

type Work = (sql: Sqlite.Database, dir: string) => void;

const covers = ({ seq: from, untilSeq = from }: Broken, k: number): boolean => from <= k && k <= untilSeq;

/** A log of 60 records with three checkpoints, closed; the same exported; and the head as it was at record 45. */
function writeLog(): { dir: string; lines: string[]; headAt45: string } {
  const dir = folder();
  const { records, audit, database, close } = openRecords(dir);
  let headAt45 = '';
  for (let i = 1; i <= RECORDS; i += 1) {
    const by = i % 3 ? ANNA : BOJAN;
    value(records.create('zone', zone(`zone ${i}`), { by, ...(i % 2 && { reason: `because ${i}` }) }));
    if (CHECKPOINTS.includes(i)) value(audit.checkpoint());
    if (i === 45) headAt45 = readFileSync(path.join(dir, HEAD), 'utf8');
  }
  const lines = [...value(exportedLines(audit, database))].join('').trimEnd().split('\n');
  close();
  return { dir, lines, headAt45 };
}

/** What the check says of a copy of the folder that `work` has been at. */
function afterTampering(origin: string, work: Work): Broken & { readonly vouchedSeq: number } {
  const dir = folder();
  for (const name of FILES) copyFileSync(path.join(origin, name), path.join(dir, name));
  const sql = new Sqlite(path.join(dir, DATABASE));
  work(sql, dir);
  sql.close();
  const { broken, vouchedSeq } = checkDatabase(path.join(dir, DATABASE));
  rmSync(dir, { recursive: true });
  if (!broken) throw new Error('nothing was found');
  return { ...broken, vouchedSeq };
}

/** All hashes made anew, as somebody does who knows how they are made and has not the key. */
function rehash(sql: Sqlite.Database): void {
  const rows = { all: (q: string, ...values: unknown[]) => sql.prepare(q).all(values) as AuditRecord[] };
  let hash = NO_HASH;
  for (const record of recordsAfter({ ...rows, get: () => undefined }, 0, 1000)) {
    hash = hashOf(hash, record);
    sql.prepare('UPDATE audit SET hash = ? WHERE seq = ?').run([hash, record.seq]);
  }
}

function insertAt(sql: Sqlite.Database, k: number): void {
  sql.exec(`UPDATE audit SET seq = -seq WHERE seq >= ${k}; UPDATE audit SET seq = 1 - seq WHERE seq < 0`);
  const copied = 'at_ms, actor, actor_name, agency, how, action, kind, id, outcome, reason, details, hash';
  const from = k === 1 ? 2 : k - 1;
  sql.exec(`INSERT INTO audit (seq, ${copied}) SELECT ${k}, ${copied} FROM audit WHERE seq = ${from}`);
}

/** One way to tamper with record `k`, which has to be named. */
interface Tampering {
  readonly name: string;
  readonly k: number;
  readonly work: Work;
  /** Whoever makes the hashes anew is found by the next signature: the span before it is named. */
  readonly span?: true;
}

const run =
  (statement: string): Work =>
  (sql) =>
    sql.exec(statement);

const WAYS: readonly fc.Arbitrary<Tampering>[] = [
  fc.tuple(seq, fc.constantFrom(...TEXTS)).map(([k, text]) => ({
    name: `edit ${text} of ${k}`,
    k,
    work: run(`UPDATE audit SET ${text} = coalesce(${text}, '') || 'x' WHERE seq = ${k}`),
  })),
  fc.tuple(seq, fc.constantFrom('agency', 'reason', 'details', 'kind', 'id')).map(([k, text]) => ({
    name: `nothing to an empty text, or away with it: ${text} of ${k}`,
    k,
    work: run(`UPDATE audit SET ${text} = CASE WHEN ${text} IS NULL THEN '' END WHERE seq = ${k}`),
  })),
  fc.tuple(seq, fc.integer({ min: 1, max: 1e9 })).map(([k, ms]) => ({
    name: `${ms} ms earlier: ${k}`,
    k,
    work: run(`UPDATE audit SET at_ms = at_ms - ${ms} WHERE seq = ${k}`),
  })),
  fc.tuple(seq, seq).map(([k, other]) => ({
    name: `the hash of ${other === k ? 'nothing' : other} to ${k}`,
    k,
    work: run(
      other === k
        ? `UPDATE audit SET hash = upper(hash) || '' WHERE seq = ${k}`
        : `UPDATE audit SET hash = (SELECT hash FROM audit WHERE seq = ${other}) WHERE seq = ${k}`,
    ),
  })),
  seq.map((k) => ({ name: `delete ${k}`, k, work: run(`DELETE FROM audit WHERE seq = ${k}`) })),
  fc.tuple(seq, seq, fc.boolean()).map(([k, until, checkpoints]) => ({
    name: `delete from ${k} to ${until}, its checkpoints too: ${checkpoints}`,
    k: Math.min(k, until),
    work: (sql: Sqlite.Database) => {
      const between = `seq BETWEEN ${Math.min(k, until)} AND ${Math.max(k, until)}`;
      sql.exec(`DELETE FROM audit WHERE ${between}`);
      if (checkpoints) sql.exec(`DELETE FROM audit_checkpoint WHERE ${between}`);
    },
  })),
  fc.tuple(seq, fc.boolean()).map(([k, checkpoints]) => ({
    name: `truncate at ${k}, checkpoints too: ${checkpoints}`,
    k,
    work: (sql: Sqlite.Database) => {
      sql.exec(`DELETE FROM audit WHERE seq >= ${k}`);
      if (checkpoints) sql.exec(`DELETE FROM audit_checkpoint WHERE seq >= ${k}`);
    },
  })),
  seq.map((k) => ({ name: `insert at ${k}`, k, work: (sql: Sqlite.Database) => insertAt(sql, k) })),
  fc.constant({
    name: 'append a record with the right hash',
    k: RECORDS + 1,
    work: (sql: Sqlite.Database) => {
      insertAt(sql, RECORDS + 1);
      rehash(sql);
    },
  }),
  fc
    .uniqueArray(seq, { minLength: 2, maxLength: 2 })
    .map((pair) => pair.toSorted((a, b) => a - b))
    .map(([a = 1, b = 2]) => ({
      name: `swap ${a} and ${b}`,
      k: a,
      work: run(
        `UPDATE audit SET seq = -1 WHERE seq = ${a}; UPDATE audit SET seq = ${a} WHERE seq = ${b}; UPDATE audit SET seq = ${b} WHERE seq = -1`,
      ),
    })),
  seq.map((k) => ({
    name: `edit ${k} and make all hashes anew`,
    k,
    span: true,
    work: (sql: Sqlite.Database) => {
      sql.exec(`UPDATE audit SET actor = 'somebody-else' WHERE seq = ${k}`);
      rehash(sql);
    },
  })),
  seq.map((k) => ({
    name: `insert at ${k} and make all hashes anew`,
    k,
    span: true,
    work: (sql: Sqlite.Database) => {
      insertAt(sql, k);
      rehash(sql);
    },
  })),
  fc.integer({ min: 1, max: RECORDS - 1 }).map((k) => ({
    name: `delete ${k}, close the gap and make all hashes anew`,
    k,
    span: true,
    work: (sql: Sqlite.Database) => {
      sql.exec(
        `DELETE FROM audit WHERE seq = ${k}; UPDATE audit SET seq = -seq WHERE seq > ${k}; UPDATE audit SET seq = -seq - 1 WHERE seq < 0`,
      );
      rehash(sql);
    },
  })),
];

it('1,000 edits, deletions, insertions, re-orderings and truncations of the database are all found', () => {
  const { dir } = writeLog();
  expect(checkDatabase(path.join(dir, DATABASE))).toMatchObject({ records: RECORDS, checkpoints: 4 });
  fc.assert(
    fc.property(fc.oneof(...WAYS), ({ k, work, span }) => {
      const broken = afterTampering(dir, work);
      expect(broken.vouchedSeq).toBeLessThan(k);
      // Behind the last signature the end alone tells that something is missing.
      if (span) expect(covers(broken, k) || (k > 40 && broken.seq === RECORDS)).toBe(true);
      else expect(broken.seq).toBe(k);
    }),
    { numRuns: 1000 },
  );
});

it('an older head that somebody kept does not hide what is missing', () => {
  const { dir, headAt45 } = writeLog();
  const head = JSON.parse(headAt45);
  const backTo45 = (sql: Sqlite.Database): void => {
    sql.exec('DELETE FROM audit WHERE seq > 45; DELETE FROM audit_checkpoint WHERE seq > 45');
    sql
      .prepare('UPDATE audit_head SET seq = ?, hash = ?, checkpoints = ?, at_ms = ?, signature = ?')
      .run([head.seq, head.hash, head.checkpoints, head.atMs, head.signature]);
  };
  expect(afterTampering(dir, backTo45)).toMatchObject({
    seq: 46,
    what: 'it is missing: the head beside the database names 60',
  });
  const andDeleteHead = (sql: Sqlite.Database, copy: string): void => {
    backTo45(sql);
    rmSync(path.join(copy, HEAD));
  };
  expect(afterTampering(dir, andDeleteHead)).toMatchObject({ seq: 46 });
  const andSpoilHead = (sql: Sqlite.Database, copy: string): void => {
    backTo45(sql);
    writeFileSync(path.join(copy, HEAD), 'spoiled');
  };
  expect(afterTampering(dir, andSpoilHead)).toMatchObject({ seq: 46 });
});

it.each([
  ['edited', 'UPDATE audit_checkpoint SET at_ms = at_ms + 1 WHERE number = 2', 40],
  ['without its signature', "UPDATE audit_checkpoint SET signature = '' WHERE number = 2", 40],
  ['removed', 'DELETE FROM audit_checkpoint WHERE number = 2', 60],
  ['the last removed', 'DELETE FROM audit_checkpoint WHERE number = 4', 61],
  ['all removed', 'DELETE FROM audit_checkpoint', 1],
  [
    'swapped',
    `UPDATE audit_checkpoint SET number = 9 WHERE number = 1; UPDATE audit_checkpoint SET number = 1, seq = 20 WHERE number = 2;
     UPDATE audit_checkpoint SET number = 2, seq = 40 WHERE number = 9`,
    20,
  ],
  ['moved', 'UPDATE audit_checkpoint SET seq = 30 WHERE number = 2', 30],
])('a checkpoint %s is found', (_name, statement, seqNamed) => {
  const { dir } = writeLog();
  expect(afterTampering(dir, run(statement))).toMatchObject({
    seq: seqNamed,
    what: expect.stringContaining('checkpoint'),
  });
});

it.each([
  ['edited', "UPDATE audit_head SET hash = replace(hash, 'a', 'b')"],
  ['of fewer records', 'UPDATE audit_head SET seq = 59'],
  ['removed', 'DELETE FROM audit_head'],
  ['with another key', "UPDATE audit_head SET public_key = replace(public_key, 'A', 'B')"],
])('a head %s is found', (_name, statement) => {
  const { dir } = writeLog();
  expect(afterTampering(dir, run(statement)).what).toMatch(/head|public key/);
});

it('a server that starts upon a damaged log says so in it, and the check names the record', () => {
  const { dir } = writeLog();
  const sql = new Sqlite(path.join(dir, DATABASE));
  sql.exec('DELETE FROM audit WHERE seq > 50; DELETE FROM audit_checkpoint WHERE seq > 50');
  sql.close();
  const again = openRecords(dir);
  expect(again.audit.find({ limit: 1 })).toMatchObject([{ seq: 51, action: 'auditDamaged', id: '51' }]);
  value(again.records.create('zone', zone('after'), { by: ANNA }));
  again.close();
  expect(checkDatabase(path.join(dir, DATABASE)).broken).toMatchObject({ seq: 51 });
});

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
