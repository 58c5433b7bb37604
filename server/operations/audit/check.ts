/** The audit log of a database or of an exported file, followed to its end. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Database, DatabaseError } from '../database.ts';
import { type Broken, Chain } from './chain.ts';
import { readExported } from './exported.ts';
import { readHead, readKey } from './files.ts';
import { fingerprintOf, publicPem } from './statement.ts';
import { checkpointsAfter, keptHead, type Rows, recordsAfter } from './table.ts';

const PAGE = 1000;

export interface Checked {
  readonly records: number;
  readonly checkpoints: number;
  /** Up to this record a signature vouches for all: whatever is broken, these are as they were written. */
  readonly vouchedSeq: number;
  /** Of the key that signed: SHA-256 of its public half. Compare it with the one that was noted elsewhere. */
  readonly fingerprint: string;
  /** Absent: the log is as it was written. */
  readonly broken?: Broken;
  /** What could not be looked at. */
  readonly notes: readonly string[];
}

const checked = (chain: Chain, key: KeyObject, notes: readonly string[]): Checked => ({
  records: chain.seq,
  checkpoints: chain.checkpoints,
  vouchedSeq: chain.signed,
  fingerprint: fingerprintOf(key),
  ...(chain.broken && { broken: chain.broken }),
  notes,
});

const publicKeyOf = (pem: string, file: string): KeyObject => {
  try {
    return createPublicKey(pem);
  } catch {
    throw new DatabaseError(`the public key in ${file} cannot be read. Take another copy.`);
  }
};

/** One moment of a database, that of a running server too. Throws a {@link DatabaseError} where there is no log to read. */
export function checkDatabase(file: string): Checked {
  // Read first: what is beside the database is never ahead of it.
  const beside = readHead(file);
  const own = readKey(file);
  const rows = Database.openToRead(file);
  try {
    if (!rows.get("SELECT 1 FROM sqlite_master WHERE name = 'audit'"))
      throw new DatabaseError(`${file} holds no audit log. Name the database of the operations.`);
    return checkRows(file, rows, own && createPublicKey(own), beside);
  } finally {
    rows.close();
  }
}

function checkRows(
  file: string,
  rows: Rows,
  own: KeyObject | undefined,
  beside: ReturnType<typeof readHead>,
): Checked {
  const kept = keptHead(rows);
  const key = own ?? (kept && publicKeyOf(kept.publicKey, file));
  if (!key)
    throw new DatabaseError(`neither ${file} nor its folder holds a key. Put the audit key beside it.`);
  const notes = own ? [] : ['the public key is the one in the database: compare its fingerprint'];
  const chain = new Chain(key);
  if (kept) chain.expect('head', kept.head, 'the head in the database', true);
  if (beside && beside !== 'damaged') chain.expect('head', beside, 'the head beside the database', false);
  if (follow(chain, rows)) chain.end();
  const next = chain.seq + 1;
  if (!kept) chain.breaks({ seq: 1, untilSeq: next, what: 'the head in the database is missing' });
  else if (kept.publicKey !== publicPem(key))
    chain.breaks({ seq: 1, untilSeq: next, what: 'the public key in the database is another' });
  if (beside === 'damaged') chain.breaks({ seq: next, what: 'the head beside the database cannot be read' });
  else if (!beside && own) chain.breaks({ seq: next, what: 'the head beside the database is missing' });
  else if (!beside) notes.push('there is no head beside the database: an older copy of it cannot be told');
  return checked(chain, key, notes);
}

function follow(chain: Chain, rows: Rows): boolean {
  let checkpoints = checkpointsAfter(rows, 0, PAGE);
  const passCheckpoints = (): boolean => {
    for (let first = checkpoints[0]; first !== undefined && first.seq <= chain.seq; first = checkpoints[0]) {
      if (!chain.checkpoint(first)) return false;
      checkpoints =
        checkpoints.length > 1 ? checkpoints.slice(1) : checkpointsAfter(rows, first.number, PAGE);
    }
    return true;
  };
  if (!passCheckpoints()) return false;
  // From below any number: a record before the first was added.
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const records = recordsAfter(rows, after, PAGE);
    for (const record of records) {
      if (!chain.record(record) || !passCheckpoints()) return false;
      after = record.seq;
    }
    // Checkpoints that are left over are found by their count.
    if (records.length < PAGE) return true;
  }
}

/** A file that was exported; throws a {@link DatabaseError} where it is none, or cannot be read. */
export async function checkExported(file: string): Promise<Checked> {
  const input = createReadStream(file, { encoding: 'utf8' });
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  let state: { readonly chain: Chain; readonly key: KeyObject } | undefined;
  try {
    for await (const text of lines) {
      number += 1;
      const line = readExported(text);
      if (state === undefined) {
        if (line?.type !== 'export')
          throw new DatabaseError(`${file} does not begin as an exported audit log does. Name another file.`);
        const key = publicKeyOf(line.publicKey, file);
        const chain = new Chain(key);
        chain.expect('export', line, 'the first line', true);
        state = { key, chain };
        continue;
      }
      const { chain } = state;
      if (line === undefined || line.type === 'export') {
        chain.breaks({ seq: chain.seq + 1, what: `line ${number} is none that was exported` });
        break;
      }
      if (!(line.type === 'record' ? chain.record(line) : chain.checkpoint(line))) break;
    }
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new DatabaseError(`cannot read ${file}: ${why}. Check the path and its rights.`);
  } finally {
    input.destroy();
  }
  if (state === undefined) throw new DatabaseError(`${file} is empty. Name another file.`);
  state.chain.end();
  return checked(state.chain, state.key, ['the public key is the one in the file: compare its fingerprint']);
}
