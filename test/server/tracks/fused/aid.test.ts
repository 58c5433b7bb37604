import { expect, it } from 'vitest';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { coast, type Vessel, whereAt } from '../coast.ts';
import { position, timeAt } from '../observations.ts';

const AID = 992_470_001;
/** Passes the aid at half a minute. */
const passing: Vessel = { fromM: 10_000, azimuthDeg: 80, sogKn: 20, cogDeg: 0 };

it('an aid to navigation does not go along with a vessel that passes it', () => {
  const at = whereAt(passing, 30);
  const { picture, run, slots } = coast([passing]);
  run(240, (s) => {
    if (s % 10 !== 0) return [];
    const said = position({ at: s, mmsi: AID, lat: at.lat, lon: at.lon, kind: TrackKind.atonPhysical });
    const { sogKn: _sog, cogDeg: _cog, ...still } = said;
    return [{ ...still, observedMs: timeAt(s) }];
  });
  const details = slots().map((slot) => picture.detail(slot));
  const aid = details.find(({ kind }) => kind === TrackKind.atonPhysical)!;
  expect(aid.lat).toBeCloseTo(at.lat, 6);
  expect(aid.lon).toBeCloseTo(at.lon, 6);
  expect(aid.sogKn).toBeUndefined();
  const vessel = details.find(({ kind }) => kind === TrackKind.seaContact);
  expect(vessel!.sogKn!).toBeGreaterThan(15);
});
