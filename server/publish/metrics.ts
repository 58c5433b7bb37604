/** Every stage's counts for Prometheus, in a registry of our own, read when asked. */
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { PublisherCounts } from './publisher.ts';

/** What one stage of the pipeline says of itself. */
export interface StageReport {
  readonly name: string;
  /** Undefined: nothing has happened yet. */
  readonly lastActivityMs?: number;
  /** Totals since the start, or values now. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Counts of publishing that fall as well as grow. */
const NOW_COUNTS: ReadonlySet<keyof PublisherCounts> = new Set(['clients', 'tracks']);

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `watchfloor_stage_count{stage,what}` of every stage, `watchfloor_publish_*`, and the process's own. */
export function createMetrics(
  stages: () => readonly StageReport[],
  publishing: () => PublisherCounts,
): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'watchfloor_' });
  new Gauge({
    name: 'watchfloor_stage_count',
    help: 'what each stage of the pipeline counts',
    labelNames: ['stage', 'what'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, counts } of stages())
        for (const [what, value] of Object.entries(counts)) this.set({ stage: name, what }, value);
    },
  });
  new Gauge({
    name: 'watchfloor_stage_last_activity_seconds',
    help: 'when each stage last did something, seconds since 1970',
    labelNames: ['stage'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, lastActivityMs } of stages())
        if (lastActivityMs !== undefined) this.set({ stage: name }, lastActivityMs / 1000);
    },
  });
  for (const what of Object.keys(publishing()) as (keyof PublisherCounts)[]) {
    const help = `publishing: ${snake(what).replaceAll('_', ' ')}`;
    if (NOW_COUNTS.has(what)) {
      new Gauge({
        name: `watchfloor_publish_${snake(what)}`,
        help,
        registers: [registry],
        collect() {
          this.set(publishing()[what]);
        },
      });
    } else {
      new Counter({
        name: `watchfloor_publish_${snake(what)}_total`,
        help,
        registers: [registry],
        collect() {
          this.reset();
          this.inc(publishing()[what]);
        },
      });
    }
  }
  return registry;
}
