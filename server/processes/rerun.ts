/**
 * A range run again, in a process of its own: `rerun.ts <RerunJob as JSON>`. Tells its progress and what came of it as
 * JSON over descriptor 3, and ends.
 */
import { constants, setPriority } from 'node:os';
import { type RerunJob, rerun } from '../offline/rerunjob.ts';
import { Parent } from '../record/parent.ts';

// The watch goes first, always.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
const job = JSON.parse(process.argv[2] ?? '{}') as RerunJob;
const parent = new Parent({ onMessage: () => {}, onEnd: () => process.exit(0) });
const tell = (message: object): void => void parent.send(Buffer.from(JSON.stringify(message)));

try {
  const { summary, differences } = await rerun(job, (progress) => tell({ progress }));
  tell({ summary, differences });
} catch (error) {
  tell({ fault: error instanceof Error ? error.message : String(error) });
}
// The parent ends it when it has heard.
