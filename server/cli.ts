/** The commands: `watchfloor <command> [options]`. JSON lines on stdout, words on stderr; exit 0, 1 (nothing usable) or 2 (usage). */
import { type Command, EXIT } from './commands/command.ts';

/** Each loads itself alone: a short command does not wait for the server's code. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./commands/serve.ts')).serve,
  decode: async () => (await import('./commands/decode.ts')).decode,
  encode: async () => (await import('./commands/encode.ts')).encode,
  simulate: async () => (await import('./commands/simulate.ts')).simulate,
  track: async () => (await import('./commands/track.ts')).track,
  detect: async () => (await import('./commands/detect.ts')).detect,
  import: async () => (await import('./commands/import.ts')).importCommand,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  verify: async () => (await import('./commands/verify.ts')).verify,
  query: async () => (await import('./commands/query.ts')).query,
  bench: async () => (await import('./commands/bench.ts')).bench,
};

async function help(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
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
    process.stdout.write(await help());
    process.exitCode = name === undefined ? EXIT.usage : EXIT.ok;
    return;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    process.stderr.write(`watchfloor: there is no command '${name}'.\n\n${await help()}`);
    process.exitCode = EXIT.usage;
    return;
  }
  const command = await load();
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(command.help);
    return;
  }
  process.exitCode = await command.run(rest);
}
