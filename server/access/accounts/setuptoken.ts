/** The one-time token with which the first person is entered: in the data folder, never in a log. */
import { timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { hashOfSecret, newSecret } from './secret.ts';

export const setupTokenFile = (folder: string): string => path.join(folder, 'setup-token');

export class SetupToken {
  readonly #file: string;

  /** @param folder the data folder; it is there */
  constructor(folder: string) {
    this.#file = setupTokenFile(folder);
  }

  /** Makes it where there is none. Throws when the folder cannot be written. */
  offer(): void {
    if (existsSync(this.#file)) return;
    const fd = openSync(this.#file, 'wx', 0o600);
    try {
      writeSync(fd, `${newSecret()}\n`);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  }

  isRight(token: string): boolean {
    if (!existsSync(this.#file)) return false;
    const expected = readFileSync(this.#file, 'utf8').trim();
    if (expected.length < 32) return false;
    return timingSafeEqual(Buffer.from(hashOfSecret(expected)), Buffer.from(hashOfSecret(token.trim())));
  }

  remove(): void {
    rmSync(this.#file, { force: true });
  }
}
