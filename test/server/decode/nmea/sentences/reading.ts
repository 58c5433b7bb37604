/** The short way to read sentences in a test. */
import { NmeaReader } from '../../../../../server/decode/nmea/reader.ts';
import type { NmeaSentence } from '../../../../../server/decode/nmea/sentences/messages.ts';
import { SentenceReader } from '../../../../../server/decode/nmea/sentences/read.ts';

export interface Reading {
  readonly sentences: NmeaSentence[];
  /** Of the line reader and of the sentences alike. */
  readonly faults: string[];
  readonly unknown: string[];
}

/** Everything that these lines say. */
export function readLines(text: string): Reading {
  const reading: Reading = { sentences: [], faults: [], unknown: [] };
  const sentences = new SentenceReader((detail) => reading.faults.push(`incomplete: ${detail}`));
  const reader = new NmeaReader(
    {
      sentence(line) {
        const read = sentences.read(line);
        if (read.kind === 'read') reading.sentences.push(read.sentence);
        else if (read.kind === 'wrong') reading.faults.push(read.detail);
        else if (read.kind === 'unknown') reading.unknown.push(line.sample());
      },
      fault: (kind, detail) => reading.faults.push(`${kind}: ${detail}`),
    },
    () => undefined,
  );
  reader.push(Buffer.from(`${text}\r\n`, 'latin1'), 0, 0);
  sentences.close(0);
  return reading;
}

/** The only sentence of a line. */
export function readOne(line: string): NmeaSentence {
  const { sentences, faults, unknown } = readLines(line);
  const [only] = sentences;
  if (only === undefined || sentences.length > 1 || faults.length + unknown.length > 0)
    throw new Error(`${line}: ${JSON.stringify({ sentences, faults, unknown })}`);
  return only;
}
