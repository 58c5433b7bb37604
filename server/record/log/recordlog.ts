/** The whole log: one for each class, appended to together and made to last together. */
import { RETENTION_CLASSES, type RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import { type Appended, ClassLog } from './classlog.ts';
import type { Damage } from './cutter.ts';
import type { Disk } from './disk.ts';
import { recover } from './recover.ts';
import { classFolder } from './segments.ts';

export interface Filed extends Appended {
  readonly class: RetentionClass;
}

export interface RecordLogOptions {
  /** `<data>/…record`; made where it is not there. */
  readonly dir: string;
  readonly disk: Disk;
  /** 32 random bits. */
  readonly salt: () => number;
  /** A segment that reaches this is followed by another; 64 MiB where absent. */
  readonly segmentBytes?: number;
}

export class RecordLog {
  readonly #logs: ReadonlyMap<RetentionClass, ClassLog>;
  /** Found when it was opened. */
  readonly damages: readonly (Damage & { readonly file: string })[];

  private constructor(logs: ReadonlyMap<RetentionClass, ClassLog>, damages: RecordLog['damages']) {
    this.#logs = logs;
    this.damages = damages;
  }

  /** Reads the last segment of each class. Rejects with what the disk throws. */
  static async open({ dir, disk, ...options }: RecordLogOptions): Promise<RecordLog> {
    const logs = new Map<RetentionClass, ClassLog>();
    const damages: (Damage & { file: string })[] = [];
    for (const of of RETENTION_CLASSES) {
      const folder = classFolder(dir, of);
      disk.makeFolder(folder);
      const recovered = await recover(folder, disk);
      damages.push(...recovered.damages);
      logs.set(of, new ClassLog({ ...options, class: of, folder, disk }, recovered));
    }
    return new RecordLog(logs, damages);
  }

  /** The greatest of all classes; 0: nothing was ever kept. */
  get lastSeq(): number {
    return Math.max(...[...this.#logs.values()].map(({ lastSeq }) => lastSeq));
  }

  /**
   * In the order of seq. Of each class, those whose seq was there already are passed over. Answers bytes written. Throws
   * what the disk throws: then rewind.
   */
  append(all: readonly Filed[]): number {
    let written = 0;
    let knownMs = Number.NEGATIVE_INFINITY;
    for (const [of, log] of this.#logs) {
      const ours = all.filter((one) => one.class === of);
      if (ours.length > 0) written += log.append(ours);
    }
    for (const one of all) knownMs = Math.max(knownMs, one.knownMs);
    if (all.length > 0) for (const log of this.#logs.values()) log.sealBefore(knownMs);
    return written;
  }

  /** Resolves when all that was written until now lasts; rejects where that cannot be known: then rewind. */
  async sync(): Promise<void> {
    const dirty = [...this.#logs.values()].filter(({ isDirty }) => isDirty);
    const synced = await Promise.allSettled(dirty.map((log) => log.sync()));
    for (const one of synced) if (one.status === 'rejected') throw one.reason;
  }

  /** Back to what lasts, of every class. */
  rewind(): void {
    for (const log of this.#logs.values()) log.rewind();
  }

  close(): void {
    for (const log of this.#logs.values()) log.close();
  }
}
