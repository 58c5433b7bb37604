/** Items to the bytes of one record, by the table of its category and edition. */
import { BitWriter } from './bitwriter.ts';
import {
  type CategoryTable,
  type Compound,
  type Element,
  type Extended,
  itemName,
  type Node,
  type Part,
} from './layout.ts';
import { type AsterixFields, type AsterixRecord, type AsterixValue, isList } from './record.ts';
import { icaoCode } from './text.ts';

const FULL_TURN_DEG = 360;

/**
 * The bytes of one record. A field that is absent is written as zero bits (text: blanks); a number beyond what its
 * field can say is written as the end of the field, and a whole turn as 0.
 * @throws RangeError for an item or a field that the edition does not have: the caller's mistake, never the data's.
 */
export function writeRecord(table: CategoryTable, record: AsterixRecord): Uint8Array {
  const to = new BitWriter();
  for (const item of Object.keys(record))
    if (!table.uap.includes(item))
      throw new RangeError(`${itemName(table.category, item)} is not in edition ${table.edition}`);
  const places = table.uap.map((item) => item !== undefined && record[item] !== undefined);
  writePresence(to, places);
  for (const item of table.uap) {
    const value = item === undefined ? undefined : record[item];
    const node = item === undefined ? undefined : table.items[item];
    if (item !== undefined && node !== undefined && value !== undefined)
      writeNode(to, node, value, itemName(table.category, item));
  }
  return to.bytes();
}

function writePresence(to: BitWriter, places: readonly boolean[]): void {
  const octets = Math.max(1, Math.ceil((places.lastIndexOf(true) + 1) / 7));
  for (let octet = 0; octet < octets; octet++) {
    for (let i = 0; i < 7; i++) to.put(places[octet * 7 + i] === true ? 1 : 0, 1);
    to.put(octet < octets - 1 ? 1 : 0, 1);
  }
}

function writeNode(to: BitWriter, node: Node, value: AsterixValue, where: string): void {
  switch (node.node) {
    case 'group': {
      const fields = known(value, node.parts, where);
      for (const part of node.parts) writePart(to, part, fields, where);
      return;
    }
    case 'extended':
      writeExtended(to, node, known(value, node.parts, where), where);
      return;
    case 'compound':
      writeCompound(to, node, known(value, node.parts, where), where);
      return;
    case 'repetitive': {
      const list = listOf(value, where);
      if (list.length > 255) throw new RangeError(`${where}: more than 255 entries`);
      to.put(list.length, 8);
      for (const entry of list) writeEntry(to, node.of, entry, where);
      return;
    }
    case 'repetitiveFx': {
      const list = listOf(value, where);
      if (list.length === 0) throw new RangeError(`${where}: needs an entry`);
      for (const [i, entry] of list.entries()) {
        writeEntry(to, node.of, entry, where);
        to.put(i < list.length - 1 ? 1 : 0, 1);
      }
      return;
    }
    case 'explicit': {
      const bytes = Buffer.from(typeof value === 'string' ? value : '', 'hex');
      if (bytes.length > 254) throw new RangeError(`${where}: more than 254 bytes`);
      to.put(bytes.length + 1, 8);
      for (const byte of bytes) to.put(byte, 8);
    }
  }
}

function writeEntry(to: BitWriter, of: Node | Element, entry: AsterixValue, where: string): void {
  if ('node' in of) writeNode(to, of, entry, where);
  else writeElement(to, of, entry);
}

function writePart(to: BitWriter, part: Part, fields: AsterixFields, where: string): void {
  switch (part.part) {
    case 'spare':
      to.put(0, part.bits);
      return;
    case 'fx':
      return;
    case 'sub':
      writeNode(to, part.node, fields[part.name] ?? {}, `${where}/${part.name}`);
      return;
    case 'choice': {
      const by = fields[part.by];
      const option = part.options[typeof by === 'number' ? by : 0];
      if (option !== undefined) writeElement(to, option, fields[option.name]);
      return;
    }
    case 'element':
      writeElement(to, part, fields[part.name]);
  }
}

/** As many octets as there are fields for. */
function writeExtended(to: BitWriter, { parts }: Extended, fields: AsterixFields, where: string): void {
  const last = parts.findLastIndex((part) => namesOf(part).some((name) => fields[name] !== undefined));
  for (const [i, part] of parts.entries())
    if (part.part !== 'fx') writePart(to, part, fields, where);
    else {
      to.put(last > i ? 1 : 0, 1);
      if (last <= i) return;
    }
}

function writeCompound(to: BitWriter, { parts }: Compound, fields: AsterixFields, where: string): void {
  const here = (part: Compound['parts'][number]) => part !== undefined && fields[part.name] !== undefined;
  writePresence(to, parts.map(here));
  for (const part of parts) if (part !== undefined && here(part)) writePart(to, part, fields, where);
}

function writeElement(to: BitWriter, { bits, coding }: Element, value: AsterixValue | undefined): void {
  const number = typeof value === 'number' ? value : 0;
  const text = typeof value === 'string' ? value : '';
  switch (coding.kind) {
    case 'code':
      to.put(clamped(number, 0, coding.max), bits);
      return;
    case 'quantity': {
      let raw = Math.round(coding.perUnit === undefined ? number / coding.lsb : number * coding.perUnit);
      if (!coding.signed && coding.lsb * 2 ** bits === FULL_TURN_DEG) raw %= 2 ** bits;
      if (coding.signed) raw = clamped(raw, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1);
      else raw = clamped(raw, 0, 2 ** bits - 1);
      to.put(raw < 0 ? raw + 2 ** bits : raw, bits);
      return;
    }
    case 'octal':
      to.put(clamped(Number.parseInt(text || '0', 8) || 0, 0, 2 ** bits - 1), bits);
      return;
    case 'hex':
      for (let i = 0; i < bits / 8; i++) to.put(Number.parseInt(text.slice(i * 2, i * 2 + 2), 16) || 0, 8);
      return;
    case 'ascii':
      for (let i = 0; i < bits / 8; i++) to.put(i < text.length ? text.charCodeAt(i) & 0x7f : 32, 8);
      return;
    case 'icao':
      for (let i = 0; i < bits / 6; i++) to.put(icaoCode(text[i] ?? ' '), 6);
  }
}

const clamped = (value: number, low: number, high: number): number =>
  Number.isNaN(value) ? 0 : Math.min(high, Math.max(low, value));

function namesOf(part: Part | undefined): readonly string[] {
  if (part === undefined) return [];
  if (part.part === 'choice') return part.options.map(({ name }) => name);
  return 'name' in part ? [part.name] : [];
}

/** The value as fields, all of which the layout has. */
function known(value: AsterixValue, parts: readonly (Part | undefined)[], where: string): AsterixFields {
  if (typeof value !== 'object' || isList(value)) throw new RangeError(`${where}: needs fields`);
  const names = parts.flatMap(namesOf);
  for (const name of Object.keys(value))
    if (!names.includes(name)) throw new RangeError(`${where} has no field ${name}`);
  return value;
}

function listOf(value: AsterixValue, where: string): readonly AsterixValue[] {
  if (typeof value !== 'object' || !isList(value)) throw new RangeError(`${where}: needs a list`);
  return value;
}
