/** Which live track is a unit's. */
import { formatMmsi, type TrackId } from '../../../proto/domain/ids.ts';
import type { Unit } from '../../../proto/domain/operations/patrol.ts';
import type { TrackTable } from '../../store/tracks.ts';

/** By MMSI; undefined where it is bound by another number, or is not in the picture. */
export function boundTrack(
  table: Pick<TrackTable, 'count' | 'statics'>,
  bound: NonNullable<Unit['bound']>,
): TrackId | undefined {
  if (bound.mmsi === undefined) return undefined;
  for (let row = 0; row < table.count; row += 1) {
    const statics = table.statics[row];
    if (statics?.mmsi != null && formatMmsi(statics.mmsi) === bound.mmsi && statics.id)
      return statics.id as TrackId;
  }
  return undefined;
}
