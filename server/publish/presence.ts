/** Who has what open to change it, one thing a connection: told to those who may see the thing, gone with the connection. */
import { z } from 'zod';
import { RECORD_KINDS } from '../../proto/domain/operations/record.ts';
import { type Editing, MAX_PRESENCE, type Presence } from '../../proto/wire.ts';
import type { Access } from '../access/access.ts';
import type { Asker } from '../access/asker.ts';
import type { PolicyObject } from '../access/decision.ts';
import type { DecidedRecords } from './door.ts';

const EDITING = z.object({ kind: z.enum(RECORD_KINDS), id: z.string().min(1).max(64) }).nullable();

export type EditingResult =
  | { readonly ok: true; readonly editing: Editing | null }
  | { readonly ok: false; readonly fault: string };

/** Reads what a client says in `present`. */
export function readEditing(said: unknown): EditingResult {
  const { success, data } = EDITING.safeParse(said);
  return success
    ? { ok: true, editing: data }
    : { ok: false, fault: 'present: expected {kind, id} of a record, or null' };
}

export class PresenceBook {
  readonly #access: Access;
  readonly #records: DecidedRecords;
  /** By connection. */
  readonly #entries = new Map<string, Presence>();

  constructor(access: Access, records: DecidedRecords) {
    this.#access = access;
    this.#records = records;
  }

  /**
   * Says what `asker` has open on a connection; null, or what they may not see: nothing. Who looks at the demonstration
   * or through another's eyes changes nothing and is never present. Returns whether the list is another now.
   */
  set(connection: string, asker: Asker, editing: Editing | null): boolean {
    const was = this.#entries.delete(connection);
    if (!editing || asker.personId === undefined || asker.seesAs !== undefined) return was;
    if (!this.#sees(asker, editing)) return was;
    const { personId: by, name, agency } = asker;
    this.#entries.set(connection, { kind: editing.kind, id: editing.id, by, name, agency });
    return true;
  }

  /** What a connection said, once it was decided anew who is behind it. */
  regard(connection: string, asker: Asker): void {
    const { kind, id } = this.#entries.get(connection) ?? {};
    if (kind !== undefined && id !== undefined) this.set(connection, asker, { kind, id });
  }

  /** The connection ended; returns whether something was said on it. */
  leave(connection: string): boolean {
    return this.#entries.delete(connection);
  }

  /** The others' entries that `asker` may see, each once; at most {@link MAX_PRESENCE}. */
  seenBy(connection: string, asker: Asker): readonly Presence[] {
    const seen = new Map<string, Presence>();
    for (const [other, entry] of this.#entries) {
      if (seen.size >= MAX_PRESENCE) break;
      if (other === connection || !this.#sees(asker, entry)) continue;
      seen.set(`${entry.by}/${entry.kind}/${entry.id}`, entry);
    }
    return [...seen.values()];
  }

  #sees(asker: Asker, { kind, id }: Editing): boolean {
    const value = this.#records.get(kind, id)?.value;
    if (value === undefined) return false;
    const object = { kind: 'record', record: kind, id, value } as PolicyObject;
    return this.#access.decide(asker, 'see', object).verdict !== 'no';
  }
}
