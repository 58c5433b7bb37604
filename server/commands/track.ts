/** `watchfloor track`: a recorded scenario through the fusion engine, a line an epoch. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { radarsOf } from '../tracks/fusion/offline/recording.ts';
import { OfflineTracker } from '../tracks/fusion/offline/track.ts';
import { type Command, EXIT, type ExitCode, usage, writeOut } from './command.ts';

/** Lines are written in blocks of this size. */
const BLOCK_CHARACTERS = 65_536;

export const track: Command = {
  name: 'track',
  summary: 'recorded plots and reports to tracks, a line an epoch',
  help: `watchfloor track MEAS.jsonl --meta META.json

Follows everything in a recording of scans ("scan", "pts", "bearing") and AIS reports ("ais") and writes a JSON line for
each scan of the first radar to stdout: {"t","tr":[[id,x,y,vx,vy,mmsi|null,Pxx,Pxy,Pyy,status],…]}, with "events"
(silent, unverified) and "bias" where there are any. Of META.json it reads the radars and nothing else; MEAS.jsonl may
be - for standard input. Broken lines go to stderr as JSON with their number, and the rest goes on; a summary ends it.
Exit 0, 1 when nothing could be followed or a file could not be read, 2 for wrong usage.
`,
  async run(args) {
    let parsed: ReturnType<typeof readArguments>;
    try {
      parsed = readArguments(args);
    } catch (error) {
      return usage('track', error instanceof Error ? error.message : String(error));
    }
    const [file, ...more] = parsed.positionals;
    const { meta } = parsed.values;
    if (file === undefined || more.length > 0 || meta === undefined)
      return usage('track', 'one recording and --meta META.json are needed.');
    try {
      const radars = radarsOf(JSON.parse(await readFile(meta, 'utf8')));
      if (radars === undefined) throw new Error(`${meta} is not a JSON object`);
      return await follow(file, new OfflineTracker(radars));
    } catch (error) {
      process.stderr.write(
        `watchfloor track: cannot be read: ${error instanceof Error ? error.message : error}. Check the path, its rights and its form.\n`,
      );
      return EXIT.nothingUsable;
    }
  },
};

async function follow(file: string, tracker: OfflineTracker): Promise<ExitCode> {
  const input = file === '-' ? process.stdin : createReadStream(file, { encoding: 'utf8' });
  let number = 0;
  let block = '';
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (text === '') continue;
    const taken = tracker.take(text);
    if (taken === undefined) continue;
    if ('detail' in taken) {
      process.stderr.write(`${JSON.stringify({ line: number, fault: taken.kind, detail: taken.detail })}\n`);
      continue;
    }
    block += `${JSON.stringify(taken)}\n`;
    if (block.length < BLOCK_CHARACTERS) continue;
    if (!(await writeOut(block))) return EXIT.ok;
    block = '';
  }
  if (block !== '' && !(await writeOut(block))) return EXIT.ok;
  process.stderr.write(`${JSON.stringify({ file, ...tracker.summary })}\n`);
  return tracker.summary.epochs === 0 ? EXIT.nothingUsable : EXIT.ok;
}

const readArguments = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: { meta: { type: 'string' } }, allowPositionals: true });
