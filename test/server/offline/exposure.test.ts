import { expect, it } from 'vitest';
import { feedId, mmsi } from '../../../proto/domain/ids.ts';
import { Nature, type PositionObservation, TrackKind } from '../../../proto/domain/observation.ts';
import { degrees, epochMs } from '../../../proto/domain/units.ts';
import { Exposure } from '../../../server/offline/exposure.ts';

const HOUR_MS = 3_600_000;

const at = (number: number, hours: number, kind: TrackKind = TrackKind.classA): PositionObservation => ({
  ...{ type: 'position', feedId: feedId('file'), nature: Nature.recorded, mmsi: mmsi(number), kind },
  ...{ observedMs: epochMs(hours * HOUR_MS), receivedMs: epochMs(hours * HOUR_MS) },
  ...{ lat: degrees(41), lon: degrees(19) },
});

it('counts the time in which vessels were heard, and leaves silences of more than an hour out', () => {
  const exposure = new Exposure();
  for (const hours of [0, 1, 2, 12, 12.5]) exposure.take(at(201_000_001, hours));
  for (const hours of [3, 3.5]) exposure.take(at(201_000_002, hours));
  expect(exposure.vessels).toBe(2);
  expect(exposure.vesselDays).toBeCloseTo((2 + 0.5 + 0.5) / 24, 9);
  expect(exposure.vesselDaysSpanned).toBeCloseTo((12.5 + 0.5) / 24, 9);
});

it('counts neither what is fixed nor what comes late', () => {
  const exposure = new Exposure();
  for (const hours of [0, 0.5]) exposure.take(at(992_011_001, hours, TrackKind.atonPhysical));
  for (const hours of [1, 0.5, 1]) exposure.take(at(201_000_001, hours));
  expect(exposure.vessels).toBe(1);
  expect(exposure.vesselDays).toBe(0);
});
