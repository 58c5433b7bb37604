import { describe, expect, test } from 'vitest';
import { feedId, mmsi } from '../../../proto/domain/ids.ts';
import { Nature, TrackKind, type UnitObservation } from '../../../proto/domain/observation.ts';
import { degrees, epochMs } from '../../../proto/domain/units.ts';
import { Picture } from '../../../server/tracks/picture.ts';

const unit = (uid: string, atMs: number, nature: Nature = Nature.real): UnitObservation => ({
  ...{ type: 'unit', feedId: feedId('units'), nature, kind: TrackKind.unitVessel },
  ...{ uid, lat: degrees(41), lon: degrees(19) },
  observedMs: epochMs(atMs),
  receivedMs: epochMs(atMs),
  staleMs: epochMs(atMs + 60_000),
});

describe('the track of something of ours', () => {
  test('is found by what it calls itself, the last heard of several', () => {
    const picture = new Picture({ epoch: 1 });
    picture.apply(unit('PV1', 1000));
    picture.apply({
      ...{ type: 'position', feedId: feedId('ais'), nature: Nature.real, kind: TrackKind.classA },
      ...{ mmsi: mmsi(280_000_001), lat: degrees(41), lon: degrees(19) },
      observedMs: epochMs(5000),
      receivedMs: epochMs(5000),
    } as Parameters<Picture['apply']>[0]);
    const byUid = picture.slotNamed({ cotUid: 'PV1' });
    const byBoth = picture.slotNamed({ cotUid: 'PV1', mmsi: '280000001' });
    expect(byUid).toBeDefined();
    expect(byBoth).toBeDefined();
    expect(picture.columns.observedMs[byBoth!]).toBe(5000);
    expect(byBoth).not.toBe(byUid);
  });

  test('the real one comes before the simulated one of the same name', () => {
    const picture = new Picture({ epoch: 1 });
    picture.apply(unit('PV1', 9000, Nature.synthetic));
    picture.apply(unit('PV1', 1000, Nature.real));
    expect(picture.columns.observedMs[picture.slotNamed({ cotUid: 'PV1' })!]).toBe(1000);
  });

  test('who is nowhere has none', () => {
    expect(
      new Picture({ epoch: 1 }).slotNamed({ cotUid: 'PV9', mmsi: '280000009', icao: 'b00001' }),
    ).toBeUndefined();
  });
});
