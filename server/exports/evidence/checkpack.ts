/** Whether an evidence pack is what was signed: every hash, the signature, and nothing besides. */
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { open } from 'node:fs/promises';
import { fingerprintOf } from '../../record/archive/key.ts';
import { KEY_NAME, MANIFEST_NAME, type PackManifest, packManifest, SIGNATURE_NAME } from './manifest.ts';
import { contentOf, type Entry, readZip } from './readzip.ts';

export interface PackChecked {
  readonly files: number;
  readonly bytes: number;
  readonly made?: string;
  readonly by?: string;
  readonly site?: string;
  readonly marking?: string;
  /** Of the key that signed it. */
  readonly fingerprint?: string;
  readonly damages: readonly { readonly path: string; readonly what: string }[];
}

/** Of the manifest, the signature and the key: they are held. */
const LONGEST_HELD = 16 << 20;
const HELD: ReadonlySet<string> = new Set([MANIFEST_NAME, SIGNATURE_NAME, KEY_NAME]);

interface Found {
  readonly bytes: number;
  readonly sha256: string;
  readonly content?: Buffer;
}

/** Rejects as the file system does. */
export async function checkPack(file: string): Promise<PackChecked> {
  const reader = await open(file);
  try {
    const { entries, faults } = await readZip(reader);
    const damages = faults.map((what) => ({ path: '', what }));
    const found = new Map<string, Found>();
    for (const entry of entries) {
      if (found.has(entry.name)) damages.push({ path: entry.name, what: 'it is there twice' });
      try {
        found.set(entry.name, await read(reader, entry));
      } catch (error) {
        found.set(entry.name, { bytes: 0, sha256: '' });
        damages.push({ path: entry.name, what: error instanceof Error ? error.message : String(error) });
      }
    }
    return judged(found, damages);
  } finally {
    await reader.close();
  }
}

async function read(reader: Awaited<ReturnType<typeof open>>, entry: Entry): Promise<Found> {
  const hash = createHash('sha256');
  const parts: Uint8Array[] = [];
  const isHeld = HELD.has(entry.name) && entry.bytes <= LONGEST_HELD;
  for await (const part of contentOf(reader, entry)) {
    hash.update(part);
    if (isHeld) parts.push(part);
  }
  return { bytes: entry.bytes, sha256: hash.digest('hex'), ...(isHeld && { content: Buffer.concat(parts) }) };
}

function judged(found: ReadonlyMap<string, Found>, before: PackChecked['damages']): PackChecked {
  const damages = [...before];
  const bytes = [...found.values()].reduce((sum, one) => sum + one.bytes, 0);
  const name = (path: string, what: string): void => {
    if (!damages.some((one) => one.path === path)) damages.push({ path, what });
  };
  const content = found.get(MANIFEST_NAME)?.content;
  const manifest = content && parsed(content);
  const key = keyOf(found.get(KEY_NAME)?.content);
  const signature = found.get(SIGNATURE_NAME)?.content;
  if (!manifest) name(MANIFEST_NAME, 'it is no manifest of an evidence pack');
  if (!key) name(KEY_NAME, 'it is no public key');
  if (!signature) name(SIGNATURE_NAME, 'it is not there');
  const fingerprint = key && fingerprintOf(key);
  if (content && key && signature && !isSigned(content, key, signature))
    name(MANIFEST_NAME, 'it, its signature or the key was changed: it is not what the key signed');
  if (manifest && fingerprint !== undefined && manifest.key.fingerprint !== fingerprint)
    name(KEY_NAME, 'it is another key than the manifest names');
  for (const { path, sha256 } of manifest?.files ?? []) {
    const one = found.get(path);
    if (!one) name(path, 'it is not there');
    else if (one.sha256 !== sha256) name(path, 'it was changed');
  }
  const named = new Set([MANIFEST_NAME, SIGNATURE_NAME, ...(manifest?.files ?? []).map(({ path }) => path)]);
  if (manifest)
    for (const path of found.keys()) if (!named.has(path)) name(path, 'the manifest does not name it');
  return {
    ...{ files: found.size, bytes },
    ...(manifest && { made: manifest.made, by: manifest.by, site: manifest.site }),
    ...(manifest?.marking !== undefined && { marking: manifest.marking }),
    ...(fingerprint !== undefined && { fingerprint }),
    damages,
  };
}

function parsed(content: Buffer): PackManifest | undefined {
  try {
    return packManifest.safeParse(JSON.parse(content.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

function keyOf(pem: Buffer | undefined): KeyObject | undefined {
  try {
    return pem && createPublicKey(pem);
  } catch {
    return undefined;
  }
}

function isSigned(content: Buffer, key: KeyObject, signature: Buffer): boolean {
  try {
    return verify(null, content, key, signature);
  } catch {
    return false;
  }
}
