/** Troubles of the system itself, as its wiring finds them. */
import type { Trouble } from '../../../proto/domain/detecting.ts';
import { feedId } from '../../../proto/domain/ids.ts';
import type { OpenDetector } from '../detector.ts';

/** How the name of a trouble begins that is one feed's. */
const OF_FEED = 'feed/';

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
          // By what was found: a disk, a clock and a feed's times are told in words of their own.
          rule: `system/${evidence[0]?.what ?? kind}`,
          ...(name.startsWith(OF_FEED) && { about: { feedId: feedId(name.slice(OF_FEED.length)) } }),
          ...(priority && { priority }),
          ...(place && { place }),
        });
      told = now;
    },
  };
};
