/** `watchfloor decode`: bytes to JSON, a message a line. */
import { parseArgs } from 'node:util';
import { decodeToJson, emptySummary, isFault } from '../decode/ais/lines.ts';
import { decodeNmeaToJson } from '../decode/nmea/json.ts';
import { openRecording } from '../feeds/recording.ts';
import { type Command, EXIT, type ExitCode, usage, writeOut } from './command.ts';

const FORMATS = ['auto', 'ais', 'nmea'];
/** Lines are written in blocks of this size: a write a line would cost more than the decoding. */
const BLOCK_CHARACTERS = 65_536;

/** Decodes one source; false when whoever reads us has gone. */
async function decodeSource(
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  format: string,
  showFaults: boolean,
): Promise<{ messages: number; alive: boolean }> {
  const summary = emptySummary();
  let block = '';
  let alive = true;
  for await (const line of (format === 'ais' ? decodeToJson : decodeNmeaToJson)(chunks, summary)) {
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
  summary: 'AIS, radar, own-ship and distress sentences to JSON, a message a line',
  help: `watchfloor decode [--format auto|ais|nmea] [--quiet] [FILE…|-]

Reads files (gzip too) or standard input and writes a JSON object a message to stdout; field names end in their unit,
MMSIs are nine digits, what is not available is not there (docs/formats/ais.md, docs/formats/nmea.md).
AIS messages have a type; other sentences say which they are (--format ais leaves those out, as faults).
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
    if (values.format !== undefined && !FORMATS.includes(values.format)) {
      return usage(
        'decode',
        `'${values.format}' is not a format of this version; there are ${FORMATS.join(', ')}.`,
      );
    }
    let exit: ExitCode = EXIT.ok;
    let messages = 0;
    for (const file of positionals.length > 0 ? positionals : ['-']) {
      try {
        const chunks: AsyncIterable<Uint8Array> = file === '-' ? process.stdin : await openRecording(file);
        const result = await decodeSource(file, chunks, values.format ?? 'auto', values.quiet !== true);
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
    options: { format: { type: 'string' }, quiet: { type: 'boolean' } },
    allowPositionals: true,
  });
