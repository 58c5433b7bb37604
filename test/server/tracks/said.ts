/** Observations of units, aircraft, distress and people, times in seconds after T0. */
import { feedId, mmsi } from '../../../proto/domain/ids.ts';
import type { ManualObservation, ManualReport } from '../../../proto/domain/manual.ts';
import {
  type AircraftObservation,
  type DistressObservation,
  Nature,
  type TextObservation,
  TrackKind,
  type UnitObservation,
} from '../../../proto/domain/observation.ts';
import { degrees, metres } from '../../../proto/domain/units.ts';
import { SHIP, timeAt } from './observations.ts';

const received = (at: number, feed: string) => ({
  feedId: feedId(feed),
  nature: Nature.real,
  observedMs: timeAt(at),
  receivedMs: timeAt(at),
});

export const unit = (at: number, said: Partial<UnitObservation> = {}): UnitObservation => ({
  ...received(at, 'tak'),
  type: 'unit',
  uid: 'ANDROID-1',
  callSign: 'VIPER 2',
  kind: TrackKind.unitFoot,
  lat: degrees(42),
  lon: degrees(19.4),
  staleMs: timeAt(at + 60),
  ...said,
});

export const aircraft = (at: number, said: Partial<AircraftObservation> = {}): AircraftObservation => ({
  ...received(at, 'adsb'),
  type: 'aircraft',
  address: '4d2228',
  ...said,
});

export const distress = (at: number, said: Partial<DistressObservation> = {}): DistressObservation => ({
  ...received(at, 'dsc'),
  type: 'distress',
  mmsi: mmsi(SHIP),
  natureOfDistress: 'sinking',
  call: 'alert',
  ...said,
});

export const deviceText = (at: number, text: string, kind: TrackKind): TextObservation => ({
  ...received(at, 'coast'),
  type: 'text',
  mmsi: mmsi(970_012_345),
  kind,
  text,
});

export const POINT: ManualReport = {
  place: { kind: 'point', lat: degrees(41.3), lon: degrees(19.3), uncertaintyM: metres(1000) },
  kind: TrackKind.seaContact,
  saidBy: 'fishing vessel by VHF 16',
};

export const manual = (
  at: number,
  report: Partial<ManualReport> = {},
  said: Partial<ManualObservation> = {},
): ManualObservation => ({
  ...received(at, 'people'),
  type: 'manual',
  contactId: 'c1',
  report: { ...POINT, ...report },
  ...said,
});
