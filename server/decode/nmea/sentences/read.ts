/** One sentence as what it says: the formatter picks the reader. */
import type { NmeaLine } from '../reader.ts';
import { readDsc, readDse } from './dsc.ts';
import { Fields } from './fields.ts';
import type { NmeaSentence } from './messages.ts';
import {
  readGga,
  readGll,
  readHdg,
  readHdt,
  readRmc,
  readThs,
  readVhw,
  readVtg,
  readZda,
} from './navigation.ts';
import { readOsd, readRsd, readTlb, readTll, readTtd, readTtm } from './radar.ts';

type Read = (talker: string, fields: Fields) => NmeaSentence | undefined;

const READERS: Readonly<Record<NmeaSentence['sentence'], Read>> = {
  TTM: readTtm,
  TLL: readTll,
  TLB: readTlb,
  TTD: readTtd,
  OSD: readOsd,
  RSD: readRsd,
  RMC: readRmc,
  GGA: readGga,
  GLL: readGll,
  VTG: readVtg,
  VHW: readVhw,
  HDT: readHdt,
  THS: readThs,
  HDG: readHdg,
  ZDA: readZda,
  DSC: readDsc,
  DSE: readDse,
};
const BY_FORMATTER = new Map(Object.entries(READERS));
/** Proprietary addresses begin with it, whatever follows. */
const PROPRIETARY = 'P'.charCodeAt(0);
const ADDRESS_LENGTH = 5;

/** A known sentence (`doubt`: a field of it that was left out as wrong), or what is wrong with it; else `unknown`. */
export type ReadSentence =
  | { readonly kind: 'read'; readonly sentence: NmeaSentence; readonly doubt?: string }
  | { readonly kind: 'wrong'; readonly detail: string }
  | { readonly kind: 'unknown' };

const UNKNOWN: ReadSentence = { kind: 'unknown' };

/** Reads sentences one after the other; keeps nothing of one for the next. */
export class SentenceReader {
  readonly #fields = new Fields();

  read({ bytes, sentence: { start, end } }: NmeaLine): ReadSentence {
    const at = start + 1;
    if (bytes[at] === PROPRIETARY || at + ADDRESS_LENGTH > end) return UNKNOWN;
    const read = BY_FORMATTER.get(String.fromCharCode(bytes[at + 2]!, bytes[at + 3]!, bytes[at + 4]!));
    if (read === undefined) return UNKNOWN;
    const fields = this.#fields;
    fields.set(Buffer.from(bytes.buffer, bytes.byteOffset + at, end - at).toString('latin1'));
    const address = fields.raw(0);
    if (!/^[A-Z][A-Z0-9]...$/.test(address)) return UNKNOWN;
    const sentence = read(address.slice(0, 2), fields);
    if (fields.wrong !== undefined || sentence === undefined)
      return { kind: 'wrong', detail: `${address}: ${fields.wrong ?? 'not readable'}` };
    return fields.forgiven === undefined
      ? { kind: 'read', sentence }
      : { kind: 'read', sentence, doubt: `${address}: ${fields.forgiven}` };
  }
}
