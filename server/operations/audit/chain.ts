/** Follows the log from its first record and names the first that is not as it was written. */
import type { KeyObject } from 'node:crypto';
import type { AuditRecord } from '../../../proto/domain/operations/audit.ts';
import { hashOf, NO_HASH } from './entry.ts';
import { type Checkpoint, type Head, isGenuineCheckpoint, isGenuineHead } from './statement.ts';

/** The first record that is missing, wrong, or not to be trusted. */
export interface Broken {
  readonly seq: number;
  /** Where only a span can be named: one of the records up to this. */
  readonly untilSeq?: number;
  readonly what: string;
}

/** What the server writes when it starts upon a log that does not end where it should: the id of its object is the first
 * record that was missing or wrong. */
export const DAMAGED = 'auditDamaged';

export class Chain {
  readonly #key: KeyObject;
  /** Where the log was known to be at some moments. */
  readonly #ends: { readonly head: Head; readonly name: string; readonly last: boolean }[] = [];
  #seq = 0;
  #hash = NO_HASH;
  #checkpoints = 0;
  #signed = 0;
  /** A head that somebody else wrote. */
  #unsigned: string | undefined;
  #broken: Broken | undefined;
  #found: Broken | undefined;

  constructor(key: KeyObject) {
    this.#key = key;
  }

  get seq(): number {
    return this.#seq;
  }

  get checkpoints(): number {
    return this.#checkpoints;
  }

  /** The last record that a signature vouches for: those behind it may have been changed with their hashes. */
  get signed(): number {
    return this.#signed;
  }

  /** Undefined: all is as it was written. Nothing behind a broken record can be told. */
  get broken(): Broken | undefined {
    if (this.#broken && this.#found) return this.#found.seq < this.#broken.seq ? this.#found : this.#broken;
    return this.#broken ?? this.#found;
  }

  /**
   * Before the first record: a signed head. `last`: it was kept with the log, which ends there; otherwise the log may have
   * grown since.
   */
  expect(kind: 'head' | 'export', head: Head, name: string, last: boolean): void {
    if (isGenuineHead(kind, head, this.#key)) this.#ends.push({ head, name, last });
    else this.#unsigned ??= name;
  }

  /** False: broken, go no further. */
  record(record: AuditRecord): boolean {
    const expected = this.#seq + 1;
    if (record.seq !== expected) {
      const what = `record ${expected} is missing: ${record.seq} stands in its place`;
      return this.#breaks({ seq: expected, what });
    }
    if (hashOf(this.#hash, record) !== record.hash)
      return this.#breaks({ seq: expected, what: 'its contents are not those that its hash was made of' });
    this.#seq = expected;
    this.#hash = record.hash;
    if (record.action === DAMAGED) this.#said(record);
    const other = this.#ends.find(({ head }) => head.seq === expected && head.hash !== record.hash);
    return other ? this.#rehashed(other.name) : true;
  }

  /** Called behind the record that it names. */
  checkpoint(checkpoint: Checkpoint): boolean {
    const { number, seq, hash } = checkpoint;
    const expected = this.#checkpoints + 1;
    const at = Math.max(this.#seq, 1);
    if (!isGenuineCheckpoint(checkpoint, this.#key))
      return this.#breaks({ seq: at, what: `checkpoint ${number} is not signed with the key` });
    if (seq > this.#seq) return this.#endsTooSoon(seq, `checkpoint ${number}`);
    if (number !== expected) {
      const what = `checkpoint ${expected} is missing: ${number} stands in its place`;
      return this.#breaks({ seq: at, what });
    }
    if (seq < this.#seq) {
      const what = `checkpoint ${number} names record ${seq} and stands at another`;
      return this.#breaks({ seq: at, what });
    }
    if (hash !== this.#hash) return this.#rehashed(`checkpoint ${number}`);
    this.#checkpoints = number;
    this.#signed = seq;
    return true;
  }

  /** Behind the last record: whether all that was expected has come, and nothing more. */
  end(): void {
    for (const { head, name, last } of this.#ends) {
      if (head.seq > this.#seq) this.#endsTooSoon(head.seq, name);
      else if (last && head.seq < this.#seq)
        this.#breaks({ seq: head.seq + 1, what: `it was added: ${name} ends the log at ${head.seq}` });
      else if (last && head.checkpoints !== this.#checkpoints) {
        const what = `there are ${this.#checkpoints} checkpoints, ${name} names ${head.checkpoints}`;
        this.#breaks({ seq: this.#signed + 1, what });
      }
    }
    if (this.#unsigned === undefined) {
      if (!this.#broken && this.#ends.some(({ last }) => last)) this.#signed = this.#seq;
    } else {
      const what = `${this.#unsigned} is not signed with the key`;
      this.#breaks({ seq: this.#signed + 1, untilSeq: this.#seq, what });
    }
  }

  /** What cannot be told of any record alone. */
  breaks(broken: Broken): void {
    this.#breaks(broken);
  }

  #endsTooSoon(named: number, name: string): false {
    return this.#breaks({ seq: this.#seq + 1, what: `it is missing: ${name} names ${named}` });
  }

  #rehashed(name: string): false {
    const what = `not what ${name} was signed for: records were changed and their hashes made anew`;
    return this.#breaks({ seq: this.#signed + 1, untilSeq: this.#seq, what });
  }

  #said({ seq, id, details }: AuditRecord): void {
    const at = Number(id);
    this.#found ??= {
      seq: Number.isSafeInteger(at) && at > 0 ? at : seq,
      what: `found when the server started, record ${seq}: ${details ?? ''}`,
    };
  }

  #breaks(broken: Broken): false {
    this.#broken ??= broken;
    return false;
  }
}
