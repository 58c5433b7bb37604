/** Where each unit's own track is, from what its record says it calls itself. */
import type { EpochMs } from '../proto/domain/units.ts';
import type { RecordsView } from './operations/kind.ts';
import type { UnitTrack } from './publish/routeoptions.ts';
import type { OwnNames } from './tracks/named.ts';

interface Tracks {
  readonly columns: {
    readonly lat: Float64Array;
    readonly lon: Float64Array;
    readonly observedMs: Float64Array;
  };
  slotNamed(names: OwnNames): number | undefined;
}

/** Undefined for a unit that is bound to no track, or whose track is not in the picture. */
export function unitPlaces(records: RecordsView, picture: Tracks): (unitId: string) => UnitTrack | undefined {
  return (unitId) => {
    const bound = records.get('unit', unitId)?.value.bound;
    const slot = bound && picture.slotNamed(bound);
    if (slot === undefined) return undefined;
    const { lat, lon, observedMs } = picture.columns;
    return { slot, lat: lat[slot]!, lon: lon[slot]!, observedMs: observedMs[slot]! as EpochMs };
  };
}
