/** A broken detector among others: every one of its turns throws, and the watch goes on without it. */
import { expect, it } from 'vitest';
import { feedId, mmsi } from '../../../proto/domain/ids.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import type { Detector, OpenDetector } from '../../../server/detect/detector.ts';
import { distress } from '../../../server/detect/distress/distress.ts';
import { report } from '../publish/ships.ts';
import { T0 } from '../tracks/observations.ts';
import { Watched } from './watched.ts';

const fail = (): never => {
  throw new Error('broken');
};
const broken: OpenDetector = () => ({
  name: 'broken',
  ...{ reported: fail, identified: fail, moved: fail, gone: fail, heard: fail, tick: fail, raised: fail },
});
const heardBy = (heard: string[]): OpenDetector => {
  const turns = ['reported', 'moved', 'heard', 'tick', 'raised'] as const;
  return (): Detector => ({
    name: 'sound',
    ...Object.fromEntries(turns.map((turn) => [turn, () => heard.push(turn)])),
  });
};
const cry = (s: number) => ({
  ...report({ mmsi: 970_012_345, lat: 41, lon: 18.5, sogKn: 0 }, T0 + s * 1000),
  ...{ feedId: feedId('ais'), kind: TrackKind.locatingDevice, navStatus: 14, mmsi: mmsi(970_012_345) },
});

it('a detector that throws at every turn hides no distress and stops no other', () => {
  const bugs: unknown[] = [];
  const heard: string[] = [];
  const watched = new Watched([broken, distress, heardBy(heard)], { onBug: (error) => bugs.push(error) });
  watched.say(cry(0), cry(1), cry(2)).until(5);
  expect(watched.open('distress')).toHaveLength(1);
  expect(new Set(heard)).toEqual(new Set(['reported', 'moved', 'heard', 'tick', 'raised']));
  expect(watched.run.detection.counts.defects).toBe(bugs.length);
  expect(bugs.length).toBeGreaterThan(8);
  expect(bugs[0]).toMatchObject({ message: 'the detector broken failed', cause: { message: 'broken' } });
});

it('is thrown where nobody is told of defects, as in measurements', () => {
  expect(() => new Watched([broken]).say(cry(0))).toThrow('broken');
});
