import { describe, expect, test } from 'vitest';
import { radarsOf, readLine } from '../../../../server/tracks/fusion/offline/recording.ts';
import { OfflineTracker } from '../../../../server/tracks/fusion/offline/track.ts';

describe('lines of a recording', () => {
  test.each([
    ['{"k":"scan"', 'not json'],
    ['[1]', 'not an object'],
    ['{"k":"sonar"}', 'unknown kind'],
    ['{"k":"scan","s":"R1","plots":[]}', 'missing field'],
    ['{"k":"scan","s":"R1","t":1,"plots":[[1,null]]}', 'not a number'],
    ['{"k":"ais","t":1,"x":2,"y":3}', 'missing field'],
  ])('%s is named: %s', (text, kind) => {
    expect(readLine(text)).toMatchObject({ kind: 'fault', fault: { kind } });
  });

  test('a report: knots and course become a velocity, the accuracy flag a standard deviation', () => {
    const text =
      '{"k":"ais","rx":12.5,"t":11.25,"mmsi":219000001,"cls":"B","x":100,"y":-5,"sog":10,"cog":90,"pa":0}';
    expect(readLine(text)).toMatchObject({
      kind: 'report',
      report: {
        key: 219000001,
        observedMs: 11_250,
        receivedMs: 12_500,
        xM: 100,
        yM: -5,
        vxMps: expect.closeTo(5.1444, 3),
        vyMps: expect.closeTo(0, 9),
        sigmaM: 25,
        transmitter: 'B',
      },
    });
  });

  test('bearings in radians from a moving platform', () => {
    const line = readLine('{"k":"bearing","s":"eo","t":1,"own":[3,4],"brg":[1.5707963267948966]}');
    expect(line).toMatchObject({ kind: 'scan', sensorKind: 'bearing', scan: { xM: 3, yM: 4 } });
    expect(line.kind === 'scan' && line.scan.plots[0]).toEqual({ kind: 'bearing', azimuthDeg: 90 });
  });

  test('of the meta file only the radars are read', () => {
    const radars = radarsOf({ radars: [{ name: 'R1', x: 1, y: 2, rmax: 25000, pd: 'by size', period: 3 }] });
    expect(radars).toEqual([{ id: 'R1', kind: 'radar', xM: 1, yM: 2, maxRangeM: 25_000, periodMs: 3000 }]);
    expect(radarsOf(4)).toBeUndefined();
    expect(radarsOf({})).toEqual([]);
  });

  test('a broken line is told and the rest goes on', () => {
    const tracker = new OfflineTracker(radarsOf({ radars: [{ name: 'R1', x: 0, y: 0 }] }) ?? []);
    expect(tracker.take('{')).toMatchObject({ kind: 'not json' });
    expect(tracker.take('{"k":"scan","s":"R1","t":3,"plots":[]}')).toEqual({ t: 3, tr: [] });
    expect(tracker.summary).toMatchObject({ faults: 1, scans: 1, epochs: 1 });
  });
});
