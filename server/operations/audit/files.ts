/** What lies beside the database for its audit log: the key that signs, and where the log ends. */
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { epochMs } from '../../../proto/domain/units.ts';
import { DatabaseError } from '../database.ts';
import type { Head } from './statement.ts';

/** `<folder>/operations.sqlite` has `<folder>/operations.audit-key.pem` and `<folder>/operations.audit-head`. */
export const keyFileOf = (database: string): string => `${stem(database)}.audit-key.pem`;
export const headFileOf = (database: string): string => `${stem(database)}.audit-head`;

const stem = (database: string): string => database.replace(/\.[^./]+$/, '');

/** Longer than any head: it is written over in place, in one write. */
const HEAD_BYTES = 512;

const headLine = z.strictObject({
  seq: z.int().nonnegative(),
  hash: z.string().length(64),
  checkpoints: z.int().nonnegative(),
  atMs: z.number().transform(epochMs),
  signature: z.string().max(200),
});

/** Undefined where there is none; throws a {@link DatabaseError} where it is no key. */
export function readKey(database: string): KeyObject | undefined {
  const file = keyFileOf(database);
  if (!existsSync(file)) return undefined;
  try {
    return createPrivateKey(readFileSync(file));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DatabaseError(`cannot use the audit key ${file}: ${why}. Put it back from a backup.`);
  }
}

/** Makes a key that only the server's user may read; throws a {@link DatabaseError}. */
export function makeKey(database: string): KeyObject {
  const file = keyFileOf(database);
  const { privateKey } = generateKeyPairSync('ed25519');
  try {
    const fd = openSync(file, 'wx', 0o600);
    writeSync(fd, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    fsyncSync(fd);
    closeSync(fd);
    return privateKey;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DatabaseError(
      `cannot keep the audit key ${file}: ${why}. Name a writable folder with --data DIR.`,
    );
  }
}

/** `damaged`: something is there that is no head. */
export function readHead(database: string): Head | 'damaged' | undefined {
  const file = headFileOf(database);
  if (!existsSync(file) || statSync(file).size === 0) return undefined;
  try {
    return headLine.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return 'damaged';
  }
}

/**
 * Where the log ends, outside of the database, so that a database cut short is found. Not synced at every write: after
 * a power cut it may name an earlier end, which is no fault; after the process was killed it is right.
 */
export class HeadFile {
  readonly #fd: number;

  /** Throws when it cannot be opened. */
  constructor(database: string) {
    this.#fd = openSync(headFileOf(database), existsSync(headFileOf(database)) ? 'r+' : 'w+', 0o600);
  }

  /** A write that fails leaves an earlier head, which is no fault either. */
  write(head: Head): void {
    try {
      writeSync(this.#fd, `${JSON.stringify(head).padEnd(HEAD_BYTES - 1)}\n`, 0);
    } catch {
      // The database holds the same head.
    }
  }

  sync(): void {
    try {
      fsyncSync(this.#fd);
    } catch {
      // As above.
    }
  }

  close(): void {
    this.sync();
    closeSync(this.#fd);
  }
}
