/** Of which class a thing is, in the words in which agreements allow releases. */
import { TrackKind } from '../observation.ts';
import type { Releasable, Released, Retention } from './agency.ts';
import type { RecordKind } from './record.ts';

/** Tracks. `vessels`: what says itself who it is; `contacts`: what is only seen. */
export const TRACK_CLASS: Readonly<Record<keyof typeof TrackKind, Releasable>> = {
  unknown: 'contacts',
  classA: 'vessels',
  classB: 'vessels',
  baseStation: 'vessels',
  atonPhysical: 'vessels',
  atonVirtual: 'vessels',
  sarAircraft: 'vessels',
  locatingDevice: 'vessels',
  locatingDeviceTest: 'vessels',
  seaContact: 'contacts',
  landContact: 'peopleOnLand',
  person: 'peopleOnLand',
  group: 'peopleOnLand',
  vehicle: 'contacts',
  animal: 'contacts',
  drone: 'contacts',
  unitVessel: 'units',
  unitVehicle: 'units',
  unitAircraft: 'units',
  unitFoot: 'units',
  aircraft: 'vessels',
};

/** By `TrackKind`. */
const BY_NUMBER: ReadonlyMap<number, Releasable> = new Map(
  (Object.keys(TrackKind) as (keyof typeof TrackKind)[]).map((word) => [TrackKind[word], TRACK_CLASS[word]]),
);

/** A kind that is not known is treated as people are: released to nobody who did not name them. */
export const trackClass = (kind: number): Releasable => BY_NUMBER.get(kind) ?? 'peopleOnLand';

/** Records that one agency can release to another; the others never. */
export const RECORD_CLASS: Readonly<Partial<Record<RecordKind, Releasable>>> = {
  zone: 'plans',
  sector: 'plans',
  patrol: 'plans',
  task: 'plans',
  watchList: 'plans',
  unit: 'units',
  crossingPoint: 'crossingPoints',
};

const BY_RECORD: ReadonlyMap<string, Releasable> = new Map(Object.entries(RECORD_CLASS));

/**
 * What an agreement must name, one of them, for a release under it; none: it is never released.
 *
 * @param retention by which the release is kept: it tells what a track is
 */
export function mustBeAgreed(what: Released, retention: Retention): readonly Releasable[] {
  if (retention === 'peopleOnLand') return ['peopleOnLand'];
  if (what.kind === 'record') {
    const named = BY_RECORD.get(what.record);
    return named === undefined ? [] : [named];
  }
  if (retention === 'ownUnits') return ['units'];
  return what.kind === 'feed' ? ['sensors'] : ['vessels', 'contacts'];
}
