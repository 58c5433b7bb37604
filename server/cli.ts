/** The commands: `watchfloor <command> [options]`. JSON lines on stdout, words on stderr; exit 0, 1 (nothing usable) or 2 (usage). */

import { bench } from './commands/bench.ts';
import { type Command, EXIT } from './commands/command.ts';
import { decode } from './commands/decode.ts';
import { serve } from './commands/serve.ts';
import { simulate } from './commands/simulate.ts';
import { track } from './commands/track.ts';

const COMMANDS: readonly Command[] = [serve, decode, simulate, track, bench];

function help(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'watchfloor <command> [options]',
    '',
    ...lines,
    '',
    'watchfloor <command> --help says more.',
    '',
  ].join('\n');
}

/** Runs one command line and sets the process's exit code. */
export async function runCommand(args: readonly string[]): Promise<void> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(help());
    process.exitCode = name === undefined ? EXIT.usage : EXIT.ok;
    return;
  }
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (!command) {
    process.stderr.write(`watchfloor: there is no command '${name}'.\n\n${help()}`);
    process.exitCode = EXIT.usage;
    return;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(command.help);
    return;
  }
  process.exitCode = await command.run(rest);
}
