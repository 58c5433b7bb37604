/** Troubles of the system itself, as its wiring finds them. */
import type { Trouble } from '../../../proto/domain/detecting.ts';
import type { OpenDetector } from '../detector.ts';

export const troubles: OpenDetector = (watch) => {
  let told: readonly Trouble[] = [];
  return {
    name: 'troubles',
    tick() {
      const now = watch.system.troubles();
      for (const { kind, name } of told)
        if (!now.some((one) => one.kind === kind && one.name === name)) watch.clear(kind, name);
      for (const { kind, name, sinceMs, measured, threshold, evidence, priority, place } of now)
        watch.raise({
          ...{ kind, name, measured, threshold, evidence },
          things: [],
          onsetMs: sinceMs,
          rule: `system/${kind}`,
          ...(priority && { priority }),
          ...(place && { place }),
        });
      told = now;
    },
  };
};
