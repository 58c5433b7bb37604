/** A transponder that fails, from its sentences to the alert: real decoder, picture and detectors, in data time. */
import { expect, test } from 'vitest';
import type { WatchedSystem } from '../../proto/domain/detecting.ts';
import { feedId } from '../../proto/domain/ids.ts';
import { SensorHealth } from '../../proto/domain/sensor.ts';
import { epochMs } from '../../proto/domain/units.ts';
import { encodeAis } from '../../server/decode/ais/encode.ts';
import { NmeaDecoder } from '../../server/decode/nmea/decoder.ts';
import { encodeAlr } from '../../server/decode/nmea/sentences/writetransponder.ts';
import { sensors } from '../../server/detect/outage/sensors.ts';
import { WatchedPictureRun } from '../../server/watch.ts';
import { watchedSensors } from '../../server/watchedsensors.ts';
import { frameOf, heard, NOON_MS } from '../server/decode/heard.ts';
import { OPEN_SEA } from '../server/detect/watched.ts';

const MAST = feedId('mast');

test('a transponder that sends no more is raised with its own words, and over when it is well; a small trouble is shown', () => {
  const run = new WatchedPictureRun({
    epoch: 1,
    shore: OPEN_SEA,
    detectors: [sensors],
    system: (picture): WatchedSystem => ({
      feeds: () => [],
      sensors: watchedSensors(picture),
      troubles: () => [],
    }),
  });
  const decoder = new NmeaDecoder({ feedId: MAST });
  let second = 0;
  /** Says these and a position each second, for so long; what the detectors raised and cleared. */
  const watch = (seconds: number, ...first: string[]): string[] => {
    let said = first;
    for (const end = second + seconds; second < end; second++) {
      const receivedMs = epochMs(NOON_MS + second * 1000);
      const place = { lat: 40, lon: 19 + second / 10_000, sogKn: 10, cogDeg: 90 };
      const lines = [...said, ...encodeAis({ type: 1, mmsi: 237_000_001, ...place })];
      const into = heard();
      decoder.push(frameOf(`${lines.join('\r\n')}\r\n`, { feedId: MAST, receivedMs }), into.sink);
      run.advance(receivedMs);
      for (const observation of into.observations) run.apply(observation);
      said = [];
    }
    return run.drain().map((happening) => JSON.stringify(happening));
  };
  const alarm = { sentence: 'ALR', talker: 'AI', timeOfDayMs: undefined, acknowledged: false } as const;
  const vswr = { ...alarm, alarm: 2, active: true, text: 'AIS: Antenna VSWR exceeds limit' };
  const sender = { ...alarm, alarm: 1, active: true, text: 'AIS: Tx malfunction' };
  const shown = () => run.picture.sensors.list().map(({ id, health, reason }) => ({ id, health, reason }));

  expect(watch(300)).toEqual([]);
  expect(shown()).toEqual([]);
  expect(watch(60, encodeAlr(vswr))).toEqual([]);
  expect(shown()).toEqual([{ id: 'mast/AI', health: SensorHealth.degraded, reason: vswr.text }]);
  const raised = watch(60, encodeAlr(sender));
  expect(raised).toHaveLength(1);
  expect(raised[0]).toContain('"kind":"sensorLost"');
  expect(raised[0]).toContain(sender.text);
  // it says nothing of alarms for ten minutes, and that is no silence while its feed brings AIS
  expect(watch(600)).toEqual([]);
  const over = watch(60, encodeAlr({ ...sender, active: false }), encodeAlr({ ...vswr, active: false }));
  expect(over).toHaveLength(1);
  expect(shown()).toMatchObject([{ id: 'mast/AI', health: SensorHealth.working }]);
});
