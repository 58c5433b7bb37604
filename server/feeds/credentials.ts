/** Keys and certificates: read anew for each attempt, for they are renewed while we run; never shown. */
import { readFile } from 'node:fs/promises';
import { reasonOf } from './reasons.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a variable; throws an error that names the variable and never says a value. */
export function secretOf(environment: Environment, name: string): string {
  const value = environment[name];
  if (value === undefined || value === '') throw new Error(`the environment variable ${name} is not set`);
  return value;
}

/** A key as a header or a message can carry it: printable, without blanks. */
export function keyOf(environment: Environment, name: string): string {
  const key = secretOf(environment, name);
  if (/^[\x21-\x7e]{1,4096}$/.test(key)) return key;
  throw new Error(`the environment variable ${name} holds no key: blanks, or characters beyond ASCII`);
}

/** Whether what a server sent has our key in it, as it is or as JSON may write it: that is neither recorded nor shown. */
export function repeatsKey(bytes: Buffer, key: string): boolean {
  const inJson = JSON.stringify(key).slice(1, -1);
  return [key, inJson, inJson.replaceAll('/', '\\/')].some((text) => bytes.includes(text));
}

/** A PEM file's bytes; rejects with what is wrong with its path. */
export const pemOf = (path: string): Promise<Buffer> =>
  readFile(path).catch((error) => {
    throw new Error(reasonOf(error, path));
  });
