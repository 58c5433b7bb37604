/** A decoded message against the rules of the standard: what it lacks, what is malformed, what nobody may send. */
import { FIELD_RULES, type FieldRule } from './fields.table.ts';
import { isUlid, isUuid } from './identifiers.ts';
import type { ReceivedMessage } from './message.ts';

export interface Findings {
  /** Mandatory fields that are not there, by path: `registration.mode_definition[0].task`. */
  readonly missing: readonly string[];
  /** What is there and cannot be right; the rest of the message can be used. */
  readonly odd: readonly string[];
  /** Why the message is not to be used at all. */
  readonly refused?: string;
}

/** Findings told of one message; further ones are left out. */
const MAX_FINDINGS = 16;
/** Messages within messages, of any kind, in one message; and how deep. */
const MAX_ELEMENTS = 4096;
const MAX_DEPTH = 16;

type Row = readonly (readonly [field: string, rule: FieldRule])[];
const ROWS: ReadonlyMap<string, Row> = new Map(
  Object.entries(FIELD_RULES).map(([name, fields]) => [name, Object.entries(fields)]),
);

/** Checks a message and everything in it; the bounds above hold for hostile ones. */
export function checkMessage(message: ReceivedMessage): Findings {
  const check = new Check();
  check.visit(message, 'SapientMessage', '', 0);
  return check.refused === undefined
    ? { missing: check.missing, odd: check.odd }
    : { missing: check.missing, odd: check.odd, refused: check.refused };
}

class Check {
  readonly missing: string[] = [];
  readonly odd: string[] = [];
  refused: string | undefined;
  #elements = 0;

  visit(value: object, name: string, path: string, depth: number): void {
    if (depth > MAX_DEPTH) this.refused ??= `nested deeper than ${MAX_DEPTH}`;
    if (++this.#elements > MAX_ELEMENTS) this.refused ??= `more than ${MAX_ELEMENTS} parts`;
    if (this.refused !== undefined) return;
    const fields = value as { readonly [field: string]: unknown };
    if (fields.$unknowns !== undefined)
      this.#note(this.odd, `${path || name}: a field that v2 does not have`);
    for (const [field, rule] of ROWS.get(name) ?? []) {
      const held = fields[field];
      const at = path === '' ? field : `${path}.${field}`;
      if (Array.isArray(held)) this.#list(held, rule, at, depth);
      else if (held === null || held === undefined) {
        if (rule.mandatory === true) this.#note(this.missing, at);
      } else this.#one(held, rule, at, depth);
    }
  }

  #list(held: readonly unknown[], rule: FieldRule, at: string, depth: number): void {
    if (held.length === 0 && rule.mandatory === true) this.#note(this.missing, at);
    for (const [index, one] of held.entries()) {
      if (this.refused !== undefined) return;
      this.#one(one, rule, `${at}[${index}]`, depth);
    }
  }

  #one(held: unknown, rule: FieldRule, at: string, depth: number): void {
    if (typeof held === 'object' && held !== null && rule.holds !== undefined)
      this.visit(held, rule.holds, at, depth + 1);
    else if (rule.holds === 'enum') {
      if (held === 0 && rule.mandatory === true) this.#note(this.missing, `${at} (unspecified)`);
    } else if (typeof held === 'number') {
      if (!Number.isFinite(held)) this.#note(this.odd, `${at} is no number`);
    } else if (typeof held === 'string' && rule.form !== undefined) {
      if (!(rule.form === 'uuid' ? isUuid(held) : isUlid(held)))
        this.#note(this.odd, `${at} is no ${rule.form.toUpperCase()}`);
    }
  }

  #note(list: string[], text: string): void {
    if (list.length < MAX_FINDINGS) list.push(text);
  }
}
