/** What the log asks of a disk: whole writes at a place, and that they last. Injected, so that a test can fill it. */
import {
  closeSync,
  constants,
  fdatasync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** All of it throws the system's errors, with their `code`. */
export interface Disk {
  /** For writing, made where it is not there; its entry in the folder lasts when this answers. */
  create(file: string): number;
  /** One that is there. */
  openAgain(file: string): number;
  /** All the bytes. */
  write(fd: number, bytes: Uint8Array, position: number): void;
  /** Resolves when what was written lasts. */
  sync(fd: number): Promise<void>;
  truncate(fd: number, size: number): void;
  close(fd: number): void;
  remove(file: string): void;
  makeFolder(folder: string): void;
  /** A small file that lasts: as it was before, or wholly new, whatever ends the process meanwhile. */
  keep(file: string, bytes: Uint8Array): void;
  /** Free for us and all bytes of a folder's disk. */
  space(folder: string): Promise<{ readonly free: number; readonly all: number }>;
}

const sync = promisify(fdatasync);

function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

export const systemDisk: Disk = {
  create(file) {
    const fd = openSync(file, constants.O_CREAT | constants.O_TRUNC | constants.O_RDWR, 0o600);
    syncFolder(path.dirname(file));
    return fd;
  },
  openAgain: (file) => openSync(file, 'r+'),
  write(fd, bytes, position) {
    let written = 0;
    while (written < bytes.length)
      written += writeSync(fd, bytes, written, bytes.length - written, position + written);
  },
  sync: (fd) => sync(fd),
  truncate: (fd, size) => ftruncateSync(fd, size),
  close: (fd) => closeSync(fd),
  remove: (file) => unlinkSync(file),
  makeFolder: (folder) => void mkdirSync(folder, { recursive: true, mode: 0o700 }),
  keep(file, bytes) {
    const beside = `${file}.new`;
    try {
      writeFileSync(beside, bytes, { mode: 0o600, flush: true });
      renameSync(beside, file);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
    syncFolder(path.dirname(file));
  },
  async space(folder) {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { free: bavail * bsize, all: blocks * bsize };
  },
};
