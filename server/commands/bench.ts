/** `watchfloor bench [NAME]`: the measurements, from a checkout (the rivals are development dependencies). */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { INSTALLATION } from '../places.ts';
import { type Command, EXIT, type ExitCode, usage } from './command.ts';

const folder = path.join(INSTALLATION, 'test/bench');
/** Machinery of the benches, not benches. */
const MACHINERY = /^harness|\.side\.ts$|\.test\.ts$/;

const names = (): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.ts') && !MACHINERY.test(file))
        .map((file) => file.slice(0, -3))
        .sort()
    : [];

const runBench = (name: string): Promise<ExitCode> =>
  new Promise((resolve) => {
    const tsx = path.join(INSTALLATION, 'node_modules/tsx/dist/cli.mjs');
    const child = spawn(process.execPath, ['--expose-gc', tsx, path.join(folder, `${name}.ts`)], {
      cwd: INSTALLATION,
      stdio: 'inherit',
    });
    child.on('exit', (code) => resolve(code === 0 ? EXIT.ok : EXIT.nothingUsable));
  });

export const bench: Command = {
  name: 'bench',
  summary: 'measure against the alternatives: a table and JSON',
  help: `watchfloor bench [NAME]

Runs one measurement, or all: sides alternate in one run, each in a fresh process, by CPU time.
A table on stderr, a JSON line a bench on stdout; exit 1 when a floor is not met.
NAME is one of: ${names().join(', ')}
`,
  async run(args) {
    const available = names();
    if (available.length === 0)
      return usage('bench', `no benches in ${folder}: run it from a checkout of the sources.`);
    const unknown = args.find((name) => !available.includes(name));
    if (unknown !== undefined)
      return usage('bench', `there is no bench '${unknown}'; there are ${available.join(', ')}.`);
    let exit: ExitCode = EXIT.ok;
    for (const name of args.length > 0 ? args : available)
      if ((await runBench(name)) !== EXIT.ok) exit = EXIT.nothingUsable;
    return exit;
  },
};
