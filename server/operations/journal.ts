/**
 * What people decided, a JSON line each, appended to a file and on the disk before anybody is told that it is done.
 * A line that was being written when the machine stopped was promised to nobody: it is cut off when the file is opened.
 */
import { constants } from 'node:fs';
import { copyFile, type FileHandle, open, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A file longer than this is put aside under another name, and a new one begins with what still matters. */
const JOURNAL_BYTES = 32 << 20;
const LINE_FEED = 10;

export interface JournalOptions {
  /** In a folder that is there. */
  readonly file: string;
  /** The records that begin a new file: what still matters. */
  readonly kept: () => readonly unknown[];
  /** 32 MiB where absent. */
  readonly bytes?: number;
}

/** Why the file cannot be used, and what to do about it. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Names that were made or changed in the file's folder are on the disk. */
async function syncFolder(file: string): Promise<void> {
  const folder = await open(path.dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export class Journal {
  readonly #options: JournalOptions;
  #handle: FileHandle;
  /** Bytes of whole lines. */
  #length: number;
  /** The length that calls for a new file. */
  #limit: number;
  /** Something may lie behind the last whole line. */
  #torn = false;

  private constructor(options: JournalOptions, handle: FileHandle, length: number) {
    this.#options = options;
    this.#handle = handle;
    this.#length = length;
    this.#limit = options.bytes ?? JOURNAL_BYTES;
  }

  /**
   * Opens or begins the file and hands every whole line to `read`, oldest first; a line that is no JSON as undefined.
   * Rejects with a {@link JournalError} when the file cannot be read or written.
   */
  static async open(options: JournalOptions, read: (record: unknown) => void): Promise<Journal> {
    const { file } = options;
    let handle: FileHandle | undefined;
    try {
      handle = await open(file, 'a');
      const bytes = await readFile(file);
      const length = bytes.lastIndexOf(LINE_FEED) + 1;
      if (length < bytes.length) await handle.truncate(length);
      await handle.sync();
      await syncFolder(file);
      for (const line of bytes.toString('utf8', 0, length).split('\n')) if (line !== '') read(parsed(line));
      return new Journal(options, handle, length);
    } catch (error) {
      await handle?.close();
      if (error instanceof JournalError) throw error;
      throw new JournalError(
        `cannot use ${file}: ${messageOf(error)}. Name a writable folder with --data DIR.`,
      );
    }
  }

  /** Resolves when the record is on the disk; rejects, and nothing of it is kept, when it cannot be. One at a time. */
  async append(record: unknown): Promise<void> {
    const line = Buffer.from(`${JSON.stringify(record)}\n`);
    if (this.#length + line.length > this.#limit) await this.#begin();
    if (this.#torn) await this.#handle.truncate(this.#length);
    this.#torn = true;
    await this.#handle.appendFile(line);
    await this.#handle.datasync();
    this.#length += line.length;
    this.#torn = false;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  /** The old file is copied aside, then replaced in one step: at no moment is what matters in neither. */
  async #begin(): Promise<void> {
    const { file, kept, bytes = JOURNAL_BYTES } = this.#options;
    const draft = `${file}.new`;
    const text = kept()
      .map((record) => `${JSON.stringify(record)}\n`)
      .join('');
    await writeFile(draft, text);
    await syncFile(draft);
    await syncFile(await copiedAside(file));
    await rename(draft, file);
    await syncFolder(file);
    const handle = await open(file, 'a');
    await this.#handle.close();
    this.#handle = handle;
    this.#length = Buffer.byteLength(text);
    this.#torn = false;
    // What still matters may itself be long: a new file at every record would help nobody.
    this.#limit = Math.max(bytes, 2 * this.#length);
  }
}

/** Copies `name.jsonl` to the first free of `name-1.jsonl`, `name-2.jsonl`…; returns it. */
async function copiedAside(file: string): Promise<string> {
  const { dir, name, ext } = path.parse(file);
  for (let i = 1; ; i += 1) {
    const aside = path.join(dir, `${name}-${i}${ext}`);
    try {
      await copyFile(file, aside, constants.COPYFILE_EXCL);
      return aside;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}
