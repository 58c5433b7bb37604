import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import Sqlite from 'libsql';
import { expect, it } from 'vitest';
import type { Broken } from '../../../../server/operations/audit/chain.ts';
import { checkDatabase } from '../../../../server/operations/audit/check.ts';
import { hashOf, NO_HASH } from '../../../../server/operations/audit/entry.ts';
import { recordsAfter } from '../../../../server/operations/audit/table.ts';
import type { Row } from '../../../../server/operations/database.ts';
import { ANNA, folder, openRecords, value, zone } from '../opened.ts';
import { HEAD, RECORDS, writeLog } from './writtenlog.ts';

/** As an exported file it is tampered with 1,000 times in every run: a database costs ten times as much. */
const TAMPERINGS = process.env.WATCHFLOOR_LONG === undefined ? 80 : 1000;
const DATABASE = 'operations.sqlite';
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

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
let opened = 0;

/** libsql keeps a closed database's files open until its statements are collected. */
async function freeFiles(): Promise<void> {
  opened += 1;
  if (opened % 50 !== 0) return;
  collect();
  await nextTurn();
}

/** What the check says of a copy of the folder that `work` has been at. */
async function afterTampering(origin: string, work: Work): Promise<Broken & { readonly vouchedSeq: number }> {
  await freeFiles();
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
  const all = (query: string, ...values: unknown[]) => sql.prepare(query).all(values) as Row[];
  let hash = NO_HASH;
  for (const record of recordsAfter({ all, get: () => undefined }, 0, 1000)) {
    hash = hashOf(hash, record);
    sql.prepare('UPDATE audit SET hash = ? WHERE seq = ?').run([hash, record.seq]);
  }
}

function insertAt(sql: Sqlite.Database, k: number): void {
  sql.exec(`UPDATE audit SET seq = -seq WHERE seq >= ${k}; UPDATE audit SET seq = 1 - seq WHERE seq < 0`);
  const copied = 'at_ms, actor, actor_name, agency, how, action, kind, id, outcome, reason, details, hash';
  // A copy of the first record before itself would be the first record.
  const from = k === 1 ? 3 : k - 1;
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

it(`${TAMPERINGS} edits, deletions, insertions, re-orderings and truncations of the database are all found`, async () => {
  const { dir } = writeLog();
  expect(checkDatabase(path.join(dir, DATABASE))).toMatchObject({ records: RECORDS, checkpoints: 4 });
  await fc.assert(
    fc.asyncProperty(fc.oneof(...WAYS), async ({ k, work, span }) => {
      const broken = await afterTampering(dir, work);
      expect(broken.vouchedSeq).toBeLessThan(k);
      // Behind the last signature the end alone tells that something is missing.
      if (span) expect(covers(broken, k) || (k > 40 && broken.seq === RECORDS)).toBe(true);
      else expect(broken.seq).toBe(k);
    }),
    { numRuns: TAMPERINGS },
  );
});

it('an older head that somebody kept does not hide what is missing', async () => {
  const { dir, headAt45 } = writeLog();
  const head = JSON.parse(headAt45);
  const backTo45 = (sql: Sqlite.Database): void => {
    sql.exec('DELETE FROM audit WHERE seq > 45; DELETE FROM audit_checkpoint WHERE seq > 45');
    sql
      .prepare('UPDATE audit_head SET seq = ?, hash = ?, checkpoints = ?, at_ms = ?, signature = ?')
      .run([head.seq, head.hash, head.checkpoints, head.atMs, head.signature]);
  };
  expect(await afterTampering(dir, backTo45)).toMatchObject({
    seq: 46,
    what: 'it is missing: the head beside the database names 60',
  });
  const andDeleteHead = (sql: Sqlite.Database, copy: string): void => {
    backTo45(sql);
    rmSync(path.join(copy, HEAD));
  };
  expect(await afterTampering(dir, andDeleteHead)).toMatchObject({ seq: 46 });
  const andSpoilHead = (sql: Sqlite.Database, copy: string): void => {
    backTo45(sql);
    writeFileSync(path.join(copy, HEAD), 'spoiled');
  };
  expect(await afterTampering(dir, andSpoilHead)).toMatchObject({ seq: 46 });
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
])('a checkpoint %s is found', async (_name, statement, seqNamed) => {
  const { dir } = writeLog();
  expect(await afterTampering(dir, run(statement))).toMatchObject({
    seq: seqNamed,
    what: expect.stringContaining('checkpoint'),
  });
});

it.each([
  // A hash need not have any given digit.
  ['edited', "UPDATE audit_head SET hash = iif(hash LIKE '0%', '1', '0') || substr(hash, 2)"],
  ['of fewer records', 'UPDATE audit_head SET seq = 59'],
  ['removed', 'DELETE FROM audit_head'],
  ['with another key', "UPDATE audit_head SET public_key = replace(public_key, 'A', 'B')"],
])('a head %s is found', async (_name, statement) => {
  const { dir } = writeLog();
  expect((await afterTampering(dir, run(statement))).what).toMatch(/head|public key/);
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
