/**
 * Tracking by CPU time: traffic of 200 to 5,000 vessels under two radars, lines in and lines out. Each size in a fresh
 * process; `cold` from the first scan on, `warm` over the second half. Ceilings in milliseconds a scan; and growth: the
 * cost of a vessel at 5,000 against that at 1,000.
 */
import { radarsOf } from '../../server/tracks/fusion/offline/recording.ts';
import { OfflineTracker } from '../../server/tracks/fusion/offline/track.ts';
import { crossings, RADARS } from './crossings.side.ts';
import { compare, cpuMicroseconds, type Figures, ranAsSide, report, type Side } from './harness.ts';

/** Small traffic runs longer, so that the second half is warm. */
const secondsOf = (vessels: number): number => (vessels <= 500 ? 600 : 120);
const SIZES = [200, 500, 1000, 2000, 5000];
/** Milliseconds of CPU a scan that must not be passed, warm. */
const CEILINGS: Readonly<Record<number, number>> = { 200: 4.4, 2000: 20, 5000: 60 };
/** A vessel may cost so many times more at 5,000 than at 1,000. */
const GROWTH = 2;

async function track(vessels: number): Promise<Figures> {
  const lines = crossings(vessels, secondsOf(vessels), 1);
  const tracker = new OfflineTracker(radarsOf(RADARS) ?? []);
  let written = 0;
  const follow = (part: readonly string[]) => () => {
    for (const line of part) {
      const taken = tracker.take(line);
      if (taken !== undefined) written += JSON.stringify(taken).length;
    }
  };
  const half = lines.length >> 1;
  const first = await cpuMicroseconds(follow(lines.slice(0, half)));
  const { scans } = tracker.summary;
  const second = await cpuMicroseconds(follow(lines.slice(half)));
  const all = tracker.summary.scans;
  const warm = second / 1000 / (all - scans);
  const shown = [...tracker.fusion.tracks()].length;
  return {
    vessels,
    shown,
    coldMsPerScan: (first + second) / 1000 / all,
    warmMsPerScan: warm,
    warmUsPerVessel: (warm * 1000) / vessels,
    writtenMb: written / 1e6,
  };
}

const sides: Side[] = SIZES.map((vessels) => ({ name: `${vessels} vessels`, run: () => track(vessels) }));

if (!(await ranAsSide(sides))) {
  const figures = await compare({ benchUrl: import.meta.url, sides, rounds: 3 });
  const of = (vessels: number, name: string): number =>
    figures.get(`${vessels} vessels`)?.[name] ?? Number.NaN;
  report('tracking, CPU a scan', figures, [
    ...Object.entries(CEILINGS).map(([vessels, ceiling]) => ({
      what: `${vessels} vessels: ceiling ${ceiling} ms a scan against`,
      ratio: ceiling / of(Number(vessels), 'warmMsPerScan'),
      floor: 1,
    })),
    {
      what: `growth from 1,000 to 5,000: ${GROWTH} times a vessel against`,
      ratio: (GROWTH * of(1000, 'warmUsPerVessel')) / of(5000, 'warmUsPerVessel'),
      floor: 1,
    },
  ]);
}
