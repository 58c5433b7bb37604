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
import { Requests, readAbk, readAlr } from './transponder.ts';

type Read = (talker: string, fields: Fields) => NmeaSentence | undefined;

const READERS: Readonly<Record<Exclude<NmeaSentence['sentence'], 'ABM' | 'BBM'>, Read>> = {
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
  ABK: readAbk,
  ALR: readAlr,
};
const BY_FORMATTER = new Map(Object.entries(READERS));
/** Proprietary addresses begin with it, whatever follows. */
const PROPRIETARY = 'P'.charCodeAt(0);
const ADDRESS_LENGTH = 5;

/** Of several sentences a message. */
type Requesting = 'ABM' | 'BBM';
const isRequest = (formatter: string): formatter is Requesting => formatter === 'ABM' || formatter === 'BBM';

/** A known sentence (`doubt`: a field of it that was left out as wrong), or what is wrong with it; `part`: more of its message is to come; else `unknown`. */
export type ReadSentence =
  | { readonly kind: 'read'; readonly sentence: NmeaSentence; readonly doubt?: string }
  | { readonly kind: 'wrong'; readonly detail: string }
  | { readonly kind: 'part' }
  | { readonly kind: 'unknown' };

const UNKNOWN: ReadSentence = { kind: 'unknown' };
const PART: ReadSentence = { kind: 'part' };

/** Reads sentences one after the other; keeps nothing of one for the next but unfinished ABM and BBM (see `Requests`). */
export class SentenceReader {
  readonly #fields = new Fields();
  readonly #requests: Requests;

  /** @param incomplete told of a message whose sentences did not all come */
  constructor(incomplete: (detail: string, sample: string) => void = () => undefined) {
    this.#requests = new Requests(incomplete);
  }

  /** A connection ended: what it left unfinished is told. */
  close(connection: number): void {
    this.#requests.close(connection);
  }

  read(line: NmeaLine): ReadSentence {
    const {
      bytes,
      sentence: { start, end },
    } = line;
    const at = start + 1;
    if (bytes[at] === PROPRIETARY || at + ADDRESS_LENGTH > end) return UNKNOWN;
    const formatter = String.fromCharCode(bytes[at + 2]!, bytes[at + 3]!, bytes[at + 4]!);
    const read = BY_FORMATTER.get(formatter);
    if (read === undefined && !isRequest(formatter)) return UNKNOWN;
    const fields = this.#fields;
    fields.set(Buffer.from(bytes.buffer, bytes.byteOffset + at, end - at).toString('latin1'));
    const address = fields.raw(0);
    if (!/^[A-Z][A-Z0-9]...$/.test(address)) return UNKNOWN;
    const talker = address.slice(0, 2);
    const sentence = isRequest(formatter)
      ? this.#requests.read(formatter, talker, fields, line)
      : read?.(talker, fields);
    if (sentence === 'part') return PART;
    if (fields.wrong !== undefined || sentence === undefined)
      return { kind: 'wrong', detail: `${address}: ${fields.wrong ?? 'not readable'}` };
    return fields.forgiven === undefined
      ? { kind: 'read', sentence }
      : { kind: 'read', sentence, doubt: `${address}: ${fields.forgiven}` };
  }
}
