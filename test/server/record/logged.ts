/** For tests of the log: what a folder holds, and a disk that fails when it is told to. */
import type { Damage } from '../../../server/record/log/cutter.ts';
import { type Disk, systemDisk } from '../../../server/record/log/disk.ts';
import { readSegment, segments } from '../../../server/record/log/segments.ts';

export interface Logged {
  /** Of all classes, in the order of reading: segment after segment. */
  readonly seqs: readonly { readonly class: string; readonly seq: number }[];
  readonly damages: readonly (Damage & { readonly path: string })[];
  readonly segments: readonly { readonly path: string; readonly class: string; readonly isSealed: boolean }[];
}

export async function logged(dir: string): Promise<Logged> {
  const seqs: { class: string; seq: number }[] = [];
  const damages: (Damage & { path: string })[] = [];
  const found: { path: string; class: string; isSealed: boolean }[] = [];
  for (const { path, class: of } of await segments(dir)) {
    const parts = readSegment(path);
    for (;;) {
      const { done, value } = await parts.next();
      if (done) {
        found.push({ path, class: of, isSealed: value.isSealed });
        break;
      }
      for (const { seq } of value.entries) seqs.push({ class: of, seq });
      for (const damage of value.damages) damages.push({ ...damage, path });
    }
  }
  return { seqs, damages, segments: found };
}

/** Every number once, over all classes. */
export const numbers = ({ seqs }: Logged): number[] => seqs.map(({ seq }) => seq).sort((a, b) => a - b);

const fault = (code: string): Error => Object.assign(new Error(`${code}: as the test asks`), { code });

/** The system's disk with faults: a write that breaks off in the middle, a sync whose outcome is not known. */
export class FaultyDisk implements Disk {
  /** Asked before each operation: the code that it fails with. */
  failing: (operation: 'create' | 'write' | 'sync' | 'truncate' | 'keep') => string | undefined = () =>
    undefined;
  free = 1 << 30;
  /** Descriptors that are open. */
  readonly open = new Set<number>();

  create(file: string): number {
    this.#may('create');
    const fd = systemDisk.create(file);
    this.open.add(fd);
    return fd;
  }

  openAgain(file: string): number {
    const fd = systemDisk.openAgain(file);
    this.open.add(fd);
    return fd;
  }

  write(fd: number, bytes: Uint8Array, position: number): void {
    const code = this.failing('write');
    systemDisk.write(fd, code === undefined ? bytes : bytes.subarray(0, bytes.length >> 1), position);
    if (code !== undefined) throw fault(code);
  }

  async sync(fd: number): Promise<void> {
    await systemDisk.sync(fd);
    this.#may('sync');
  }

  truncate(fd: number, size: number): void {
    this.#may('truncate');
    systemDisk.truncate(fd, size);
  }

  close(fd: number): void {
    this.open.delete(fd);
    systemDisk.close(fd);
  }

  remove(file: string): void {
    systemDisk.remove(file);
  }

  makeFolder(folder: string): void {
    systemDisk.makeFolder(folder);
  }

  keep(file: string, bytes: Uint8Array): void {
    this.#may('keep');
    systemDisk.keep(file, bytes);
  }

  async space(): Promise<{ free: number; all: number }> {
    return { free: this.free, all: 2 ** 31 };
  }

  #may(operation: 'create' | 'sync' | 'truncate' | 'keep'): void {
    const code = this.failing(operation);
    if (code !== undefined) throw fault(code);
  }
}
