/** `watchfloor serve`: the server, until a signal ends it. */
import pino from 'pino';
import { readConfig, SERVE_USAGE } from '../config.ts';
import { startServer } from '../main.ts';
import { type Command, EXIT } from './command.ts';

/** Long enough to close sockets, short enough for whoever waits. */
const STOP_WITHIN_MS = 3000;

export const serve: Command = {
  name: 'serve',
  summary: 'the server and its screen',
  help: `${SERVE_USAGE}\n`,
  async run(args) {
    const settings = readConfig(args, process.env);
    if ('faults' in settings) {
      process.stderr.write(`${settings.text}\n`);
      return EXIT.usage;
    }
    const log = pino(
      { level: process.env.WATCHFLOOR_LOG ?? 'warn', base: null },
      pino.destination({ fd: 2, sync: true }),
    );
    const signalled = new Promise<void>((resolve) => {
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    });
    try {
      const server = await startServer(settings.config, log);
      const what = settings.config.demonstration
        ? 'the demonstration, synthetic traffic'
        : `${settings.config.feeds.length} feed(s)`;
      process.stderr.write(`watchfloor: ${server.url} – ${what}. Ctrl-C ends it.\n`);
      // The token itself is nowhere but in its file.
      if (server.setupTokenFile !== undefined)
        process.stderr.write(`watchfloor: set it up there with the token in ${server.setupTokenFile}\n`);
      await signalled;
      process.stderr.write('watchfloor: ending …\n');
      setTimeout(() => process.exit(EXIT.ok), STOP_WITHIN_MS).unref();
      await server.stop();
      return EXIT.ok;
    } catch (error) {
      process.stderr.write(`watchfloor: ${error instanceof Error ? error.message : String(error)}\n`);
      return EXIT.nothingUsable;
    }
  },
};
