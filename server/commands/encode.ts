/** `watchfloor encode`: JSON lines, as `watchfloor decode` writes them, back to sentences or bytes. */
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { tablesOf } from '../decode/asterix/editions.ts';
import { type Command, EXIT, type ExitCode, usage, writeOut } from './command.ts';
import { type EncodeSummary, jsonLines } from './encodedlines.ts';
import type { Encoded, Line } from './encodedsentences.ts';
import { ENCODED_FORMATS, type EncodedFormat, encoderOf } from './encoders.ts';

/** Written in blocks of this size. */
const BLOCK_BYTES = 65_536;

interface Encoding {
  readonly encode: (line: Line) => Encoded;
  readonly showFaults: boolean;
}

/** Encodes one source; false when whoever reads us has gone. */
async function encodeSource(
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  { encode, showFaults }: Encoding,
): Promise<{ readonly encoded: number; readonly alive: boolean }> {
  const summary: EncodeSummary = { lines: 0, encoded: 0, faults: 0 };
  let block: Uint8Array[] = [];
  let bytes = 0;
  let alive = true;
  const flush = async () => {
    alive = bytes === 0 || (await writeOut(Buffer.concat(block)));
    block = [];
    bytes = 0;
  };
  for await (const one of jsonLines(chunks, encode, summary)) {
    if ('bytes' in one) {
      block.push(one.bytes);
      bytes += one.bytes.length;
      if (bytes >= BLOCK_BYTES) await flush();
      if (!alive) break;
    } else if (showFaults) process.stderr.write(`${JSON.stringify({ file: name, ...one })}\n`);
  }
  if (alive) await flush();
  process.stderr.write(`${JSON.stringify({ file: name, ...summary })}\n`);
  return { encoded: summary.encoded, alive };
}

export const encode: Command = {
  name: 'encode',
  summary: 'JSON lines, as decode writes them, back to sentences or bytes',
  help: `watchfloor encode [--format ${ENCODED_FORMATS.join('|')}] [--edition CAT=ED]… [--quiet] [FILE…|-]

Reads JSON lines as "watchfloor decode" writes them, from files or standard input, and writes to stdout what they were
decoded from. Numbers are rounded to the step of their field; what is absent is sent as "not available".
  auto, nmea  AIS messages (they have a type) and other sentences, with tag blocks, suffixes and times as they came
  ais         AIS alone; an application message without its data is made of its fields
  asterix     a data block a record; --edition 048=1.15 writes a category in another edition than the usual one
  sapient     messages with their lengths before them
  cot         events as XML
  adsb        BaseStation lines, which have no field for an accuracy or the words of an emergency
Every line is read again before it is written: one that would say something else, or that has a field nobody knows, is a
fault on stderr (JSON, with the number of the line) and is left out; the others go on. --quiet leaves the summary alone.
Exit 0, 1 when nothing could be encoded or a file could not be read, 2 for wrong usage.
`,
  async run(args) {
    let parsed: ReturnType<typeof readArguments>;
    try {
      parsed = readArguments(args);
    } catch (error) {
      return usage('encode', error instanceof Error ? error.message : String(error));
    }
    const { values, positionals } = parsed;
    const format: EncodedFormat | undefined = ENCODED_FORMATS.find(
      (one) => one === (values.format ?? 'auto'),
    );
    if (format === undefined) {
      const known = ENCODED_FORMATS.join(', ');
      return usage('encode', `'${values.format}' is not a format that can be written; there are ${known}.`);
    }
    const editions = Object.fromEntries((values.edition ?? []).map((said) => said.split('=', 2)));
    try {
      tablesOf(editions);
    } catch (error) {
      return usage('encode', `--edition: ${error instanceof Error ? error.message : error}`);
    }
    const encoding: Encoding = { encode: encoderOf(format, editions), showFaults: values.quiet !== true };
    let exit: ExitCode = EXIT.ok;
    let encoded = 0;
    for (const file of positionals.length > 0 ? positionals : ['-']) {
      try {
        const chunks: AsyncIterable<Uint8Array> = file === '-' ? process.stdin : createReadStream(file);
        const result = await encodeSource(file, chunks, encoding);
        encoded += result.encoded;
        if (!result.alive) return EXIT.ok;
      } catch (error) {
        process.stderr.write(
          `watchfloor encode: ${file} cannot be read: ${error instanceof Error ? error.message : error}. Check the path and its rights.\n`,
        );
        exit = EXIT.nothingUsable;
      }
    }
    return encoded === 0 ? EXIT.nothingUsable : exit;
  },
};

const readArguments = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      format: { type: 'string' },
      edition: { type: 'string', multiple: true },
      quiet: { type: 'boolean' },
    },
    allowPositionals: true,
  });
