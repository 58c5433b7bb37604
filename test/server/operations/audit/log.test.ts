import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { checkDatabase, checkExported } from '../../../../server/operations/audit/check.ts';
import type { AuditEntry } from '../../../../server/operations/audit/entry.ts';
import { exportedLines } from '../../../../server/operations/audit/exported.ts';
import { done, notDone } from '../../../../server/operations/outcome.ts';
import { manualClock } from '../../../manualclock.ts';
import { ANNA, at, BOJAN, faultOf, folder, openRecords, START_MS, value, zone } from '../opened.ts';

const saw = (id: string, by = ANNA): AuditEntry => ({
  by,
  action: 'see',
  object: { kind: 'track', id },
  outcome: 'yes',
});

const exported = (opened: ReturnType<typeof openRecords>): string =>
  [...value(exportedLines(opened.audit, opened.database))].join('');

it('writes what is read in groups, on the disk before it is told so', async () => {
  const clock = manualClock(START_MS);
  const { audit, file } = openRecords(folder(), clock, clock.after);
  const told: number[] = [];
  const waiting = Array.from({ length: 10 }, async (_, i) => {
    value(await audit.record(saw(`t-${i}`)));
    told.push(i);
  });
  expect(audit.seq).toBe(0);
  clock.advance(49);
  expect(audit.seq).toBe(0);
  clock.advance(1);
  await Promise.all(waiting);
  expect(told).toHaveLength(10);
  expect(checkDatabase(file)).toMatchObject({ records: 10 });

  const many = Array.from({ length: 200 }, (_, i) => audit.record(saw(`u-${i}`)));
  expect(audit.seq).toBe(210);
  await Promise.all(many);
  expect(clock.waiting()).toBe(0);
});

it('tells of each decision once it is on the disk, and of nothing that was taken back, read or tried', async () => {
  const { audit, database, file, close } = openRecords(folder());
  const told: [number, string, number][] = [];
  audit.onDecided = ({ seq, action }) => told.push([seq, action, checkDatabase(file).records]);
  const entry = (action: string): AuditEntry => ({ ...saw('t-1'), action });
  value(audit.audited(entry('created'), () => done(undefined)));
  faultOf(
    audit.audited(entry('closed'), () => {
      value(audit.audited(entry('within'), () => done(undefined)));
      return notDone('conflict', 'it was taken back', 'zone', 'leave it');
    }),
  );
  const read = audit.record(saw('t-2'));
  audit.flush();
  value(await read);
  database.transaction(() => {
    audit.append([entry('first'), entry('second')]);
    return done(undefined);
  });
  expect(told).toEqual([
    [1, 'created', 1],
    [3, 'first', 4],
    [4, 'second', 4],
  ]);
  close();
});

it('tells whoever reads when it could not be written', async () => {
  const clock = manualClock(START_MS);
  const { audit, database, file, close } = openRecords(folder(), clock, clock.after);
  database.get(`PRAGMA max_page_count = ${Number(database.get('PRAGMA page_count')?.page_count)}`);
  const full = Array.from({ length: 200 }, (_, i) =>
    audit.record({ ...saw(`t-${i}`), reason: 'x'.repeat(900) }),
  );
  for (const outcome of await Promise.all(full)) expect(faultOf(outcome).kind).toBe('storage');
  expect(audit.seq).toBe(0);
  database.get('PRAGMA max_page_count = 1000000');
  const kept = audit.record(saw('t-1'));
  clock.advance(50);
  value(await kept);
  close();
  expect(faultOf(await audit.record(saw('t-2'))).kind).toBe('busy');
  expect(checkDatabase(file)).toMatchObject({ records: 1 });
});

it('keeps a decision of another room and its row together', () => {
  const { audit, database } = openRecords();
  database.migrate('access', ['CREATE TABLE tokens (id TEXT PRIMARY KEY) STRICT']);
  const entry: AuditEntry = { by: ANNA, action: 'token', outcome: 'yes' };
  const make = (id: string, refuse = false) =>
    audit.audited(entry, () => {
      database.run('INSERT INTO tokens VALUES (?)', id);
      return refuse ? notDone('refused', 'no', 'tokens', 'none') : done(id);
    });
  expect(value(make('a'))).toBe('a');
  expect(faultOf(make('b', true)).kind).toBe('refused');
  expect(database.all('SELECT id FROM tokens')).toHaveLength(1);
  expect(audit.find({})).toMatchObject([
    { seq: 1, actor: 'p-anna', agency: 'xa-coast-guard', action: 'token' },
  ]);
});

it('finds by time, actor, object and action, newest first, page by page', async () => {
  const clock = manualClock(START_MS);
  const { audit, records } = openRecords(folder(), clock, clock.after);
  const made = value(
    records.create('zone', zone('Bay'), { by: ANNA, reason: 'asked for', details: { rule: 'plan' } }),
  );
  clock.advance(1000);
  for (let i = 0; i < 25; i += 1) void audit.record(saw(`t-${i}`, BOJAN));
  const seqs = (query: Parameters<typeof audit.find>[0]) => audit.find(query).map(({ seq }) => seq);
  expect(seqs({ limit: 3 })).toEqual([26, 25, 24]);
  expect(seqs({ limit: 3, beforeSeq: 24 })).toEqual([23, 22, 21]);
  expect(seqs({ actor: 'p-anna' })).toEqual([1]);
  expect(seqs({ kind: 'track', id: 't-4' })).toEqual([6]);
  expect(seqs({ action: 'created' })).toEqual([1]);
  expect(seqs({ untilMs: at(1000) })).toEqual([1]);
  expect(seqs({ fromMs: at(1000) })).toHaveLength(25);
  expect(seqs({ agency: 'xc-coast-guard', outcome: 'no' })).toEqual([]);
  expect(seqs({ limit: 1e9 })).toHaveLength(26);
  expect(audit.find({ action: 'created' })).toMatchObject([
    {
      atMs: START_MS,
      actorName: 'Anna',
      how: 'session',
      kind: 'zone',
      id: made.id,
      outcome: 'yes',
      reason: 'asked for',
      details: '{"version":1,"rule":"plan"}',
    },
  ]);
});

it('reads back whatever was written in it, cut to its bounds', () => {
  const { audit, database, file } = openRecords();
  const odd = 'nul \0, half \ud800, line\u2028end "quoted" \u{1f6a4}';
  const write = (entry: Omit<AuditEntry, 'by' | 'outcome'>) =>
    value(
      audit.audited({ by: { ...ANNA, name: odd }, outcome: 'yes', ...entry }, () => ({ ok: true, value: 0 })),
    );
  write({ action: odd, reason: odd, object: { kind: odd, id: odd }, details: { odd } });
  write({ action: 'x'.repeat(1000), reason: 'y'.repeat(10_000), details: { long: 'z'.repeat(10_000) } });
  const [long, first] = audit.find({});
  expect(first?.actorName).toBe('nul  , half \ufffd, line\u2028end "quoted" \u{1f6a4}');
  expect([long?.action.length, long?.reason?.length]).toEqual([64, 1000]);
  expect(long?.details?.length).toBeLessThan(4096);
  expect(checkDatabase(file).broken).toBeUndefined();
  const exportedFile = path.join(folder(), 'audit.jsonl');
  writeFileSync(exportedFile, exported({ audit, database } as ReturnType<typeof openRecords>));
  return expect(checkExported(exportedFile)).resolves.toMatchObject({ records: 2 });
});

it('signs a checkpoint every 1,000 records, at closing and at an export', () => {
  const clock = manualClock(START_MS);
  const opened = openRecords(folder(), clock, clock.after);
  for (let i = 0; i < 2500; i += 1) void opened.audit.record(saw(`t-${i}`));
  const lines = exported(opened).split('\n').filter(Boolean);
  const checkpoints = lines.map((line) => JSON.parse(line)).filter(({ type }) => type === 'checkpoint');
  expect(checkpoints.map(({ number, seq }) => [number, seq])).toEqual([
    [1, 1000],
    [2, 2000],
    [3, 2500],
  ]);
  expect(lines).toHaveLength(1 + 2500 + 3);
  opened.close();
  expect(checkDatabase(opened.file)).toMatchObject({ records: 2500, checkpoints: 4 });
});

it('keeps its key for itself, and refuses to go on with another', () => {
  const dir = folder();
  const first = openRecords(dir);
  value(first.records.create('zone', zone('Bay'), { by: ANNA }));
  first.close();
  const key = path.join(dir, 'operations.audit-key.pem');
  expect(statSync(key).mode & 0o777).toBe(0o600);
  const own = readFileSync(key);
  const other = folder();
  openRecords(other).close();
  writeFileSync(key, readFileSync(path.join(other, 'operations.audit-key.pem')));
  expect(() => openRecords(dir)).toThrow(/signed with another key/);
  writeFileSync(key, 'no key');
  expect(() => openRecords(dir)).toThrow(/cannot use the audit key/);
  writeFileSync(key, own);
  expect(openRecords(dir).records.list('zone')).toHaveLength(1);
});

it('can be checked by anybody who reads docs/audit.md, without this program', () => {
  const opened = openRecords();
  value(opened.records.create('zone', zone('Bay'), { by: ANNA, reason: 'asked for' }));
  value(opened.records.create('zone', zone('Cape'), { by: BOJAN }));
  const [head, ...lines] = exported(opened)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const key = createPublicKey(head.publicKey);
  const isSigned = (statement: unknown[], signature: string): boolean =>
    verify(null, Buffer.from(JSON.stringify(statement)), key, Buffer.from(signature, 'base64'));
  let hash = '0'.repeat(64);
  for (const line of lines) {
    const { type, hash: named, signature, ...rest } = line;
    if (type === 'record') {
      const members = Buffer.from(JSON.stringify(Object.values(rest)));
      hash = createHash('sha256').update(Buffer.from(hash, 'hex')).update(members).digest('hex');
    } else {
      const statement = ['watchfloor audit checkpoint', rest.number, rest.seq, named, rest.atMs];
      expect(isSigned(statement, signature)).toBe(true);
    }
    expect(named).toBe(hash);
  }
  expect(lines.map(({ type }) => type)).toEqual(['record', 'record', 'checkpoint']);
  const statement = ['watchfloor audit export', head.seq, head.hash, head.checkpoints, head.atMs];
  expect(isSigned(statement, head.signature)).toBe(true);
  expect(head.hash).toBe(hash);
});
