/** The way back of each format that is decoded: one line of JSON to its bytes. */
import { encodeBaseStation } from '../decode/adsb/basestation.ts';
import { BlockReader } from '../decode/asterix/blocks.ts';
import { tablesOf } from '../decode/asterix/editions.ts';
import { encodeAsterix } from '../decode/asterix/encode.ts';
import { Framing } from '../decode/asterix/framing.ts';
import type { AsterixRecord } from '../decode/asterix/record.ts';
import { encodeCotXml } from '../decode/cot/encodexml.ts';
import type { CotEvent } from '../decode/cot/event.ts';
import { eventOf } from '../decode/cot/fromxml.ts';
import { readDocument } from '../decode/cot/xml.ts';
import { HEADER_BYTES } from '../decode/sapient/encode.ts';
import { encodeSapientJson } from '../decode/sapient/lines.ts';
import { decodeMessage, messageToJson } from '../decode/sapient/message.ts';
import { lostField } from './comeback.ts';
import { type Encoded, type Line, SentenceEncoder } from './encodedsentences.ts';

export const ENCODED_FORMATS = ['auto', 'ais', 'nmea', 'asterix', 'sapient', 'cot', 'adsb'] as const;
export type EncodedFormat = (typeof ENCODED_FORMATS)[number];

/** @param editions of ASTERIX, by category; throws a RangeError for one that there is no table for */
export function encoderOf(
  format: EncodedFormat,
  editions: Readonly<Record<string, string>>,
): (line: Line) => Encoded {
  switch (format) {
    case 'auto':
    case 'nmea':
    case 'ais': {
      const sentences = new SentenceEncoder(format === 'ais');
      return (line) => sentences.encode(line);
    }
    case 'asterix': {
      const reader = new BlockReader(tablesOf(editions));
      return (line) => asterix(line, editions, reader);
    }
    case 'sapient':
      return sapient;
    case 'cot':
      return cot;
    case 'adsb':
      return adsb;
  }
}

function asterix(
  { category, items }: Line,
  editions: Readonly<Record<string, string>>,
  reader: BlockReader,
): Encoded {
  if (typeof category !== 'number' || typeof items !== 'object' || items === null)
    return { wrong: 'no “category” and “items”' };
  const bytes = encodeAsterix(category, [items as AsterixRecord], editions);
  let back: AsterixRecord | undefined;
  let wrong: string | undefined;
  new Framing(reader).datagram(bytes, {
    record: (_, record) => {
      back = record;
    },
    fault: (_, detail) => {
      wrong = detail;
    },
  });
  if (back === undefined) return { wrong: wrong ?? 'no record can be made of it' };
  const lost = lostField(items as Line, back as Line);
  return lost === undefined ? { bytes } : { wrong: lost };
}

function sapient(line: Line): Encoded {
  const encoded = encodeSapientJson(line);
  if (!(encoded instanceof Uint8Array)) return { wrong: encoded.detail };
  const message = decodeMessage(encoded.subarray(HEADER_BYTES));
  if (typeof message === 'string') return { wrong: message };
  const lost = lostField(line, messageToJson(message));
  return lost === undefined ? { bytes: encoded } : { wrong: lost };
}

function cot(line: Line): Encoded {
  const xml = encodeCotXml(line as unknown as CotEvent);
  const read = readDocument(xml);
  const said = 'wrong' in read ? read : eventOf(read.root);
  if ('wrong' in said) return { wrong: said.wrong };
  const lost = lostField(line, { ...said.event });
  return lost === undefined ? { bytes: Buffer.from(`${xml}\n`, 'utf8') } : { wrong: lost };
}

const METRES_PER_FOOT = 0.3048;
/** What a BaseStation line says. */
const SAID = [
  'type',
  'observedMs',
  'address',
  'callSign',
  'lat',
  'lon',
  'altM',
  'sogKn',
  'cogDeg',
  'squawk',
  'onGround',
];

/** As BaseStation lines; what they have no field for is left out and told. */
function adsb(line: Line): Encoded {
  const { type, address, observedMs } = line;
  if (type !== 'aircraft' || typeof address !== 'string' || !/^~?[0-9a-f]{6}$/.test(address))
    return { wrong: 'no aircraft with an address of six hexadecimal digits' };
  const number = (field: string) => (typeof line[field] === 'number' ? { [field]: line[field] } : {});
  const { altM, callSign, squawk, onGround } = line;
  const text = encodeBaseStation({
    ...{ line: 'MSG', transmission: 3, address },
    ...{ ...number('lat'), ...number('lon'), ...number('sogKn'), ...number('cogDeg') },
    ...(typeof observedMs === 'number' && { timeMs: observedMs }),
    ...(typeof altM === 'number' && { altFt: altM / METRES_PER_FOOT }),
    ...(typeof callSign === 'string' && { callSign }),
    ...(typeof squawk === 'string' && { squawk }),
    ...(typeof onGround === 'boolean' && { onGround }),
  });
  const unsaid = Object.keys(line).filter((field) => !SAID.includes(field));
  const bytes = Buffer.from(text, 'latin1');
  return unsaid.length === 0 ? { bytes } : { bytes, leftOut: unsaid.join(', ') };
}
