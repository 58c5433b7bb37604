/** Follows the log from its first record and names the first that is not as it was written. */
import type { KeyObject } from 'node:crypto';
import { type AuditRecord, hashOf, NO_HASH } from './entry.ts';
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
  #seq = 0;
  #hash = NO_HASH;
  #checkpoints = 0;
  /** The last record that a signature vouches for. */
  #signed = 0;
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

  /** Undefined: all is as it was written. Nothing behind a broken record can be told. */
  get broken(): Broken | undefined {
    if (this.#broken && this.#found) return this.#found.seq < this.#broken.seq ? this.#found : this.#broken;
    return this.#broken ?? this.#found;
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
    return true;
  }

  /** Called behind the record that it names. */
  checkpoint(checkpoint: Checkpoint): boolean {
    const { number, seq, hash } = checkpoint;
    const expected = this.#checkpoints + 1;
    const at = Math.max(this.#seq, 1);
    if (number !== expected)
      return this.#breaks({
        seq: at,
        what: `checkpoint ${expected} is missing: ${number} stands in its place`,
      });
    if (!isGenuineCheckpoint(checkpoint, this.#key))
      return this.#breaks({ seq: at, what: `checkpoint ${number} is not signed with the key` });
    if (seq !== this.#seq)
      return this.#breaks({
        seq: at,
        what: `checkpoint ${number} names record ${seq} and stands at another`,
      });
    if (hash !== this.#hash) return this.#rehashed(`checkpoint ${number}`);
    this.#checkpoints = number;
    this.#signed = seq;
    return true;
  }

  /** The head that was kept with the log: it ends there, to the record. */
  endsAt(kind: 'head' | 'export', head: Head, name: string): void {
    if (this.#broken) return;
    if (!isGenuineHead(kind, head, this.#key)) {
      this.#breaks({
        seq: this.#signed + 1,
        untilSeq: this.#seq,
        what: `${name} is not signed with the key`,
      });
      return;
    }
    if (head.seq > this.#seq) this.#endsTooSoon(head, name);
    else if (head.seq < this.#seq)
      this.#breaks({ seq: head.seq + 1, what: `it was added: ${name} ends the log at ${head.seq}` });
    else if (head.hash !== this.#hash) this.#rehashed(name);
    else if (head.checkpoints !== this.#checkpoints) {
      const what = `there are ${this.#checkpoints} checkpoints, ${name} names ${head.checkpoints}`;
      this.#breaks({ seq: this.#signed + 1, what });
    }
  }

  /** A head that may be older than the log; `hashAt` reads a record's hash. */
  passes(head: Head, name: string, hashAt: (seq: number) => string | undefined): void {
    if (this.#broken) return;
    if (!isGenuineHead('head', head, this.#key)) {
      this.#breaks({ seq: this.#seq + 1, what: `${name} is not signed with the key` });
    } else if (head.seq > this.#seq) this.#endsTooSoon(head, name);
    else if (head.seq > 0 && hashAt(head.seq) !== head.hash)
      this.#breaks({ seq: 1, untilSeq: head.seq, what: `another log than ${name} was signed for` });
  }

  /** What cannot be told of any record alone. */
  breaks(broken: Broken): void {
    this.#breaks(broken);
  }

  #endsTooSoon(head: Head, name: string): void {
    this.#breaks({ seq: this.#seq + 1, what: `it is missing: the log ends here, ${name} names ${head.seq}` });
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
