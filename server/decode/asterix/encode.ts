/** Records to data blocks: what the decoder reads, written. */
import { type AsterixEditions, tablesOf } from './editions.ts';
import type { CategoryTable } from './layout.ts';
import type { AsterixRecord } from './record.ts';
import { writeRecord } from './writer.ts';

const HEADER_BYTES = 3;
const MAX_BLOCK_BYTES = 0xffff;
const DEFAULT_TABLES = tablesOf();

/**
 * One data block: category, length and the records one after another (see `AsterixRecord` for their form).
 * @throws RangeError for a category, item or field that there is not, or a block over 65,535 bytes.
 */
export function encodeAsterix(
  category: number,
  records: readonly AsterixRecord[],
  editions?: AsterixEditions,
): Uint8Array {
  const tables = editions === undefined ? DEFAULT_TABLES : tablesOf(editions);
  const table = tables.get(category);
  if (table === undefined) throw new RangeError(`ASTERIX category ${category} is not encoded`);
  return encodeBlock(table, records);
}

/** The same by a table that is at hand. */
export function encodeBlock(table: CategoryTable, records: readonly AsterixRecord[]): Uint8Array {
  const written = records.map((record) => writeRecord(table, record));
  const length = written.reduce((sum, { length: bytes }) => sum + bytes, HEADER_BYTES);
  if (length > MAX_BLOCK_BYTES) throw new RangeError(`a data block of ${length} bytes`);
  const block = new Uint8Array(length);
  block.set([table.category, length >> 8, length & 0xff]);
  let at = HEADER_BYTES;
  for (const record of written) {
    block.set(record, at);
    at += record.length;
  }
  return block;
}
