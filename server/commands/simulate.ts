/** `watchfloor simulate`: the bytes of a simulated coast. */
import { systemClock } from '../clock.ts';
import { SCENARIO_DIR } from '../places.ts';
import { SIMULATE_HELP, SIMULATE_SUMMARY, simulateCommand } from '../simulate/command.ts';
import { type Command, writeOut } from './command.ts';

export const simulate: Command = {
  name: 'simulate',
  summary: SIMULATE_SUMMARY,
  help: SIMULATE_HELP,
  run: (args) =>
    simulateCommand(args, {
      scenarioFolder: SCENARIO_DIR,
      nowMs: systemClock.nowMs,
      write: writeOut,
      complain: (text) => void process.stderr.write(text),
    }),
};
