/** `watchfloor decode`: bytes to JSON, a message a line. */
import { parseArgs } from 'node:util';
import { emptySummary, isFault } from '../decode/ais/lines.ts';
import { tablesOf } from '../decode/asterix/editions.ts';
import { openRecording } from '../feeds/recording.ts';
import { type Command, EXIT, type ExitCode, usage, writeOut } from './command.ts';
import { DECODED_FORMATS, type DecodedFormat, decodedLines } from './decodedlines.ts';

/** Lines are written in blocks of this size: a write a line would cost more than the decoding. */
const BLOCK_CHARACTERS = 65_536;

interface Reading {
  readonly format: DecodedFormat;
  readonly editions: Readonly<Record<string, string>>;
  readonly showFaults: boolean;
}

/** Decodes one source; false when whoever reads us has gone. */
async function decodeSource(
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  { format, editions, showFaults }: Reading,
): Promise<{ messages: number; alive: boolean }> {
  const summary = emptySummary();
  let block = '';
  let alive = true;
  for await (const line of decodedLines(format, chunks, summary, editions)) {
    if (isFault(line)) {
      if (showFaults) process.stderr.write(`${JSON.stringify({ file: name, ...line })}\n`);
      continue;
    }
    block += `${JSON.stringify(line)}\n`;
    if (block.length < BLOCK_CHARACTERS) continue;
    alive = await writeOut(block);
    block = '';
    if (!alive) break;
  }
  if (alive && block !== '') alive = await writeOut(block);
  process.stderr.write(`${JSON.stringify({ file: name, ...summary })}\n`);
  return { messages: summary.messages, alive };
}

export const decode: Command = {
  name: 'decode',
  summary: 'bytes of any format to JSON, a message a line',
  help: `watchfloor decode [--format ${DECODED_FORMATS.join('|')}] [--edition CAT=ED]… [--quiet] [FILE…|-]

Reads files (gzip and captured traffic, pcap or pcapng, too) or standard input and writes a JSON object a message to
stdout; field names end in their unit, MMSIs are nine digits, what is not available is not there (docs/formats).
  auto, nmea  AIS messages, which have a type, and radar, own-ship and distress sentences, which say which they are
  ais         AIS alone: other sentences are faults
  asterix     a record a line; --edition 048=1.15 reads a category in another edition than the usual one
  sapient     messages with their lengths before them
  cot         events, as XML or in the TAK protocol
  adsb        BaseStation lines and readsb's JSON
  aisstream   JSON of aisstream.io, an object a line, as AIS messages
Faults go to stderr as JSON lines, with a summary a source; --quiet leaves the summary alone.
Exit 0, 1 when nothing could be decoded or a file could not be read, 2 for wrong usage.
`,
  async run(args) {
    let parsed: ReturnType<typeof readArguments>;
    try {
      parsed = readArguments(args);
    } catch (error) {
      return usage('decode', error instanceof Error ? error.message : String(error));
    }
    const { values, positionals } = parsed;
    const format = DECODED_FORMATS.find((known) => known === (values.format ?? 'auto'));
    if (format === undefined) {
      const known = DECODED_FORMATS.join(', ');
      return usage('decode', `'${values.format}' is not a format of this version; there are ${known}.`);
    }
    const editions = Object.fromEntries((values.edition ?? []).map((said) => said.split('=', 2)));
    try {
      tablesOf(editions);
    } catch (error) {
      return usage('decode', `--edition: ${error instanceof Error ? error.message : error}`);
    }
    const reading: Reading = { format, editions, showFaults: values.quiet !== true };
    let exit: ExitCode = EXIT.ok;
    let messages = 0;
    for (const file of positionals.length > 0 ? positionals : ['-']) {
      try {
        const chunks: AsyncIterable<Uint8Array> = file === '-' ? process.stdin : await openRecording(file);
        const result = await decodeSource(file, chunks, reading);
        messages += result.messages;
        if (!result.alive) return EXIT.ok;
      } catch (error) {
        process.stderr.write(
          `watchfloor decode: ${file} cannot be read: ${error instanceof Error ? error.message : error}. Check the path and its rights.\n`,
        );
        exit = EXIT.nothingUsable;
      }
    }
    return messages === 0 ? EXIT.nothingUsable : exit;
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
