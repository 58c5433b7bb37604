/** Decoded lines of AIS and of other sentences back to the sentences. */
import { encodeAis } from '../decode/ais/encode.ts';
import { toJson } from '../decode/ais/lines.ts';
import type { AisMessage } from '../decode/ais/message.ts';
import { AisReader } from '../decode/ais/reader.ts';
import type { NmeaSentence } from '../decode/nmea/sentences/messages.ts';
import { SentenceReader } from '../decode/nmea/sentences/read.ts';
import { rewriteSentence } from '../decode/nmea/sentences/rewrite.ts';
import { lostField } from './comeback.ts';
import { type Around, dressed } from './dressedsentences.ts';

export type Line = { readonly [field: string]: unknown };
/** Bytes, or what is wrong with the line. */
export type Encoded = { readonly bytes: Uint8Array; readonly leftOut?: string } | { readonly wrong: string };

/** Of a decoded line, what is not the message's own. */
const AROUND = [
  'channel',
  'talker',
  'own',
  'timeMs',
  'timeSource',
  'station',
  'signalDbm',
  'arrivalSecond',
  'tags',
];
/** What the decoder made of other fields and of lines before: it is not said by the sentence. */
const DERIVED: Readonly<Record<string, readonly string[]>> = {
  TTM: ['azimuthDeg', 'lat', 'lon', 'sogKn', 'cogDeg'],
  DSC: ['call'],
  DSE: ['lat', 'lon'],
  ABM: ['application'],
  BBM: ['application'],
};
const OF_STREAM = ['timeMs', 'timeSource', 'station'];

/** Two characters, as a rule letters; some stations write what they like. */
const TALKER = /^[^!$*,\\\s]{2}$/;

export class SentenceEncoder {
  readonly #aisAlone: boolean;
  readonly #reader = new AisReader();
  readonly #sentences = new SentenceReader();
  #sequence = 0;

  constructor(aisAlone: boolean) {
    this.#aisAlone = aisAlone;
  }

  encode(decoded: Line): Encoded {
    const line = trusted(decoded);
    if (typeof line.type === 'number') return this.#ais(line);
    if (typeof line.sentence !== 'string') return { wrong: 'neither “type” nor “sentence” says what it is' };
    return this.#aisAlone ? { wrong: `the sentence ${line.sentence} is not AIS` } : this.#sentence(line);
  }

  #ais(line: Line): Encoded {
    const { channel, talker, own } = line;
    const said = Object.fromEntries(
      Object.entries(line).filter(([field]) => !AROUND.includes(field) && field !== 'communication'),
    );
    if (!isMmsi(said.mmsi)) return { wrong: 'the MMSI is not nine digits' };
    const sentences = encodeAis(messageOf(said), {
      channel: typeof channel === 'string' ? channel : '',
      ...(typeof talker === 'string' && TALKER.test(talker) && { talker }),
      ...(own === true && { own }),
      sequenceId: this.#sequence,
    });
    if (sentences.length > 1) this.#sequence = (this.#sequence + 1) % 10;
    const text = dressed(sentences, line as Around);
    let back: Line | undefined;
    this.#reader.push(Buffer.from(text, 'latin1'), 0, 0, {
      message: (record) => {
        back = toJson(record);
      },
      fault: () => undefined,
    });
    if (back === undefined) return { wrong: `no message of type ${line.type} can be made of it` };
    return ended(text, lostField(line, back, ['communication']));
  }

  #sentence(line: Line): Encoded {
    const derived = [...OF_STREAM, ...(DERIVED[String(line.sentence)] ?? [])];
    const own = Object.fromEntries(Object.entries(line).filter(([field]) => !derived.includes(field)));
    const said = numbered(own) as unknown as NmeaSentence;
    if (!TALKER.test(said.talker)) return { wrong: 'the talker is not two letters' };
    const sentences = rewriteSentence(said);
    let back: NmeaSentence | undefined;
    let wrong: string | undefined;
    // a time of the stream's own dates comes back with them
    const { timeMs: _, ...undated } = line;
    const text = dressed(sentences, (line.timeSource === undefined ? undated : line) as Around);
    this.#reader.push(Buffer.from(text, 'latin1'), 0, 0, {
      message: () => undefined,
      fault: (_, detail) => {
        wrong = detail;
      },
      other: (one) => {
        const read = this.#sentences.read(one);
        if (read.kind === 'read') back = read.sentence;
        if (read.kind === 'wrong') wrong = read.detail;
        return read.kind !== 'unknown';
      },
    });
    if (back === undefined) return { wrong: wrong ?? `no sentence ${line.sentence} can be made of it` };
    const comesBack = Object.fromEntries(Object.entries(back));
    return ended(text, lostField(numbered(own), comesBack));
  }
}

const ended = (text: string, lost: string | undefined): Encoded =>
  lost === undefined ? { bytes: Buffer.from(text, 'latin1') } : { wrong: lost };

/** Tags that were not believed are not said again. */
function trusted(line: Line): Line {
  const { tags, ...rest } = line;
  if (typeof tags !== 'object' || tags === null) return line;
  const { distrusted: _, ...believed } = tags as Line;
  return Object.keys(believed).length === 0 ? rest : { ...rest, tags: believed };
}

const isMmsi = (value: unknown): boolean => typeof value === 'string' && /^\d{9}$/.test(value);

/** MMSIs as numbers, in objects and lists too; everything else as it stands. */
function numbered(object: Line): Line {
  const value = (field: string, one: unknown): unknown => {
    if (Array.isArray(one)) return one.map((inner) => value(field.replace(/s$/, ''), inner));
    if (typeof one === 'object' && one !== null) return numbered(one as Line);
    return /mmsi$/i.test(field) && isMmsi(one) ? Number(one) : one;
  };
  return Object.fromEntries(Object.entries(object).map(([field, one]) => [field, value(field, one)]));
}

/** The message as the encoder wants it: what is wrong with its fields shows when it is read again. */
function messageOf(said: Line): AisMessage {
  const { data, ...rest } = numbered(said);
  const bytes = typeof data === 'string' ? { data: Buffer.from(data, 'hex') } : {};
  return { ...rest, ...bytes } as unknown as AisMessage;
}
