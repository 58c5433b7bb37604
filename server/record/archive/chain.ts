/**
 * A file of signed statements, a line each, every one naming the hash of the one before: what was removed from it, put
 * into it or changed in it shows. A line that a power cut tore is not yet said; it goes with the next.
 */
import type { KeyObject } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { sha256Of, syncFolder } from './durable.ts';
import { isSigned, type SigningKey } from './key.ts';

/** What the first statement has as the one before. */
export const NOTHING_BEFORE = '0'.repeat(64);

export interface Statement<T> {
  /** From 1, grows by one. */
  readonly n: number;
  readonly atMs: number;
  /** Hash of the statement before. */
  readonly previous: string;
  readonly said: T;
}

export interface Signed<T> {
  readonly statement: Statement<T>;
  /** SHA-256 of the statement as JSON. */
  readonly hash: string;
  /** Ed25519 over the hash, base64. */
  readonly signature: string;
}

export function signed<T>(statement: Statement<T>, key: SigningKey): Signed<T> {
  const hash = sha256Of(JSON.stringify(statement));
  return { statement, hash, signature: key.sign(hash) };
}

export interface ChainRead<T> {
  readonly signed: readonly Signed<T>[];
  /** Each line that is not what was said, from 1. */
  readonly broken: readonly { readonly line: number; readonly what: string }[];
}

/** Every statement that can be read; what is wrong with the others. Without a key signatures are not looked at. */
export function readChain<T>(file: string, key?: KeyObject): ChainRead<T> {
  if (!existsSync(file)) return { signed: [], broken: [] };
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const all: Signed<T>[] = [];
  const broken: { line: number; what: string }[] = [];
  let previous = NOTHING_BEFORE;
  let isFollowing = true;
  lines.forEach((text, i) => {
    const one = parsed<T>(text);
    if (one === undefined) {
      broken.push({ line: i + 1, what: 'it is no statement' });
      isFollowing = false;
      return;
    }
    const what = wrongWith(one, isFollowing ? previous : undefined, key);
    if (what !== undefined) broken.push({ line: i + 1, what });
    else all.push(one);
    previous = one.hash;
    isFollowing = true;
  });
  return { signed: all, broken };
}

function parsed<T>(text: string): Signed<T> | undefined {
  try {
    const one = JSON.parse(text) as Partial<Signed<T>>;
    const { statement, hash, signature } = one;
    if (typeof statement !== 'object' || typeof hash !== 'string' || typeof signature !== 'string')
      return undefined;
    return { statement, hash, signature };
  } catch {
    return undefined;
  }
}

function wrongWith<T>(
  { statement, hash, signature }: Signed<T>,
  previous: string | undefined,
  key: KeyObject | undefined,
): string | undefined {
  if (sha256Of(JSON.stringify(statement)) !== hash) return 'it was changed';
  if (previous !== undefined && statement.previous !== previous)
    return 'it does not follow the one before: one was removed or put in';
  if (key !== undefined && !isSigned(hash, signature, key)) return 'it is signed with another key';
  return undefined;
}

/** On the disk when it answers; what was torn at the end is dropped first. */
export function appendSigned<T>(file: string, one: Signed<T>): void {
  const isNew = !existsSync(file);
  const fd = openSync(file, isNew ? 'wx+' : 'r+', 0o600);
  try {
    const end = isNew ? 0 : wholeLines(file);
    ftruncateSync(fd, end);
    const line = Buffer.from(`${JSON.stringify(one)}\n`);
    for (let at = 0; at < line.length; ) at += writeSync(fd, line, at, line.length - at, end + at);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  if (isNew) syncFolder(path.dirname(file));
}

/** Bytes up to the last line's end. */
const wholeLines = (file: string): number => readFileSync(file).lastIndexOf(0x0a) + 1;

/** Signs and appends what follows the last statement of `file`. */
export function sayNext<T>(file: string, said: T, atMs: number, key: SigningKey): Signed<T> {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  const previous = parsed<T>(lines.at(-1) ?? '')?.hash ?? NOTHING_BEFORE;
  const one = signed({ n: lines.length + 1, atMs, previous, said }, key);
  appendSigned(file, one);
  return one;
}
