/** What is signed of the audit log, and with which key (Ed25519, RFC 8032). Each sort of statement names itself: none can stand for another. */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { EpochMs } from '../../../proto/domain/units.ts';

/** The log up to here, kept in it for good. There are no gaps, so `seq` is also how many records there are. */
export interface Checkpoint {
  /** Checkpoints are numbered 1, 2, 3… */
  readonly number: number;
  readonly seq: number;
  readonly hash: string;
  readonly atMs: EpochMs;
  /** Base64. */
  readonly signature: string;
}

/** Where the log ends now: one only, renewed with every record. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
  /** How many checkpoints there are. */
  readonly checkpoints: number;
  readonly atMs: EpochMs;
  readonly signature: string;
}

export type Unsigned<T> = Omit<T, 'signature'>;

const checkpointBytes = (c: Unsigned<Checkpoint>): Buffer =>
  Buffer.from(JSON.stringify(['watchfloor audit checkpoint', c.number, c.seq, c.hash, c.atMs]));

/** `what`: `head` in the data folder, `export` at the beginning of an exported file. */
const headBytes = (what: 'head' | 'export', h: Unsigned<Head>): Buffer =>
  Buffer.from(JSON.stringify([`watchfloor audit ${what}`, h.seq, h.hash, h.checkpoints, h.atMs]));

const signed = (bytes: Buffer, key: KeyObject): string => sign(null, bytes, key).toString('base64');

const genuine = (bytes: Buffer, signature: string, key: KeyObject): boolean =>
  typeof signature === 'string' && verify(null, bytes, key, Buffer.from(signature, 'base64'));

export const signCheckpoint = (checkpoint: Unsigned<Checkpoint>, key: KeyObject): Checkpoint => ({
  ...checkpoint,
  signature: signed(checkpointBytes(checkpoint), key),
});

export const isGenuineCheckpoint = (checkpoint: Checkpoint, key: KeyObject): boolean =>
  genuine(checkpointBytes(checkpoint), checkpoint.signature, key);

export const signHead = (what: 'head' | 'export', head: Unsigned<Head>, key: KeyObject): Head => ({
  ...head,
  signature: signed(headBytes(what, head), key),
});

export const isGenuineHead = (what: 'head' | 'export', head: Head, key: KeyObject): boolean =>
  genuine(headBytes(what, head), head.signature, key);

/** SPKI, PEM. */
export const publicPem = (key: KeyObject): string =>
  (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'pem' }).toString();

/** By which people compare keys: SHA-256 of the public key's DER, in hexadecimal. */
export const fingerprintOf = (key: KeyObject): string =>
  createHash('sha256')
    .update((key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' }))
    .digest('hex');
