#!/usr/bin/env node
/** `watchfloor <command>`: compiles when stale, then runs the command line. */
import { checkNode, commandLine, ensureBuilt, ensureDependencies, ensureServer, say } from './steps.mjs';

const args = process.argv.slice(2);
try {
  if (args[0] === 'serve') await ensureBuilt();
  else {
    checkNode();
    await ensureDependencies();
    await ensureServer();
  }
} catch (error) {
  say(`could not be set up: ${error.message}`);
  process.exit(1);
}
const { runCommand } = await commandLine();
await runCommand(args);
