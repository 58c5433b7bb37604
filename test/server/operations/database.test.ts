import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { AuditLog } from '../../../server/operations/audit/log.ts';
import { Database, DatabaseError } from '../../../server/operations/database.ts';
import { done, notDone } from '../../../server/operations/outcome.ts';
import { Records } from '../../../server/operations/records.ts';
import { manualClock } from '../../manualclock.ts';
import { folder } from './opened.ts';

const ONE = 'CREATE TABLE boats (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT';
const TWO = "ALTER TABLE boats ADD COLUMN flag TEXT NOT NULL DEFAULT 'XA'";

function open(file = path.join(folder(), 'deep', 'operations.sqlite')): Database {
  const database = Database.open(file);
  onTestFinished(() => database.close());
  return database;
}

const names = (database: Database) =>
  database.all('SELECT name FROM boats ORDER BY id').map(({ name }) => name);

it('brings version 1 to version 2 and keeps what is in it', () => {
  const file = path.join(folder(), 'operations.sqlite');
  const old = Database.open(file);
  old.migrate('harbour', [ONE]);
  old.run('INSERT INTO boats VALUES (1, ?)', 'Alba');
  old.close();

  const now = open(file);
  now.migrate('harbour', [ONE, TWO]);
  now.migrate('harbour', [ONE, TWO]);
  expect(now.all('SELECT id, name, flag FROM boats')).toMatchObject([{ id: 1, name: 'Alba', flag: 'XA' }]);
  expect(now.get("SELECT version FROM schema WHERE room = 'harbour'")).toMatchObject({ version: 2 });
});

it('is for the one who runs the server alone, what stands beside it too', () => {
  const file = path.join(folder(), 'operations.sqlite');
  const database = open(file);
  database.migrate('harbour', [ONE]);
  for (const one of [file, `${file}-wal`]) expect(statSync(one).mode & 0o077).toBe(0);
});

it('refuses what a newer version wrote, and says what to do', () => {
  const file = path.join(folder(), 'operations.sqlite');
  const newer = Database.open(file);
  newer.migrate('harbour', [ONE, TWO]);
  expect(() => newer.migrate('harbour', [ONE])).toThrow(DatabaseError);
  expect(() => newer.migrate('harbour', [ONE])).toThrow(
    `${file} was written by a newer version of Watchfloor (harbour 2, this one knows 1): start that one, or name another folder with --data DIR.`,
  );
  newer.close();
});

it.each(['audit', 'records'])('refuses newer tables of the %s', (room) => {
  const database = open();
  const clock = manualClock(0);
  const audit = AuditLog.open({ database, clock });
  onTestFinished(() => audit.close());
  Records.open({ database, audit, clock });
  database.run('UPDATE schema SET version = 99 WHERE room = ?', room);
  const reopen = () => {
    const again = AuditLog.open({ database, clock });
    onTestFinished(() => again.close());
    Records.open({ database, audit: again, clock });
  };
  expect(reopen).toThrow(/newer version/);
});

it('does nothing of a step that fails', () => {
  const database = open();
  expect(() => database.migrate('harbour', [`${ONE}; CREATE TABLE broken (`])).toThrow();
  expect(() => names(database)).toThrow(/no such table/);
  database.migrate('harbour', [ONE]);
  expect(names(database)).toEqual([]);
});

it('says what cannot be used and what to do', () => {
  const file = path.join(folder(), 'operations.sqlite');
  writeFileSync(file, 'this is no database, but long enough to be looked at');
  expect(() => Database.open(file)).toThrow(DatabaseError);
  expect(() => Database.open(file)).toThrow(/cannot use .*operations\.sqlite: .* Name a writable folder/);
  expect(() => Database.openToRead(path.join(folder(), 'none.sqlite'))).toThrow(/there is no/);
});

it('takes an inner transaction back alone, and all of it when the outer one fails', () => {
  const database = open();
  database.migrate('harbour', [ONE]);
  const log: string[] = [];
  const enter = (id: number, fails = false) =>
    database.transaction(() => {
      database.run('INSERT INTO boats VALUES (?, ?)', id, `boat ${id}`);
      log.push(`in ${id}`);
      database.undone(() => log.push(`out ${id}`));
      database.committed(() => log.push(`kept ${id}`));
      return fails ? notDone('refused', 'no', 'here', 'none') : done(id);
    });
  const outer = database.transaction(() => {
    enter(1);
    enter(2, true);
    return enter(3);
  });
  expect(outer).toEqual(done(3));
  expect(names(database)).toEqual(['boat 1', 'boat 3']);
  expect(log).toEqual(['in 1', 'in 2', 'out 2', 'in 3', 'kept 1', 'kept 3']);

  log.length = 0;
  const bug = () =>
    database.transaction(() => {
      enter(4);
      throw new TypeError('a bug');
    });
  expect(bug).toThrow(TypeError);
  expect(log).toEqual(['in 4', 'out 4']);
  expect(names(database)).toEqual(['boat 1', 'boat 3']);
});

it('is on the disk with full syncs, whatever happens to the machine', () => {
  const database = open();
  expect(database.get('PRAGMA journal_mode')).toMatchObject({ journal_mode: 'wal' });
  expect(database.get('PRAGMA synchronous')).toMatchObject({ synchronous: 2 });
});
