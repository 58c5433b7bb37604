import { describe, expect, it } from 'vitest';
import { feedId } from '../../../../proto/domain/ids.ts';
import { Nature } from '../../../../proto/domain/observation.ts';
import type { Observation } from '../../../../proto/domain/observations.ts';
import { degrees, epochMs } from '../../../../proto/domain/units.ts';
import { openDecoder } from '../../../../server/decoders.ts';
import { drifting } from '../../../../server/detect/movement/drifting.ts';
import { suddenSpeed } from '../../../../server/detect/movement/suddenspeed.ts';
import { RecordingCutter } from '../../../../server/feeds/pieces.ts';
import { openRecording } from '../../../../server/feeds/recording.ts';
import { corpus } from '../../decode/corpus.ts';
import { T0 } from '../../tracks/observations.ts';
import { type Leg, sailed } from '../voyages.ts';
import { clue, Watched } from '../watched.ts';

const START = { mmsi: 247_000_001, lat: 40, lon: 19 };
/** Sailed with its bow in another direction than it goes. */
const headed = (headingDeg: number, legs: readonly Leg[], more = {}) =>
  sailed({ ...START, legs, everyS: 10, ...more }).map((said) =>
    said.type === 'position' ? { ...said, headingDeg: degrees(headingDeg) } : said,
  );
const drift: Leg = { kn: 2, deg: 90, s: 2400 };
const watched = () => new Watched([drifting]);

describe('a vessel that drifts', () => {
  it('is told after ten minutes and 500 m, and is over when it makes way', () => {
    const watch = watched().say(...headed(20, [drift, { kn: 10, deg: 20, s: 600 }]));
    expect(watch.all).toHaveLength(1);
    const [told] = watch.of('drifting');
    expect((told!.raisedMs - T0) / 1000).toBeGreaterThanOrEqual(780);
    expect((told!.raisedMs - T0) / 1000).toBeLessThan(830);
    expect(told!.lead.measured.value).toBeCloseTo(70, 0);
    expect(clue(told!.lead, 'drifted')!.measure!.value).toBeGreaterThanOrEqual(500);
    expect(told!.ending).toBe('cleared');
  });

  it.each([
    ['whose bow points where it goes', headed(70, [drift])],
    ['that lies', headed(20, [{ ...drift, kn: 0.5 }])],
    ['that makes way', headed(20, [{ ...drift, kn: 8 }])],
    ['that drifts for a short while', headed(20, [{ ...drift, s: 500 }])],
    ['that says that it is at anchor', headed(20, [drift], { status: 1 })],
    ['that tows', headed(20, [drift], { shipType: 52 })],
    ['that fishes', headed(20, [drift], { shipType: 30 })],
    ['of whose heading nothing is known', sailed({ ...START, legs: [drift], everyS: 10 })],
  ])('is not one %s', (_who, said) => {
    expect(watched().say(...said).all).toEqual([]);
  });
});

/** What the clip's sentences bring, by the times beside them. */
async function replayed(file: string): Promise<Watched> {
  const watch = new Watched([drifting, suddenSpeed]);
  const id = feedId('file');
  const decoder = openDecoder('nmea', id, {});
  const cutter = new RecordingCutter('nmea', () => {});
  const sink = {
    observation: (said: Observation) => watch.sayAtOnce(said),
    ...{ message() {}, fault() {}, reply() {}, cutOff() {} },
  };
  let lastMs = epochMs(0);
  for await (const chunk of await openRecording(file))
    for (const { bytes, stamp } of cutter.push(chunk)) {
      if (stamp) {
        lastMs = epochMs(stamp.ms);
        watch.run.advance(lastMs);
      }
      const frame = { feedId: id, nature: Nature.recorded, connection: 1, timeShiftMs: 0, bytes };
      decoder.push({ ...frame, receivedMs: lastMs }, sink);
    }
  watch.run.advance(epochMs(lastMs + 1000));
  return watch.sayAtOnce();
}

describe('clips of the Danish Maritime Authority', () => {
  it.each([
    ['538004030_drift_1', 'drifting', 1_411_923_004_556],
    ['219165000_ssc_1', 'suddenSpeed', 1_412_525_411_424],
  ] as const)('%s: %s, begun within a minute', async (name, kind, fromMs) => {
    const file = corpus(`traffic/dma/${name}.ais`);
    if (file === undefined) return;
    const watch = await replayed(file);
    expect(watch.all.map(({ lead }) => lead.kind)).toEqual([kind]);
    expect(Math.abs(watch.all[0]!.onsetMs - fromMs)).toBeLessThanOrEqual(60_000);
  });

  it('212123000_drift_1: nothing', async () => {
    const file = corpus('traffic/dma/212123000_drift_1.ais');
    if (file === undefined) return;
    expect((await replayed(file)).all).toEqual([]);
  });
});
