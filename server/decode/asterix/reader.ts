/** Bytes of one record to its items, by the table of its category and edition. */
import { BitReader } from './bitreader.ts';
import {
  type CategoryTable,
  type Compound,
  type Element,
  type Extended,
  itemName,
  type Node,
  type Part,
  type Repetitive,
  type RepetitiveFx,
} from './layout.ts';
import type { AsterixFields, AsterixRecord, AsterixValue } from './record.ts';
import { icaoCharacter } from './text.ts';

/** The most a list by extension bits may hold: more than any sender has to say. */
const MAX_FX_ENTRIES = 128;
/** Values out of range that are told of one record. */
const MAX_DOUBTS = 8;

type Fields = { [name: string]: AsterixValue };

/**
 * Reads records. Every loop is bounded by the table or the bytes. After `read`, `problem` says why the bytes are no
 * record of this edition, `short` that they merely end too early, and `doubts` which values were out of their range and
 * left out.
 */
export class RecordReader {
  problem: string | undefined;
  short = false;
  doubts: string[] = [];
  /** Where the record ended, or the reading of what is none. */
  end = 0;
  readonly #bits = new BitReader();
  #where = '';

  /** The record that starts at `start`; undefined when there is none (see `problem` and `short`). */
  read(table: CategoryTable, bytes: Uint8Array, start: number, end: number): AsterixRecord | undefined {
    this.problem = undefined;
    this.short = false;
    this.doubts = [];
    this.#bits.reset(bytes, start, end);
    this.#where = itemName(table.category, 'FSPEC');
    const record: Fields = {};
    const present = this.#fieldSpecification(table.uap.length);
    for (const place of present) {
      const item = table.uap[place];
      const node = item === undefined ? undefined : table.items[item];
      if (item === undefined || node === undefined)
        this.#fail(`place ${place + 1} of the field specification has no item in edition ${table.edition}`);
      else {
        this.#where = itemName(table.category, item);
        record[item] = this.#node(node);
      }
      if (!this.#going) break;
    }
    this.end = this.#bits.at >> 3;
    // every category says who speaks, except a few service messages that no edition here has
    if (record['010'] === undefined) this.#fail('the record does not say where it comes from');
    return this.#going ? record : undefined;
  }

  get #going(): boolean {
    if (this.#bits.beyond) this.short = true;
    return this.problem === undefined && !this.short;
  }

  #fail(what: string): void {
    if (this.#bits.beyond) this.short = true;
    else this.problem ??= `${this.#where}: ${what}`;
  }

  /** The places whose bits are set, from 0. */
  #fieldSpecification(places: number): number[] {
    const present: number[] = [];
    for (let octet = 0; ; octet++) {
      const bits = this.#bits.take(8);
      for (let i = 0; i < 7; i++) if (bits & (0x80 >> i)) present.push(octet * 7 + i);
      if ((bits & 1) === 0 || this.#bits.beyond) break;
      if ((octet + 1) * 7 >= places) {
        this.#fail('the field specification is longer than the items there are');
        break;
      }
    }
    return present;
  }

  #node(node: Node): AsterixValue {
    switch (node.node) {
      case 'group':
        return this.#parts(node.parts);
      case 'extended':
        return this.#extended(node);
      case 'repetitive':
        return this.#repetitive(node);
      case 'repetitiveFx':
        return this.#repetitiveFx(node);
      case 'compound':
        return this.#compound(node);
      case 'explicit':
        return this.#explicit();
    }
  }

  #parts(parts: readonly Part[]): AsterixFields {
    const fields: Fields = {};
    for (const part of parts) this.#part(part, fields);
    return fields;
  }

  #part(part: Part, fields: Fields): void {
    switch (part.part) {
      case 'spare':
        if (this.#bits.take(part.bits) !== 0) this.#fail('spare bits are set');
        return;
      case 'fx':
        return;
      case 'sub':
        fields[part.name] = this.#node(part.node);
        return;
      case 'choice': {
        const by = fields[part.by];
        const option = part.options[typeof by === 'number' ? by : 0];
        if (option !== undefined) this.#into(option, fields);
        return;
      }
      case 'element':
        this.#into(part, fields);
    }
  }

  #into(element: Element, fields: Fields): void {
    const value = this.#element(element);
    if (value !== undefined) fields[element.name] = value;
  }

  #extended({ parts }: Extended): AsterixFields {
    const fields: Fields = {};
    for (const [i, part] of parts.entries())
      if (part.part !== 'fx') this.#part(part, fields);
      else if (this.#bits.take(1) === 0) break;
      else if (i === parts.length - 1) this.#fail('goes on after its last extension');
    return fields;
  }

  #repetitive({ of }: Repetitive): AsterixValue[] {
    const list: AsterixValue[] = [];
    for (let count = this.#bits.take(8); count > 0 && this.#going; count--) this.#entry(of, list);
    return list;
  }

  #repetitiveFx({ of }: RepetitiveFx): AsterixValue[] {
    const list: AsterixValue[] = [];
    do {
      if (list.length === MAX_FX_ENTRIES) this.#fail(`more than ${MAX_FX_ENTRIES} entries`);
      this.#entry(of, list);
    } while (this.#bits.take(1) === 1 && this.#going);
    return list;
  }

  #entry(of: Node | Element, list: AsterixValue[]): void {
    const value = 'node' in of ? this.#node(of) : this.#element(of);
    if (value !== undefined) list.push(value);
  }

  #compound({ parts }: Compound): AsterixFields {
    const fields: Fields = {};
    for (const place of this.#fieldSpecification(parts.length)) {
      const part = parts[place];
      if (part === undefined) this.#fail(`has no subitem ${place + 1}`);
      else this.#part(part, fields);
      if (!this.#going) break;
    }
    return fields;
  }

  #explicit(): string {
    const length = this.#bits.take(8);
    if (length === 0) this.#fail('a length of 0');
    return this.#hex((length - 1) * 8);
  }

  #hex(bits: number): string {
    let digits = '';
    for (let left = bits; left > 0 && !this.#bits.beyond; left -= 8)
      digits += this.#bits.take(8).toString(16).padStart(2, '0');
    return digits;
  }

  #element({ name, bits, coding }: Element): number | string | undefined {
    switch (coding.kind) {
      case 'code': {
        const value = this.#bits.take(bits);
        return value <= coding.max ? value : this.#doubt(name, value);
      }
      case 'quantity': {
        const raw = coding.signed ? this.#bits.takeSigned(bits) : this.#bits.take(bits);
        const value = coding.perUnit === undefined ? raw * coding.lsb : raw / coding.perUnit;
        if (coding.range === undefined || (value >= coding.range[0] && value <= coding.range[1]))
          return value;
        if (coding.must) this.#fail(`${name} ${value} is out of range`);
        return this.#doubt(name, value);
      }
      case 'octal':
        return this.#bits
          .take(bits)
          .toString(8)
          .padStart(bits / 3, '0');
      case 'hex':
        return this.#hex(bits);
      case 'ascii':
        return this.#ascii(name, bits / 8);
      case 'icao': {
        let text = '';
        for (let i = 0; i < bits / 6; i++) text += icaoCharacter(this.#bits.take(6));
        return trimmed(text);
      }
    }
  }

  #ascii(name: string, characters: number): string | undefined {
    let text = '';
    for (let i = 0; i < characters; i++) {
      const value = this.#bits.take(8);
      if (value > 126 || (value < 32 && value !== 0)) this.#fail(`${name} is not text`);
      text += value === 0 ? ' ' : String.fromCharCode(value);
    }
    return trimmed(text);
  }

  #doubt(name: string, value: number): undefined {
    if (this.doubts.length < MAX_DOUBTS) this.doubts.push(`${this.#where}: ${name} ${value} is out of range`);
  }
}

const trimmed = (text: string): string | undefined => text.trimEnd() || undefined;
