/**
 * Loaded before anything else (`--import`, and by NODE_OPTIONS into the children) into a server that soaks: its clocks and
 * its timers run WATCHFLOOR_PACE times as fast as the machine's, from WATCHFLOOR_PACE_FROM_MS on, so that a day's ticks,
 * rolls by the hour, timetables and expiries happen in a fraction of a day. Nothing of the server knows. Where the machine
 * is busy elsewhere its time waits: it goes on by {@link LONGEST_STEP_MS} at most until the event loop comes round again.
 *
 * Over the channel of its parent it answers `now` with its time, and `sample` with what it holds after a full collection of
 * garbage.
 */
import { readdirSync } from 'node:fs';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Of the paced time: less than any rule of the server calls a gap. */
const LONGEST_STEP_MS = 1000;
/** Of the machine's time: how often the event loop is seen to come round, and children to come are told the time. */
const ROUND_EVERY_MS = 4;

const pace = Number(process.env.WATCHFLOOR_PACE);
const fromMs = Number(process.env.WATCHFLOOR_PACE_FROM_MS);

const machineMs = performance.now.bind(performance);
let lookedMs = machineMs();
let pacedMs = 0;
let mostMs = LONGEST_STEP_MS;
/** Paced milliseconds since the start. */
const steadyMs = () => {
  const atMs = machineMs();
  pacedMs = Math.min(mostMs, pacedMs + (atMs - lookedMs) * pace);
  lookedMs = atMs;
  return pacedMs;
};
const nowMs = () => Math.round(fromMs + steadyMs());
const MachineDate = Date;
MachineDate.now = nowMs;
globalThis.Date = new Proxy(MachineDate, {
  construct: (date, args, made) => Reflect.construct(date, args.length === 0 ? [nowMs()] : args, made),
});
Object.defineProperty(performance, 'now', { value: steadyMs });

setInterval(() => {
  mostMs = steadyMs() + LONGEST_STEP_MS;
  process.env.WATCHFLOOR_PACE_FROM_MS = String(nowMs());
}, ROUND_EVERY_MS).unref();

for (const name of ['setTimeout', 'setInterval']) {
  const machines = globalThis[name];
  const paced = (task, delayMs = 1, ...args) => machines(task, delayMs / pace, ...args);
  Object.defineProperties(paced, Object.getOwnPropertyDescriptors(machines));
  globalThis[name] = paced;
}

if (process.channel) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  // Of the event loop, in the machine's time.
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  process.on('message', (asked) => {
    if (asked === 'now') process.send({ nowMs: nowMs() });
    if (asked !== 'sample') return;
    const [waitedP99Ms, waitedMaxMs] = [delay.percentile(99) / 1e6, delay.max / 1e6];
    // Twice: what finalizers let go is gone only then.
    collect();
    collect();
    const { user, system } = process.cpuUsage();
    process.send({
      ...process.memoryUsage(),
      ...{ waitedP99Ms, waitedMaxMs, cpuS: (user + system) / 1e6, nowMs: nowMs() },
      descriptors: readdirSync('/proc/self/fd').length,
      resources: process.getActiveResourcesInfo().length,
    });
    delay.reset();
  });
  process.channel.unref();
}
