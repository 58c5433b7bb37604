/** The key that signs what was done to the archive; it lies beside it, readable by the server's user alone. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { makeFolder, syncFolder, writeDurably } from './durable.ts';

const FILE = 'archive-key.pem';

export interface SigningKey {
  /** Base64. */
  sign(text: string): string;
  readonly publicKey: KeyObject;
}

/** Made where there is none; throws as the file system does, and where the file is no key. */
export function openKey(record: string): SigningKey {
  const file = path.join(record, FILE);
  if (!existsSync(file)) {
    makeFolder(record);
    const { privateKey } = generateKeyPairSync('ed25519');
    // Two processes may come to it at once: the first one's stays.
    const mine = `${file}.${process.pid}`;
    writeDurably(mine, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    try {
      linkSync(mine, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(mine, { force: true });
    }
    syncFolder(record);
  }
  const key = createPrivateKey(readFileSync(file));
  return {
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
    publicKey: createPublicKey(key),
  };
}

/** Undefined where there is none or it is damaged. */
export function readPublicKey(record: string): KeyObject | undefined {
  try {
    return createPublicKey(readFileSync(path.join(record, FILE)));
  } catch {
    return undefined;
  }
}

/** SHA-256 of the public key (SPKI, DER), hexadecimal: to be noted elsewhere. */
export const fingerprintOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');

export const isSigned = (text: string, signature: string, key: KeyObject): boolean =>
  verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
