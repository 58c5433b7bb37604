/** `npm start [-- options]`: sets up what is missing, then serves. */
import { commandLine, ensureBuilt, say } from './steps.mjs';

try {
  await ensureBuilt();
} catch (error) {
  say(`could not be set up: ${error.message}`);
  process.exit(1);
}
const { runCommand } = await commandLine();
await runCommand(['serve', ...process.argv.slice(2)]);
