/** Secrets of sessions and tokens: 256 random bits, of which only the SHA-256 is kept. */
import { createHash, randomBytes } from 'node:crypto';

/** 43 characters of base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Names a session or token where it may be read; says nothing of its secret. */
export const newName = (): string => randomBytes(12).toString('base64url');

/**
 * What is kept and looked up by. A guess at a 256-bit secret needs no slow hash, and looking up by the hash leaks
 * nothing by its time.
 */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
