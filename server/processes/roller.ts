/**
 * The roller process: `roller.ts <settings as JSON>`. It ends by itself, writes its report as one line of JSON on its
 * output, and gives way to whatever else wants the processor.
 */
import { constants, setPriority } from 'node:os';
import { systemClock } from '../clock.ts';
import { rollHours } from '../record/archive/rollhours.ts';
import { rollerSettings } from '../record/archive/settings.ts';

try {
  setPriority(constants.priority.PRIORITY_LOW);
} catch {
  // Not allowed there: it then runs as the others do.
}
const settings = rollerSettings.parse(JSON.parse(process.argv[2] ?? '{}'));
const report = await rollHours(settings, { nowMs: systemClock.nowMs });
process.stdout.write(`${JSON.stringify(report)}\n`);
