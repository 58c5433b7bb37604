/** What a command is, and how it ends. */
export const EXIT = { ok: 0, nothingUsable: 1, usage: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  run(args: readonly string[]): Promise<ExitCode>;
}

/** A usage fault on stderr. */
export function usage(command: string, what: string): ExitCode {
  process.stderr.write(`watchfloor ${command}: ${what}\nwatchfloor ${command} --help says how.\n`);
  return EXIT.usage;
}

/** Writes to stdout and waits while the reader is slow; false when the reader has gone. */
export function writeOut(text: string | Uint8Array): Promise<boolean> {
  if (process.stdout.destroyed) return Promise.resolve(false);
  if (process.stdout.write(text)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const done = (alive: boolean): void => {
      process.stdout.off('drain', drained);
      process.stdout.off('close', closed);
      resolve(alive);
    };
    const drained = (): void => done(true);
    const closed = (): void => done(false);
    process.stdout.once('drain', drained);
    process.stdout.once('close', closed);
  });
}
