/** `npm run build`: everything that `npm start` needs, without starting it. */
import { ensureBuilt, say } from './steps.mjs';

try {
  await ensureBuilt();
} catch (error) {
  say(`could not be built: ${error.message}`);
  process.exit(1);
}
