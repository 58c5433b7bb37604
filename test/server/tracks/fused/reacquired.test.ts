import { expect, it } from 'vitest';
import { Nature, TrackKind } from '../../../../proto/domain/observation.ts';
import { SourceBits } from '../../../../proto/domain/track.ts';
import { degrees } from '../../../../proto/domain/units.ts';
import { Reacquired } from '../../../../server/tracks/fused/reacquired.ts';
import { Votes } from '../../../../server/tracks/fused/votes.ts';
import { TrackRegistry } from '../../../../server/tracks/registry.ts';
import { timeAt } from '../observations.ts';

/** Lost at T0 going north at a speed; seen 10 s later at the same place, its first velocity 7 m/s off to the east. */
function takenAt(sogKn: number): boolean {
  const tracks = new TrackRegistry(7, 64);
  const reacquired = new Reacquired(tracks);
  const birth = {
    nature: Nature.real,
    kind: TrackKind.seaContact,
    observedMs: timeAt(0),
    sources: SourceBits.radar,
  };
  const slot = tracks.start(birth, false, timeAt(0))!;
  const { columns } = tracks;
  columns.lat[slot] = 41;
  columns.lon[slot] = 19;
  columns.sogKn[slot] = sogKn;
  columns.cogDeg[slot] = 0;
  columns.observedMs[slot] = timeAt(0);
  reacquired.lose(slot, new Votes());
  const at = { lat: degrees(41), lon: degrees(19) };
  const speed = (sogKn * 1852) / 3600;
  const sighting = { at, nature: Nature.real, timeMs: timeAt(10), vxMps: 7, vyMps: speed };
  return reacquired.take(sighting) !== undefined;
}

it('a fast contact is known again by a rougher velocity than a slow one', () => {
  expect(takenAt(36)).toBe(true);
  expect(takenAt(5)).toBe(false);
});
